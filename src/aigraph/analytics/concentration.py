"""How concentrated the suppliers of an input are, also where shares are known in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from aigraph.kernels import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aigraph.analytics.network import Floats, SupplyNetwork

HIGHLY_CONCENTRATED: Final = 1800
"""From this HHI on the US Merger Guidelines of 2023 call a market highly concentrated."""

_SCALE: Final = 10_000


@dataclass(frozen=True)
class Concentration:
    """How concentrated one input of one node is.

    Attributes:
        dependent: who needs the input.
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


def herfindahl_bounds(shares: Sequence[Interval | None]) -> Interval:
    """Return the least and greatest index that shares known in part allow. O(n log n).

    Suppliers without a stated share may meet any part of what the others leave; where all shares
    are stated, the rest is met by unknown others: by endlessly many in the lower bound, by one in
    the upper. The lower bound is exact (water-filling); the upper one may be a little too high,
    where one supplier's share ends between its bounds.

    >>> herfindahl_bounds([Interval(0.6, 0.6), None])
    Interval(low=5200.0, high=5200.0)
    >>> herfindahl_bounds([Interval(0.6, 0.6)])
    Interval(low=3600.0, high=5200.0)
    """
    low = np.array([share.low if share else 0.0 for share in shares])
    high = np.array([share.high if share else 1.0 for share in shares])
    low = low / max(1.0, low.sum())
    rest = max(0.0, 1.0 - low.sum())
    high = np.clip(high, low, low + rest)
    is_open = all(share is not None for share in shares)
    least = low if is_open else _levelled(low, high)
    return Interval(_index(least), _greatest_index(low, high, rest, is_open=is_open))


def top_bounds(shares: Sequence[Interval | None]) -> Interval:
    """Return the least and greatest share that the largest supplier can have."""
    low = np.array([share.low if share else 0.0 for share in shares])
    high = np.array([share.high if share else 1.0 for share in shares])
    rest = max(0.0, 1.0 - low.sum())
    if all(share is not None for share in shares):
        return Interval(float(low.max()), float(max(high.max(), rest)))
    least = _levelled(low, np.clip(high, low, low + rest))
    return Interval(float(least.max()), float(np.clip(high, low, low + rest).max()))


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
        yield Concentration(
            dependent=network.names[owner],
            input=network.labels[number] if network.labels else "",
            suppliers=dict(sorted(shares.items(), key=_largest_first)),
            stated=min(1.0, sum((share.low + share.high) / 2 for share in known)),
            hhi=herfindahl_bounds(list(shares.values())),
            top=top_bounds(list(shares.values())),
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


def _greatest_index(low: Floats, high: Floats, rest: float, *, is_open: bool) -> float:
    """Raise shares to their greatest, those that add most to the index first."""
    gains = [(top + least, top - least) for least, top in zip(low, high, strict=True)]
    if is_open:
        gains.append((rest, rest))
    index = float((low**2).sum())
    for added, room in sorted(gains, reverse=True):
        step = min(room, rest)
        index += added * step
        rest -= step
    return float(round(min(index, 1.0) * _SCALE, 6))


def _index(shares: Floats) -> float:
    return float(round(float((shares**2).sum()) * _SCALE, 6))
