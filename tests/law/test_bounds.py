"""The sum of duties: exact against every combination, sound and quick where there are too many."""

from __future__ import annotations

from itertools import product
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.law.bounds import bounds

Holding = dict[str, bool | None]
Yielding = dict[str, list[str]]
RATES = (0.05, 0.1, 0.25, 0.5)


def brute_force(holding: Holding, rates: dict[str, float], yields_to: Yielding) -> list[float]:
    """Return the sum in every combination of the open rules."""
    undecided = [key for key, holds in holding.items() if holds is None]
    sums = []
    for choice in product((False, True), repeat=len(undecided)):
        holds = {**holding, **dict(zip(undecided, choice, strict=True))}
        in_effect: dict[str, bool] = {}
        for key in sorted(holding, key=int):  # a rule yields to rules of lower number only
            in_effect[key] = bool(holds[key]) and not any(in_effect[o] for o in yields_to[key])
        sums.append(sum(rates[key] for key, effect in in_effect.items() if effect))
    return sums


@st.composite
def laws(draw: st.DrawFn) -> tuple[Holding, dict[str, float], Yielding]:
    number = draw(st.integers(1, 10))
    keys = [str(index) for index in range(number)]
    holding = {key: draw(st.sampled_from((None, None, None, True, False))) for key in keys}
    rates = {key: draw(st.sampled_from(RATES)) for key in keys}
    yields_to = {
        key: draw(st.lists(st.sampled_from(keys[:index]), unique=True)) if index else []
        for index, key in enumerate(keys)
    }
    return holding, rates, yields_to


def ranges(rates: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {key: (rate, rate) for key, rate in rates.items()}


@settings(max_examples=500)
@given(law=laws())
def test_bounds_are_those_of_all_combinations(
    law: tuple[Holding, dict[str, float], Yielding],
) -> None:
    holding, rates, yields_to = law
    sums = brute_force(holding, rates, yields_to)
    low, high = bounds(holding, ranges(rates), yields_to)
    assert low == pytest.approx(min(sums))
    assert high == pytest.approx(max(sums))


@settings(max_examples=50)
@given(law=laws())
def test_without_choices_left_bounds_still_contain_all_combinations(
    law: tuple[Holding, dict[str, float], Yielding],
) -> None:
    from aigraph.law.bounds import _Search

    holding, rates, yields_to = law
    sums = brute_force(holding, rates, yields_to)
    stronger = {key: frozenset(others) for key, others in yields_to.items()}
    low, high = _Search(ranges(rates), stronger, left=0).bounds(holding)
    assert low <= min(sums) + 1e-9
    assert high >= max(sums) - 1e-9


def test_one_rule_that_all_others_yield_to_is_exact_at_any_number() -> None:
    keys = [str(index) for index in range(40)]
    holding: Holding = dict.fromkeys(keys)
    yields_to = {key: [] if key == "0" else ["0"] for key in keys}
    rates = {key: (0.5, 0.5) if key == "0" else (0.01, 0.01) for key in keys}
    low, high = bounds(holding, rates, yields_to)
    assert (low, high) == (0, pytest.approx(0.5))
    sure: Holding = {**holding, "7": True}
    assert bounds(sure, rates, yields_to) == (pytest.approx(0.01), pytest.approx(0.5))


@pytest.mark.parametrize("density", [0, 0.1, 0.3, 1])
def test_forty_open_rules_do_not_take_for_ever(density: float) -> None:
    random = Random(10)
    keys = [str(index) for index in range(40)]
    yields_to = {
        key: [other for other in keys[:index] if random.random() < density]
        for index, key in enumerate(keys)
    }
    started = perf_counter()
    low, high = bounds(dict.fromkeys(keys), dict.fromkeys(keys, (0.1, 0.1)), yields_to)
    assert 0 == low <= high <= 4.0 + 1e-9
    # Trying all combinations would take days; how quick it is exactly is measured in bench/.
    assert perf_counter() - started < 5
