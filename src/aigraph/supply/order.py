"""How high the nodes of a graph are above their inputs, and which are on a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from aigraph.supply.shares import Booleans, Integers


def heights(
    nodes: int, dependent: Integers, supplier: Integers
) -> tuple[Integers, Booleans, Integers]:
    """Return each node's height above its inputs, whether it is on a cycle, and its component.

    The height is the longest chain of inputs below a node; nodes on one cycle share it. Strongly
    connected components by Pearce's variant of Tarjan's algorithm (scipy), then a topological
    sweep (Kahn 1962): O(V + E).

    Args:
        nodes: how many nodes there are.
        dependent: the dependent of each edge.
        supplier: who is needed.
    """
    component = _components(nodes, dependent, supplier)
    size = np.bincount(component, minlength=nodes)
    inner = component[dependent] == component[supplier]
    height = _heights(nodes, component[dependent][~inner], component[supplier][~inner])
    cyclic = size[component] > 1
    cyclic[dependent[dependent == supplier]] = True
    return height[component], cyclic, component


def _components(nodes: int, dependent: Integers, supplier: Integers) -> Integers:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(dependent), dtype=np.int8)
    matrix = coo_array((ones, (dependent, supplier)), shape=(nodes, nodes)).tocsr()
    _, component = connected_components(matrix, directed=True, connection="strong")
    return np.asarray(component, dtype=np.int64)


def _heights(nodes: int, dependent: Integers, supplier: Integers) -> Integers:
    """Return the longest chain below each node of a graph without cycles."""
    by_supplier = np.argsort(supplier, kind="stable")
    dependents = dependent[by_supplier]
    first = np.searchsorted(supplier[by_supplier], np.arange(nodes + 1))
    waiting = np.bincount(dependent, minlength=nodes)
    height = np.zeros(nodes, dtype=np.int64)
    ready = np.flatnonzero(waiting == 0)
    step = 0
    while len(ready):
        height[ready] = step
        counts = first[ready + 1] - first[ready]
        offsets = np.repeat(first[ready + 1] - np.cumsum(counts), counts)
        reached = dependents[offsets + np.arange(counts.sum())]
        touched, times = np.unique(reached, return_counts=True)
        waiting[touched] -= times
        ready = touched[waiting[touched] == 0]
        step += 1
    return height
