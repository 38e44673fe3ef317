"""Time to recover and time to survive, as linear programmes over a supply network.

After Simchi-Levi, Schmidt, Wei, Zhang, Combs, Ge, Gusikhin, Sanders and Zhang (2015), Identifying
Risks and Mitigating Disruptions in the Automotive Supply Chain, Interfaces 45(5). One programme of
O(V + E) variables for each disruption, solved by HiGHS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats


@dataclass(frozen=True)
class Operations:
    """What a supply network holds and sells.

    Attributes:
        network: who depends on whom for which input; one unit of each input makes one unit.
        stock: finished units that each node holds; 0 where missing.
        capacity: units that each node can make in one period; no limit where missing.
        demand: units of each product sold in one period.
        profit: what one unit of each product earns.
    """

    network: SupplyNetwork
    stock: Mapping[str, float]
    capacity: Mapping[str, float]
    demand: Mapping[str, float]
    profit: Mapping[str, float]


def lost_profit(operations: Operations, disrupted: Collection[str], time: float) -> float:
    """Return the least profit that is lost while some nodes make nothing for a time (TTR)."""
    nodes, edges = _size(operations.network)
    cost = np.zeros(2 * nodes + edges + 1)
    cost[nodes + edges : -1] = operations.network.vector(operations.profit)
    bounds = [*_bounds(operations, disrupted, can_lose=True), (time, time)]
    return float(_solved(operations, cost, bounds).fun)


def time_to_survive(operations: Operations, disrupted: Collection[str]) -> float:
    """Return for how long all demand can be met although some nodes make nothing (TTS).

    Infinite where the rest can go on for ever.
    """
    nodes, edges = _size(operations.network)
    cost = np.zeros(2 * nodes + edges + 1)
    cost[-1] = -1.0
    bounds = [*_bounds(operations, disrupted, can_lose=False), (0.0, None)]
    result = _solved(operations, cost, bounds)
    return float(result.x[-1]) if result.status == 0 else float("inf")


def _size(network: SupplyNetwork) -> tuple[int, int]:
    return len(network.names), len(network.supplier)


def _bounds(
    operations: Operations, disrupted: Collection[str], *, can_lose: bool
) -> list[tuple[float, float | None]]:
    """Return bounds of what is made, sent and lost."""
    nodes, edges = _size(operations.network)
    made = [(0.0, 0.0 if name in disrupted else None) for name in operations.network.names]
    return [*made, *[(0.0, None)] * edges, *[(0.0, None if can_lose else 0.0)] * nodes]


def _solved(
    operations: Operations, cost: Floats, bounds: Sequence[tuple[float, float | None]]
) -> Any:
    """Minimise over what is made (u), sent along each edge (y), lost (l), and the time (t)."""
    from scipy.optimize import linprog
    from scipy.sparse import block_array, coo_array, eye_array

    network = operations.network
    nodes, edges = _size(network)
    every = np.arange(edges)
    ones = np.ones(edges)
    inputs = len(network.owner)
    # What a node makes is no more than what is sent to it of each input.
    makes = coo_array((np.ones(inputs), (np.arange(inputs), network.owner)), (inputs, nodes))
    sent = coo_array((ones, (network.input_of, every)), (inputs, edges))
    # What a node sends is no more than what it makes and holds.
    sends = coo_array((ones, (network.supplier, every)), (nodes, edges))
    # Each product sold is made, held or lost; nobody makes more than in time.
    stock, demand, capacity = (
        network.vector(values)
        for values in (operations.stock, operations.demand, operations.capacity)
    )
    sold = np.flatnonzero(demand)
    limited = np.flatnonzero(capacity)
    same = eye_array(nodes).tocsr()
    matrix = block_array(
        [
            [makes, -sent, None, None],
            [-same, sends, None, None],
            [-same[sold], None, -same[sold], demand[sold][:, None]],
            [same[limited], None, None, -capacity[limited][:, None]],
        ]
    )
    ends = np.concatenate([np.zeros(inputs), stock, stock[sold], np.zeros(len(limited))])
    return linprog(cost, A_ub=matrix.tocsr(), b_ub=ends, bounds=bounds, method="highs")
