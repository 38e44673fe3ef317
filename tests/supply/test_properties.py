"""What must hold for every network: bounds, monotonicity, invariance, and agreement of methods."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.analytics.cascade import Outage, cascade
from aigraph.analytics.chokepoints import (
    dominators,
    minimal_cut_sets,
    minimum_cut,
    path_shares,
    single_points,
)
from aigraph.analytics.concentration import herfindahl, herfindahl_bounds
from aigraph.analytics.uncertainty import monte_carlo, sample_shares, tornado
from aigraph.supply.exposure import carry, exposure
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.reach import reachability
from aigraph.supply.shares import Interval, Supply

if TYPE_CHECKING:
    import random

NODES = [f"n{number}" for number in range(8)]
PARTS = st.floats(0, 1, allow_nan=False)


@st.composite
def supply_lists(draw: st.DrawFn, cyclic: bool = True) -> list[Supply]:
    """Supplies among a few nodes; with cycles where asked for."""
    found = draw(
        st.lists(
            st.tuples(
                st.integers(0, 7),
                st.integers(0, 7),
                st.sampled_from("xy"),
                st.one_of(st.none(), st.tuples(PARTS, PARTS).map(sorted)),
            ),
            min_size=1,
            max_size=18,
            unique_by=lambda item: item[:3],
        )
    )
    return [
        Supply(NODES[one], NODES[other], kind, Interval(*share) if share else None)
        for one, other, kind, share in found
        if one < other or (cyclic and one != other)
    ]


def own_parts() -> st.SearchStrategy[dict[str, float]]:
    return st.dictionaries(st.sampled_from(NODES), PARTS, max_size=4)


def network_of(supplies: list[Supply]) -> SupplyNetwork:
    return SupplyNetwork.of(supplies, NODES)


@given(supply_lists(), own_parts())
def test_an_exposure_lies_between_its_bounds(
    supplies: list[Supply], exposed: dict[str, float]
) -> None:
    for found in exposure(network_of(supplies), exposed).values():
        assert 0 <= found.bounds.low <= found.bounds.high <= 1
        assert found.bounds.low <= found.expected + 1e-6
        assert found.expected <= found.bounds.high + 1e-6
        assert found.reached or found.bounds.low == 0


@given(supply_lists(cyclic=False), own_parts(), st.sampled_from(NODES[:4]), PARTS)
def test_it_grows_with_the_share_of_an_exposed_supplier(
    supplies: list[Supply], exposed: dict[str, float], dependent: str, share: float
) -> None:
    before = network_of(supplies)
    extra = Supply(dependent, "taxed", "x", Interval(share, share))
    after = before.plus([extra])
    parts = carry(after, after.vector(exposed | {"taxed": 1.0}))
    for name, value in zip(before.names, carry(before, before.vector(exposed)), strict=True):
        assert parts[after.position[name]] >= value - 1e-9


@given(supply_lists(cyclic=False), own_parts(), st.sampled_from(NODES[:4]), st.booleans())
def test_it_falls_with_a_safe_alternative(
    supplies: list[Supply], exposed: dict[str, float], dependent: str, stated: bool
) -> None:
    before = network_of(supplies)
    share = Interval(0.3, 0.3) if stated else None
    after = before.plus([Supply(dependent, "safe", "x", share)])
    parts = carry(after, after.vector(exposed))
    for name, value in zip(before.names, carry(before, before.vector(exposed)), strict=True):
        assert parts[after.position[name]] <= value + 1e-9


@given(supply_lists(), own_parts(), st.randoms(use_true_random=False))
def test_neither_names_nor_order_of_rows_matter(
    supplies: list[Supply], exposed: dict[str, float], shuffler: random.Random
) -> None:
    fresh = dict(zip(NODES, shuffler.sample(NODES, len(NODES)), strict=True))
    renamed = [
        Supply(fresh[item.dependent], fresh[item.supplier], item.input, item.share)
        for item in shuffler.sample(supplies, len(supplies))
    ]
    plain = exposure(network_of(supplies), exposed)
    other = exposure(network_of(renamed), {fresh[name]: part for name, part in exposed.items()})
    for name in NODES:
        one, two = plain[name], other[fresh[name]]
        assert (one.reached, one.certain) == (two.reached, two.certain)
        assert one.expected == pytest.approx(two.expected, abs=1e-6)
        assert one.bounds == pytest.approx(two.bounds, abs=1e-6)


@given(supply_lists(), own_parts(), st.lists(PARTS, min_size=2, max_size=2).map(sorted))
def test_substitution_lowers_a_loss(
    supplies: list[Supply], exposed: dict[str, float], parts: list[float]
) -> None:
    network = network_of(supplies)
    own = network.vector(exposed)
    little, much = (carry(network, own, substitution=part) for part in parts)
    assert np.all(much <= little + 1e-6)
    assert np.all(carry(network, own, within="least") <= much + 1e-6)
    everything = carry(network, own, substitution=1.0)
    assert everything == pytest.approx(carry(network, own, within="least"), abs=1e-6)


@given(supply_lists(), st.sampled_from(NODES))
def test_reachability_agrees_with_networkx(supplies: list[Supply], end: str) -> None:
    network = network_of(supplies)
    found = reachability(network, [[network.position[end]]])[:, 0]
    reached = {name for name in NODES if found[network.position[name]]}
    assert reached == nx.ancestors(network.to_networkx(), end) | {end}


def broken(network: SupplyNetwork, gone: frozenset[str]) -> set[str]:
    """The nodes that fail, by the definition."""
    failed = set(gone)
    while True:
        fresh = {
            network.names[owner]
            for number, owner in enumerate(network.owner)
            if all(
                network.names[node] in failed
                for node in network.supplier[network.start[number] : network.start[number + 1]]
            )
        } - failed
        if not fresh:
            return failed
        failed |= fresh


@given(supply_lists(), st.sets(st.sampled_from(NODES), min_size=1, max_size=3))
def test_a_knock_out_agrees_with_its_definition(supplies: list[Supply], gone: set[str]) -> None:
    network = network_of(supplies)
    found = single_points(network, [sorted(gone)])[:, 0]
    assert {name for name in NODES if found[network.position[name]]} == broken(
        network, frozenset(gone)
    )


@given(supply_lists())
@settings(max_examples=50)
def test_minimal_cut_sets_agree_with_trying_all(supplies: list[Supply]) -> None:
    network = network_of(supplies)
    candidates = NODES[2:]
    found = minimal_cut_sets(network, ["n0", "n1"], candidates, order=3)
    for target in ("n0", "n1"):
        breaking = [
            frozenset(some)
            for size in (1, 2, 3)
            for some in combinations(candidates, size)
            if target in broken(network, frozenset(some))
        ]
        minimal = {some for some in breaking if not any(other < some for other in breaking)}
        assert set(found[target]) == minimal


@given(supply_lists(), st.sampled_from(NODES))
@settings(max_examples=50)
def test_dominators_lie_on_all_paths_and_cuts_cut(supplies: list[Supply], target: str) -> None:
    graph = nx.DiGraph(network_of(supplies).to_networkx())
    shares = path_shares(graph, target)
    assert all(0 < share <= 1 + 1e-9 for share in shares.values())
    above = dominators(graph, target)
    assert all(shares[node] == pytest.approx(1.0) for node in above)
    cut = minimum_cut(graph, target)
    if above:
        assert len(cut) == 1
    elif cut:
        assert len(cut) > 1


@given(supply_lists(), own_parts())
@settings(max_examples=40)
def test_draws_stay_within_the_bounds(supplies: list[Supply], exposed: dict[str, float]) -> None:
    network = network_of(supplies)
    own = network.vector(exposed)
    everyone = range(len(network.names))
    draws = monte_carlo(network, (own, own), everyone, draws=20, seed=3)
    again = monte_carlo(network, (own, own), everyone, draws=20, seed=3)
    assert np.array_equal(draws, again)
    found = exposure(network, exposed)
    for name, row in zip(network.names, draws, strict=True):
        assert row.max() <= found[name].bounds.high + 1e-6
        assert row.min() >= found[name].bounds.low - 1e-6


@given(supply_lists())
def test_drawn_shares_add_up_to_the_whole(supplies: list[Supply]) -> None:
    network = network_of(supplies)
    shares = sample_shares(network, 5, np.random.default_rng(1))
    totals = np.zeros((len(network.owner), 5))
    np.add.at(totals, network.input_of, shares)
    # Where all shares of an input are stated as 0, nothing remains to be drawn.
    for number, total in enumerate(totals):
        members = slice(network.start[number], network.start[number + 1])
        if network.high[members].any():
            assert total == pytest.approx(1.0)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=6), st.data())
def test_concentration_lies_between_its_bounds(sizes: list[float], data: st.DataObject) -> None:
    shares = [size / sum(sizes) for size in sizes]
    hidden = data.draw(st.sets(st.integers(0, len(shares) - 1)))
    known = [
        None if number in hidden else Interval(share, share) for number, share in enumerate(shares)
    ]
    bounds = herfindahl_bounds(known)
    assert bounds.low - 1e-3 <= herfindahl(shares) <= bounds.high + 1e-3
    assert 0 <= bounds.low <= bounds.high <= 10_000


def test_a_tornado_names_the_share_that_matters() -> None:
    network = SupplyNetwork.of(
        [
            Supply("model", "chip", "chips", Interval(0.2, 0.8)),
            Supply("model", "other", "chips", Interval(0.2, 0.8)),
            Supply("model", "desk", "desks"),
            Supply("model", "table", "desks"),
        ]
    )
    swings = tornado(network, network.vector({"chip": 1.0}), "model")
    assert {swing.supplier for swing in swings} == {"chip", "other"}
    assert [round(value, 6) for value in swings[0][3:]] == [0.2, 0.8]


@given(supply_lists(), st.sampled_from(NODES), st.integers(1, 4), st.floats(0, 3))
@settings(max_examples=50)
def test_a_cascade_ends_and_stock_only_helps(
    supplies: list[Supply], node: str, duration: int, stock: float
) -> None:
    network = network_of(supplies)
    outage = [Outage(node, 0.0, 1, duration)]
    bare = cascade(network, outage, steps=8)
    held = cascade(network, outage, steps=8, stock=stock)
    assert np.all(held.output >= bare.output - 1e-6)
    assert np.all(bare.output[duration + 1 :] >= 1 - 1e-6)
    # Without stock, each step is the loss that the network carries.
    own = network.vector({node: 1.0})
    assert 1 - bare.output[1] == pytest.approx(carry(network, own), abs=1e-4)
