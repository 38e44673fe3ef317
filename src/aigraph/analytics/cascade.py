"""How a disruption runs through a chain over time, with stocks that hold it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigraph.analytics.propagation import CLOSE_ENOUGH, ROUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.analytics.network import Booleans, Floats, Level, SupplyNetwork


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
        network: who needs what from whom.
        output: output of each node (columns) at each step (rows), as a part of its full output.
    """

    network: SupplyNetwork
    output: Floats

    def time_to_survive(self, node: str) -> int | None:
        """Return how many steps pass before a node falls short; None if it never does."""
        short = np.flatnonzero(self._short(node))
        return int(short[0]) if len(short) else None

    def time_to_recover(self, node: str) -> int | None:
        """Return at which step a node is whole again for good; None if not before the end."""
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
    Supply passes the whole chain within a step; nodes that need each other put out as much as
    their capacities and other suppliers allow.

    Args:
        network: who needs what from whom.
        outages: what happens.
        steps: how long to look.
        stock: stock of each input in steps of full need: one number, or one for each input.
        substitution: the part of a lost share that other suppliers make up for at once.
    """
    capacity = np.ones((steps, len(network.names)))
    for outage in outages:
        when = slice(outage.start, outage.start + outage.duration)
        node = network.position[outage.node]
        capacity[when, node] = np.minimum(capacity[when, node], outage.capacity)
    full = np.broadcast_to(np.asarray(stock, dtype=float), network.owner.shape).copy()
    held = full.copy()
    output = np.ones_like(capacity)
    for step in range(steps):
        now = capacity[step].copy()
        for level in network.levels:
            _step(network, level, now, held, full, substitution)
        output[step] = now
    return Cascade(network, output)


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
        network: who needs what from whom.
        candidates: how long each needs to recover, in steps.
        sizes: what a step of lost output of each node that counts costs.
        steps: how long to look.
        stock: as ``cascade`` takes it.
        substitution: as ``cascade`` takes it.
    """
    losses = {}
    for name, duration in candidates.items():
        outage = Outage(name, 0.0, 0, duration)
        found = cascade(network, [outage], steps=steps, stock=stock, substitution=substitution)
        losses[name] = sum(size * found.lost(node) for node, size in sizes.items())
    greatest = max(losses.values(), default=0.0)
    return {name: loss / greatest if greatest else 0.0 for name, loss in losses.items()}


def _step(
    network: SupplyNetwork,
    level: Level,
    now: Floats,
    held: Floats,
    full: Floats,
    substitution: float,
) -> None:
    """Compute one level at one step: output in ``now``, what is left of stocks in ``held``."""
    suppliers = network.supplier[level.edges]
    shares = network.shares[level.edges]
    capacity = now[level.nodes]
    for _ in range(ROUNDS if level.cyclic else 1):
        given = now[suppliers]
        by_share = np.add.reduceat(given * shares, level.input_starts)
        best = np.maximum.reduceat(given, level.input_starts)
        arriving = np.clip(by_share + substitution * (best - by_share), 0.0, 1.0)
        usable = np.minimum(1.0, arriving + held[level.inputs])
        owners = np.minimum(capacity, np.minimum.reduceat(usable, level.node_starts))
        settled = bool(np.all(np.abs(owners - now[level.nodes]) <= CLOSE_ENOUGH))
        now[level.nodes] = owners
        if settled:
            break
    counts = np.diff(np.append(level.node_starts, len(arriving)))
    used = np.repeat(owners, counts)
    held[level.inputs] = np.clip(held[level.inputs] + arriving - used, 0.0, full[level.inputs])
