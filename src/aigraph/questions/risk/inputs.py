"""The inputs of things by supplier, and the bounds of the shares of suppliers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aigraph.supply.shares import ROUNDING, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.graph import Statement, View
    from aigraph.questions.supply_chain import SupplyChain


def homes(view: View, statements: Iterable[Statement]) -> dict[str, str]:
    """Return the country of each organisation's headquarters, where it is known."""
    found: dict[str, str] = {}
    for statement in statements:
        if statement.predicate == "headquarteredIn" and statement.object in view.things:
            found.setdefault(statement.subject, statement.object)
    return found


def inputs(
    chain: SupplyChain, among: set[str], kind: str
) -> dict[tuple[str, str], dict[str, list[Statement]]]:
    """Return the statements of each input by supplier, for suppliers of a class."""
    found: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for dependent, supplier, data in chain.graph.edges(data=True):
        statement: Statement = data["statement"]
        if dependent not in among or supplier not in chain.view.things:
            continue
        if chain.view.things[supplier].kind == kind and statement.predicate != "partOf":
            suppliers = found.setdefault((dependent, statement.predicate), {})
            suppliers.setdefault(supplier, []).append(statement)
    return found


def allowed(suppliers: Mapping[str, list[Statement]]) -> tuple[dict[str, Interval], bool]:
    """Return the bounds of the share of each supplier of one input, and whether others may supply.

    As ``aigraph.supply.shares`` defines it.

    Args:
        suppliers: the statements that name each supplier.
    """
    shares: dict[str, Interval | None] = {}
    for supplier, statements in suppliers.items():
        stated = [item.share for item in statements if item.share is not None]
        ends = tuple(zip(*stated, strict=True))
        shares[supplier] = Interval(min(ends[0]), max(ends[1])) if ends else None
    known = [share for share in shares.values() if share]
    if not known:
        alone = 1.0 if len(shares) == 1 else 0.0
        return dict.fromkeys(shares, Interval(alone, 1.0)), False
    total = sum(share.low for share in known)
    rest = max(0.0, 1.0 - total)
    found = {}
    for supplier, share in shares.items():
        low = share.low / max(1.0, total) if share else 0.0
        found[supplier] = Interval(low, min(share.high if share else 1.0, low + rest))
    return found, rest > ROUNDING


def at_home(
    shares: Mapping[str, Interval], homes: Mapping[str, str] | None
) -> tuple[dict[str, Interval], bool]:
    """Return shares by country, and whether some vendor's country is not known.

    What a vendor of unknown country supplies may be any country's, one not listed among them.

    Args:
        shares: the bounds of the share of each vendor.
        homes: country of each vendor's headquarters; None leaves shares by vendor.
    """
    if homes is None:
        return dict(shares), False
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    homeless = sum(share.high for supplier, share in shares.items() if supplier not in homes)
    for supplier, share in shares.items():
        if supplier in homes:
            sums[homes[supplier]][0] += share.low
            sums[homes[supplier]][1] += share.high
    return {
        country: Interval(min(low, 1.0), min(1.0, high + homeless))
        for country, (low, high) in sums.items()
    }, any(supplier not in homes for supplier in shares)
