"""Everything that is known of one thing, each fact with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, NotRequired

from typing_extensions import TypedDict

from aigraph.i18n import Name, Text
from aigraph.questions.answer import EDGE_FIELDS, Reply, Row, best_first, edge
from aigraph.questions.declaration import Param, question
from aigraph.questions.facts import facts
from aigraph.questions.names import resolve
from aigraph.questions.parts import part_in_words
from aigraph.questions.rows import Support, column, detail
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import not_stated, other_days

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.release.opened import Release


class Fact(TypedDict):
    """One thing that is said of the thing, or a statement that joins it to another."""

    predicate: Annotated[str, column("Relation", "Property, measure or relation.")]
    predicate_zh: Annotated[str, detail("The same in Chinese.")]
    wording: Annotated[str, column("Wording", "How the source says it, in our words.")]
    wording_zh: NotRequired[Annotated[str, detail("The same in Chinese.")]]
    value: Annotated[str, column("Value", "What is said, or the name of the other thing.")]
    value_zh: NotRequired[Annotated[str, detail("The same in Chinese.")]]
    source: Annotated[str, column("Source", "Identifier of the source.")]
    locator: Annotated[str, column("Where", "Where in the source.")]
    grade: Annotated[str, column("Grade", "Grade of the evidence.")]
    valid_from: Annotated[str, column("From", "First day, or blank.")]
    valid_to: Annotated[str, column("To", "Last day, inclusive, or blank.")]
    last_stated: Annotated[
        str,
        column("Last stated", "Date of the source, where no end is known; or blank."),
    ]
    further: NotRequired[
        Annotated[list[str], column("Also in", "Further sources that state the same.")]
    ]
    also: NotRequired[Annotated[list[Support], detail("The same, each with its place and grade.")]]
    confidence: Annotated[str, detail("high, medium or low.")]
    subject: NotRequired[Annotated[str, detail("Subject of a statement.")]]
    object: NotRequired[Annotated[str, detail("Object of a statement.")]]
    neighbour: NotRequired[Annotated[str, detail("The other thing of a statement.")]]
    note: NotRequired[Annotated[str, detail("Remarks of the curators.")]]
    number: NotRequired[Annotated[float, detail("A figure as a number.")]]
    unit: NotRequired[Annotated[str, detail("Unit of a figure.")]]


_LOW: Final = Text("Rows of low confidence are shown here but do not enter other answers.")


@question(Fact, honours=EVIDENCE, examples=("aigraph show chips/nvidia-h100-sxm",))
def show(
    release: Release, scope: Scope, name: Annotated[str, Param("An identifier or a name.")]
) -> Reply:
    """Show everything known of one thing: facts, figures, names, neighbours, with sources.

    Without a date the statements of all days are shown.
    """
    view = release.view
    thing = resolve(view, name)
    day = scope.as_of if scope.dated else None
    about = [item for item in view.statements if thing in {item.subject, item.object}]
    everything = [
        *facts(view, release.store, [thing])[thing],
        *_relations(view.only(scope.sources), thing, day),
        *_parts(view.only(scope.sources), thing, day),
    ]
    rows = [row for row in everything if not scope.sources or row["source"] in scope.sources]
    low = any(row["confidence"] == "low" for row in rows)
    return Reply(
        title=Text(
            "{thing} ({kind}, {id})",
            thing=view.name(thing),
            kind=view.name(view.things[thing].kind),
            id=thing,
        ),
        rows=rows,
        caveats=(
            *([_LOW] if low else []),
            *(other_days(_from(about, scope.sources), day) if day else ()),
            *not_stated(scope.sources, rows),
        ),
        parameters={"name": thing, "as_of": day.isoformat() if day else None},
    )


def _from(statements: Iterable[Statement], sources: Collection[str]) -> list[Statement]:
    return [item for item in statements if not sources or item.source in sources]


def _relations(view: View, thing: str, as_of: date | None) -> Iterator[Row]:
    """Yield a row for each fact that joins the thing to another, with all its sources.

    Statements of one fact that differ in days or remark are rows of their own.
    """
    held: dict[tuple[Any, ...], list[Statement]] = {}
    for item in view.statements:
        if thing in {item.subject, item.object} and (as_of is None or item.holds(as_of)):
            held.setdefault(_said(item), []).append(item)
    ranked = [sorted(repeats, key=_shown_first) for repeats in held.values()]
    ranked.sort(key=lambda found: _place(found[0], thing))
    for item, *repeats in ranked:
        forward = item.subject == thing
        other = item.object if forward else item.subject
        row = edge(item, repeats)
        relation: Name | Text = Name(item.predicate, view.label(item.predicate, "zh"))
        relation = relation if forward else Text("{relation} (of)", relation=relation)
        value = Text("{thing} ({id})", thing=view.name(other), id=other)
        yield {
            **{field: row[field] for field in EDGE_FIELDS if field != "predicate"},
            "also": row.get("also", []),
            "further": [one["source"] for one in row.get("also", ())],
            "predicate": relation.en,
            "predicate_zh": relation.zh,
            "value": value.en,
            "value_zh": value.zh,
            "neighbour": other,
            "confidence": item.confidence,
            "note": item.note,
        }


def _parts(view: View, thing: str, as_of: date | None) -> Iterator[Row]:
    """Yield a row for each part that another thing has of the thing, or the thing of another."""
    found = [item for item in view.weights if thing in {item.whole, item.part}]
    for item in sorted(found, key=lambda item: (item.part == thing, item.relation, item.id)):
        if as_of is not None and item.start > as_of.isoformat():
            continue
        whole = item.whole == thing
        name = Text("part") if whole else Text("part of")
        relation = Text("{relation} ({name})", relation=view.name(item.relation), name=name)
        predicate = relation if item.relation else name
        said = {language: part_in_words(view, item, language) for language in ("en", "zh")}
        yield {
            **{field: "" for field in EDGE_FIELDS if field != "predicate"},
            "predicate": predicate.en,
            "predicate_zh": predicate.zh,
            "value": said["en"],
            "value_zh": said["zh"],
            "also": [],
            "further": [],
            "valid_from": item.start,
            "valid_to": item.end,
            "subject": item.whole,
            "object": item.part,
            "neighbour": item.part if whole else item.whole,
            "source": item.source,
            "locator": item.locator,
            "grade": item.grade,
            "confidence": item.confidence,
            "note": item.note,
        }


def _said(item: Statement) -> tuple[Any, ...]:
    fact = item.subject, item.predicate, item.object
    return (*fact, item.valid_from, item.valid_to, item.accepted)


def _shown_first(item: Statement) -> tuple[Any, ...]:
    return (*best_first(item)[:2], not item.note, item.claim)


def _place(item: Statement, thing: str) -> tuple[Any, ...]:
    return item.subject != thing, item.predicate, item.object, item.claim
