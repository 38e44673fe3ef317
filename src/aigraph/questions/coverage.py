"""How much of each document the graph holds, counted in the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.ids import identifier
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.store import select

if TYPE_CHECKING:
    from aigraph.release import Release

_HEADINGS: Final = (
    Heading("document", "Document", "文献"),
    Heading("kind", "Kind", "类别"),
    Heading("facts", "Facts", "事实数"),
    Heading("held", "Held", "已收录"),
    Heading("excluded", "Excluded", "已排除"),
    Heading("share", "Share", "占比"),
)
_FACTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?fact ?document ?kind ?reason WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?fact ag:document ?document ; ag:factKind ?kind .
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
_BOILERPLATE: Final = "publisher-boilerplate"


def coverage(release: Release) -> Answer:
    """Answer how many of the facts counted in each document the graph holds.

    A fact is held when the graph has a row that names that very document as its source. Shares
    leave publisher's boilerplate out of the count; other exclusions count against them.

    Args:
        release: what to ask.
    """
    held = {row["fact"] for row in select(release.store, _HELD)}
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for fact in select(release.store, _FACTS):
        groups.setdefault((fact["document"], fact["kind"]), []).append(fact)
    rows = [
        _row(identifier(document), kind, facts, held)
        for (document, kind), facts in sorted(groups.items())
    ]
    everything = [fact for facts in groups.values() for fact in facts]
    total = _row("all", "all", everything, held) if everything else None
    return Answer(
        question="coverage",
        title="Facts counted in the documents, and held by the graph",
        title_zh="文献事实的收录情况",
        parameters={},
        release=release.name,
        headings=_HEADINGS,
        rows=[*rows, total] if total else [],
        caveats=tuple(
            Bilingual(
                f"Missing from {row['document']} ({row['kind']}): {', '.join(row['missing'])}.",
                f"{row['document']}（{row['kind']}）缺少：{'、'.join(row['missing'])}。",
            )
            for row in rows
            if row["missing"]
        ),
    )


def _row(document: str, kind: str, facts: list[dict[str, str]], held: set[str]) -> Row:
    reasons = [fact["reason"] for fact in facts if "reason" in fact]
    found = sum(fact["fact"] in held for fact in facts)
    counted = len(facts) - reasons.count(_BOILERPLATE)
    return {
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
