"""What everything must pass: single points of failure, dominators, cuts and shares of paths.

Edges lead from dependent to supplier, as ``SupplyNetwork.to_networkx`` gives them. Measures on
graphs follow paths and do not know that all inputs are needed; ``single_points`` and
``minimal_cut_sets`` do.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from aigraph.supply.reach import reachability

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from aigraph.supply.levels import Level
    from aigraph.supply.network import SupplyNetwork

CutSet = frozenset[str]

_ORIGIN: Final = ("the origin of all supply",)
_TOO_MANY: Final = 20_000


def single_points(network: SupplyNetwork, groups: Sequence[Collection[str]]) -> NDArray[np.bool_]:
    """Return for every node (rows) and group (columns) whether the loss of the group disrupts it.

    A node is broken if it is lost itself, or if some input has lost all of its suppliers: Horn
    propagation, linear (Dowling and Gallier 1984), for 64 groups at a time. With single nodes as
    groups it finds the single points of failure of every node.

    Args:
        network: who depends on whom for which input.
        groups: names of nodes that are lost together.
    """
    things = [[network.position[name] for name in group] for group in groups]
    return reachability(network, things, through="all")


def dominators(graph: nx.DiGraph[Any], target: Hashable) -> list[Any]:
    """Return the nodes through which every path from the origin of supply to a target passes.

    The strict dominators of the target in the reversed graph, nearest first, where one origin
    precedes all nodes without inputs (Cooper, Harvey and Kennedy 2001; near-linear). A node
    without known inputs may be one that nobody has studied: a dominator is one of the known paths.
    """
    import networkx as nx

    flow = _towards(graph, target)
    above = nx.immediate_dominators(flow, _ORIGIN)
    found = []
    node = above.get(target)
    while node is not None and node != _ORIGIN:
        found.append(node)
        node = above.get(node)
    return found


def articulation_points(graph: nx.DiGraph[Any], target: Hashable) -> set[Any]:
    """Return the nodes that hold together what a target depends on, direction left aside.

    Cut vertices (Hopcroft and Tarjan 1973), O(V + E). Weaker than dominators, since supply
    has a direction.
    """
    import networkx as nx

    upstream = nx.descendants(graph, target) | {target}
    return set(nx.articulation_points(nx.Graph(graph.subgraph(upstream))))


def minimum_cut(graph: nx.DiGraph[Any], target: Hashable) -> set[Any]:
    """Return a smallest set of nodes whose loss leaves a target no path to any origin of supply.

    Its size is the number of routes that share no node (Menger 1927); by maximum flow. Nothing is
    returned for a target without suppliers.
    """
    import networkx as nx

    flow = _towards(graph, target)
    if flow.has_edge(_ORIGIN, target):
        return set()
    return set(nx.minimum_node_cut(flow, _ORIGIN, target))


def path_shares(graph: nx.DiGraph[Any], target: Hashable) -> dict[Any, float]:
    """Return the part of all paths from a target to the origins of supply that pass each node.

    Paths are counted by two sweeps, O(V + E). Nodes that depend on each other count as one, and a
    path passes all of them.
    """
    import networkx as nx

    upstream: nx.DiGraph[Any] = nx.DiGraph(graph.subgraph(nx.descendants(graph, target) | {target}))
    whole = nx.condensation(upstream)
    order = list(nx.topological_sort(whole))
    start = whole.graph["mapping"][target]
    towards = dict.fromkeys(order, 0.0) | {start: 1.0}
    for node in order:
        for supplier in whole.successors(node):
            towards[supplier] += towards[node]
    onwards: dict[int, float] = {}
    for node in reversed(order):
        suppliers = list(whole.successors(node))
        onwards[node] = sum(onwards[item] for item in suppliers) if suppliers else 1.0
    return {
        member: towards[node] * onwards[node] / onwards[start]
        for node in order
        for member in whole.nodes[node]["members"]
    }


def minimal_cut_sets(
    network: SupplyNetwork, targets: Iterable[str], candidates: Collection[str], order: int = 3
) -> dict[str, list[CutSet]]:
    """Return the smallest sets of candidates whose loss disrupts each target, up to a size.

    Minimal cut sets of a fault tree, from the bottom up (after MOCUS, Fussell and Vesely 1972): the
    sets of an input are the products of those of its suppliers, those of a node the union over
    its inputs. Sets above ``order`` are cut off at each step, so that the effort stays with
    what is asked for; it may still grow with candidates to the power of ``order``.

    Args:
        network: who depends on whom for which input.
        targets: nodes to disrupt; a target's own loss is no answer and left out.
        candidates: nodes that can be lost.
        order: greatest size of a set.

    Raises:
        ValueError: if the sets become too many to enumerate.
    """
    own = {network.position[name]: {frozenset([name])} for name in candidates}
    sets: dict[int, set[CutSet]] = {node: set(found) for node, found in own.items()}
    for level in network.levels:
        changed = True
        while changed:
            changed = False
            for node, inputs in _owned(network, level):
                found = set(own.get(node, ()))
                for suppliers in inputs:
                    found |= _product([sets.get(item, set()) for item in suppliers], order)
                found = _minimal(found)
                if level.cyclic and found != sets.get(node, set()):
                    changed = True
                sets[node] = found
    return {
        target: sorted(
            sets.get(network.position[target], set()) - {frozenset([target])},
            key=lambda found: (len(found), sorted(found)),
        )
        for target in targets
    }


def _owned(network: SupplyNetwork, level: Level) -> Iterable[tuple[int, list[NDArray[np.int64]]]]:
    """Yield each node of a level with the suppliers of each of its inputs."""
    ends = [*level.node_starts[1:], level.inputs.stop - level.inputs.start]
    for node, first, last in zip(level.nodes, level.node_starts, ends, strict=True):
        inputs = range(level.inputs.start + first, level.inputs.start + last)
        yield (
            int(node),
            [network.supplier[network.start[item] : network.start[item + 1]] for item in inputs],
        )


def _product(choices: list[set[CutSet]], order: int) -> set[CutSet]:
    """Return the minimal unions of one set from each choice that are not above a size."""
    product: set[CutSet] = {frozenset()}
    for choice in sorted(choices, key=len):
        joined = {one | other for one in product for other in choice}
        product = _minimal({found for found in joined if len(found) <= order})
        if len(product) > _TOO_MANY:
            raise ValueError(
                f"more than {_TOO_MANY} sets; ask for fewer candidates or a less order"
            )
    return product


def _minimal(sets: set[CutSet]) -> set[CutSet]:
    """Return the sets that contain no other one of them."""
    return {
        found
        for found in sets
        if not any(
            frozenset(part) in sets
            for size in range(1, len(found))
            for part in combinations(found, size)
        )
    }


def _towards(graph: nx.DiGraph[Any], target: Hashable) -> nx.DiGraph[Any]:
    """Return the flow of supply to a target, from one origin before all that has no input.

    Nodes that depend on each other only are all at the origin.
    """
    import networkx as nx

    upstream: nx.DiGraph[Any] = nx.DiGraph(graph.subgraph(nx.descendants(graph, target) | {target}))
    flow: nx.DiGraph[Any] = nx.DiGraph((supplier, node) for node, supplier in upstream.edges)
    flow.add_node(target)
    whole = nx.condensation(upstream)
    for node, suppliers in whole.out_degree():
        if not suppliers:
            flow.add_edges_from((_ORIGIN, member) for member in whole.nodes[node]["members"])
    return flow
