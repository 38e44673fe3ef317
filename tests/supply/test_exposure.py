"""What small networks say, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from aigraph.analytics.concentration import concentrations
from aigraph.supply.exposure import carry, exposure, substitution_in_time
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.shares import Interval, Supply


def test_the_worst_input_counts() -> None:
    network = SupplyNetwork.of([Supply("chip", "a", "1"), Supply("chip", "b", "2")])
    own = network.vector({"a": 0.5, "b": 0.4})
    assert carry(network, own)[network.position["chip"]] == 0.5


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


def point(part: float) -> Interval:
    return Interval(part, part)


def bounds(shares: dict[str, Interval | None], exposed: dict[str, float]) -> Interval:
    supplies = [Supply("gpu", supplier, "x", share) for supplier, share in shares.items()]
    return exposure(SupplyNetwork.of(supplies), exposed)["gpu"].bounds


def test_unstated_shares_are_free_among_those_named() -> None:
    assert bounds({"taxed": None, "free": None}, {"taxed": 1.0}) == (0.0, 1.0)
    assert bounds({"taxed": None, "also": None}, {"taxed": 1.0, "also": 1.0}) == (1.0, 1.0)
    assert bounds({"taxed": None}, {"taxed": 1.0}) == (1.0, 1.0)


def test_beside_a_stated_share_an_unstated_one_holds_at_most_the_rest() -> None:
    """Stated 0.6: the other holds 0 to 0.4, and somebody unnamed what it leaves."""
    shares: dict[str, Interval | None] = {"stated": point(0.6), "unstated": None}
    assert bounds(shares, {"stated": 1.0}) == pytest.approx((0.6, 1.0))
    assert bounds(shares, {"unstated": 1.0}) == pytest.approx((0.0, 0.4))
    assert bounds(shares, {}) == pytest.approx((0.0, 0.4))


def test_a_missing_part_of_the_whole_is_neither_safe_nor_exposed() -> None:
    assert bounds({"taxed": point(0.6)}, {"taxed": 1.0}) == pytest.approx((0.6, 1.0))
    assert bounds({"taxed": point(0.6)}, {}) == pytest.approx((0.0, 0.4))
    assert bounds({"safe": Interval(0, 0.2), "bad": Interval(0.3, 0.6)}, {"bad": 1.0}) == (0.3, 1.0)


def test_shares_that_make_up_the_whole_leave_nothing_open() -> None:
    shares: dict[str, Interval | None] = {"taxed": point(0.7), "free": point(0.3)}
    assert bounds(shares, {"taxed": 1.0}) == pytest.approx((0.7, 0.7))


def test_the_central_value_divides_the_rest_equally() -> None:
    supplies = [
        Supply("gpu", "a", "x", point(0.6)),
        Supply("gpu", "b", "x"),
        Supply("gpu", "c", "x"),
    ]
    found = exposure(SupplyNetwork.of(supplies), {"b": 1.0})["gpu"]
    assert found.expected == pytest.approx(0.2)
    supplies = [Supply("gpu", "a", "x", point(0.6)), Supply("gpu", "b", "x", point(0.2))]
    # What nobody named holds is divided as among the named: 0.6 of 0.8.
    assert exposure(SupplyNetwork.of(supplies), {"a": 1.0})["gpu"].expected == pytest.approx(0.75)


def test_a_supplier_counts_once_however_many_statements_name_it() -> None:
    twice = [Supply("gpu", "a", "x"), Supply("gpu", "a", "x"), Supply("gpu", "b", "x")]
    assert exposure(SupplyNetwork.of(twice), {"a": 1.0})["gpu"].expected == 0.5
    rivals = [Supply("gpu", "a", "x", point(0.5)), Supply("gpu", "a", "x", point(0.7))]
    network = SupplyNetwork.of([*rivals, Supply("gpu", "b", "x")])
    assert (network.low[0], network.high[0]) == (0.5, 0.7)
    assert bounds({"a": Interval(0.5, 0.7), "b": None}, {"a": 1.0}) == pytest.approx((0.5, 1.0))


def test_shares_that_contradict_each_other_are_scaled() -> None:
    shares: dict[str, Interval | None] = {"a": point(0.9), "b": point(0.6)}
    assert bounds(shares, {"a": 1.0}) == pytest.approx((0.6, 0.6))


def test_a_network_cut_to_what_leads_somewhere_stays_open() -> None:
    supplies = [Supply("gpu", "known", "x"), Supply("gpu", "dark", "x"), Supply("gpu", "z", "y")]
    network = SupplyNetwork.of(supplies)
    kept = np.array([name == "known" for name in network.names])
    cut = network.among(kept)
    assert [item.supplier for item in cut.supplies()] == ["known"]
    found = exposure(cut, {"known": 1.0})["gpu"]
    assert found.bounds == (0.0, 1.0)
    assert found.expected == 1.0


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
