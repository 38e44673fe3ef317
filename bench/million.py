"""Measure the risk analytics on generated chains of up to a million edges, side by side.

``python bench/million.py`` prints two Markdown tables: all verticals against all measures by
aigraph, by walks in networkx and by hand-written scipy and rustworkx, with the same answers; and
how cost grows from 10^4 to 10^6 edges. Install ``.[bench]`` first. ``--edges`` sets
the greatest size.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np
import rustworkx as rx
from scipy.sparse import csr_array

from aigraph.render.exports import markdown_table
from aigraph.supply.exposure import carry
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.reach import reachability

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20250601
ROUNDS = 3
MEASURES = 30
VERTICALS = 22
WALKED = 100_000
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
LAYERS = {
    # Nodes of each layer as a part of all, from raw materials up; verticals come on top.
    "materials": 0.10,
    "tools": 0.06,
    "wafers and parts": 0.16,
    "plants": 0.05,
    "chips": 0.12,
    "servers": 0.10,
    "data centres": 0.06,
    "clouds": 0.05,
    "models": 0.10,
    "applications": 0.20,
}


class Generated(NamedTuple):
    """A generated chain.

    Attributes:
        network: who needs what from whom.
        verticals: the nodes at the top.
        measures: the goods that each measure applies to.
    """

    network: SupplyNetwork
    verticals: np.ndarray
    measures: list[np.ndarray]


def generate(edges: int, seed: int = SEED) -> Generated:
    """Return a layered chain: few popular suppliers, some skipped layers, half of shares stated."""
    random = np.random.default_rng(seed)
    nodes = edges // 5
    sizes = [max(4, int(nodes * part)) for part in LAYERS.values()]
    bounds = np.cumsum([0, *sizes])
    total = int(bounds[-1]) + VERTICALS
    top = edges // 50
    # Dependents in all layers but the lowest; each vertical takes part of the applications.
    layer_of = np.searchsorted(bounds, np.arange(total), side="right") - 1
    dependent = random.integers(bounds[1], bounds[-1], edges - top)
    dependent = np.concatenate([dependent, random.integers(bounds[-1], total, top)])
    below = layer_of[dependent] - 1
    skipped = np.where(random.random(edges) < 0.15, random.integers(0, 3, edges), 0)
    layer = np.maximum(0, below - skipped)
    width = (bounds[1:] - bounds[:-1])[layer]
    # A cube of a uniform number: the first suppliers of a layer get most customers.
    supplier = bounds[layer] + (random.random(edges) ** 3 * width).astype(np.int64)
    input_of = np.where(dependent >= bounds[-1], 0, random.integers(0, 3, edges))
    keys = np.unique(np.stack([dependent, supplier, input_of]), axis=1)
    dependent, supplier, input_of = keys
    share = random.random(len(dependent)) * 0.3
    share[random.random(len(dependent)) < 0.5] = np.nan
    network = SupplyNetwork.from_arrays(range(total), dependent, supplier, input_of, share, share)
    goods = np.arange(bounds[4], bounds[6])
    measures = [
        random.choice(goods, max(1, len(goods) // 40), replace=False) for _ in range(MEASURES)
    ]
    return Generated(network, np.arange(bounds[-1], total), measures)


def ours(chain: Generated) -> tuple[np.ndarray, np.ndarray]:
    """Answer all verticals against all measures: reached or not, and how far."""
    reached = reachability(chain.network, [goods.tolist() for goods in chain.measures])
    exposed = carry(chain.network, own(chain))
    return reached[chain.verticals], exposed[chain.verticals]


def own(chain: Generated) -> np.ndarray:
    """Return the goods of each measure as a column."""
    values = np.zeros((len(chain.network.names), len(chain.measures)))
    for column, goods in enumerate(chain.measures):
        values[goods, column] = 1.0
    return values


def as_networkx(chain: Generated) -> nx.DiGraph[int]:
    """Return the chain as a networkx graph with shares by input on its edges."""
    network = chain.network
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(network.names)))
    owners = network.owner[network.input_of].tolist()
    for node, item, supplier, share in zip(
        owners,
        network.input_of.tolist(),
        network.supplier.tolist(),
        network.shares.tolist(),
        strict=True,
    ):
        if graph.has_edge(node, supplier):
            graph[node][supplier]["parts"].append((item, share))
        else:
            graph.add_edge(node, supplier, parts=[(item, share)])
    return graph


def walked(
    graph: nx.DiGraph[int], chain: Generated, measures: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Answer the same by walks: descendants of each vertical, and one pass for each measure."""
    verticals = chain.verticals.tolist()
    below = {vertical: nx.descendants(graph, vertical) for vertical in verticals}
    reached = np.array(
        [[not below[one].isdisjoint(goods.tolist()) for goods in measures] for one in verticals]
    )
    order = list(reversed(list(nx.topological_sort(graph))))
    columns = []
    for goods in measures:
        values = dict.fromkeys(goods.tolist(), 1.0)
        for node in order:
            inputs: dict[int, float] = {}
            for supplier, data in graph[node].items():
                for item, share in data["parts"]:
                    inputs[item] = inputs.get(item, 0.0) + share * values.get(supplier, 0.0)
            values[node] = max(values.get(node, 0.0), *inputs.values(), 0.0)
        columns.append([values[vertical] for vertical in verticals])
    return reached, np.array(columns).T


def by_hand(chain: Generated) -> Callable[[], np.ndarray]:
    """Return hand-written scipy for the exposure, with everything that can be prepared prepared."""
    network = chain.network
    prepared = []
    for level in network.levels:
        suppliers = network.supplier[level.edges]
        starts = np.append(level.input_starts, len(suppliers))
        shares = network.shares[level.edges]
        shape = (len(starts) - 1, len(network.names))
        matrix = csr_array((shares, suppliers, starts), shape=shape)
        prepared.append((matrix, level.node_starts, level.nodes))

    def run() -> np.ndarray:
        values = own(chain)
        for matrix, starts, nodes in prepared:
            found = np.maximum.reduceat(matrix @ values, starts)
            values[nodes] = np.maximum(values[nodes], found)
        return values[chain.verticals]

    return run


def by_rustworkx(chain: Generated) -> Callable[[], np.ndarray]:
    """Return rustworkx for the reach: the descendants of each vertical."""
    network = chain.network
    graph = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(len(network.names)))
    owners = network.owner[network.input_of].tolist()
    pairs = set(zip(owners, network.supplier.tolist(), strict=True))
    graph.add_edges_from_no_data(list(pairs))
    measures = [set(goods.tolist()) for goods in chain.measures]

    def run() -> np.ndarray:
        below = [rx.descendants(graph, vertical) for vertical in chain.verticals.tolist()]
        return np.array([[not one.isdisjoint(goods) for goods in measures] for one in below])

    return run


def seconds(run: Callable[[], Any]) -> float:
    """Return how much processor time a call takes, which others on the machine disturb least."""
    started = time.process_time()
    run()
    return time.process_time() - started


def middle(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Return the median of some calls."""
    return statistics.median(seconds(run) for _ in range(rounds))


def compare(edges: int) -> list[list[str]]:
    """Return rows that compare ways of answering on a chain of some edges."""
    whole = generate(min(edges, WALKED))
    rows = [_against_walks(whole, whole.measures, min(edges, WALKED))]
    chain = generate(edges)
    rows.append(_against_walks(chain, chain.measures[:2], edges))
    reached, exposed = ours(chain)
    hand, rust = by_hand(chain), by_rustworkx(chain)
    assert np.allclose(hand(), exposed)
    assert np.array_equal(rust(), reached)
    columns = own(chain)
    pairs = [
        (seconds(lambda: carry(chain.network, columns)), seconds(hand)) for _ in range(2 * ROUNDS)
    ]
    mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    rows.append(_row("exposure alone", edges, mine, "scipy by hand, prepared", other))
    goods = [item.tolist() for item in chain.measures]
    mine = middle(lambda: reachability(chain.network, goods))
    rows.append(_row("reach alone", edges, mine, "rustworkx", middle(rust)))
    return rows


def _against_walks(chain: Generated, measures: list[np.ndarray], edges: int) -> list[str]:
    """Compare with walks for some of the measures, which take too long for all of them."""
    graph = as_networkx(chain)
    reached, exposed = ours(chain)
    told = walked(graph, chain, measures)
    assert np.array_equal(reached[:, : len(measures)], told[0])
    assert np.allclose(exposed[:, : len(measures)], told[1])
    mine = middle(lambda: ours(chain))
    other = seconds(lambda: walked(graph, chain, measures))
    name = f"networkx walks, {len(measures)} of {MEASURES} measures"
    return _row("all verticals, all measures", edges, mine, name, other)


def _row(task: str, edges: int, mine: float, name: str, other: float) -> list[str]:
    return [task, f"{edges:,}", f"{mine:.3f}", name, f"{other:.3f}", f"{other / mine:.1f}"]


def growth(greatest: int) -> tuple[list[list[str]], float]:
    """Return rows that tell how cost grows with the edges, and the exponent of the growth."""
    grown = [_grown(edges) for edges in SIZES if edges <= greatest]
    sizes, costs = np.log([size for _, size, _ in grown]), np.log([cost for _, _, cost in grown])
    return [row for row, _, _ in grown], float(np.polyfit(sizes, costs, 1)[0])


def _grown(edges: int) -> tuple[list[str], int, float]:
    build = seconds(lambda: generate(edges))
    chain = generate(edges)
    goods = [item.tolist() for item in chain.measures]
    columns = own(chain)
    reach = middle(lambda: reachability(chain.network, goods))
    lost = middle(lambda: reachability(chain.network, goods, through="all"))
    exposed = middle(lambda: carry(chain.network, columns), 2 * ROUNDS)
    size = len(chain.network.supplier)
    row = [
        f"{size:,}",
        f"{build:.2f}",
        f"{reach * 1000:.1f}",
        f"{lost * 1000:.1f}",
        f"{exposed * 1000:.1f}",
        f"{(reach + lost + exposed) / size * 1e9:.0f}",
        f"{_bytes(chain.network) / 2**20:.1f}",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:.0f}",
    ]
    return row, size, reach + lost + exposed


def _bytes(network: SupplyNetwork) -> int:
    return sum(
        array.nbytes
        for array in (network.owner, network.start, network.supplier, network.low, network.high)
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=1_000_000)
    edges = parser.parse_args().edges
    print("growth", file=sys.stderr)
    headings = ["Edges", "generate, s", "reach, ms", "knock-out, ms", "exposure, ms"]
    headings += ["ns an edge", "arrays, MiB", "peak of the process, MiB"]
    rows, exponent = growth(edges)
    print("\n".join(markdown_table(headings, rows)))
    print(f"\nCost grows with the edges to the power of {exponent:.2f}.\n")
    print("compare", file=sys.stderr)
    headings = ["Task", "edges", "aigraph, s", "alternative", "s", "ratio"]
    print("\n".join(markdown_table(headings, compare(edges))))
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "scipy", "networkx", "rustworkx")
    )
    print(
        f"\nProcessor time; {VERTICALS} verticals, {MEASURES} measures, seed {SEED}; Python"
        f" {platform.python_version()}, {packages}; {platform.system()} {platform.machine()}."
    )


if __name__ == "__main__":
    main()
