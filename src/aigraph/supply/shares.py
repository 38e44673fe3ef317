"""What a share means: stated, unstated or partly stated, and which divisions are allowed.

A thing depends on **all** of its inputs. The suppliers of **one** input replace each other, and
their shares of it add up to 1. A supplier counts once in an input, however many statements name it:
repeated statements change nothing, and rival shares make the interval from the least to the
greatest of them. For the suppliers i of one input let ``[l_i, h_i]`` be what is stated of the share
of i (a point where all sources agree), and ``L`` the sum of the ``l_i`` over the stated ones.

*Unstated* (no share of the input is stated): the suppliers named are taken to be all there are.
Nothing else could make any answer certain, and every answer says so. The shares are free: any
``s_i >= 0`` that add up to 1.

*Stated* and *partly stated* (some or all shares are stated): who divides a whole and names parts of
it has not said that there is nobody else. So a supplier that is not named may hold any part ``u``
of the rest ``R = 1 - L``, and one that is named without a share any part of it too. Allowed are all
``s_i`` and ``u`` with ``l_i <= s_i <= h_i`` for the stated ones, ``s_i >= 0`` for the others,
``u >= 0``, and a sum of 1. Beside a stated 0.6, a supplier without a share holds ``[0, 0.4]``; and
so in general an unstated share is in ``[0, R]`` and a stated one in ``[l_i, min(h_i, l_i + R)]``.

*Contradicted* (``L > 1``): no division agrees with the sources, and the least shares are scaled by
``1 / L``.

**Bounds.** Let ``v_i`` be the value of supplier i, a part from 0 to 1, and that of the unnamed one
anywhere between 0 and 1. The value of an input is the mean ``sum s_i v_i + u v``, linear in the
shares, so its extremes are at corners of what is allowed. With ``u`` free to hold all of ``R`` they
are

- least ``sum l_i v_i`` and greatest ``sum l_i v_i + R`` for a stated or partly stated input;
- least ``min v_i`` and greatest ``max v_i`` for an unstated one.

The value of a thing is that of its worst input, or its own if that is worse. Both are monotone in
the values below, and shares of different inputs do not hang together, so the bounds of each input
give the exact bounds of every thing.

**The central value** holds only under an assumption, named ``equal-weights``: stated shares are the
middle of their interval, moved within it as little as is needed to fit the whole; the unstated ones
divide the rest equally; and what nobody named holds is divided as among the named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Booleans = NDArray[np.bool_]

ROUNDING: Final = 1e-12
"""A rest of the whole below this is an error of floating-point sums, not somebody's share."""

_TINY: Final = 1e-300  # keeps quotients finite


class Interval(NamedTuple):
    """A number known to be between two bounds."""

    low: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether both bounds are the same."""
        return self.high - self.low <= ROUNDING


class Supply(NamedTuple):
    """One supplier of one input.

    Attributes:
        dependent: the node that uses the input.
        supplier: the node that supplies it.
        input: what is supplied; the suppliers of one input of one dependent replace each other,
            and a dependent uses all of its inputs.
        share: the part of the input that this supplier provides, or None where no source states it.
    """

    dependent: str
    supplier: str
    input: str
    share: Interval | None = None


def hull(one: Interval | None, other: Interval | None) -> Interval | None:
    """Return the least interval around two shares; a share that no source states adds nothing.

    >>> hull(Interval(0.5, 0.5), Interval(0.7, 0.7))
    Interval(low=0.5, high=0.7)
    """
    if one is None or other is None:
        return one or other
    return Interval(min(one.low, other.low), max(one.high, other.high))


def least_shares(low: Floats, starts: Integers, counts: Integers) -> tuple[Floats, Floats]:
    """Return the least share of each edge, scaled where sources contradict, and each input's rest.

    Args:
        low: least share of each edge, 0 where none is stated.
        starts: position of the first edge of each input.
        counts: how many edges each input has.
    """
    total = np.add.reduceat(low, starts)
    least = low / np.repeat(np.maximum(total, 1.0), counts)
    rest = np.clip(1.0 - total, 0.0, None)
    return least, np.where(rest < ROUNDING, 0.0, rest)


def fitted(shares: Floats, low: Floats, high: Floats, stated: Booleans, starts: Integers) -> Floats:
    """Return stated shares that fit the whole, moved within their bounds as little as needed.

    What exceeds the whole is taken off above the least shares; where all suppliers of an input
    are stated, what is missing is put on below the greatest ones.

    Args:
        shares: shares between their bounds, 0 where none is stated: one column, or one for
            each draw.
        low: least share of each edge.
        high: greatest share of each edge.
        stated: whether the share of each edge is stated.
        starts: position of the first edge of each input.
    """
    shape = (-1,) + (1,) * (shares.ndim - 1)
    number = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(low))))
    whole = np.maximum(np.add.reduceat(low, starts), 1.0)[number]
    least = np.minimum((low / whole).reshape(shape), shares)
    most = np.maximum(np.where(stated, high, 0.0).reshape(shape), shares)
    total, bottom, top = (np.add.reduceat(part, starts, axis=0) for part in (shares, least, most))
    all_stated = np.logical_and.reduceat(stated, starts).reshape(shape)
    down = np.where(total > 1, (total - 1) / np.maximum(total - bottom, _TINY), 0.0)
    up = np.where((total < 1) & all_stated, (1 - total) / np.maximum(top - total, _TINY), 0.0)
    lowered = shares - np.minimum(down, 1.0)[number] * (shares - least)
    return np.asarray(lowered + np.minimum(up, 1.0)[number] * (most - shares))


def equal_shares(
    low: Floats, high: Floats, stated: Booleans, starts: Integers, counts: Integers
) -> Floats:
    """Return the one share of each edge under the assumption ``equal-weights``; inputs add up to 1.

    Args:
        low: least share of each edge, 0 where none is stated.
        high: greatest share of each edge, 1 where none is stated.
        stated: whether the share of each edge is stated.
        starts: position of the first edge of each input.
        counts: how many edges each input has.
    """
    number = np.repeat(np.arange(len(starts)), counts)
    middle = fitted(np.where(stated, (low + high) / 2, 0.0), low, high, stated, starts)
    rest = np.clip(1.0 - np.add.reduceat(middle, starts), 0.0, None)
    silent = np.add.reduceat(~stated, starts, dtype=np.int64)
    guess = np.where(stated, middle, (rest / np.maximum(silent, 1))[number])
    total = np.add.reduceat(guess, starts)[number]
    return np.where(total > 0, guess / np.where(total > 0, total, 1.0), (1.0 / counts)[number])
