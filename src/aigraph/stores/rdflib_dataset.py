"""A store of ours as an rdflib Dataset that can be read and not changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset

from aigraph.errors import ReleaseError
from aigraph.stores.guard import names_graphs
from aigraph.vocab import FILE_PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Identifier

_UNION: Final = "__UNION__"
"""What rdflib names the union of all graphs, which Oxigraph would put in the place of FROM."""
_AS_NAMED: Final = ""


def rdflib_dataset(store: pyoxigraph.Store) -> Dataset:
    """Return a Dataset over a store, with the prefixes of aigraph and the union as default graph.

    Args:
        store: what to read; it stays open as long as the Dataset is used.
    """
    dataset = Dataset(store=_Unchanging(store=store), default_union=True)
    for prefix, namespace in FILE_PREFIXES.items():
        # rdflib knows another "org" of its own.
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset


class _Unchanging(OxigraphStore):
    """The store behind a Dataset; every change is refused in one sentence.

    Lengths are counted once: rdflib and pyshacl ask for them wherever a graph is used as true or
    false, and counting takes a query each time.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        """Read a store."""
        super().__init__(store=store)
        self._lengths: dict[str | None, int] = {}

    def __len__(self, context: Graph | None = None) -> int:
        """Return the number of triples of a graph, or of all graphs without repetition."""
        name = None if context is None else str(context.identifier)
        if name not in self._lengths:
            self._lengths[name] = super().__len__(context)
        return self._lengths[name]

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **options: object,
    ) -> Result:
        """Answer a query; one that names its graphs by FROM asks these and not their union."""
        if queryGraph == _UNION and isinstance(query, str):
            queryGraph = _AS_NAMED if names_graphs(query) else _UNION  # noqa: N806
        return super().query(query, initNs, initBindings, queryGraph, **options)

    def _refuse(self, *_arguments: Any, **_named: Any) -> NoReturn:
        raise ReleaseError("a release is never changed; add your triples to a Dataset of your own")

    add = remove = update = remove_graph = destroy = _refuse
    addN = _refuse  # noqa: N815

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: rdflib calls this where it only names a graph."""
