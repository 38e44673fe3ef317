"""How a network withstands failures: chances, attacks, and whose failure matters most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aigraph.supply.exposure import carry

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import networkx as nx

    from aigraph.supply.network import SupplyNetwork


def noisy_or(graph: nx.DiGraph[Any], leak: Mapping[Any, float]) -> dict[Any, float]:
    """Return the chance that each node fails: p = 1 - (1 - leak) * product of (1 - w p). O(V + E).

    The noisy-OR model (Pearl 1988): suppliers fail independently and each brings down those who
    use it with chance ``weight`` (default: 1). Exact where no two suppliers of a node share a
    cause, else an approximation.

    Args:
        graph: edges from dependent to supplier, without cycles.
        leak: chance that a node fails by itself; 0 where missing.
    """
    import networkx as nx

    chances: dict[Any, float] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        spared = 1.0 - leak.get(node, 0.0)
        for _, supplier, weight in graph.out_edges(node, data="weight", default=1.0):
            spared *= 1.0 - weight * chances[supplier]
        chances[node] = 1.0 - spared
    return chances


def attack_robustness(graph: nx.Graph[Any], order: Sequence[Hashable]) -> float:
    """Return R, the mean share of nodes in the largest part while nodes are removed one by one.

    Schneider, Moreira, Andrade, Havlin and Herrmann (2011); nodes are added back in reverse order
    with union-find, O((V + E) a(V)) for an order fixed beforehand.

    Args:
        graph: direction is left aside.
        order: all nodes, the first to be removed first.
    """
    import networkx as nx

    joined: nx.utils.UnionFind[Any] = nx.utils.UnionFind()
    present: set[Any] = set()
    largest = total = 0
    sizes: dict[Any, int] = {}
    neighbours: nx.Graph[Any] = nx.Graph(graph)
    for node in reversed(order):
        total += largest  # the state before this node came back is the one after its removal
        present.add(node)
        size = 1
        for other in set(neighbours[node]) & present - {node}:
            root = joined[other]
            if root != joined[node]:
                size += sizes.pop(root)
                sizes.pop(joined[node], None)
                joined.union(node, other)
        sizes[joined[node]] = size
        largest = max(largest, size)
    return total / len(order) ** 2


def systemic_risk(
    network: SupplyNetwork,
    candidates: Sequence[str],
    sizes: Mapping[str, float],
    *,
    substitution: float = 0.0,
    at_once: int = 64,
) -> dict[str, float]:
    """Return the part of all output that is lost with each candidate. O(E) for each.

    After the economic systemic risk index (Diem, Borsos, Reisch, Kertesz and Thurner 2022), all
    inputs taken as essential.

    Args:
        network: who depends on whom for which input.
        candidates: nodes that may fail.
        sizes: output of the nodes that count.
        substitution: part of a lost share that other suppliers take over.
        at_once: how many candidates one sweep takes.
    """
    weights = network.vector(sizes)
    total = weights.sum() or 1.0
    risks: dict[str, float] = {}
    for first in range(0, len(candidates), at_once):
        some = candidates[first : first + at_once]
        lost = np.zeros((len(network.names), len(some)))
        for column, name in enumerate(some):
            lost[network.position[name], column] = 1.0
        found = weights @ carry(network, lost, substitution=substitution) / total
        risks |= dict(zip(some, found.tolist(), strict=True))
    return risks
