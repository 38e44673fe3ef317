"""Time aigraph's engines against named alternatives, side by side in one run.

``python bench/compare.py`` prints a Markdown table: for each task the median of both engines over
several rounds that alternate between them, and the ratio. Install ``.[test]`` first.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from datetime import date, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import pandas as pd
import pyoxigraph
import rdflib

import aigraph
from aigraph.graph import dependencies
from aigraph.paths import data_dir
from aigraph.render.exports import markdown_table
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import QUADS_FILE
from aigraph.supply.routes import best_routes, layers_by_strength
from aigraph.tables.files import read_rows
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROUNDS = 5
DAY = date(2025, 6, 1)
DEPENDENTS = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT DISTINCT ?thing WHERE { GRAPH <https://w3id.org/aigraph/graph/derived> {
  ?thing ag:dependsOn+ <https://w3id.org/aigraph/id/organisations/tsmc> } }
"""


class Task(NamedTuple):
    """One task, done by aigraph's choice and by the alternative."""

    name: str
    ours: str
    other: str
    run_ours: Callable[[], Any]
    run_other: Callable[[], Any]


def tasks(chain: aigraph.Chain) -> Iterator[Task]:
    """Yield what is compared; both ways of a task give the same result."""
    quads = chain.release.folder / QUADS_FILE
    yield Task("load all quads", "pyoxigraph", "rdflib", lambda: load_ours(quads), lambda: load_other(quads))  # fmt: skip  # noqa: E501
    ours, other = load_ours(quads), load_other(quads)
    yield Task(
        "all that depends on a foundry, by SPARQL",
        "pyoxigraph",
        "rdflib",
        lambda: len(list(ours.query(DEPENDENTS))),
        lambda: len(list(other.query(DEPENDENTS))),
    )
    graph = dependencies(
        chain.release.view,
        chain.release.view.held(DAY),
    )
    yield Task(
        "the same, in networkx",
        "networkx",
        "pyoxigraph",
        lambda: len(nx.ancestors(graph, "organisations/tsmc")),
        lambda: len(list(ours.query(DEPENDENTS))),
    )
    yield Task(
        "best-evidenced routes from one vertical to all it rests on",
        "layered breadth-first search",
        "networkx all_simple_paths, 6 steps",
        lambda: len(best_routes(layers(graph), "concepts/finance")),
        lambda: len({path[-1] for path in every_path(graph, "concepts/finance")}),
    )
    days = [date(2025, 1, 1) + timedelta(days=60 * step) for step in range(10)]
    goods = ["items/gpu-module", "items/processor-ic", "items/gpu-server", "items/network-switch"]
    origins = ["china", "taiwan", "mexico", "malaysia", "japan"]
    yield Task(
        "200 duties: 4 goods, 5 origins, 10 days",
        "duties, in one call",
        "duty, row by row",
        lambda: chain.duties(goods, origins, days),
        lambda: [
            chain.duty(good, origin=origin, as_of=day)
            for day in days
            for good in goods
            for origin in origins
        ],
    )
    relations = data_dir() / "relations.csv"
    yield Task(
        "read the largest table, with the line of every row",
        "csv module",
        "pandas, without lines",
        lambda: len(read_rows(relations.read_bytes(), "relations.csv", TABLES["relations"]).rows),
        lambda: len(pd.read_csv(relations, dtype=str, keep_default_na=False, na_filter=False)),
    )


def load_ours(quads: Path) -> pyoxigraph.Store:
    """Load N-Quads into Oxigraph."""
    store = pyoxigraph.Store()
    store.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def load_other(quads: Path) -> rdflib.Dataset:
    """Load N-Quads into rdflib's own store."""
    dataset = rdflib.Dataset()
    dataset.parse(quads, format="nquads")
    return dataset


def layers(graph: nx.MultiDiGraph[str]) -> list[nx.DiGraph[str]]:
    """Return the graph's layers by grade."""
    return layers_by_strength(graph, lambda edge: (GRADES.index(edge["statement"].grade),))


def every_path(graph: nx.MultiDiGraph[str], start: str) -> Iterator[list[str]]:
    """Yield every simple path of up to six steps."""
    ends = nx.descendants(graph, start)
    yield from nx.all_simple_paths(nx.DiGraph(graph), start, ends, cutoff=6)


def seconds(run: Callable[[], Any]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    chain = aigraph.load()
    manifest = chain.release.manifest
    rows = []
    for task in tasks(chain):
        print(task.name, file=sys.stderr)
        pairs = [(seconds(task.run_ours), seconds(task.run_other)) for _ in range(ROUNDS)]
        ours, other = (statistics.median(times) for times in zip(*pairs, strict=True))
        rows.append(
            [
                task.name,
                task.ours,
                f"{ours * 1000:.1f}",
                task.other,
                f"{other * 1000:.1f}",
                f"{other / ours:.1f}",
            ]
        )
    headings = ["Task", "aigraph uses", "ms", "alternative", "ms", "ratio"]
    print("\n".join(markdown_table(headings, rows)))
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "networkx", "pandas")
    )
    print(
        f"\nMedian of {ROUNDS} alternating rounds; {manifest['quads']} quads,"
        f" {sum(manifest['rows'].values())} rows; Python {platform.python_version()}, {packages};"
        f" {platform.system()} {platform.machine()}."
    )


if __name__ == "__main__":
    main()
