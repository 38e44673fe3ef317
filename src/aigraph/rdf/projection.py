"""The derived graph: the edges that hold on a day, and what the law says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store

from aigraph import vocab
from aigraph.rdf.coverage import coverage
from aigraph.stores.oxigraph import QUADS_FILE, add_to_graph, construct

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path


def project(store: Store, ontology: Path, day: date) -> None:
    """Write the edges that are accepted and hold on a day into the derived graph.

    What that graph held before is removed. The files of ``ontology/projection`` run in order, each
    on what the ones before it wrote; then the law says which rules cover the goods.
    """
    store.clear_graph(NamedNode(vocab.DERIVED_GRAPH))
    for path in sorted((ontology / "projection").glob("*.rq")):
        triples = construct(store, path.read_text(encoding="utf-8"), asOf=day)
        add_to_graph(store, vocab.DERIVED_GRAPH, triples)
    add_to_graph(store, vocab.DERIVED_GRAPH, coverage(store, day))


def dated_store(release: Path, ontology: Path, day: date, sources: Collection[str] = ()) -> Store:
    """Return a copy of a release in memory whose derived graph holds for another day.

    Args:
        release: folder of the release.
        ontology: the ontology folder.
        day: the day.
        sources: keep only what these sources (``sources/key``) state; everything without any.
    """
    store = Store()
    store.bulk_load(path=release / QUADS_FILE, format=RdfFormat.N_QUADS)
    if sources:
        kept = {vocab.source_graph(source.partition("/")[2]) for source in sources}
        for graph in list(store.named_graphs()):
            if graph.value not in kept | {vocab.THINGS_GRAPH}:
                store.remove_graph(graph)
    project(store, ontology, day)
    return store
