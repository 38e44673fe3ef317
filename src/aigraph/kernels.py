"""Walks on graphs that know nothing of the domain: best routes, and values carried upstream."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

Node = TypeVar("Node", bound=Hashable)

_CLOSE_ENOUGH = 1e-9


class Interval(NamedTuple):
    """A number known to lie between two bounds."""

    low: float
    high: float


@dataclass(frozen=True)
class Need:
    """One step of dependency.

    Attributes:
        dependent: the node that needs.
        dependee: the node that is needed.
        group: needs of one dependent with the same group belong together.
        alternatives: whether the dependees of the group replace each other; otherwise all are
            needed.
        weight: part of the group's need that this dependee meets.
    """

    dependent: str
    dependee: str
    group: str
    alternatives: bool
    weight: float = 1.0


def propagate(needs: Iterable[Need], leaves: Mapping[str, Interval]) -> dict[str, Interval]:
    """Carry values from leaves to everything that depends on them.

    Alternatives in a group are averaged by weight; of what is needed together, and of several
    groups, the greatest counts. Nodes that lead to no leaf get no value and count for nothing,
    so that ignorance does not dilute knowledge. Cycles are allowed: the result is the least fixed
    point, reached from zero, since mean and maximum never decrease; order does not matter.

    Args:
        needs: the dependencies.
        leaves: values of the nodes where propagation starts; such a node keeps at least that.

    A model that runs on either of two chips, one of them taxed, is half exposed:

    >>> needs = [Need("model", "a", "runsOn", True), Need("model", "b", "runsOn", True)]
    >>> propagate(needs, {"a": Interval(1, 1), "b": Interval(0, 0)})["model"]
    Interval(low=0.5, high=0.5)

    One that needs both is fully exposed:

    >>> needs = [Need("model", "a", "has", False), Need("model", "b", "has", False)]
    >>> propagate(needs, {"a": Interval(1, 1), "b": Interval(0, 0)})["model"]
    Interval(low=1.0, high=1.0)
    """
    needs = list(needs)
    by_dependent: dict[str, dict[str, list[Need]]] = {}
    for need in needs:
        by_dependent.setdefault(need.dependent, {}).setdefault(need.group, []).append(need)
    values = dict.fromkeys(_leading_to(leaves, needs), Interval(0.0, 0.0)) | dict(leaves)
    dependents = sorted(values.keys() & by_dependent.keys())
    changed = True
    while changed:
        changed = False
        for dependent in dependents:
            fresh = _combine(by_dependent[dependent], values, leaves.get(dependent))
            if _differs(fresh, values[dependent]):
                values[dependent] = fresh
                changed = True
    return {node: Interval(float(low), float(high)) for node, (low, high) in values.items()}


def _leading_to(leaves: Iterable[str], needs: Iterable[Need]) -> set[str]:
    """Return the leaves and all that depends on any of them, however far."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph((need.dependee, need.dependent) for need in needs)
    graph.add_nodes_from(leaves)
    return set(itertools.chain.from_iterable(nx.bfs_layers(graph, list(leaves))))


def _combine(
    groups: Mapping[str, list[Need]], values: Mapping[str, Interval], own: Interval | None
) -> Interval:
    results = [own] if own is not None else []
    for needs in groups.values():
        known = [(need, values[need.dependee]) for need in needs if need.dependee in values]
        if not known:
            continue
        if known[0][0].alternatives:
            total = sum(need.weight for need, _ in known) or 1.0
            results.append(
                Interval(
                    sum(need.weight * value.low for need, value in known) / total,
                    sum(need.weight * value.high for need, value in known) / total,
                )
            )
        else:
            results += [value for _, value in known]
    return Interval(max(value.low for value in results), max(value.high for value in results))


def _differs(fresh: Interval, old: Interval) -> bool:
    return any(abs(a - b) > _CLOSE_ENOUGH for a, b in zip(fresh, old, strict=True))


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
    """Return the best route from a node to each node that it reaches, as edge attributes.

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
