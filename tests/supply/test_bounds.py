"""Bounds over all allowed shares, held against every corner of what is allowed.

The oracle knows only the definition of ``aigraph.supply.shares``: it lists the corners of each
input's shares, takes every combination as a world of its own, and in each world applies the plain
rule again and again. It shares no code with the engine.
"""

from __future__ import annotations

import itertools
import random
from typing import NamedTuple

import numpy as np
import pytest

from aigraph.supply.cycles import absorbed
from aigraph.supply.exposure import carry, exposure, share_bounds
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.shares import Interval, Supply

NODES = [f"n{number}" for number in range(6)]
MOST_WORLDS = 120
ROUNDS = 100_000
Corner = tuple[dict[str, float], float]  # shares by supplier, and what the unnamed bring


class Case(NamedTuple):
    """A network, what is exposed of itself, and its inputs with their suppliers and shares."""

    supplies: list[Supply]
    own: dict[str, float]


def case(seed: int) -> Case:
    """A small network with cycles; shares stated, unstated, partly stated, or contradictory."""
    draw = random.Random(seed)
    supplies = []
    for dependent, kind in itertools.product(NODES[: draw.randint(2, 5)], "xy"):
        if draw.random() < 0.35:
            continue
        suppliers = draw.sample([node for node in NODES if node != dependent], draw.randint(1, 3))
        stated = draw.choice([0.0, 0.5, 1.0])
        for supplier in suppliers:
            share = None
            if draw.random() < stated:
                low = draw.randint(0, 10) / 10
                share = Interval(low, draw.choice([low, min(1.0, low + 0.2), 1.0]))
            supplies.append(Supply(dependent, supplier, kind, share))
    exposed = draw.sample(NODES, draw.randint(1, 3))
    return Case(supplies, {node: draw.choice([0.25, 0.5, 1.0]) for node in exposed})


def corners(members: list[Supply]) -> list[Corner]:
    """The corners of the shares of one input, the unnamed supplier safe or exposed."""
    low = [item.share.low if item.share else 0.0 for item in members]
    high = [item.share.high if item.share else 1.0 for item in members]
    if sum(low) > 1:
        return [
            ({item.supplier: part / sum(low) for item, part in zip(members, low, strict=True)}, 0.0)
        ]
    unnamed = 1.0 if any(item.share for item in members) else 0.0
    bounds = [*zip(low, high, strict=True), (0.0, unnamed)]
    found: list[Corner] = []
    for free in range(len(bounds)):
        others = [bounds[number] for number in range(len(bounds)) if number != free]
        for chosen in itertools.product(*others):
            left = round(1.0 - sum(chosen), 12)  # tenths; the rest is rounding
            if not bounds[free][0] - 1e-12 <= left <= bounds[free][1] + 1e-12:
                continue
            parts = [*chosen[:free], max(0.0, left), *chosen[free:]]
            named = {item.supplier: part for item, part in zip(members, parts[:-1], strict=True)}
            found += [(named, 0.0), (named, parts[-1])]
    return found


def worlds(one: Case, draw: random.Random) -> tuple[np.ndarray, bool]:
    """Least fixed points by node (rows) in each world (columns), and whether these are all."""
    inputs: dict[tuple[str, str], list[Supply]] = {}
    for item in one.supplies:
        inputs.setdefault((item.dependent, item.input), []).append(item)
    choices = [corners(members) for members in inputs.values()]
    count = int(np.prod([len(choice) for choice in choices]))
    every = count <= MOST_WORLDS
    picked = (
        list(itertools.product(*choices))
        if every
        else [tuple(map(draw.choice, choices)) for _ in range(MOST_WORLDS)]
    )
    matrix = np.zeros((len(inputs), len(picked), len(NODES)))
    added = np.zeros((len(inputs), len(picked)))
    for world, corner in enumerate(picked):
        for number, (shares, unnamed) in enumerate(corner):
            added[number, world] = unnamed
            for supplier, part in shares.items():
                matrix[number, world, NODES.index(supplier)] += part
    own = np.array([one.own.get(node, 0.0) for node in NODES])
    values = np.repeat(own[:, None], len(picked), axis=1)
    for _ in range(ROUNDS):
        fresh = np.repeat(own[:, None], len(picked), axis=1)
        for number, (dependent, _) in enumerate(inputs):
            node = NODES.index(dependent)
            value = (matrix[number] * values.T).sum(axis=1) + added[number]
            fresh[node] = np.maximum(fresh[node], value)
        if np.abs(fresh - values).max() < 1e-13:
            return fresh, every
        values = fresh
    raise AssertionError("the oracle did not come to rest")


@pytest.mark.parametrize("first", range(0, 2000, 100))
def test_bounds_hold_in_every_world_and_are_reached(first: int) -> None:
    for seed in range(first, first + 100):
        one = case(seed)
        network = SupplyNetwork.of(one.supplies, NODES)
        own = network.vector(one.own)
        low = share_bounds(network, own, upper=False)
        high = share_bounds(network, own, upper=True)
        values, every = worlds(one, random.Random(seed))
        assert np.all(low <= values.min(axis=1) + 1e-9), seed
        assert np.all(values.max(axis=1) <= high + 1e-9), seed
        middle = carry(network, own)
        assert np.all((low <= middle + 1e-9) & (middle <= high + 1e-9)), seed
        if every:
            assert values.min(axis=1) == pytest.approx(low, abs=1e-9), seed
            assert values.max(axis=1) == pytest.approx(high, abs=1e-9), seed


def point(part: float) -> Interval:
    return Interval(part, part)


@pytest.mark.parametrize("leaving", [1e-2, 1e-5, 1e-8, 1e-10, 1e-12])
def test_a_circle_that_hardly_anything_leaves_is_solved(leaving: float) -> None:
    """a needs b or, for a very small part, a leaf; b needs a: all of both hangs on the leaf."""
    network = SupplyNetwork.of(
        [
            Supply("a", "b", "x", point(1 - leaving)),
            Supply("a", "leaf", "x", point(leaving)),
            Supply("b", "a", "y"),
        ]
    )
    found = exposure(network, {"leaf": 1.0})
    # 1 - leaving is rounded; what is left over for nobody named is below 1e-12 of the whole.
    for name in ("a", "b"):
        assert found[name].expected == pytest.approx(1.0, abs=1e-3 if leaving < 1e-11 else 1e-6)
        assert found[name].bounds == pytest.approx(
            (1.0, 1.0), abs=1e-3 if leaving < 1e-11 else 1e-6
        )


def test_a_circle_alone_keeps_nothing_alive() -> None:
    supplies = [Supply("a", "b", "x"), Supply("b", "a", "x"), Supply("a", "safe", "y")]
    found = exposure(SupplyNetwork.of(supplies), {})
    assert found["a"].bounds == found["b"].bounds == (0.0, 0.0)


def test_a_choice_between_a_circle_and_a_leaf_can_be_safe() -> None:
    """Free shares may all lie within the circle, where the least fixed point is zero."""
    supplies = [Supply("a", "b", "x"), Supply("a", "leaf", "x"), Supply("b", "a", "x")]
    found = exposure(SupplyNetwork.of(supplies), {"leaf": 0.5})
    assert found["a"].bounds == (0.0, 0.5)
    assert found["a"].expected == pytest.approx(0.5)


def test_a_thing_that_needs_itself_has_what_the_others_bring() -> None:
    supplies = [Supply("a", "a", "x", point(0.4)), Supply("a", "leaf", "x", point(0.6))]
    assert exposure(SupplyNetwork.of(supplies), {"leaf": 0.5})["a"].bounds == pytest.approx(
        (0.5, 0.5)
    )


@pytest.mark.parametrize("size", [30, 300, 600])
def test_long_circles_are_solved_or_bounded(size: int) -> None:
    """A ring in which each meets 0.9 of the next and a leaf the rest; all of it hangs on leaves."""
    ring = [
        supply
        for number in range(size)
        for supply in (
            Supply(f"r{number}", f"r{(number + 1) % size}", "x", point(0.9)),
            Supply(f"r{number}", f"leaf{number % 2}", "x", point(0.1)),
        )
    ]
    found = exposure(SupplyNetwork.of(ring), {"leaf0": 1.0})
    first = found["r0"].bounds
    # v0 = 0.9 v1 + 0.1 and v1 = 0.9 v0.
    assert first.low <= 0.1 / (1 - 0.81) + 1e-9
    assert first == pytest.approx((0.1 / 0.19, 0.1 / 0.19), abs=1e-6)
    assert found["r0"].expected == pytest.approx(0.1 / 0.19, abs=1e-6)


def test_a_large_circle_is_bounded_from_both_sides() -> None:
    """Too large to solve and too slow to iterate: the bounds still hold what is right."""
    size = 900
    ring = [
        Supply(f"r{number}", f"r{(number + 1) % size}", "x", point(1 - 1e-6))
        for number in range(size)
    ]
    ring += [Supply(f"r{number}", "leaf", "x", point(1e-6)) for number in range(size)]
    found = exposure(SupplyNetwork.of(ring), {"leaf": 0.7})["r5"]
    assert found.bounds.low <= 0.7 <= found.bounds.high


def test_a_sum_of_shares_that_is_rounded_leaves_nobody_a_part() -> None:
    """These tenths fall short of 1 in floating point; what is missing is nobody's share."""
    shares = {"b": 0.1, "c": 0.2, "d": 0.7}
    assert np.add.reduceat(np.array([*shares.values()]), [0])[0] < 1
    supplies = [Supply("a", name, "x", point(share)) for name, share in shares.items()]
    supplies += [Supply(name, "a", "x") for name in shares]
    assert exposure(SupplyNetwork.of(supplies), {})["a"].bounds == (0.0, 0.0)


def test_what_nothing_leaves_is_worth_nothing() -> None:
    """Half of the first state leaves and half goes to two states that only lead to each other."""
    matrix = np.zeros((3, 3, 1))
    matrix[0, 1] = 0.5
    matrix[1, 2] = matrix[2, 1] = 1.0
    half = np.array([[0.5], [0.0], [0.0]])
    assert absorbed(matrix, half, half).tolist() == [[0.5], [0.0], [0.0]]
