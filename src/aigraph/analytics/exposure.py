"""How far nodes are exposed to what happens to others, and what a shock costs downstream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aigraph.analytics.propagation import (
    CLOSE_ENOUGH,
    ROUNDS,
    bits,
    carry,
    carry_sets,
    greatest,
    union,
    unpacked,
)
from aigraph.kernels import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aigraph.analytics.network import Floats, Level, SupplyNetwork
    from aigraph.analytics.propagation import Through


@dataclass(frozen=True)
class Exposure:
    """How far one node is exposed.

    Attributes:
        reached: whether any path leads to something exposed.
        certain: whether nothing is left when all that is wholly exposed is lost and the other
            suppliers of each input make up for what they can.
        expected: the part by shares, where the weakest input counts; unstated shares split what
            the stated ones leave.
        bounds: least (weakest input, shares as favourable as sources allow) and greatest part
            (inputs fail independently, shares as unfavourable).
    """

    reached: bool
    certain: bool
    expected: float
    bounds: Interval


def reachability(
    network: SupplyNetwork, things: Sequence[Sequence[int]], *, through: Through = "any"
) -> NDArray[np.bool_]:
    """Return for every node (rows) and every group of nodes (columns) whether it leads there.

    Transitive closure confined to the columns asked for, 64 to a word: O(E) for each 64.

    Args:
        network: who needs what from whom.
        things: groups of nodes, such as all goods that a measure covers.
        through: ``any`` path, or ``all`` suppliers of some input.
    """
    return unpacked(carry_sets(network, bits(network, things), within=through), len(things))


def share_bounds(network: SupplyNetwork, values: Floats, *, upper: bool) -> Floats:
    """Return the least or greatest part of every node over all shares that sources allow.

    Within an input the shares that make the part least (greatest) are found exactly: each supplier
    gets its least share, and what remains of the whole goes to the least (most) exposed first, up
    to their greatest shares; a fractional knapsack (Dantzig 1957). Where all shares are stated and
    do not add up to the whole, the rest is supplied by somebody unknown: safe in the lower
    bound, exposed in the upper. Across inputs the lower bound is the weakest link, the upper
    the union of independent failures. O(E log E) for each column.

    Args:
        network: who needs what from whom.
        values: own part of each node.
        upper: which bound.
    """
    columns = values[:, None] if values.ndim == 1 else values
    bounds = [_bound(network, column, upper=upper) for column in columns.T]
    return bounds[0] if values.ndim == 1 else np.column_stack(bounds)


def exposure(
    network: SupplyNetwork, exposed: Mapping[str, float], *, substitution: float = 0.0
) -> dict[str, Exposure]:
    """Return how far every node is exposed, given how far some are by themselves.

    >>> from aigraph.analytics.network import Supply, SupplyNetwork
    >>> needs = [Supply("model", "taxed chip", "chip"), Supply("model", "free chip", "chip")]
    >>> exposure(SupplyNetwork.of(needs), {"taxed chip": 1.0})["model"]
    Exposure(reached=True, certain=False, expected=0.5, bounds=Interval(low=0.0, high=1.0))

    Args:
        network: who needs what from whom.
        exposed: own part of some nodes, from 0 to 1.
        substitution: part of a lost share that other suppliers can take over; for ``expected``.
    """
    own = network.vector(dict(exposed))
    reached = reachability(network, [np.flatnonzero(own > 0).tolist()])[:, 0]
    certain = reachability(network, [np.flatnonzero(own >= 1).tolist()], through="all")[:, 0]
    expected = carry(network, own, substitution=substitution)
    low = share_bounds(network, own, upper=False)
    high = np.maximum(low, share_bounds(network, own, upper=True))  # but for rounding
    return {
        name: Exposure(
            bool(reached[node]),
            bool(certain[node]),
            float(expected[node]),
            Interval(float(low[node]), float(high[node])),
        )
        for node, name in enumerate(network.names)
    }


def substitution_in_time(time_to_switch: float, horizon: float) -> float:
    """Return the part of a lost supply that a switch makes up for within a horizon.

    Until the switch nothing is made up for, after it everything: over the horizon that is
    1 - time / horizon, and nothing where the switch takes longer.

    >>> substitution_in_time(13, 52)
    0.75
    """
    if time_to_switch < 0 or horizon <= 0:
        raise ValueError("a switch takes no negative time, and the horizon must be positive")
    return max(0.0, 1.0 - time_to_switch / horizon)


def _bound(network: SupplyNetwork, own: Floats, *, upper: bool) -> Floats:
    values = np.array(own, dtype=float)
    for level in network.levels:
        before = values[level.nodes].copy()
        for _ in range(ROUNDS if level.cyclic else 1):
            inputs = _extreme(network, values, level, upper=upper)
            fresh = (union if upper else greatest)(before, inputs, level)
            settled = bool(np.all(np.abs(fresh - values[level.nodes]) <= CLOSE_ENOUGH))
            values[level.nodes] = fresh
            if settled:
                break
    return np.asarray(np.clip(values, 0.0, 1.0))


def _extreme(network: SupplyNetwork, values: Floats, level: Level, *, upper: bool) -> Floats:
    """Return the least or greatest weighted mean of each input of a level."""
    needed = values[network.supplier[level.edges]]
    low, high = _feasible(network, level)
    starts = level.input_starts
    number = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(needed))))
    order = np.lexsort((-needed if upper else needed, number))
    room = (high - low)[order]
    # What each supplier may still take, after those before it in its input took their room.
    before = np.cumsum(room) - room
    before -= before[starts][number]
    rest = np.clip(1.0 - np.add.reduceat(low, starts), 0.0, None)
    silent = np.add.reduceat(~network.stated[level.edges], starts, dtype=np.int64)
    # Where every share is stated, somebody unknown may supply the rest: safe, or exposed.
    open_rest = np.where(silent == 0, rest, 0.0)
    given = rest if upper else rest - open_rest
    taken = np.clip(given[number] - before, 0.0, room)
    total = np.add.reduceat(low * needed, starts) + np.add.reduceat(taken * needed[order], starts)
    if not upper:
        return total
    missing = np.clip(rest - np.add.reduceat(taken, starts), 0.0, None)
    return np.asarray(np.minimum(total + missing, 1.0))


def _feasible(network: SupplyNetwork, level: Level) -> tuple[Floats, Floats]:
    """Return bounds of shares that can add up to 1; shares that exceed the whole are scaled."""
    starts = level.input_starts
    low, high = network.low[level.edges], network.high[level.edges]
    counts = np.diff(np.append(starts, len(low)))
    excess = np.repeat(np.maximum(np.add.reduceat(low, starts), 1.0), counts)
    low = low / excess
    rest = np.repeat(np.clip(1.0 - np.add.reduceat(low, starts), 0.0, None), counts)
    return low, np.clip(high, low, low + rest)
