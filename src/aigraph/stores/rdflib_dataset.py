"""A store of ours as an rdflib Dataset that can be read and not changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset

from aigraph.errors import ReleaseError
from aigraph.vocab import FILE_PREFIXES

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib import Graph


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

    Lengths are counted once: rdflib and pyshacl ask for them wherever a graph stands for true or
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

    def _refuse(self, *_arguments: Any, **_named: Any) -> NoReturn:
        raise ReleaseError("a release is never changed; add your triples to a Dataset of your own")

    add = remove = update = remove_graph = destroy = _refuse
    addN = _refuse  # noqa: N815

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: rdflib calls this where it only names a graph."""
