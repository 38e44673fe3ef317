"""Which route the evidence speaks for."""

from __future__ import annotations

import networkx as nx

from aigraph.supply.routes import best_routes, layers_by_strength


def test_the_best_route_has_the_strongest_weakest_edge() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "c", grade=1, name="short but weak")
    graph.add_edge("a", "b", grade=0, name="first")
    graph.add_edge("b", "c", grade=0, name="second")
    layers = layers_by_strength(graph, lambda attributes: (attributes["grade"],))
    assert [step["name"] for step in best_routes(layers, "a")["c"]] == ["first", "second"]
    assert best_routes(layers, "nowhere") == {}


def test_of_equally_strong_routes_the_shortest_is_best() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for start, end in [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]:
        graph.add_edge(start, end, grade=0, name=start + end)
    layers = layers_by_strength(graph, lambda attributes: (attributes["grade"],))
    assert [step["name"] for step in best_routes(layers, "a")["d"]] == ["ad"]


def layers(*edges: tuple[str, str, int, str]) -> list[nx.DiGraph[str]]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for start, end, grade, name in edges:
        graph.add_edge(start, end, grade=grade, name=name)
    return layers_by_strength(graph, lambda found: (found["grade"], found["name"]))


def test_each_layer_has_all_edges_that_are_strong_enough() -> None:
    found = layers(("a", "b", 2, "weak"), ("a", "c", 0, "strong"), ("c", "d", 5, "weakest"))
    assert [set(layer.edges) for layer in found] == [
        {("a", "c")},
        {("a", "b"), ("a", "c")},
        {("a", "b"), ("a", "c"), ("c", "d")},
    ]
    assert layers() == []


def test_of_parallel_edges_the_strongest_stays_whatever_their_order() -> None:
    edges = [("a", "b", 1, "weak"), ("a", "b", 0, "second"), ("a", "b", 0, "first")]
    for order in (edges, edges[::-1], [edges[1], edges[2], edges[0]]):
        (layer,) = layers(*order)
        assert layer.edges["a", "b"]["best"]["name"] == "first"


def test_a_route_leads_to_each_node_that_is_reached_and_to_no_other() -> None:
    found = best_routes(
        layers(("a", "b", 0, "ab"), ("b", "a", 0, "ba"), ("b", "c", 3, "bc"), ("d", "a", 0, "da")),
        "a",
    )
    assert {end: [step["name"] for step in route] for end, route in found.items()} == {
        "b": ["ab"],
        "c": ["ab", "bc"],
    }
    late = best_routes(layers(("x", "y", 0, "xy"), ("a", "b", 1, "ab")), "a")
    assert list(late) == ["b"]
