"""Yes or no for many things at once: what leads where, and what the loss of a group disrupts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigraph.supply.levels import Level
    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Booleans

    Words = NDArray[np.uint64]

Through = Literal["any", "all"]

_BITS: Final = 64


def reachability(
    network: SupplyNetwork, things: Sequence[Sequence[int]], *, through: Through = "any"
) -> Booleans:
    """Return for every node (rows) and every group of nodes (columns) whether it leads there.

    Transitive closure of the columns asked for, 64 to a machine word: O(E) for each 64
    through ``any`` path; for ``all``, Horn propagation (Dowling and Gallier 1984), which may take
    a round for each node of a circle.

    Args:
        network: who depends on whom for which input.
        things: groups of nodes, such as all goods that a measure covers.
        through: ``any`` path, or ``all`` suppliers of some input.
    """
    found = _bits(network, things)
    combined = np.bitwise_or if through == "any" else np.bitwise_and
    for level in network.levels:
        suppliers = network.supplier[level.edges]
        while True:
            inputs = combined.reduceat(found[suppliers], level.input_starts)
            fresh = found[level.nodes] | np.bitwise_or.reduceat(inputs, level.node_starts)
            if level.cyclic and through == "any":
                fresh = _shared(fresh, level)  # what one leads to, all on its circle lead to
            settled = not level.cyclic or np.array_equal(fresh, found[level.nodes])
            found[level.nodes] = fresh
            if settled:
                break
    return _unpacked(found, len(things))


def _shared(words: Words, level: Level) -> Words:
    """Return for each node the union over its strongly connected component."""
    begins = np.flatnonzero(np.append(True, np.diff(level.component) != 0))
    counts = np.diff(np.append(begins, len(level.component)))
    return np.repeat(np.bitwise_or.reduceat(words, begins), counts, axis=0)


def _bits(network: SupplyNetwork, things: Sequence[Sequence[int]]) -> Words:
    """Return sets in which bit ``i`` is set for the nodes of ``things[i]``."""
    words = np.zeros((len(network.names), max(1, -(-len(things) // _BITS))), dtype=np.uint64)
    for number, nodes in enumerate(things):
        word, bit = divmod(number, _BITS)
        words[np.asarray(nodes, dtype=np.int64), word] |= np.uint64(1 << bit)
    return words


def _unpacked(words: Words, count: int) -> Booleans:
    """Return sets as one truth value for each of the first ``count`` things."""
    plain = np.unpackbits(
        np.ascontiguousarray(words).view(np.uint8), axis=-1, count=None, bitorder="little"
    )
    return plain[..., :count].astype(bool)
