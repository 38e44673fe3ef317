"""The best-evidenced routes through a graph, for any order of evidence."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx


def layers_by_strength(
    graph: nx.MultiDiGraph[str], strength: Callable[[Mapping[str, Any]], tuple[Any, ...]]
) -> list[nx.DiGraph[str]]:
    """Return one simple graph for each level of strength, each with all edges at least as strong.

    Of parallel edges the strongest stays, as attribute ``best``.

    Args:
        graph: edges with attributes.
        strength: key of an edge's attributes, smallest first; its first item is the level.
    """
    import networkx as nx

    best: dict[tuple[str, str], tuple[tuple[Any, ...], dict[str, Any]]] = {}
    for start, end, attributes in graph.edges(data=True):
        key = strength(attributes)
        known = best.get((start, end))
        if known is None or key < known[0]:
            best[start, end] = (key, attributes)
    levels = sorted({key[0] for key, _ in best.values()})
    result = []
    for level in levels:
        layer: nx.DiGraph[str] = nx.DiGraph()
        for (start, end), (key, attributes) in sorted(best.items(), key=lambda item: item[0]):
            if key[0] <= level:
                layer.add_edge(start, end, best=attributes)
        result.append(layer)
    return result


def best_routes(
    layers: Iterable[nx.DiGraph[str]], start: str
) -> dict[str, list[Mapping[str, Any]]]:
    """Return the best route from a node to each node that it depends on, as edge attributes.

    The best route is the one whose weakest edge is strongest, and of these the shortest.

    Args:
        layers: what ``layers_by_strength`` returned.
        start: where the routes begin.
    """
    import networkx as nx

    routes: dict[str, list[Mapping[str, Any]]] = {}
    for layer in layers:
        if start not in layer:
            continue
        for end, nodes in nx.single_source_shortest_path(layer, start).items():
            if end != start and end not in routes:
                steps = itertools.pairwise(nodes)
                routes[end] = [layer.edges[a, b]["best"] for a, b in steps]
    return routes
