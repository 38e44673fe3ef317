"""Market shares as sources print them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aigraph import vocab
from aigraph.dates import period as parse_period
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select
from aigraph.supply.shares import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

_SHARES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?observation ?thing ?measure ?period ?amount ?printed ?source ?locator ?grade WHERE {
  GRAPH ?g {
    ?observation ag:entity ?thing ; ag:measure ?measure ; ag:amount ?amount ;
      ag:unit "percent" ; ag:printed ?printed ; ag:statedIn ?source ; ag:locator ?locator ;
      ag:grade ?grade ; ag:confidence ?confidence .
    OPTIONAL { ?observation ag:period ?period }
    FILTER(?confidence != ag:low && CONTAINS(STR(?measure), "share"))
  }
} ORDER BY ?measure ?period ?source ?thing
"""
_MOST: Final = 1.01
"""Sum of shares above which they are no parts of one whole; below, it is rounding."""


class Market(NamedTuple):
    """The shares that one source prints of one market and period.

    Attributes:
        measure: what was measured.
        period: its period, or blank.
        shares: share of each supplier.
        claims: what is printed, with its place.
    """

    measure: str
    period: str
    shares: dict[str, Interval]
    claims: list[dict[str, Any]]


def markets(release: Release, kind: str, scope: Scope) -> Iterator[Market]:
    """Yield the market shares of suppliers of a class, of periods that have begun.

    Args:
        release: what to ask.
        kind: class of the suppliers.
        scope: the day, and the sources that count.
    """
    view = release.view
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for found in select(release.store, _SHARES):
        source = identifier(found["source"])
        thing = view.things.get(identifier(found["thing"]))
        period = found.get("period", "")
        first = parse_period(period)[0]
        begun = first is None or first <= scope.as_of
        chosen = not scope.sources or source in scope.sources
        if thing and thing.kind == kind and begun and chosen:
            groups[identifier(found["measure"]), period, source].append(found)
    for (measure, period, _), printed in groups.items():
        shares = {
            identifier(item["thing"]): Interval(*[float(item["amount"]) / 100] * 2)
            for item in printed
        }
        if sum(share.low for share in shares.values()) <= _MOST:
            claims = [_claim(release, item) for item in printed]
            yield Market(measure, period, shares, claims)


def _claim(release: Release, item: dict[str, str]) -> dict[str, Any]:
    return {
        "id": identifier(item["observation"]),
        "says": f"{release.view.label(identifier(item['thing']))}: {item['printed']}",
        "source": identifier(item["source"]),
        "locator": item["locator"],
        "grade": vocab.local_name(item["grade"]),
    }
