"""Bounds against a linear programme, ways of combining by hand, and what small networks say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from aigraph.analytics.concentration import concentrations
from aigraph.analytics.exposure import exposure, share_bounds, substitution_in_time
from aigraph.analytics.network import Supply, SupplyNetwork
from aigraph.analytics.propagation import carry
from aigraph.kernels import Interval

PARTS = st.floats(0, 1, allow_nan=False, width=16)
SHARES = st.one_of(st.none(), st.tuples(PARTS, PARTS).map(sorted))


@given(st.lists(st.tuples(PARTS, SHARES), min_size=1, max_size=5))
@settings(max_examples=60)
def test_bounds_are_those_of_a_linear_programme(
    suppliers: list[tuple[float, list[float] | None]],
) -> None:
    """Least and greatest weighted mean over all shares that add up to 1."""
    low = np.array([share[0] if share else 0.0 for _, share in suppliers])
    assume(low.sum() <= 1)  # contradictory shares are scaled, which is no programme
    high = np.array([share[1] if share else 1.0 for _, share in suppliers])
    values = np.array([value for value, _ in suppliers])
    network = SupplyNetwork.of(
        Supply("need", f"s{number}", "x", Interval(*share) if share else None)
        for number, (_, share) in enumerate(suppliers)
    )
    own = network.vector({f"s{number}": value for number, value in enumerate(values)})
    is_open = all(share for _, share in suppliers)
    for upper in (False, True):
        # An unknown supplier takes what stated shares leave: all of it in the lower bound, in
        # the upper only what the known ones cannot take.
        rest = 1.0 - low.sum() if not upper else max(0.0, 1.0 - high.sum())
        most = rest if is_open else 0.0
        sign = -1.0 if upper else 1.0
        found = linprog(
            sign * np.append(values, float(upper)),
            A_eq=[np.ones(len(values) + 1)],
            b_eq=[1.0],
            bounds=[*zip(low, high, strict=True), (0.0, most)],
        )
        bound = share_bounds(network, own, upper=upper)[network.position["need"]]
        assert bound == pytest.approx(sign * found.fun, abs=1e-6)


def test_inputs_combine_as_the_worst_or_as_independent_failures() -> None:
    network = SupplyNetwork.of([Supply("chip", "a", "1"), Supply("chip", "b", "2")])
    own = network.vector({"a": 0.5, "b": 0.4})
    chip = network.position["chip"]
    assert carry(network, own)[chip] == 0.5
    assert carry(network, own, across="union")[chip] == pytest.approx(1 - 0.5 * 0.6)


def test_each_supplier_can_have_a_substitution_of_its_own() -> None:
    supplies = [Supply("model", "gpu", "chips"), Supply("model", "tpu", "chips")]
    network = SupplyNetwork.of(supplies)
    own = network.vector({"gpu": 1.0})
    movable = np.where(network.supplier == network.position["gpu"], 0.5, 0.0)
    lost = carry(network, own, substitution=movable)[network.position["model"]]
    assert lost == pytest.approx(0.25)


def test_time_to_switch_lowers_a_loss_within_a_horizon() -> None:
    assert substitution_in_time(0, 52) == 1
    assert substitution_in_time(26, 52) == 0.5
    assert substitution_in_time(80, 52) == 0
    with pytest.raises(ValueError, match="horizon"):
        substitution_in_time(1, 0)


def test_what_nobody_states_widens_the_bounds() -> None:
    def bounds(share: float | None) -> Interval:
        stated = None if share is None else Interval(share, share)
        supplies = [Supply("gpu", "taxed", "x", stated), Supply("gpu", "free", "x")]
        return exposure(SupplyNetwork.of(supplies), {"taxed": 1.0})["gpu"].bounds

    assert bounds(0.3) == pytest.approx((0.3, 0.3))
    assert bounds(None) == (0.0, 1.0)


def test_a_missing_part_of_the_whole_is_neither_safe_nor_exposed() -> None:
    network = SupplyNetwork.of([Supply("gpu", "taxed", "x", Interval(0.6, 0.6))])
    assert exposure(network, {"taxed": 1.0})["gpu"].bounds == pytest.approx((0.6, 1.0))
    assert exposure(network, {"taxed": 0.0})["gpu"].bounds == pytest.approx((0.0, 0.4))


def test_single_sources_are_found() -> None:
    supplies = [Supply("gpu", "foundry", "wafers"), Supply("gpu", "a", "memory")]
    supplies.append(Supply("gpu", "b", "memory"))
    found = {item.input: item.single_source for item in concentrations(SupplyNetwork.of(supplies))}
    assert found == {"wafers": True, "memory": False}


def test_many_columns_are_many_questions() -> None:
    network = SupplyNetwork.of(
        [Supply("a", "b", "x"), Supply("a", "c", "x"), Supply("b", "c", "x")]
    )
    values = np.eye(len(network.names))
    together = carry(network, values)
    for column in range(values.shape[1]):
        assert np.array_equal(together[:, column], carry(network, values[:, column]))
