"""Everything that is known of one thing, each fact with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.questions.answer import EDGE_FIELDS, Answer, Bilingual, Heading, Row, edge
from aigraph.questions.evidence.facts import facts
from aigraph.questions.names import resolve
from aigraph.questions.selection import chosen_sources, not_stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from aigraph.graph import View
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("predicate", "Relation", "关系"),
    Heading("value", "Value", "值"),
    Heading("source", "Source", "来源"),
    Heading("locator", "Where", "位置"),
    Heading("grade", "Grade", "证据等级"),
    Heading("valid_from", "From", "起"),
    Heading("valid_to", "To", "止"),
)
_LOW: Final = Bilingual(
    "Rows of low confidence are shown here but do not enter other answers.",
    "低置信度条目在此列出，但不进入其他回答。",
)


def show(
    release: Release, name: str, *, as_of: date | None = None, within: Sequence[str] = ()
) -> Answer:
    """Answer what is known of a thing: its properties, names, figures, relations, neighbours.

    Args:
        release: what to ask.
        name: an identifier or a name in either language.
        as_of: keep only relations that hold on this day; all of them without it.
        within: keep only what these sources state; everything without any.

    Raises:
        NotFoundError: if nothing is called that.
    """
    view = release.view
    thing = resolve(view, name)
    chosen = chosen_sources(view, within)
    everything = [
        *facts(view, release.store, [thing])[thing],
        *_relations(view, thing, as_of),
    ]
    rows = [row for row in everything if not chosen or row["source"] in chosen]
    low = any(row["confidence"] == "low" for row in rows)
    return Answer(
        question="show",
        title=f"{view.label(thing)} ({view.things[thing].kind}, {thing})",
        title_zh=f"{view.label(thing, 'zh')}（{thing}）",
        parameters={
            "thing": thing,
            "as_of": as_of.isoformat() if as_of else None,
            "sources": chosen,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=(*([_LOW] if low else []), *not_stated(chosen, rows)),
    )


def _relations(view: View, thing: str, as_of: date | None) -> Iterator[Row]:
    held = [
        item
        for item in view.statements
        if thing in {item.subject, item.object} and (as_of is None or item.holds(as_of))
    ]
    held.sort(key=lambda item: (item.subject != thing, item.predicate, item.object, item.claim))
    for item in held:
        forward = item.subject == thing
        other = item.object if forward else item.subject
        row = edge(item)
        yield {
            **{field: row[field] for field in EDGE_FIELDS if field != "predicate"},
            "predicate": item.predicate if forward else f"{item.predicate} (of)",
            "predicate_zh": view.label(item.predicate, "zh") + ("" if forward else "（被）"),
            "value": f"{view.label(other)} ({other})",
            "value_zh": f"{view.label(other, 'zh')}（{other}）",
            "neighbour": other,
            "confidence": item.confidence,
            "note": item.note,
        }
