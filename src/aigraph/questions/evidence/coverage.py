"""How much of each document the graph holds, counted in the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.ids import identifier
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("collection", "Collection", "事实集"),
    Heading("document", "Document", "文献"),
    Heading("kind", "Kind", "类别"),
    Heading("facts", "Facts", "事实数"),
    Heading("held", "Held", "已收录"),
    Heading("excluded", "Excluded", "已排除"),
    Heading("share", "Share", "占比"),
)
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


def coverage(release: Release) -> Answer:
    """Answer how many of the facts counted in each document the graph holds.

    A fact is held when the graph has a row that names the fact's own document as its source. The
    facts of the seed documents are grouped by document and kind, those of other collections by
    kind. Shares leave publisher's boilerplate and unsourced facts out of the count; other
    exclusions count against them.

    Args:
        release: what to ask.
    """
    held = {row["fact"] for row in select(release.store, _HELD)}
    facts = select(release.store, _FACTS)
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for fact in facts:
        groups.setdefault(_group(fact), []).append(fact)
    rows = [_row(*group, members, held) for group, members in sorted(groups.items())]
    total = _row(_ALL, _ALL, _ALL, facts, held) if facts else None
    return Answer(
        question="coverage",
        title="Facts counted in documents, and held by the graph",
        title_zh="文献事实的收录情况",
        parameters={},
        release=release.name,
        headings=_HEADINGS,
        rows=[*rows, total] if total else [],
        caveats=tuple(
            Bilingual(
                f"Missing from {_name(row)} ({row['kind']}): {', '.join(row['missing'])}.",
                f"{_name(row)}（{row['kind']}）缺少：{'、'.join(row['missing'])}。",
            )
            for row in rows
            if row["missing"]
        ),
    )


def _group(fact: dict[str, str]) -> tuple[str, str, str]:
    collection = fact["collection"]
    document = identifier(fact["document"]) if collection == _BY_DOCUMENT else _ALL
    return collection, document, fact["kind"]


def _name(row: Row) -> str:
    return str(row["collection"] if row["document"] == _ALL else row["document"])


def _row(
    collection: str, document: str, kind: str, facts: list[dict[str, str]], held: set[str]
) -> Row:
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
