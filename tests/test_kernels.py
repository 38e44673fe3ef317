from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.kernels import Interval, Need, best_routes, layers_by_strength, propagate

if TYPE_CHECKING:
    from random import Random

NODES = st.sampled_from("abcdefgh")
VALUES = st.floats(0, 1)
NEEDS = st.lists(
    st.builds(
        Need,
        dependent=NODES,
        dependee=NODES,
        group=st.sampled_from(["any", "all"]),
        alternatives=st.just(False),
        weight=st.floats(0.1, 1),
    ).map(lambda n: Need(n.dependent, n.dependee, n.group, n.group == "any", n.weight)),
    max_size=20,
)
LEAVES = st.dictionaries(
    st.sampled_from("xyz"), st.tuples(VALUES, VALUES).map(lambda pair: Interval(*sorted(pair)))
)


@given(NEEDS, LEAVES)
def test_values_stay_between_those_of_the_leaves(
    needs: list[Need], leaves: dict[str, Interval]
) -> None:
    joined = [*needs, *(Need("a", leaf, "all", False) for leaf in leaves)]
    for value in propagate(joined, leaves).values():
        assert value.low <= value.high + 1e-9
        assert min(leaf.low for leaf in leaves.values()) - 1e-6 <= value.low
        assert value.high <= max(leaf.high for leaf in leaves.values()) + 1e-6


@given(NEEDS, LEAVES)
def test_worse_leaves_never_give_better_values(
    needs: list[Need], leaves: dict[str, Interval]
) -> None:
    joined = [*needs, *(Need("a", leaf, "all", False) for leaf in leaves)]
    lower = propagate(joined, leaves)
    higher = propagate(joined, dict.fromkeys(leaves, Interval(1.0, 1.0)))
    for node, value in lower.items():
        assert higher[node].high >= value.high - 1e-6


@given(NEEDS, LEAVES, st.randoms(use_true_random=False))
def test_the_order_of_needs_changes_nothing(
    needs: list[Need], leaves: dict[str, Interval], random: Random
) -> None:
    joined = [*needs, *(Need("a", leaf, "any", True) for leaf in leaves)]
    shuffled = random.sample(joined, len(joined))
    one, other = propagate(joined, leaves), propagate(shuffled, leaves)
    assert one.keys() == other.keys()
    for node, value in one.items():
        assert other[node] == pytest.approx(value, abs=1e-6)


def test_a_cycle_does_not_keep_a_value_alive() -> None:
    needs = [
        Need("a", "x", "any", True),
        Need("a", "b", "any", True),
        Need("b", "a", "all", False),
        Need("a", "y", "any", True),
        Need("x", "leaf", "all", False),
    ]
    values = propagate(needs, {"leaf": Interval(1, 1), "y": Interval(0, 0)})
    assert values["a"] == pytest.approx((0.5, 0.5), abs=1e-6)


def test_shares_weigh_alternatives() -> None:
    needs = [Need("m", "a", "g", True, 0.75), Need("m", "b", "g", True, 0.25)]
    assert propagate(needs, {"a": Interval(1, 1), "b": Interval(0, 0)})["m"] == (0.75, 0.75)


def test_ignorance_does_not_dilute() -> None:
    needs = [Need("m", "a", "g", True), Need("m", "unknown", "g", True)]
    assert propagate(needs, {"a": Interval(1, 1)})["m"] == (1, 1)


def test_a_cycle_comes_to_rest() -> None:
    needs = [Need("a", "b", "g", True), Need("b", "a", "g", True), Need("b", "x", "h", True)]
    values = propagate(needs, {"x": Interval(0.5, 1)})
    assert values["a"] == pytest.approx((0.5, 1))


def test_the_best_route_has_the_strongest_weakest_edge() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "c", grade=1, name="short but weak")
    graph.add_edge("a", "b", grade=0, name="first")
    graph.add_edge("b", "c", grade=0, name="second")
    layers = layers_by_strength(graph, lambda attributes: (attributes["grade"],))
    assert [step["name"] for step in best_routes(layers, "a")["c"]] == ["first", "second"]
    assert best_routes(layers, "nowhere") == {}
