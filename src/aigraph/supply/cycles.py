"""Things that depend on each other, solved exactly.

The value of a thing on a cycle is the least fixed point: what follows from the things' own
values, so that nothing is kept alive by a circle alone. Iterating towards it takes ever longer
the nearer the shares on the circle come to 1, and never gets there; so the choices that decide the
values (the worst input of a thing, the supplier that gets the free part of an input) are improved
until none is left to improve, and each set of choices is solved as a linear system.

- Choices of the worst alone: policy iteration (Howard 1960). Every step solves the chosen system
  for its least solution and changes only what becomes strictly worse; the values rise until they
  are a fixed point, and as the least solution of one choice they are not above the least of all.
- Where free parts go to the best supplier while the worst input counts, it is a stochastic game
  (Hoffman and Karp 1966): an inner loop improves the choices of the best for each choice of the
  worst. An input is chosen only where each of its suppliers is worse than its owner was, so no
  chosen circle can lean on itself alone, and no tie hides a smaller solution.

The linear systems are those of an absorbing Markov chain. They are solved by the elimination of
Grassmann, Taksar and Heyman (1985), which never subtracts: it is exact to rounding also where 1e-10
of an input leaves the circle, and it shows at once what nothing leaves (value 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from aigraph.supply.shares import Booleans, Floats, Integers

_BETTER: Final = 1e-11
_TURNS: Final = 500


@dataclass(frozen=True, eq=False)
class Circle:
    """Nodes that depend on each other; nodes, inputs and edges are numbered within the circle.

    Arrays have one row for each edge, input or node and one column for each question.

    Attributes:
        owner: the node that owns each input.
        starts: where each input begins among the edges.
        inside: the supplier of each edge within the circle, or -1.
        outer: value of the supplier of each edge, where it is outside.
        parts: part of its input that each edge meets in any case.
        rest: part of each input that goes wholly to one of its suppliers.
        leak: part of each input that nobody named meets.
        fixed: what is added to the value of each input.
        own: own value of each node.
        worst: whether the rest goes to the supplier of greatest value, or of least.
    """

    owner: Integers
    starts: Integers
    inside: Integers
    outer: Floats
    parts: Floats
    rest: Floats
    leak: Floats
    fixed: Floats
    own: Floats
    worst: bool

    def solve(self) -> Floats:
        """Return the value of each node, the least fixed point."""
        values = self.own.copy()
        choice = np.full(values.shape, -1)
        pick = self._picked(values)
        for _ in range(_TURNS):
            best, at = self._best_inputs(values)
            better = _exceeds(best, values)
            fresh = self._picked(values) if self.worst else pick
            if not better.any():
                break
            choice = np.where(better, at, choice)
            if self.worst:
                gains = _exceeds(self._supplied(values, fresh), self._supplied(values, pick))
                pick = np.where(gains, fresh, pick)
                values = self._evaluated(choice, pick)
            else:
                values, pick = self._least(choice)
        return values

    def iterated(self, rounds: int, ceiling: float) -> Floats:
        """Return values short of the least fixed point, or, for bounds from above, beyond it.

        For circles too large to solve: every step is sound, none need be the last.

        Args:
            rounds: how many steps.
            ceiling: greatest value of all; where it is positive, steps begin there and fall.
        """
        values = self.own.copy()
        if ceiling > 0:
            values = np.where(self._positive(), ceiling, 0.0)
        for _ in range(rounds):
            fresh = np.maximum(self.own, self._best_inputs(values)[0])
            if np.array_equal(fresh, values):
                break
            values = fresh
        return values

    def _least(self, choice: Integers) -> tuple[Floats, Integers]:
        """Return the least values for chosen inputs, and the suppliers that make them least."""
        pick = self._picked(self.own)
        values = self._evaluated(choice, pick)
        for _ in range(_TURNS):
            fresh = self._picked(values)
            lower = _exceeds(self._supplied(values, pick), self._supplied(values, fresh))
            if not lower.any():
                break
            pick = np.where(lower, fresh, pick)
            values = self._evaluated(choice, pick)
        return values, pick

    def _positive(self) -> Booleans:
        """Return which nodes can get a value above 0."""
        found = self.own > 0
        while True:
            reached = self._inputs(found.astype(float), np.where(self.outer > 0, 1.0, 0.0)) > 0
            some = np.maximum.reduceat(reached, self._node_starts)
            if not (some & ~found).any():
                return found
            found = found | some

    def _inputs(self, values: Floats, outer: Floats) -> Floats:
        needed = self._needed(values, outer)
        extreme = np.maximum if self.worst else np.minimum
        rest = self.rest * extreme.reduceat(needed, self.starts)
        return np.asarray(
            np.add.reduceat(self.parts * needed, self.starts) + rest + np.maximum(self.fixed, 0.0)
        )

    def _best_inputs(self, values: Floats) -> tuple[Floats, Integers]:
        """Return for each node the value of its worst input, and which it is."""
        found = self._supplied(values, self._picked(values))
        best = np.maximum.reduceat(found, self._node_starts)
        number = np.arange(len(self.owner))[:, None]
        hits = np.where(found == best[self.owner], number, len(self.owner))
        return best, np.minimum.reduceat(hits, self._node_starts)

    def _supplied(self, values: Floats, pick: Integers) -> Floats:
        """Return the value of each input where its rest goes to a picked edge."""
        needed = self._needed(values, self.outer)
        total = np.add.reduceat(self.parts * needed, self.starts) + self.fixed
        return np.asarray(total + self.rest * np.take_along_axis(needed, pick, 0))

    def _picked(self, values: Floats) -> Integers:
        """Return for each input the edge to the supplier of greatest or least value."""
        needed = self._needed(values, self.outer)
        extreme = np.maximum if self.worst else np.minimum
        best = extreme.reduceat(needed, self.starts)
        number = np.arange(len(needed))[:, None]
        hits = np.where(needed == best[self._input_of], number, len(needed))
        return np.minimum.reduceat(hits, self.starts)

    def _needed(self, values: Floats, outer: Floats) -> Floats:
        return np.where(self.inside[:, None] >= 0, values[np.maximum(self.inside, 0)], outer)

    def _evaluated(self, choice: Integers, pick: Integers) -> Floats:
        """Return the least solution of the chosen system; a choice of -1 is the own value."""
        nodes, columns = self.own.shape
        chosen = choice[self.owner] == np.arange(len(self.owner))[:, None]
        number = np.arange(len(self.inside))[:, None]
        weight = self.parts + self.rest[self._input_of] * (pick[self._input_of] == number)
        weight = np.where(chosen[self._input_of], weight, 0.0)
        within = self.inside >= 0
        matrix = np.zeros((nodes, nodes, columns))
        np.add.at(matrix, (self.owner[self._input_of][within], self.inside[within]), weight[within])
        outside = np.where(within[:, None], 0.0, weight)
        leaving = np.add.reduceat(outside, self.starts) + np.where(chosen, self.leak, 0.0)
        bringing = np.add.reduceat(outside * self.outer, self.starts)
        bringing = bringing + np.where(chosen, self.fixed, 0.0)
        alone = choice < 0
        exits = np.add.reduceat(leaving, self._node_starts) + alone
        brought = np.add.reduceat(bringing, self._node_starts) + np.where(alone, self.own, 0.0)
        return absorbed(matrix, exits, brought)

    @cached_property
    def _node_starts(self) -> Integers:
        return np.flatnonzero(np.append(True, np.diff(self.owner) != 0))

    @cached_property
    def _input_of(self) -> Integers:
        counts = np.diff(np.append(self.starts, len(self.inside)))
        return np.repeat(np.arange(len(self.starts)), counts)


def _exceeds(one: Floats, other: Floats) -> Booleans:
    """Return where a value is greater by more than rounding, so that ties change no choice."""
    return np.asarray(one - other > _BETTER * np.abs(one))


def absorbed(matrix: Floats, exits: Floats, brought: Floats) -> Floats:
    """Return the least solution of x = matrix x + brought, without a subtraction.

    Rows of ``matrix`` and ``exits`` together add up to 1. Where nothing leaves, the solution is 0.

    >>> matrix = np.array([[[0.0], [1.0]], [[1.0 - 1e-10], [0.0]]])
    >>> absorbed(matrix, np.array([[0.0], [1e-10]]), np.array([[0.0], [1e-10]])).tolist()
    [[1.0], [1.0]]

    Args:
        matrix: from each state (first axis) to each state (second axis), for each question.
        exits: what leaves for good from each state.
        brought: what that is worth.
    """
    matrix, exits, brought = matrix.copy(), exits.copy(), brought.copy()
    for last in range(len(matrix) - 1, -1, -1):
        leaving = exits[last] + matrix[last, :last].sum(axis=0)
        closed = leaving <= 0
        scale = 1.0 / np.where(closed, 1.0, leaving)
        matrix[last, :last] *= scale
        exits[last] = np.where(closed, 1.0, exits[last] * scale)
        brought[last] = np.where(closed, 0.0, brought[last] * scale)
        into = matrix[:last, last]
        matrix[:last, :last] += into[:, None] * matrix[last, :last]
        exits[:last] += into * exits[last]
        brought[:last] += into * brought[last]
    values = np.zeros(brought.shape)
    for state in range(len(matrix)):
        values[state] = brought[state] + (matrix[state, :state] * values[:state]).sum(axis=0)
    return values
