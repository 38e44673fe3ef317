"""Read the rates of tariff schedules from a store into values of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ids import identifier
from aigraph.law.base_rates import Rate
from aigraph.law.rules import code_digits
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

_RATES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?notation ?importer ?column ?rate ?printed ?programmes ?from ?to ?read ?source ?locator
  ?grade ?confidence
WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?node a ag:ScheduleRate ; ag:rateOf ?code ; ag:importedInto ?importer ; ag:rateColumn ?column ;
      ag:printedRate ?printed ; ag:validFrom ?from ; ag:lastRead ?read ; ag:statedIn ?source ;
      ag:locator ?locator ; ag:grade ?grade ; ag:confidence ?confidence .
    ?code skos:notation ?notation .
    OPTIONAL { ?node ag:adValorem ?rate }
    OPTIONAL { ?node ag:rateProgrammes ?programmes }
    OPTIONAL { ?node ag:validTo ?to }
  }
}
"""


def read_rates(store: Store) -> tuple[Rate, ...]:
    """Return the rates of all tariff schedules that a store holds, in the order of their keys."""
    return tuple(sorted(map(_rate, select(store, _RATES)), key=lambda rate: rate.id))


def _rate(row: Mapping[str, str]) -> Rate:
    return Rate(
        id=identifier(row["node"]),
        digits=code_digits(row["notation"]),
        importer=identifier(row["importer"]),
        column=row["column"],
        rate=float(row["rate"]) if "rate" in row else None,
        printed=row["printed"],
        programmes=frozenset(row.get("programmes", "").split()),
        valid_from=row["from"],
        valid_to=row.get("to", ""),
        confirmed_on=row["read"],
        source=identifier(row["source"]),
        locator=row["locator"],
        grade=vocab.local_name(row["grade"]),
        confidence=vocab.local_name(row["confidence"]),
    )
