"""Worked examples of the literature, reproduced; each test names its source."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from aigraph.analytics import (
    cascade,
    chokepoints,
    concentration,
    input_output,
    recovery,
    robustness,
)
from aigraph.supply.exposure import carry
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.shares import Interval, Supply

FLOWS = np.array([[150.0, 500.0], [200.0, 100.0]])
OUTPUT = np.array([1000.0, 2000.0])


@pytest.fixture(scope="module")
def two_sectors() -> np.ndarray:
    return input_output.coefficients(FLOWS, OUTPUT)


def test_leontief_two_sectors(two_sectors: np.ndarray) -> None:
    """Miller and Blair (2009), Input-Output Analysis, chapter 2: inverse and new demand."""
    assert two_sectors == pytest.approx(np.array([[0.15, 0.25], [0.20, 0.05]]))
    inverse = input_output.requirements(two_sectors, np.eye(2))
    assert inverse == pytest.approx(np.array([[1.2541, 0.3300], [0.2640, 1.1221]]), abs=1e-4)
    made = input_output.requirements(two_sectors, [600.0, 1500.0])
    assert made == pytest.approx([1247.52, 1841.58], abs=0.01)
    assert input_output.multipliers(two_sectors) == pytest.approx([1.518, 1.452], abs=1e-3)


def test_leontief_three_sectors() -> None:
    """A textbook economy of three sectors: demand (1, 4, 2) takes outputs 1.98, 7.39, 3.87."""
    shares = np.array([[0.3, 0.0, 0.1], [0.2, 0.3, 0.2], [0.1, 0.2, 0.05]])
    made = input_output.requirements(shares, [1.0, 4.0, 2.0])
    assert made == pytest.approx([1.98, 7.39, 3.87], abs=0.01)


def test_leontief_prices_are_the_dual(two_sectors: np.ndarray) -> None:
    """Miller and Blair (2009), section 2.6: value added v gives prices p' = v' (I - A)^-1.

    With the value added of the table itself (0.65, 0.70) all prices are 1.
    """
    assert input_output.cost_pass_through(two_sectors, [0.65, 0.70]) == pytest.approx([1.0, 1.0])


def test_a_duty_is_passed_on_along_a_chain() -> None:
    """The price model by hand: 25 % on a chip that is 60 % of a server that is 40 % of a cloud."""
    network = SupplyNetwork.of(
        [
            Supply("server", "taxed chip", "chips", Interval(0.8, 0.8)),
            Supply("server", "free chip", "chips", Interval(0.2, 0.2)),
            Supply("cloud", "server", "servers"),
        ]
    )
    costs = {("server", "chips"): 0.6, ("cloud", "servers"): 0.4}
    shares = input_output.network_coefficients(network, costs)
    duty = network.vector({"taxed chip": 0.25})
    prices = dict(zip(network.names, input_output.cost_pass_through(shares, duty), strict=True))
    assert prices["server"] == pytest.approx(0.25 * 0.8 * 0.6)
    assert prices["cloud"] == pytest.approx(0.25 * 0.8 * 0.6 * 0.4)
    half = input_output.cost_pass_through(shares, duty, passed=0.5)
    assert half[network.position["cloud"]] == pytest.approx(prices["cloud"] / 4)


def test_an_economy_that_uses_up_what_it_makes_is_refused() -> None:
    """Hawkins and Simon (1949): no output meets a demand that leaves nothing over."""
    with pytest.raises(ValueError, match="use up"):
        input_output.requirements(np.array([[0.5, 0.5], [0.5, 0.5]]), [1.0, 1.0])
    with pytest.raises(ValueError, match="use up"):
        input_output.requirements(np.array([[0.9, 0.5], [0.5, 0.9]]), [1.0, 1.0])


def test_inoperability(two_sectors: np.ndarray) -> None:
    """Santos and Haimes (2004): demand-driven inoperability equals the fall of Leontief output."""
    lost = input_output.inoperability(two_sectors, OUTPUT, [0.0, 0.1])
    assert lost == pytest.approx([0.0660, 0.1122], abs=1e-4)
    demand = OUTPUT - FLOWS.sum(axis=1) - np.array([0.0, 200.0])
    fallen = input_output.requirements(two_sectors, demand)
    assert lost == pytest.approx((OUTPUT - fallen) / OUTPUT)


def test_dynamic_inoperability_tends_to_the_static(two_sectors: np.ndarray) -> None:
    """Lian and Haimes (2006): the equilibrium of the dynamic model is the static one."""
    *_, last = input_output.inoperability_path(two_sectors, OUTPUT, [0.0, 0.1], [0.5, 0.9], 200)
    assert last == pytest.approx(input_output.inoperability(two_sectors, OUTPUT, [0.0, 0.1]))


def test_upstreamness() -> None:
    """Antras, Chor, Fally and Hillberry (2012): row sums of the Ghosh inverse."""
    found = input_output.upstreamness(FLOWS, OUTPUT)
    assert found == pytest.approx([1.9142, 1.2541], abs=1e-4)


@pytest.mark.parametrize("leaves", [1, 4, 9])
def test_influence_of_a_star(leaves: int) -> None:
    """Acemoglu et al. (2012): a hub that supplies all has (1 - a) + a/n, each leaf a/n."""
    graph = nx.DiGraph()
    graph.add_edge("hub", "hub", share=1.0)
    graph.add_edges_from(((leaf, "hub") for leaf in range(leaves)), share=1.0)
    found = input_output.influence(graph, labour=0.4)
    size = leaves + 1
    assert found["hub"] == pytest.approx(0.6 + 0.4 / size)
    assert found[0] == pytest.approx(0.4 / size)


def test_influence_is_page_rank() -> None:
    """Acemoglu et al. (2012): the influence vector is PageRank with damping 1 - a."""
    graph = nx.gnp_random_graph(30, 0.2, seed=7, directed=True)
    graph.add_edges_from((node, (node + 1) % 30) for node in graph)
    for node in graph:
        for _, _, data in graph.out_edges(node, data=True):
            data["share"] = 1.0 / graph.out_degree(node)
    ranks = nx.pagerank(graph, alpha=0.75, weight="share", tol=1e-14, max_iter=1000)
    assert input_output.influence(graph, labour=0.25) == pytest.approx(ranks, abs=1e-10)


DOMINATED = {
    # The flow graph of the article "Dominator (graph theory)" in Wikipedia.
    "wikipedia": (
        [(1, 2), (2, 3), (2, 4), (2, 6), (3, 5), (4, 5), (5, 2)],
        {2: 1, 3: 2, 4: 2, 5: 2, 6: 2},
    ),
    # The example of Boost.Graph's lengauer_tarjan_dominator_tree.
    "boost": (
        [(0, 1), (1, 2), (1, 3), (2, 7), (3, 4), (4, 5), (4, 6), (5, 7), (6, 4)],
        {1: 0, 2: 1, 3: 1, 4: 3, 5: 4, 6: 4, 7: 1},
    ),
    # Cooper, Harvey and Kennedy (2001), A Simple, Fast Dominance Algorithm, figure 4.
    "cooper": (
        [(6, 5), (6, 4), (5, 1), (4, 2), (4, 3), (1, 2), (2, 1), (2, 3), (3, 2)],
        {1: 6, 2: 6, 3: 6, 4: 6, 5: 6},
    ),
}


@pytest.mark.parametrize(("edges", "tree"), DOMINATED.values(), ids=DOMINATED)
def test_dominators(edges: list[tuple[int, int]], tree: dict[int, int]) -> None:
    """Immediate dominators of published flow graphs; supply flows from the root."""
    needs = nx.DiGraph((target, source) for source, target in edges)
    for node, above in tree.items():
        assert chokepoints.dominators(needs, node)[0] == above


def test_herfindahl_index() -> None:
    """US Merger Guidelines (2023), guideline 1, and the classic example of nine firms."""
    assert concentration.herfindahl([0.3, 0.3, 0.2, 0.2]) == 2600
    firms = [0.25, 0.20, 0.15, 0.10, 0.08, 0.07, 0.06, 0.05, 0.04]
    assert concentration.herfindahl(firms) == 1540
    assert concentration.herfindahl(firms) + concentration.merger_change(firms, 7, 8) == 1580
    assert concentration.herfindahl(firms) + concentration.merger_change(firms, 0, 1) == 2540
    assert concentration.effective_suppliers([0.25] * 4) == 4
    assert concentration.leading_share(firms, 4) == pytest.approx(0.7)


@pytest.mark.parametrize(("gone", "gpu", "cloud"), [("wafer maker", 0.9, 0.72), ("tool", 1, 0.8)])
def test_knock_out(gone: str, gpu: float, cloud: float) -> None:
    """Diem et al. (2022) with all inputs essential: losses by share, the worst input counts."""
    network = SupplyNetwork.of(
        [
            Supply("GPU", "wafer maker", "wafers", Interval(0.9, 0.9)),
            Supply("GPU", "other wafer maker", "wafers", Interval(0.1, 0.1)),
            Supply("wafer maker", "tool", "tools"),
            Supply("other wafer maker", "tool", "tools"),
            Supply("cloud", "GPU", "accelerators", Interval(0.8, 0.8)),
            Supply("cloud", "TPU", "accelerators", Interval(0.2, 0.2)),
        ]
    )
    lost = carry(network, network.vector({gone: 1.0}))
    assert lost[network.position["GPU"]] == pytest.approx(gpu)
    assert lost[network.position["cloud"]] == pytest.approx(cloud)
    assert robustness.systemic_risk(network, [gone], {"cloud": 1.0})[gone] == pytest.approx(cloud)


@pytest.fixture(scope="module")
def operations() -> recovery.Operations:
    return recovery.Operations(
        network=SupplyNetwork.of([Supply("P", "A", "a"), Supply("P", "B", "b")]),
        stock={"A": 20, "B": 5, "P": 30},
        capacity={"A": 12, "B": 12, "P": 12},
        demand={"P": 10},
        profit={"P": 3},
    )


@pytest.mark.parametrize(("node", "weeks"), [("A", 5), ("B", 3.5), ("P", 3)])
def test_time_to_survive(operations: recovery.Operations, node: str, weeks: float) -> None:
    """Simchi-Levi et al. (2015), Interfaces 45(5): stocks on the way hold a loss up."""
    assert recovery.time_to_survive(operations, [node]) == pytest.approx(weeks)


@pytest.mark.parametrize(
    ("node", "lost"), [("A", {4: 0, 5: 0, 6: 30, 8: 90}), ("B", {4: 15, 5: 45, 6: 75, 8: 135})]
)
def test_time_to_recover(
    operations: recovery.Operations, node: str, lost: dict[int, float]
) -> None:
    """Simchi-Levi et al. (2015): the least profit lost for a time to recover."""
    for weeks, profit in lost.items():
        assert recovery.lost_profit(operations, [node], weeks) == pytest.approx(profit)


def test_a_cascade_survives_as_long_as_the_programme_says() -> None:
    """The same toy step by step: stocks of 2 and 3 weeks on the way last 5 weeks."""
    network = SupplyNetwork.of([Supply("P", "A", "a"), Supply("sold", "P", "p")])
    stock = np.array([2.0 if network.labels[i] == "a" else 3.0 for i in range(2)])
    found = cascade.cascade(network, [cascade.Outage("A", 0.0, 0, 8)], steps=12, stock=stock)
    assert found.time_to_survive("sold") == 5
    assert found.time_to_recover("sold") == 8
    assert found.lost("sold") == pytest.approx(3.0)


def test_noisy_or() -> None:
    """Pearl (1988), Probabilistic Reasoning in Intelligent Systems, section 4.3.2."""
    graph = nx.DiGraph([("x", "y", {"weight": 0.5})])
    chances = robustness.noisy_or(graph, {"x": 0.1, "y": 0.3})
    assert chances["x"] == pytest.approx(0.235)


def test_noisy_or_agrees_with_draws() -> None:
    """The same chance counted in 100,000 draws lies within three standard errors."""
    random = np.random.default_rng(5)
    size = 100_000
    supplier = random.random(size) < 0.3
    fails = (random.random(size) < 0.1) | (supplier & (random.random(size) < 0.5))
    error = np.sqrt(0.235 * 0.765 / size)
    assert abs(fails.mean() - 0.235) < 3 * error


@pytest.mark.parametrize("size", [2, 5, 12])
def test_attack_on_complete_graph_and_star(size: int) -> None:
    """Schneider et al. (2011), PNAS 108: R is (N-1)/2N for a clique, (N-1)/N^2 for a star."""
    clique = nx.complete_graph(size)
    assert robustness.attack_robustness(clique, list(clique)) == pytest.approx(
        (size - 1) / (2 * size)
    )
    star = nx.star_graph(size - 1)
    assert robustness.attack_robustness(star, list(star)) == pytest.approx((size - 1) / size**2)


@pytest.mark.parametrize("seed", range(5))
def test_a_minimum_cut_is_as_large_as_routes_are_many(seed: int) -> None:
    """Menger (1927): the least vertex cut equals the number of vertex-disjoint paths."""
    graph = nx.gnp_random_graph(14, 0.25, seed=seed, directed=True)
    needs = nx.DiGraph((one, other) for one, other in graph.edges if one < other)
    needs.add_edge("sold", 0)
    needs.add_edge("sold", 1)
    cut = chokepoints.minimum_cut(needs, "sold")
    ends = [node for node in nx.descendants(needs, "sold") if not needs.out_degree(node)]
    flow = needs.reverse()
    flow.add_edges_from(("origin", end) for end in ends)
    assert len(cut) == len(list(nx.node_disjoint_paths(flow, "origin", "sold")))
    assert "origin" not in nx.ancestors(nx.restricted_view(flow, cut, []), "sold")


def test_the_foundry_is_the_cut() -> None:
    """Two routes that meet in one foundry have a cut of one."""
    needs = nx.DiGraph([("model", "GPU"), ("model", "TPU"), ("GPU", "TSMC"), ("TPU", "TSMC")])
    needs.add_edges_from([("TSMC", "tools"), ("TSMC", "wafers")])
    assert chokepoints.minimum_cut(needs, "model") == {"TSMC"}
    assert chokepoints.dominators(needs, "model") == ["TSMC"]


def test_minimal_cut_sets_of_a_fault_tree() -> None:
    """Vesely et al. (1981), Fault Tree Handbook (NUREG-0492), chapter VII, the pressure tank.

    In supply terms: the tank ruptures (T) or K2 fails, or S fails together with K1, R or S1.
    """
    network = SupplyNetwork.of(
        [
            Supply("top", "T", "tank"),
            Supply("top", "E2", "pump"),
            Supply("E2", "K2", "relay"),
            Supply("E2", "S", "guards"),
            Supply("E2", "E5", "guards"),
            Supply("E5", "K1", "1"),
            Supply("E5", "R", "2"),
            Supply("E5", "S1", "3"),
        ]
    )
    basic = ["T", "K2", "S", "K1", "R", "S1"]
    found = chokepoints.minimal_cut_sets(network, ["top"], basic)["top"]
    assert set(found) == {
        frozenset(item) for item in (["T"], ["K2"], ["S", "S1"], ["S", "K1"], ["S", "R"])
    }
