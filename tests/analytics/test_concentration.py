"""Bounds of concentration, held against the corners and the inside of what shares allow."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from scipy.optimize import minimize

from aigraph.analytics.concentration import herfindahl_bounds, top_bounds
from aigraph.supply.shares import Interval

Shares = list[Interval | None]


def case(seed: int) -> tuple[Shares, bool]:
    """Shares of one to five suppliers in tenths that some division allows, and if complete."""
    draw = random.Random(seed)
    while True:
        shares: Shares = []
        for _ in range(draw.randint(1, 5)):
            low = draw.randint(0, 7) / 10
            high = draw.choice([low, low + 0.1, low + 0.3])
            shares.append(draw.choice([Interval(low, min(high, 1.0)), None]))
        stated = [share for share in shares if share]
        if sum(share.low for share in stated) <= 1:
            return shares, not stated


def ranges(shares: Shares, *, complete: bool) -> list[tuple[float, float]]:
    """The least and greatest share of each, the one who is not named last."""
    named = [tuple(share) if share else (0.0, 1.0) for share in shares]
    return [*named, (0.0, 0.0 if complete else 1.0)]


def corners(bounds: list[tuple[float, float]]) -> list[list[float]]:
    """The corners of all divisions of the whole: one part free, the others at a bound."""
    found = []
    for free in range(len(bounds)):
        others = [bound for number, bound in enumerate(bounds) if number != free]
        for chosen in itertools.product(*others):
            left = round(1.0 - sum(chosen), 12)
            if bounds[free][0] <= left <= bounds[free][1]:
                found.append([*chosen[:free], left, *chosen[free:]])
    return found


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_greatest_values_are_those_of_the_worst_corner(first: int) -> None:
    """The index and the largest share are convex, so their greatest values lie at corners."""
    for seed in range(first, first + 500):
        shares, complete = case(seed)
        found = corners(ranges(shares, complete=complete))
        index = max(sum((100 * part) ** 2 for part in parts) for parts in found)
        assert herfindahl_bounds(shares).high == pytest.approx(index, abs=1e-3), seed
        assert top_bounds(shares).high == pytest.approx(max(map(max, found)), abs=1e-9), seed


@pytest.mark.parametrize("seed", range(60))
def test_least_values_are_those_of_the_most_even_division(seed: int) -> None:
    """Unnamed suppliers may be endlessly many, so what they hold counts for nothing."""
    shares, complete = case(seed)
    bounds = ranges(shares, complete=complete)
    start = np.mean(corners(bounds), axis=0)
    even = minimize(
        lambda parts: float((parts[:-1] ** 2).sum()),
        start,
        bounds=bounds,
        constraints={"type": "eq", "fun": lambda parts: parts.sum() - 1.0},
    )
    found = herfindahl_bounds(shares)
    assert found.low == pytest.approx(1e4 * even.fun, abs=2.0)
    assert found.low <= found.high
    assert top_bounds(shares).low <= max(even.x[:-1]) + 1e-3


def test_what_nobody_names_may_be_the_largest() -> None:
    assert top_bounds([Interval(0.2, 0.2), Interval(0.1, 0.1)]) == pytest.approx((0.2, 0.7))
    assert top_bounds([None, None, None]) == pytest.approx((1 / 3, 1.0))


def test_shares_that_fill_the_whole_leave_one_value() -> None:
    shares: Shares = [Interval(0.7, 0.7), Interval(0.3, 0.3)]
    assert herfindahl_bounds(shares) == (5800, 5800)
    assert top_bounds(shares) == pytest.approx((0.7, 0.7))


def test_who_says_that_all_are_named_narrows_the_bounds() -> None:
    shares: Shares = [Interval(0.3, 0.6), Interval(0.3, 0.6)]
    assert top_bounds(shares) == pytest.approx((0.3, 0.6))
    assert top_bounds(shares, complete=True) == pytest.approx((0.5, 0.6))
    assert herfindahl_bounds(shares, complete=True) == pytest.approx((5000, 5200), abs=0.01)
    # Shares that cannot fill the whole cannot be all there are.
    assert top_bounds([Interval(0.2, 0.3)], complete=True) == pytest.approx((0.2, 0.8))


def test_many_suppliers_are_bounded_from_above() -> None:
    shares: Shares = [Interval(0.05, 0.1)] * 14
    parts = [0.1] * 6 + [0.05] * 8
    assert sum(parts) == pytest.approx(1.0)
    assert herfindahl_bounds(shares).high >= sum((100 * part) ** 2 for part in parts) - 1e-6
