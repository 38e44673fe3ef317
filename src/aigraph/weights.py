"""The parts of wholes that sources give: who supplies, owns, buys or uses which part of what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pyoxigraph import Store

_WEIGHTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?weight ?whole ?relation ?part ?place ?share ?low ?high ?basis ?period ?start ?end
       ?source ?locator ?grade ?confidence ?note
WHERE { GRAPH ?g {
  ?weight a ag:Weight ; ag:whole ?whole ; ag:part ?part ; ag:weightBasis ?basis ;
    ag:statedIn ?source ; ag:locator ?locator ; ag:grade ?grade ; ag:confidence ?confidence .
  OPTIONAL { ?weight ag:ofRelation ?relation }
  OPTIONAL { ?weight ag:inTerritory ?place }
  OPTIONAL { ?weight ag:share ?share }
  OPTIONAL { ?weight ag:lowEnd ?low }
  OPTIONAL { ?weight ag:highEnd ?high }
  OPTIONAL { ?weight ag:period ?period }
  OPTIONAL { ?weight ag:periodStart ?start }
  OPTIONAL { ?weight ag:periodEnd ?end }
  OPTIONAL { ?weight ag:note ?note }
} } ORDER BY ?weight
"""
_MARGIN: Final = "low"
"""The confidence of weights that enter no answer by default."""

Fact = tuple[str, str, str]
"""Subject, relation and object of a statement."""


@dataclass(frozen=True)
class Weight:
    """A part of a whole, as one source gives it.

    Attributes:
        id: ``weights/key``.
        whole: what is divided, as ``table/key``.
        relation: local name of the relation by which the whole depends on the part; blank where
            the division is none of suppliers of an input.
        part: whose part it is, as ``table/key``.
        place: territory of the whole, as ``places/key``; blank is the world.
        share: the part, 0 to 1; None where the source gives bounds only.
        low: least part that the source allows, or None.
        high: greatest part that the source allows, or None.
        basis: what is counted: revenue, units, compute...
        period: date or interval for which it is given; blank where the source gives none.
        start: first day of the period; blank where it is open.
        end: last day of the period, inclusive; blank where it is open.
        source: ``sources/key``.
        locator: where in the source.
        grade: stated, computed, estimated, inferred or assumed.
        confidence: high, medium or low.
        note: remarks.
    """

    id: str
    whole: str
    relation: str
    part: str
    place: str
    share: float | None
    low: float | None
    high: float | None
    basis: str
    period: str
    start: str
    end: str
    source: str
    locator: str
    grade: str
    confidence: str
    note: str

    @property
    def accepted(self) -> bool:
        """Whether the weight enters answers by default."""
        return self.confidence != _MARGIN

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and greatest part: the interval of the source, else its one figure.

        A figure given as an upper bound alone allows nothing less than 0, a lower bound alone
        nothing more than 1.
        """
        low = self.low if self.low is not None else self.share
        high = self.high if self.high is not None else self.share
        return (0.0 if low is None else low), (1.0 if high is None else high)


def read_weights(store: Store) -> tuple[Weight, ...]:
    """Return every weight of a store, in the order of their identifiers."""
    return tuple(_weight(row) for row in select(store, _WEIGHTS))


def _weight(row: dict[str, str]) -> Weight:
    def number(name: str) -> float | None:
        return float(row[name]) if name in row else None

    return Weight(
        id=identifier(row["weight"]),
        whole=identifier(row["whole"]),
        relation=vocab.local_name(row.get("relation", "")),
        part=identifier(row["part"]),
        place=identifier(row.get("place", "")),
        share=number("share"),
        low=number("low"),
        high=number("high"),
        basis=row["basis"],
        period=row.get("period", ""),
        start=row.get("start", ""),
        end=row.get("end", ""),
        source=identifier(row["source"]),
        locator=row["locator"],
        grade=vocab.local_name(row["grade"]),
        confidence=vocab.local_name(row["confidence"]),
        note=row.get("note", ""),
    )


def weights_on(weights: Iterable[Weight], day: date) -> dict[Fact, tuple[float, float]]:
    """Return the bounds of the part that each supplier has of an input on a day.

    Of one whole and relation the latest period counts that has begun by the day; weights without
    a period count where none has one. Rival weights of one part make the interval from the least
    to the greatest. Weights of one territory say nothing of the whole and are left out, as are
    those of low confidence.

    Args:
        weights: what sources give.
        day: the day asked about.
    """
    moment = day.isoformat()
    by_input: dict[tuple[str, str], list[Weight]] = defaultdict(list)
    for item in weights:
        if item.relation and not item.place and item.accepted and item.start <= moment:
            by_input[item.whole, item.relation].append(item)
    found: dict[Fact, tuple[float, float]] = {}
    for (whole, relation), items in by_input.items():
        last = max((item.end or item.start, item.start) for item in items)
        for item in items:
            if (item.end or item.start, item.start) != last:
                continue
            fact = whole, relation, item.part
            low, high = item.bounds
            least, most = found.get(fact, (low, high))
            found[fact] = min(low, least), max(high, most)
    return found
