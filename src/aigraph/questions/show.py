"""Everything that is known of one thing, each fact with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ids import identifier, iri
from aigraph.questions.answer import EDGE_FIELDS, Answer, Bilingual, Heading, Row, edge
from aigraph.questions.names import resolve
from aigraph.questions.selection import chosen_sources, not_stated
from aigraph.store import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pyoxigraph import Store

    from aigraph.graph import View
    from aigraph.release import Release

_HEADINGS: Final = (
    Heading("predicate", "Relation", "关系"),
    Heading("value", "Value", "值"),
    Heading("source", "Source", "来源"),
    Heading("locator", "Where", "位置"),
    Heading("grade", "Grade", "证据等级"),
    Heading("valid_from", "From", "起"),
    Heading("valid_to", "To", "止"),
)
_FIGURES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?measure ?printed ?value ?unit ?period ?source ?locator ?grade ?confidence WHERE { GRAPH ?g {
  ?observation ag:entity ?thing ; ag:measure ?measure ; ag:printed ?printed ; ag:value ?value ;
    ag:unit ?unit ; ag:statedIn ?source ; ag:locator ?locator ; ag:grade ?grade ;
    ag:confidence ?confidence .
  OPTIONAL { ?observation ag:period ?period }
} } ORDER BY ?measure ?period ?observation
"""
_PLAIN: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?property ?value ?source ?locator ?grade WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?thing ?property ?value .
    OPTIONAL { ?thing ag:statedIn ?source ; ag:locator ?locator ; ag:grade ?grade }
  }
} ORDER BY ?property ?value
"""
_NAMES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?label ?kind ?source ?locator WHERE { GRAPH ?g {
  ?alias ag:labelOf ?thing ; ag:labelText ?label ; ag:attestationKind ?kind ;
    ag:statedIn ?source ; ag:locator ?locator .
} } ORDER BY ?kind ?label
"""
_LOW: Final = Bilingual(
    "Rows of low confidence are shown here but do not enter other answers.",
    "低置信度条目在此列出，但不进入其他回答。",
)
_EVIDENCE_PROPERTIES: Final = frozenset({"statedIn", "locator", "grade", "confidence", "type"})


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
        *_properties(view, release.store, thing),
        *_names(release.store, thing),
        *_figures(view, release.store, thing),
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


def _fact(predicate: str, value: str, row: dict[str, str], **more: object) -> Row:
    return {
        "predicate": predicate,
        "value": value,
        "source": identifier(row.get("source", "")),
        "locator": row.get("locator", ""),
        "grade": vocab.local_name(row.get("grade", "")),
        "confidence": vocab.local_name(row.get("confidence", "")),
        "valid_from": "",
        "valid_to": "",
        **more,
    }


def _properties(view: View, store: Store, thing: str) -> Iterator[Row]:
    for row in select(store, _PLAIN, thing=iri(thing)):
        name = vocab.local_name(row["property"])
        if name not in _EVIDENCE_PROPERTIES:
            yield _fact(name, identifier(row["value"]), row, predicate_zh=view.label(name, "zh"))


def _names(store: Store, thing: str) -> Iterator[Row]:
    for row in select(store, _NAMES, thing=iri(thing)):
        yield _fact(
            f"name ({row['kind']})", row["label"], row, predicate_zh=f"名称（{row['kind']}）"
        )


def _figures(view: View, store: Store, thing: str) -> Iterator[Row]:
    for row in select(store, _FIGURES, thing=iri(thing)):
        period = f" ({row['period']})" if "period" in row else ""
        yield _fact(
            identifier(row["measure"]).partition("/")[2],
            f"{row['printed']}{period}",
            row,
            number=float(row["value"]),
            unit=row["unit"],
            predicate_zh=view.label(identifier(row["measure"]), "zh"),
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
