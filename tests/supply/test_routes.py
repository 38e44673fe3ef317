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
