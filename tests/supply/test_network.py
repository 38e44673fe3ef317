"""How supplies become a network, and how a network is cut, added to, and turned back."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import networkx as nx
import numpy as np
import pytest

from aigraph.supply.cycles import Circle
from aigraph.supply.exposure import Exposure, carry, share_bounds
from aigraph.supply.levels import Level
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.reach import reachability
from aigraph.supply.shares import Interval, Supply
from aigraph.supply.sweep import Mix

PART = Interval(0.2, 0.4)
SUPPLIES = [
    Supply("model", "gpu", "chips", PART),
    Supply("model", "tpu", "chips"),
    Supply("model", "grid", "power"),
    Supply("gpu", "foundry", "wafers", Interval(1.0, 1.0)),
]


def inputs(network: SupplyNetwork) -> dict[tuple[str, str], bool]:
    """Whether each input may have suppliers who are not named."""
    return {
        (network.names[owner], network.labels[number] if network.labels else ""): bool(
            network.others[number]
        )
        for number, owner in enumerate(network.owner)
    }


def test_a_network_holds_each_supply_once_sorted_by_name() -> None:
    network = SupplyNetwork.of([*SUPPLIES, SUPPLIES[0]], ["lonely"])
    assert network.names == ["foundry", "gpu", "grid", "lonely", "model", "tpu"]
    assert set(network.supplies()) == set(SUPPLIES)
    assert len(network.supplier) == len(SUPPLIES)
    assert network.position["lonely"] == 3
    assert network.input_of.tolist() == [0, 1, 1, 2]
    assert network.start.tolist() == [0, 1, 3, 4]
    assert inputs(network) == {
        ("gpu", "wafers"): True,
        ("model", "chips"): True,
        ("model", "power"): False,
    }


def test_what_is_stated_is_told_from_what_is_not() -> None:
    network = SupplyNetwork.of(SUPPLIES)
    found = {
        network.names[supplier]: (network.low[edge], network.high[edge], bool(network.stated[edge]))
        for edge, supplier in enumerate(network.supplier)
    }
    assert found == {
        "gpu": (0.2, 0.4, True),
        "tpu": (0.0, 1.0, False),
        "grid": (0.0, 1.0, False),
        "foundry": (1.0, 1.0, True),
    }
    zero = SupplyNetwork.of([Supply("a", "b", "x", Interval(0.0, 0.0))])
    assert (zero.stated.tolist(), zero.others.tolist()) == ([True], [True])


def test_the_same_input_of_two_dependents_is_two_inputs() -> None:
    network = SupplyNetwork.of([Supply("a", "c", "x"), Supply("b", "c", "x")])
    assert [network.names[owner] for owner in network.owner] == ["a", "b"]
    assert network.shares.tolist() == [1.0, 1.0]


def test_an_input_known_to_be_incomplete_is_open_though_nothing_is_stated() -> None:
    supplies = [Supply("a", "b", "x"), Supply("a", "c", "y"), Supply("d", "b", "x")]
    network = SupplyNetwork.of(supplies, incomplete=[("a", "x")])
    assert inputs(network) == {("a", "x"): True, ("a", "y"): False, ("d", "x"): False}


def test_a_network_cut_to_some_suppliers_is_open_where_it_was_cut() -> None:
    network = SupplyNetwork.of(SUPPLIES[1:])
    cut = network.among(np.array([name in {"grid", "foundry"} for name in network.names]))
    assert set(cut.supplies()) == set(SUPPLIES[2:])
    assert cut.names == network.names
    # The chips lost their only supplier, so nothing is left of that input; power lost none.
    assert inputs(cut) == {("model", "power"): False, ("gpu", "wafers"): True}
    half = SupplyNetwork.of([Supply("a", "b", "x"), Supply("a", "c", "x"), Supply("a", "b", "y")])
    kept = half.among(np.array([name == "b" for name in half.names]))
    assert inputs(kept) == {("a", "x"): True, ("a", "y"): False}
    again = kept.among(np.ones(len(kept.names), dtype=bool))
    assert inputs(again) == inputs(kept)


def test_a_network_grows_by_supplies_and_nodes_and_stays_open_where_it_was() -> None:
    network = SupplyNetwork.of([Supply("a", "b", "x")], incomplete=[("a", "x")])
    grown = network.plus([Supply("a", "c", "x"), Supply("a", "c", "y")], ["lonely"])
    assert grown.names == ["a", "b", "c", "lonely"]
    assert inputs(grown) == {("a", "x"): True, ("a", "y"): False}
    assert set(network.plus().supplies()) == set(network.supplies())
    rival = network.plus([Supply("a", "b", "x", PART)])
    assert [supply.share for supply in rival.supplies()] == [PART]


def test_a_network_goes_to_networkx_and_back() -> None:
    network = SupplyNetwork.of(SUPPLIES, ["lonely"])
    graph = network.to_networkx()
    assert set(graph.nodes) == set(network.names)
    assert set(graph.edges) == {(one.dependent, one.supplier, 0) for one in SUPPLIES}
    back = SupplyNetwork.from_networkx(graph)
    assert back.names == network.names
    assert list(back.supplies()) == list(network.supplies())


def test_an_edge_of_networkx_may_carry_one_share_or_two_or_none() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", share=0.5)
    graph.add_edge("a", "c", share=[0.1, 0.2])
    graph.add_edge("a", "d")
    graph.add_edge("a", "e", input="other", share=0)
    found = {
        one.supplier: (one.input, one.share)
        for one in SupplyNetwork.from_networkx(graph).supplies()
    }
    assert found == {
        "b": ("", (0.5, 0.5)),
        "c": ("", (0.1, 0.2)),
        "d": ("", None),
        "e": ("other", (0.0, 0.0)),
    }


def test_a_network_of_arrays_needs_no_labels() -> None:
    nan = np.nan
    network = SupplyNetwork.from_arrays(
        ["a", "b", "c"],
        np.array([0, 0, 0, 1]),
        np.array([2, 1, 1, 2]),
        np.array([7, 7, 3, 7]),
        np.array([0.5, nan, nan, nan]),
        np.array([0.6, nan, nan, nan]),
    )
    supplies = list(network.supplies())
    assert {(one.dependent, one.supplier) for one in supplies} == {
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    }
    assert {one.input for one in supplies} == {""}
    assert network.labels == ()
    assert [network.names[owner] for owner in network.owner] == ["b", "a", "a"]
    assert network.others.tolist() == [False, False, True]
    assert network.shares == pytest.approx([1.0, 1.0, 0.45, 0.55])


def test_an_empty_network_answers_everything_with_nothing() -> None:
    network = SupplyNetwork.of([], ["a", "b"])
    own = network.vector({"b": 0.5})
    assert own.tolist() == [0.0, 0.5]
    assert carry(network, own).tolist() == [0.0, 0.5]
    for upper in (False, True):
        assert share_bounds(network, own, upper=upper).tolist() == [0.0, 0.5]
    assert reachability(network, [[1]]).tolist() == [[False], [True]]
    assert network.levels == ()
    assert [part.shape for part in (*network.least, network.shares)] == [(0,)] * 3
    assert list(network.supplies()) == []
    assert list(network.plus([Supply("a", "b", "x")]).supplies()) == [Supply("a", "b", "x")]
    with pytest.raises(KeyError):
        network.vector({"c": 1.0})


@pytest.mark.parametrize("kind", [SupplyNetwork, Circle, Exposure, Level, Mix])
def test_a_network_and_what_is_computed_on_it_cannot_be_changed(kind: type) -> None:
    value = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(kind)[0].name, None)


def test_networks_are_compared_as_things_and_can_be_keys() -> None:
    one, other = (SupplyNetwork.of(SUPPLIES) for _ in range(2))
    assert one != other
    assert len({one, other, one}) == 2
    assert len({*one.levels, *one.levels}) == len(one.levels)
