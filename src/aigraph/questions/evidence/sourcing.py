"""How well the statements that matter most are sourced: by how many publishers, independently."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Final, Literal

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.ids import identifier
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.rows import SourceList, column, detail
from aigraph.questions.scope import NOTHING, Scope
from aigraph.stores.oxigraph import select
from aigraph.vocab import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.graph import View
    from aigraph.release.opened import Release

# The ontology says which relations need two publishers, and for which statements.
_STATEMENTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?subject ?predicate ?object ?source ?publisher ?quotes ?grade WHERE {
  GRAPH <https://w3id.org/aigraph/graph/ontology> { ?predicate ag:needsTwoPublishers true }
  GRAPH ?g {
    ?claim ag:subject ?subject ; ag:predicate ?predicate ; ag:object ?object ;
      ag:statedIn ?source ; ag:grade ?grade ; ag:confidence ?confidence .
    FILTER(?grade IN (ag:stated, ag:estimated, ag:inferred) && ?confidence != ag:low)
  }
  FILTER NOT EXISTS { GRAPH <https://w3id.org/aigraph/graph/things> { ?object a ag:Place } }
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?source a ag:Source .
    OPTIONAL { ?source ag:publisher ?publisher }
    OPTIONAL { ?source ag:quotes ?quotes }
  }
} ORDER BY ?subject ?predicate ?object ?source
"""
_ENOUGH: Final = 2


class Sourced(TypedDict):
    """A statement that matters, and who says it."""

    subject: Annotated[str, detail("Identifier of the subject.")]
    subject_label: Annotated[str, column("Subject", "English name of the subject.")]
    predicate: Annotated[str, column("Relation", "Relation, a property of the ontology.")]
    object: Annotated[str, detail("Identifier of the object.")]
    object_label: Annotated[str, column("Object", "English name of the object.")]
    publishers: Annotated[
        int,
        column(
            "Independent publishers",
            "Most publishers of its sources of which none repeats another.",
        ),
    ]
    single: Annotated[bool, column("Single-sourced", "Whether no second publisher supports it.")]
    said_by: Annotated[list[str], column("Said by", "Publishers, or those whom they repeat.")]
    sources: SourceList


@question(Sourced, honours=NOTHING, examples=("aigraph sourcing --show single",))
def sourcing(
    release: Release,
    _scope: Scope,
    *,
    show: Annotated[
        Literal["all", "single", "several"],
        Param("Statements of any number of publishers, of one, or of several."),
    ] = "all",
) -> Reply:
    """Count the independent publishers behind each statement that matters most.

    The ontology marks the relations that need two publishers: who fabricates, packages, supplies
    memory and serves, and which law applies. A source that repeats the report of another publisher
    counts as that publisher. Only accepted statements that some source makes count; another source
    from which the same follows, such as one that names the series of a chip, then supports it.
    Several statements of one fact are one row.
    """
    rows = [_row(release, key, publishers) for key, publishers in sorted(_by_fact(release).items())]
    several = sum(not row["single"] for row in rows)
    shown = [row for row in rows if show == "all" or row["single"] == (show == "single")]
    return Reply(
        title=Text("Publishers behind the statements that matter"),
        rows=shown,
        caveats=(_summary(several, len(rows)), *_by_relation(release.view, rows)),
    )


def _by_fact(release: Release) -> dict[tuple[str, str, str], dict[str, frozenset[str]]]:
    """Return the publishers that each source of a fact speaks for, where one states it."""
    found: dict[tuple[str, str, str], dict[str, frozenset[str]]] = {}
    stated = set()
    for row in select(release.store, _STATEMENTS):
        key = (
            identifier(row["subject"]),
            local_name(row["predicate"]),
            identifier(row["object"]),
        )
        source = identifier(row["source"])
        spoken = row.get("quotes") or row.get("publisher") or source
        names = frozenset(name.strip() for name in spoken.split(";"))
        found.setdefault(key, {})[source] = names
        if local_name(row["grade"]) != "inferred":
            stated.add(key)
    return {key: found[key] for key in stated}


def independent(publishers: Iterable[frozenset[str]]) -> int:
    """Return the size of the largest group of sources of which no two speak for one publisher.

    >>> independent([frozenset({"Reuters"}), frozenset({"Reuters"}), frozenset({"Micron"})])
    2
    """
    distinct = sorted(set(publishers), key=sorted)
    for size in range(len(distinct), 1, -1):
        for group in combinations(distinct, size):
            if all(one.isdisjoint(other) for one, other in combinations(group, 2)):
                return size
    return min(1, len(distinct))


def _row(
    release: Release, key: tuple[str, str, str], publishers: dict[str, frozenset[str]]
) -> Sourced:
    subject, predicate, obj = key
    number = independent(publishers.values())
    return {
        "subject": subject,
        "subject_label": release.view.label(subject),
        "predicate": predicate,
        "object": obj,
        "object_label": release.view.label(obj),
        "publishers": number,
        "single": number < _ENOUGH,
        "said_by": sorted(frozenset().union(*publishers.values())),
        "sources": sorted(publishers),
    }


def _summary(several: int, total: int) -> Text:
    return Text(
        "{several} of {total} statements that matter ({share}) have two publishers, neither"
        " repeating the other; the rest are single-sourced.",
        several=several,
        total=total,
        share=_percent(several, total),
    )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


def _by_relation(view: View, rows: list[Sourced]) -> list[Text]:
    relations = sorted({row["predicate"] for row in rows})
    counted = [
        Text(
            "{relation} {several} of {total}",
            relation=view.name(name),
            several=sum(not row["single"] for row in rows if row["predicate"] == name),
            total=sum(row["predicate"] == name for row in rows),
        )
        for name in relations
    ]
    return [Text("By relation: {counts}.", counts=counted)] if counted else []
