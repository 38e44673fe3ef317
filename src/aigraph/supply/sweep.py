"""One sweep over a network, level after level, for any way in which suppliers combine.

Each column of the values is a question of its own, so many are answered in one sweep: O(E) for each
column, and the solution of ``cycles`` for what depends on itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from aigraph.supply.cycles import Circle

if TYPE_CHECKING:
    from aigraph.supply.levels import Level
    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats

_SOLVED: Final = 250
_ROUNDS: Final = 500
_CELLS: Final = 1 << 21


@dataclass(frozen=True, eq=False)
class Mix:
    """How the suppliers of each input combine to its value.

    Attributes:
        parts: part of its input that each edge meets in any case: one column, or one a question.
        rest: part of each input that goes wholly to one of its suppliers: shaped as ``parts``.
        worst: whether that is the supplier of greatest value, or of least.
        leak: part of each input that nobody named meets.
        fixed: what is added to the value of each input.
    """

    parts: Floats
    rest: Floats
    worst: bool
    leak: Floats
    fixed: Floats


def by_shares(network: SupplyNetwork, shares: Floats, substitution: Floats | float = 0.0) -> Mix:
    """Return the mix in which every supplier meets its share.

    Args:
        network: who depends on whom for which input.
        shares: share of each edge: one column, or one for each question.
        substitution: the part of a share that moves to the best supplier of the input: one
            number, or one for each edge.
    """
    movable = np.broadcast_to(substitution, network.supplier.shape)
    moved = movable if shares.ndim == 1 else movable[:, None]
    rest = _by_input(network, shares * moved)
    nothing = np.zeros(len(network.owner))
    return Mix(shares * (1.0 - moved), rest, False, nothing, nothing)


def bounding(network: SupplyNetwork, *, upper: bool, unnamed: float = 1.0) -> Mix:
    """Return the mix of the least or greatest values that shares allow.

    Args:
        network: who depends on whom for which input.
        upper: which.
        unnamed: greatest value that suppliers can have who are not named; the least is 0.
    """
    least, rest = network.least
    leak = np.where(network.others, rest, 0.0)
    fixed = leak * unnamed if upper else np.zeros(len(leak))
    return Mix(least, np.where(network.others, 0.0, rest), upper, leak, fixed)


def swept(network: SupplyNetwork, values: Floats, mix: Mix, *, ceiling: float) -> Floats:
    """Return the value of every node under a mix, level after level.

    Args:
        network: who depends on whom for which input.
        values: own value of each node: one column, or one for each question.
        mix: how suppliers combine.
        ceiling: greatest value that any node can have; shares add up to 1 but for rounding.
    """
    column = values.ndim == 1
    found = np.array(values[:, None] if column else values, dtype=float)
    for level in network.levels:
        if level.cyclic:
            found[level.nodes] = _circle(network, found, mix, level, ceiling)
        else:
            worst = np.maximum.reduceat(
                _input_values(network, found, mix, level), level.node_starts
            )
            found[level.nodes] = np.maximum(found[level.nodes], worst)
    np.clip(found, 0.0, ceiling, out=found)
    return found[:, 0] if column else found


def _input_values(network: SupplyNetwork, found: Floats, mix: Mix, level: Level) -> Floats:
    """Return the value of each input of a level (rows) for each question (columns)."""
    parts, suppliers = mix.parts[level.edges], network.supplier[level.edges]
    rest, fixed = _columns(mix.rest[level.inputs]), _columns(mix.fixed[level.inputs])
    if parts.ndim == 2:
        total = np.add.reduceat(found[suppliers] * parts, level.input_starts)
    else:
        from scipy.sparse import csr_array

        starts = np.append(level.input_starts, len(suppliers))
        matrix = csr_array((parts, suppliers, starts), shape=(len(starts) - 1, len(found)))
        total = np.asarray(matrix @ found)
    if rest.any():
        extreme = np.maximum if mix.worst else np.minimum
        total = total + rest * extreme.reduceat(found[suppliers], level.input_starts)
    return np.asarray(total + fixed) if fixed.any() else total


def _circle(
    network: SupplyNetwork, found: Floats, mix: Mix, level: Level, ceiling: float
) -> Floats:
    """Return the values of the nodes of a level that depend on each other."""
    local = np.full(len(network.names), -1)
    local[level.nodes] = np.arange(len(level.nodes))
    suppliers = network.supplier[level.edges]
    own = found[level.nodes]
    result = np.empty(own.shape)
    at_once = max(1, _CELLS // len(level.nodes) ** 2)
    for first in range(0, own.shape[1], at_once):
        some = slice(first, first + at_once)
        circle = Circle(
            owner=local[network.owner[level.inputs]],
            starts=level.input_starts,
            inside=local[suppliers],
            outer=found[suppliers, some],
            parts=_some(mix.parts[level.edges], some, own),
            rest=_some(mix.rest[level.inputs], some, own),
            leak=_some(mix.leak[level.inputs], some, own),
            fixed=_some(mix.fixed[level.inputs], some, own),
            own=own[:, some],
            worst=mix.worst,
        )
        if len(level.nodes) <= _SOLVED:
            result[:, some] = circle.solve()
        else:
            result[:, some] = circle.iterated(_ROUNDS, ceiling if mix.worst else 0.0)
    return result


def _some(values: Floats, some: slice, own: Floats) -> Floats:
    """Return the columns of some questions."""
    columns = own[:, some].shape[1]
    plain = _columns(values)
    return np.broadcast_to(plain, (len(plain), columns)) if plain.shape[1] == 1 else plain[:, some]


def _columns(values: Floats) -> Floats:
    return values[:, None] if values.ndim == 1 else values


def _by_input(network: SupplyNetwork, values: Floats) -> Floats:
    if not len(values):
        return np.zeros((0, *values.shape[1:]))
    return np.asarray(np.add.reduceat(values, network.start[:-1], axis=0))
