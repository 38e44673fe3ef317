"""How a disruption runs through a chain over time, with stocks that hold it up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aigraph.supply.sweep import by_shares, swept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Booleans, Floats

_AT_ONCE: Final = 64


class Outage(NamedTuple):
    """A node that works at reduced capacity for some time.

    Attributes:
        node: which one.
        capacity: the part of its capacity that is left, from 0 to 1.
        start: the first step.
        duration: how many steps until it has recovered.
    """

    node: str
    capacity: float
    start: int
    duration: int


@dataclass(frozen=True, eq=False)
class Cascade:
    """Output over time.

    Attributes:
        network: who depends on whom for which input.
        output: output of each node (columns) at each step (rows), as a part of its full output.
    """

    network: SupplyNetwork
    output: Floats

    def time_to_survive(self, node: str) -> int | None:
        """Return how many steps pass before a node falls short; None if it never does."""
        short = np.flatnonzero(self._short(node))
        return int(short[0]) if len(short) else None

    def time_to_recover(self, node: str) -> int | None:
        """Return at which step a node has recovered for good; None if not before the end."""
        short = np.flatnonzero(self._short(node))
        if not len(short):
            return 0
        return int(short[-1]) + 1 if short[-1] + 1 < len(self.output) else None

    def lost(self, node: str) -> float:
        """Return what a node failed to put out, in steps of full output."""
        return float((1.0 - self.output[:, self.network.position[node]]).sum())

    def _short(self, node: str) -> Booleans:
        return np.asarray(self.output[:, self.network.position[node]] < 1.0 - 1e-9)


def cascade(
    network: SupplyNetwork,
    outages: Iterable[Outage],
    *,
    steps: int,
    stock: Floats | float = 0.0,
    substitution: float = 0.0,
) -> Cascade:
    """Return the output of every node step by step. O(steps * E).

    At each step a node puts out the least of its own capacity and, for each input, what its
    suppliers put out (by share) and its stock of the input together allow; so the dynamic
    counterpart of fixed proportions (Leontief) with inventories, after Henriet, Hallegatte and
    Tabourier (2012). A stock shrinks by what it gives and fills up again from what is left over.
    Supply passes the whole chain within a step; nodes that depend on each other put out as much as
    their capacities and other suppliers allow. Shares are those of the assumption
    ``equal-weights``.

    Args:
        network: who depends on whom for which input.
        outages: what happens.
        steps: how long to look.
        stock: stock of each input in steps of full use: one number, or one for each input.
        substitution: the part of a lost share that other suppliers make up for at once.
    """
    capacity = np.ones((steps, len(network.names), 1))
    for outage in outages:
        when = slice(outage.start, outage.start + outage.duration)
        node = network.position[outage.node]
        capacity[when, node] = np.minimum(capacity[when, node], outage.capacity)
    output = [step[:, 0] for step in _steps(network, capacity, stock, substitution)]
    return Cascade(network, np.array(output).reshape(steps, len(network.names)))


def risk_exposure(
    network: SupplyNetwork,
    candidates: Mapping[str, int],
    sizes: Mapping[str, float],
    *,
    steps: int,
    stock: Floats | float = 0.0,
    substitution: float = 0.0,
) -> dict[str, float]:
    """Return the risk exposure index of each candidate: its loss by the greatest loss of any.

    The index of Simchi-Levi, Schmidt and Wei (2014), with the loss of a cascade in place of their
    linear programme, which ``recovery`` solves. It is 0 throughout if nobody's outage is felt.

    Args:
        network: who depends on whom for which input.
        candidates: how long each takes to recover, in steps.
        sizes: what a step of lost output of each node that counts costs.
        steps: how long to look.
        stock: as ``cascade`` takes it.
        substitution: as ``cascade`` takes it.
    """
    weights = network.vector(sizes)
    losses: dict[str, float] = {}
    names = list(candidates)
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        capacity = np.ones((steps, len(network.names), len(some)))
        for column, name in enumerate(some):
            capacity[: candidates[name], network.position[name], column] = 0.0
        lost = sum(
            weights @ (1.0 - output) for output in _steps(network, capacity, stock, substitution)
        )
        losses |= dict(zip(some, np.asarray(lost).tolist(), strict=True))
    greatest = max(losses.values(), default=0.0)
    return {name: loss / greatest if greatest else 0.0 for name, loss in losses.items()}


def _steps(
    network: SupplyNetwork, capacity: Floats, stock: Floats | float, substitution: float
) -> Iterator[Floats]:
    """Yield the output of every node (rows) in every run (columns) at each step.

    Args:
        network: who depends on whom for which input.
        capacity: capacity by step, node and run.
        stock: stock of each input when full.
        substitution: the part of a lost share that other suppliers make up for at once.
    """
    mix = by_shares(network, network.shares, substitution)
    full = np.broadcast_to(np.asarray(stock, dtype=float), network.owner.shape)[:, None]
    held = np.repeat(full, capacity.shape[2], axis=1)
    starts = network.start[:-1]
    for now in capacity:
        # Losses combine as exposures do, less what stocks make up for.
        lost = swept(network, 1.0 - now, replace(mix, fixed=-held), ceiling=1.0)
        yield 1.0 - lost
        if len(starts):
            needed = lost[network.supplier]
            missing = np.add.reduceat(mix.parts[:, None] * needed, starts)
            missing += mix.rest[:, None] * np.minimum.reduceat(needed, starts)
            held = np.clip(held + lost[network.owner] - missing, 0.0, full)
