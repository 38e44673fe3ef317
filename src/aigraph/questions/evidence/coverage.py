"""How much of each document the graph holds, counted in the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.ids import identifier
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import question
from aigraph.questions.rows import column, detail
from aigraph.questions.scope import NOTHING, Scope
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.release.opened import Release

_FACTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?fact ?collection ?document ?kind ?reason WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?fact ag:collection ?collection ; ag:factKind ?kind .
    OPTIONAL { ?fact ag:document ?document }
    OPTIONAL { ?fact ag:excludedBecause ?reason }
  }
} ORDER BY ?fact
"""
_HELD: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT DISTINCT ?fact WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?fact ag:heldBy ?row ; ag:document ?document }
  GRAPH ?g { ?row ag:statedIn|a ?origin }
  FILTER(?origin = ?document || (?row = ?document && ?origin = ag:Source))
}
"""
_BY_DOCUMENT: Final = "seed-documents"
"""The collection of few documents; the facts of others come from too many pages to list each."""

_NOT_COUNTED: Final = frozenset({"publisher-boilerplate", "unsourced"})
_ALL: Final = "all"


class Held(TypedDict):
    """How many facts of a document and kind the graph holds."""

    collection: Annotated[str, column("Collection", "List that counts the facts.")]
    document: Annotated[str, column("Document", "Source, or all.")]
    kind: Annotated[str, column("Kind", "Kind of fact, or all.")]
    facts: Annotated[int, column("Facts", "Facts counted.")]
    held: Annotated[int, column("Held", "Facts that a row of the graph holds.")]
    excluded: Annotated[int, column("Excluded", "Facts left out for a reason.")]
    share: Annotated[float, column("Share", "Part held of what is counted, 0 to 1.", "part")]
    reasons: Annotated[dict[str, int], detail("Facts left out, by reason.")]
    missing: Annotated[list[str], detail("Facts neither held nor left out for a reason.")]


@question(Held, honours=NOTHING, examples=("aigraph coverage --json",))
def coverage(release: Release, _scope: Scope) -> Reply:
    """Count how many of the facts in each document the graph holds.

    A fact is held when the graph has a row that names the fact's own document as its source. The
    facts of the seed documents are grouped by document and kind, those of other collections by
    kind. Shares leave publisher's boilerplate and unsourced facts out of the count; other
    exclusions count against them.
    """
    held = {row["fact"] for row in select(release.store, _HELD)}
    facts = select(release.store, _FACTS)
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for fact in facts:
        groups.setdefault(_group(fact), []).append(fact)
    rows = [_row(*group, members, held) for group, members in sorted(groups.items())]
    total = _row(_ALL, _ALL, _ALL, facts, held) if facts else None
    return Reply(
        title=Text("Facts counted in documents, and held by the graph"),
        rows=[*rows, total] if total else [],
        caveats=tuple(
            Text(
                "Missing from {collection} ({kind}): {facts}.",
                collection=_name(row),
                kind=row["kind"],
                facts=row["missing"],
            )
            for row in rows
            if row["missing"]
        ),
    )


def _group(fact: dict[str, str]) -> tuple[str, str, str]:
    collection = fact["collection"]
    document = identifier(fact["document"]) if collection == _BY_DOCUMENT else _ALL
    return collection, document, fact["kind"]


def _name(row: Held) -> str:
    return str(row["collection"] if row["document"] == _ALL else row["document"])


def _row(
    collection: str, document: str, kind: str, facts: list[dict[str, str]], held: set[str]
) -> Held:
    reasons = [fact["reason"] for fact in facts if "reason" in fact]
    found = sum(fact["fact"] in held for fact in facts)
    counted = len(facts) - sum(reason in _NOT_COUNTED for reason in reasons)
    return {
        "collection": collection,
        "document": document,
        "kind": kind,
        "facts": len(facts),
        "held": found,
        "excluded": len(reasons),
        "share": round(found / counted, 4) if counted else 1.0,
        "reasons": {reason: reasons.count(reason) for reason in sorted(set(reasons))},
        "missing": [
            identifier(fact["fact"])
            for fact in facts
            if fact["fact"] not in held and "reason" not in fact
        ],
    }
