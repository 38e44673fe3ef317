"""How much of each document the graph holds, counted in the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.ids import identifier
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import question
from aigraph.questions.evidence.holding import holding_rows, holds, read_contents
from aigraph.questions.rows import column, detail
from aigraph.questions.scope import NOTHING, Scope
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aigraph.release.opened import Release

_FACTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?fact ?collection ?document ?kind ?reason ?subject ?wording ?object ?figure ?unit ?period
       ?lost ?means
WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?fact ag:collection ?collection ; ag:factKind ?kind .
    OPTIONAL { ?fact ag:document ?document }
    OPTIONAL { ?fact ag:excludedBecause ?reason }
    OPTIONAL { ?fact ag:factSubject ?subject }
    OPTIONAL { ?fact ag:factWording ?wording OPTIONAL { ?wording ag:meansRelation ?means } }
    OPTIONAL { ?fact ag:factObject ?object }
    OPTIONAL { ?fact ag:factFigure ?figure }
    OPTIONAL { ?fact ag:factUnit ?unit }
    OPTIONAL { ?fact ag:factPeriod ?period }
    OPTIONAL { ?fact ag:factLost ?lost }
  }
} ORDER BY ?fact
"""
_THINGS: Final = ("subject", "wording", "object")
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
    held: Annotated[int, column("Held", "Facts that rows of the graph state in full.")]
    excluded: Annotated[int, column("Excluded", "Facts left out for a reason.")]
    share: Annotated[float, column("Share", "Part held of what is counted, 0 to 1.", "part")]
    reasons: Annotated[dict[str, int], detail("Facts left out, by reason.")]
    missing: Annotated[list[str], detail("Facts that no row is to hold and no reason leaves out.")]
    lost: Annotated[list[str], detail("Facts whose rows leave out or change a part of them.")]


@question(Held, honours=NOTHING, examples=("aigraph coverage --json",))
def coverage(release: Release, _scope: Scope) -> Reply:
    """Count how many of the facts in each document the graph holds.

    A fact is held when rows that name the fact's own document as their source state it: with its
    subject, wording, object, figure, unit and period. What rows lose or turn round is listed, and
    not counted. The facts of the seed documents are grouped by document and kind, those of other
    collections by kind. Shares leave publisher's boilerplate and unsourced facts out of the count;
    other exclusions count against them.
    """
    facts = [_content(row) for row in select(release.store, _FACTS)]
    rows_of, contents = holding_rows(release.store), read_contents(release.store)
    held = {fact["fact"] for fact in facts if holds(fact, rows_of.get(fact["fact"], ()), contents)}
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for fact in facts:
        groups.setdefault(_group(fact), []).append(fact)
    rows = [_row(*group, members, held, rows_of) for group, members in sorted(groups.items())]
    total = _row(_ALL, _ALL, _ALL, facts, held, rows_of) if facts else None
    return Reply(
        title=Text("Facts counted in documents, and held by the graph"),
        rows=[*rows, total] if total else [],
        caveats=[text for row in rows for text in _gaps(row)],
    )


def _gaps(row: Held) -> Iterator[Text]:
    of = {"collection": _name(row), "kind": row["kind"]}
    if row["missing"]:
        yield Text("Missing from {collection} ({kind}): {facts}.", facts=row["missing"], **of)
    if row["lost"]:
        yield Text(
            "Lost or changed in part, from {collection} ({kind}): {facts}.",
            facts=row["lost"],
            **of,
        )


def _content(row: dict[str, str]) -> dict[str, str]:
    """Return a fact with the things that it names as ``table/key``."""
    return {key: identifier(text) if key in _THINGS else text for key, text in row.items()}


def _group(fact: dict[str, str]) -> tuple[str, str, str]:
    collection = fact["collection"]
    document = identifier(fact["document"]) if collection == _BY_DOCUMENT else _ALL
    return collection, document, fact["kind"]


def _name(row: Held) -> str:
    return str(row["collection"] if row["document"] == _ALL else row["document"])


def _row(
    collection: str,
    document: str,
    kind: str,
    facts: list[dict[str, str]],
    held: set[str],
    listed: Collection[str],
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
            if fact["fact"] not in held and "reason" not in fact and fact["fact"] not in listed
        ],
        "lost": [
            identifier(fact["fact"])
            for fact in facts
            if fact["fact"] not in held and "reason" not in fact and fact["fact"] in listed
        ],
    }
