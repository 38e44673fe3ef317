"""Values carried along a network of supply, from what is needed to all that needs it.

One sweep over the levels of the network does any measure: what differs is how the suppliers of one
input are combined (``within``) and how the inputs of one node are (``across``). Each column of
the values is a question of its own, so many are answered in one sweep: O(E) for each column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from aigraph.analytics.network import Floats, Level, SupplyNetwork

    Words = NDArray[np.uint64]
    Combine = Callable[[NDArray[Any], Level], NDArray[Any]]
    Join = Callable[[NDArray[Any], NDArray[Any], Level], NDArray[Any]]

Within = Literal["mean", "least"]
Through = Literal["any", "all"]
Across = Literal["greatest", "union"]

CLOSE_ENOUGH: Final = 1e-10
ROUNDS: Final = 500
"""How often nodes that need each other are computed at most."""

_BITS: Final = 64


def carry(
    network: SupplyNetwork,
    values: Floats,
    *,
    within: Within = "mean",
    across: Across = "greatest",
    shares: Floats | None = None,
    substitution: Floats | float = 0.0,
) -> Floats:
    """Return the value of every node, given the values that nodes have of themselves.

    Values are parts from 0 to 1, such as the part of a supply that is lost. Where nodes need each
    other, the result is the least fixed point, reached from the nodes' own values; where they meet
    nearly all of each other's need it is approached slowly, and may be left a little short.

    Args:
        network: who needs what from whom.
        values: own value of each node: one column, or one for each question.
        within: how the suppliers of an input combine: by share (``mean``: what one loses no other
            makes up for), or as the ``least`` (the others make up for all of it).
        across: how the inputs of a node combine: the ``greatest`` counts (the weakest link), or
            the ``union`` of independent failures, 1 - (1 - a)(1 - b)...
        shares: share of each edge: one column, or one for each question; the network's without.
        substitution: the part of a lost share, from 0 to 1, that the other suppliers of an input
            can take over: one number, or one for each edge. Only for ``mean``.
    """
    column = values.ndim == 1
    own = np.array(values[:, None] if column else values, dtype=float)
    parts = network.shares if shares is None else shares
    movable = np.broadcast_to(substitution, network.supplier.shape)

    def combine(found: Floats, level: Level) -> Floats:
        if within == "mean" and not np.any(movable[level.edges]):
            return _weighted(network, found, level, parts[level.edges])
        needed = found[network.supplier[level.edges]]
        best: Floats = np.asarray(np.minimum.reduceat(needed, level.input_starts), dtype=float)
        if within == "least":
            return best
        # Shares move to the best of the alternatives, as far as they can move.
        moved = movable[level.edges] if parts.ndim == 1 else movable[level.edges, None]
        staying = parts[level.edges] * (1.0 - moved)
        stay = np.add.reduceat(staying, level.input_starts)
        move = np.asarray(1.0 - (stay[:, None] if stay.ndim == 1 else stay))
        lost: Floats = _weighted(network, found, level, staying) + best * move
        return lost

    swept = _sweep(network, own, combine, greatest if across == "greatest" else union)
    result: Floats = np.clip(swept, 0.0, 1.0, out=swept)  # shares add up to 1 but for rounding
    return result[:, 0] if column else result


def carry_sets(network: SupplyNetwork, sets: Words, *, within: Through) -> Words:
    """Return which of many things bear on every node, 64 to a machine word.

    Args:
        network: who needs what from whom.
        sets: bits that each node has of itself, see ``bits``.
        within: whether a thing bears on an input through ``any`` of its suppliers (there is a
            path), or only if it bears on ``all`` of them (its loss leaves none).
    """
    combined = np.bitwise_or if within == "any" else np.bitwise_and

    def combine(found: Words, level: Level) -> Words:
        result: Words = combined.reduceat(found[network.supplier[level.edges]], level.input_starts)
        return result

    return _sweep(network, sets.copy(), combine, _all_bits)


def bits(network: SupplyNetwork, things: Sequence[Sequence[int]]) -> Words:
    """Return sets in which bit ``i`` is set for the nodes of ``things[i]``."""
    words = np.zeros((len(network.names), max(1, -(-len(things) // _BITS))), dtype=np.uint64)
    for number, nodes in enumerate(things):
        word, bit = divmod(number, _BITS)
        words[np.asarray(nodes, dtype=np.int64), word] |= np.uint64(1 << bit)
    return words


def unpacked(words: Words, count: int) -> NDArray[np.bool_]:
    """Return sets as one truth value for each of the first ``count`` things."""
    plain = np.unpackbits(
        np.ascontiguousarray(words).view(np.uint8), axis=-1, count=None, bitorder="little"
    )
    return plain[..., :count].astype(bool)


def _weighted(
    network: SupplyNetwork, found: Floats, level: Level, parts: Floats
) -> NDArray[np.float64]:
    """Return the sum of the suppliers of each input, each times its part."""
    suppliers = network.supplier[level.edges]
    if parts.ndim == 2:
        return np.add.reduceat(found[suppliers] * parts, level.input_starts)
    from scipy.sparse import csr_array

    starts = np.append(level.input_starts, len(suppliers))
    matrix = csr_array((parts, suppliers, starts), shape=(len(starts) - 1, len(found)))
    return np.asarray(matrix @ found)


def _sweep(
    network: SupplyNetwork, values: NDArray[Any], combine: Combine, join: Join
) -> NDArray[Any]:
    """Compute level after level, again and again where nodes of a level need each other."""
    for level in network.levels:
        own = values[level.nodes]
        for _ in range(ROUNDS if level.cyclic else 1):
            fresh = join(own, combine(values, level), level)
            settled = level.cyclic and _same(fresh, values[level.nodes])
            values[level.nodes] = fresh
            if settled:
                break
    return values


def _same(fresh: NDArray[Any], old: NDArray[Any]) -> bool:
    if fresh.dtype == np.uint64:
        return bool(np.array_equal(fresh, old))
    return bool(np.all(np.abs(fresh - old) <= CLOSE_ENOUGH))


def greatest(own: Floats, inputs: Floats, level: Level) -> Floats:
    """Return for the nodes of a level the greatest of their own value and those of inputs."""
    return np.maximum(own, np.maximum.reduceat(inputs, level.node_starts))


def union(own: Floats, inputs: Floats, level: Level) -> Floats:
    """Return for the nodes of a level the union of their own value and those of inputs."""
    spared = np.multiply.reduceat(1.0 - inputs, level.node_starts)
    return np.asarray(own + (1.0 - own) * (1.0 - spared))


def _all_bits(own: Words, inputs: Words, level: Level) -> Words:
    joined: Words = np.bitwise_or(own, np.bitwise_or.reduceat(inputs, level.node_starts))
    return joined
