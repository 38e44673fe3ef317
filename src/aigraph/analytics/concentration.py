"""How concentrated the suppliers of an input are, also where shares are known in part."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from aigraph.supply.shares import ROUNDING, Interval, least_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats

HIGHLY_CONCENTRATED: Final = 1800
"""From this HHI on the US Merger Guidelines of 2023 call a market highly concentrated."""

_SCALE: Final = 10_000
_ENUMERATED: Final = 12


@dataclass(frozen=True)
class Concentration:
    """How concentrated one input of one node is.

    Attributes:
        dependent: who uses the input.
        input: what is needed.
        suppliers: its suppliers with the bounds of their shares, None where none is stated; the
            largest first.
        stated: the part of the whole for which shares are stated.
        hhi: bounds of the Herfindahl-Hirschman index, from 0 to 10,000.
        top: bounds of the share of the largest supplier.
    """

    dependent: str
    input: str
    suppliers: Mapping[str, Interval | None]
    stated: float
    hhi: Interval
    top: Interval

    @property
    def single_source(self) -> bool:
        """Whether only one supplier is known."""
        return len(self.suppliers) == 1


def herfindahl(shares: Sequence[float]) -> float:
    """Return the Herfindahl-Hirschman index: the sum of squared percentages. O(n).

    US Department of Justice and Federal Trade Commission, Merger Guidelines (2023), guideline 1:

    >>> herfindahl([0.3, 0.3, 0.2, 0.2])
    2600.0
    """
    return float(round(sum((100 * share) ** 2 for share in shares), 6))


def effective_suppliers(shares: Sequence[float]) -> float:
    """Return how many equal suppliers would be as concentrated: 1 / sum of squares."""
    return _SCALE / herfindahl(shares)


def leading_share(shares: Sequence[float], count: int) -> float:
    """Return the concentration ratio CR_k: the share of the ``count`` largest suppliers."""
    return float(sum(sorted(shares, reverse=True)[:count]))


def merger_change(shares: Sequence[float], one: int, other: int) -> float:
    """Return by how much the index rises when two suppliers become one: 2ab."""
    return float(round(2 * 100 * shares[one] * 100 * shares[other], 6))


def herfindahl_bounds(
    shares: Sequence[Interval | None], *, complete: bool | None = None
) -> Interval:
    """Return the least and greatest index that shares known in part allow.

    What is allowed is defined in ``aigraph.supply.shares``: where any share is stated, suppliers
    that are not named may hold the rest: endlessly many in the least index, one in the greatest.
    The least index is exact (water-filling, O(n log n)). The greatest is where all shares but
    one are at a bound: exact for up to 12 suppliers whose shares have room, and else that of the
    relaxed knapsack, which may be too high by what one supplier's room adds.

    >>> herfindahl_bounds([Interval(0.6, 0.6), None])
    Interval(low=3600.0, high=5200.0)
    >>> herfindahl_bounds([Interval(0.3, 0.5)])
    Interval(low=900.0, high=5800.0)
    >>> herfindahl_bounds([None, None])
    Interval(low=5000.0, high=10000.0)

    Args:
        shares: what is stated of each named supplier, None where nothing is.
        complete: whether those named are all there are; without it, they are where no share is
            stated.
    """
    low, high, rest, others = _allowed(shares, complete)
    least = low if others else _levelled(low, high)
    return Interval(_index(least), _greatest_index(low, high, rest, others=others))


def top_bounds(shares: Sequence[Interval | None], *, complete: bool | None = None) -> Interval:
    """Return the least and greatest share that the largest supplier, named or not, can have. Exact.

    >>> top_bounds([Interval(0.1, 0.6), Interval(0.5, 0.5)])
    Interval(low=0.5, high=0.5)
    >>> top_bounds([Interval(0.2, 0.3)])
    Interval(low=0.2, high=0.8)

    Args:
        shares: what is stated of each named supplier, None where nothing is.
        complete: as ``herfindahl_bounds`` takes it.
    """
    low, high, rest, others = _allowed(shares, complete)
    least = low if others else _levelled(low, high)
    return Interval(float(least.max()), float(max(high.max(), rest if others else 0.0)))


def _allowed(
    shares: Sequence[Interval | None], complete: bool | None
) -> tuple[Floats, Floats, float, bool]:
    """Return bounds that can add up to 1, the rest of the whole, and whether others may hold it."""
    low = np.array([share.low if share else 0.0 for share in shares])
    high = np.array([share.high if share else 1.0 for share in shares])
    least, rests = least_shares(low, np.array([0]), np.array([len(low)]))
    rest = float(rests[0])
    high = np.clip(high, least, least + rest)
    stated = any(share is not None for share in shares)
    others = stated if complete is None else not complete
    return least, high, rest, others or float(high.sum()) < 1.0 - ROUNDING


def concentrations(network: SupplyNetwork) -> Iterator[Concentration]:
    """Yield how concentrated every input of every node is."""
    for number, owner in enumerate(network.owner):
        edges = range(network.start[number], network.start[number + 1])
        shares = {
            network.names[network.supplier[edge]]: Interval(
                float(network.low[edge]), float(network.high[edge])
            )
            if network.stated[edge]
            else None
            for edge in edges
        }
        known = [share for share in shares.values() if share]
        complete = not network.others[number]
        yield Concentration(
            dependent=network.names[owner],
            input=network.labels[number] if network.labels else "",
            suppliers=dict(sorted(shares.items(), key=_largest_first)),
            stated=min(1.0, sum((share.low + share.high) / 2 for share in known)),
            hhi=herfindahl_bounds(list(shares.values()), complete=complete),
            top=top_bounds(list(shares.values()), complete=complete),
        )


def _largest_first(item: tuple[str, Interval | None]) -> tuple[float, str]:
    name, share = item
    return (-share.high if share else 0.0), name


def _levelled(low: Floats, high: Floats) -> Floats:
    """Return the shares between bounds that add up to 1 and are as equal as can be."""
    if high.sum() <= 1.0:
        return high
    floor, ceiling = 0.0, 1.0
    for _ in range(60):
        water = (floor + ceiling) / 2
        if np.clip(water, low, high).sum() > 1.0:
            ceiling = water
        else:
            floor = water
    return np.asarray(np.clip((floor + ceiling) / 2, low, high))


def _greatest_index(low: Floats, high: Floats, rest: float, *, others: bool) -> float:
    """Return the greatest sum of squares of shares that hold the whole rest."""
    rooms = [
        (float(least), float(most - least))
        for least, most in zip(low, high, strict=True)
        if most > least
    ]
    base = float((low**2).sum())
    # One who can hold the whole rest and has nothing yet is the same as one who is not named.
    one_holds_all = others or any(room >= rest - ROUNDING for _, room in rooms)
    if len(rooms) > _ENUMERATED:
        return _percent(min(1.0, base + _relaxed(rooms, rest, others=one_holds_all)))
    best = 0.0
    for chosen in product((False, True), repeat=len(rooms)):
        full = [item for item, taken in zip(rooms, chosen, strict=True) if taken]
        left = rest - sum(room for _, room in full)
        if left < -ROUNDING:
            continue
        left = max(left, 0.0)
        gained = base + sum(_gain(least, room) for least, room in full)
        part = [
            _gain(least, left)
            for (least, room), taken in zip(rooms, chosen, strict=True)
            if not taken and room >= left
        ]
        if others or left <= ROUNDING:
            part.append(left**2)
        best = max([best, *(gained + more for more in part)])
    return _percent(min(1.0, best))


def _relaxed(rooms: list[tuple[float, float]], rest: float, *, others: bool) -> float:
    """Return what raising shares can add at most, those that add most for their room first."""
    gains = [(2 * least + room, room) for least, room in rooms]
    if others:
        gains.append((rest, rest))
    added = 0.0
    for rate, room in sorted(gains, reverse=True):
        step = min(room, rest)
        added += rate * step
        rest -= step
    return added


def _gain(least: float, added: float) -> float:
    """Return by how much the square of a share grows."""
    return (2 * least + added) * added


def _percent(squares: float) -> float:
    return float(round(squares * _SCALE, 6))


def _index(shares: Floats) -> float:
    return _percent(float((shares**2).sum()))
