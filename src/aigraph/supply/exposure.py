"""Values carried along a network, from suppliers to all that depends on them, with bounds.

``aigraph.supply.shares`` says what a share means and why the bounds are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from aigraph.supply.reach import reachability
from aigraph.supply.shares import Interval
from aigraph.supply.sweep import bounding, by_shares, swept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats

Within = Literal["mean", "least"]


@dataclass(frozen=True)
class Exposure:
    """How far one node is exposed.

    Attributes:
        reached: whether any path leads to something exposed.
        certain: whether nothing is left when all that is wholly exposed is lost and the other
            suppliers of each input make up for what they can.
        expected: the part under the assumption ``equal-weights``, where the worst input counts.
        bounds: the least and the greatest part over all shares that sources allow.
    """

    reached: bool
    certain: bool
    expected: float
    bounds: Interval


def carry(
    network: SupplyNetwork,
    values: Floats,
    *,
    within: Within = "mean",
    shares: Floats | None = None,
    substitution: Floats | float = 0.0,
) -> Floats:
    """Return the value of every node, given the values that nodes have of themselves.

    Values are parts from 0 to 1, such as the part of a supply that is lost; of several inputs the
    worst counts. Where nodes depend on each other, the result is the least fixed point.

    Args:
        network: who depends on whom for which input.
        values: own value of each node: one column, or one for each question.
        within: how the suppliers of an input combine: by share (``mean``: what one loses no other
            makes up for), or as the ``least`` (the others make up for all of it).
        shares: share of each edge: one column, or one for each question; without them those of the
            assumption ``equal-weights``.
        substitution: the part of a lost share, from 0 to 1, that the other suppliers of an input
            can take over: one number, or one for each edge. Only for ``mean``.
    """
    parts = network.shares if shares is None else shares
    mix = by_shares(network, parts, 1.0 if within == "least" else substitution)
    return swept(network, values, mix, ceiling=float(values.max(initial=0.0)))


def share_bounds(
    network: SupplyNetwork, values: Floats, *, upper: bool, unnamed: float = 1.0
) -> Floats:
    """Return the least or greatest value of every node over all shares that sources allow.

    Exact, as ``aigraph.supply.shares`` derives; on circles of more than 250 nodes, still sound.

    Args:
        network: who depends on whom for which input.
        values: own value of each node: one column, or one for each question.
        upper: which bound.
        unnamed: greatest value that suppliers can have who are not named; the least is 0.
    """
    ceiling = max(float(values.max(initial=0.0)), unnamed if upper else 0.0)
    return swept(network, values, bounding(network, upper=upper, unnamed=unnamed), ceiling=ceiling)


def exposure(
    network: SupplyNetwork, exposed: Mapping[str, float], *, substitution: float = 0.0
) -> dict[str, Exposure]:
    """Return how far every node is exposed, given how far some are by themselves.

    >>> from aigraph.supply.network import SupplyNetwork
    >>> from aigraph.supply.shares import Supply
    >>> needs = [Supply("model", "taxed chip", "chip"), Supply("model", "free chip", "chip")]
    >>> exposure(SupplyNetwork.of(needs), {"taxed chip": 1.0})["model"]
    Exposure(reached=True, certain=False, expected=0.5, bounds=Interval(low=0.0, high=1.0))

    Args:
        network: who depends on whom for which input.
        exposed: own part of some nodes, from 0 to 1.
        substitution: part of a lost share that other suppliers can take over; for ``expected``.
    """
    own = network.vector(exposed)
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
