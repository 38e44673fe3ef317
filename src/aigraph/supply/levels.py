"""The order in which a network is computed: level by level, cycles apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.supply.shares import Booleans, Integers

_PIECE: Final = 1 << 14
_TOGETHER: Final = 48


@dataclass(frozen=True, eq=False)
class Level:
    """Nodes that can be computed together, since all their inputs are on lower levels.

    Attributes:
        inputs: the inputs of these nodes, as positions in the network.
        edges: the supplies of these inputs.
        nodes: the nodes that own the inputs.
        input_starts: where each input begins among the edges of the level.
        node_starts: where each node begins among the inputs of the level.
        component: number of the strongly connected component of each node.
        cyclic: whether some of these nodes depend on each other, or on themselves.
    """

    inputs: slice
    edges: slice
    nodes: Integers
    input_starts: Integers
    node_starts: Integers
    component: Integers
    cyclic: bool


def levels(
    owner: Integers, start: Integers, height: Integers, cyclic: Booleans, component: Integers
) -> Iterator[Level]:
    """Yield the levels of inputs sorted by height, then cyclic last, then component, then owner.

    Args:
        owner: the node that owns each input.
        start: position of the first edge of each input, and one past the last edge.
        height: height of each node above its inputs.
        cyclic: whether each node is on a cycle.
        component: number of each node's strongly connected component.
    """
    for first, last, in_cycle in _pieces(owner, start, height, cyclic, component):
        owners = owner[first:last]
        new = np.ones(len(owners), dtype=bool)
        new[1:] = np.diff(owners) != 0
        nodes = owners[new]
        yield Level(
            inputs=slice(first, last),
            edges=slice(int(start[first]), int(start[last])),
            nodes=nodes,
            input_starts=start[first:last] - start[first],
            node_starts=np.flatnonzero(new),
            component=component[nodes],
            cyclic=in_cycle,
        )


def _pieces(
    owner: Integers, start: Integers, height: Integers, cyclic: Booleans, component: Integers
) -> Iterator[tuple[int, int, bool]]:
    """Yield where levels begin and end, and whether they hold cycles."""
    if not len(owner):
        return
    kind = 2 * height[owner] + cyclic[owner]
    changes = (np.flatnonzero(np.diff(kind)) + 1).tolist()
    for first, last in zip([0, *changes], [*changes, len(owner)], strict=True):
        if cyclic[owner[first]]:
            cuts = _packed(owner[first:last], component) + first
        else:
            # Long levels are cut into pieces that stay in the cache.
            node_ends = np.flatnonzero(np.diff(owner[first:last])) + first + 1
            wanted = np.arange(start[first] + _PIECE, start[last], _PIECE)
            at = np.unique(np.searchsorted(start[node_ends], wanted))
            cuts = node_ends[at[at < len(node_ends)]]
        ends = [first, *cuts.tolist(), last]
        for one, other in pairwise(ends):
            yield one, other, bool(cyclic[owner[first]])


def _packed(owners: Integers, component: Integers) -> Integers:
    """Return where to cut inputs of cyclic nodes so that small components are solved together."""
    of = component[owners]
    begins = np.flatnonzero(np.diff(of)) + 1
    cuts, size, before = [], 0, 0
    for begin in [*begins.tolist(), len(owners)]:
        own = len(np.unique(owners[before:begin]))
        if size and size + own > _TOGETHER:
            cuts.append(before)
            size = 0
        size += own
        before = begin
    return np.array(cuts, dtype=np.int64)
