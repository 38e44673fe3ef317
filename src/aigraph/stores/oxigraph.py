"""The triple store of a release: open it, query it, add to it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from aigraph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from pyoxigraph import Triple

STORE_FOLDER: Final = "store"
QUADS_FILE: Final = "aigraph.nq"


@contextmanager
def written(folder: Path, content: bytes) -> Iterator[None]:
    """Write a store on disk beside the block's own work; it is complete when the block ends.

    A thread loads it without the interpreter's lock, while the block goes on. Loaded at once, it
    needs no compaction and takes half of the disk.

    Args:
        folder: where to put the store.
        content: N-Quads that have been read before: their IRIs are not looked at again.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        loading = thread.submit(_load, folder, content)
        yield
        loading.result()


def _load(folder: Path, content: bytes) -> None:
    store = Store(str(folder))
    store.bulk_load(content, format=RdfFormat.N_QUADS, lenient=True)
    store.optimize()


def select(store: Store, query: str, **bindings: str | date) -> list[dict[str, str]]:
    """Run a SELECT and return its rows as text by variable; unbound variables are left out.

    Args:
        store: what to query.
        query: SPARQL 1.1.
        bindings: values for variables of the query; a date becomes ``xsd:date``, text an IRI.
    """
    solutions = store.query(bind(query, **bindings))
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("the query is no SELECT")
    names = [variable.value for variable in solutions.variables]
    return [
        {
            name: value.value
            for name, value in zip(names, solution, strict=True)
            if isinstance(value, NamedNode | Literal)
        }
        for solution in solutions
    ]


def construct(store: Store, query: str, **bindings: str | date) -> list[Triple]:
    """Run a CONSTRUCT and return its triples."""
    triples = store.query(bind(query, **bindings))
    if not isinstance(triples, QueryTriples):
        raise TypeError("the query is no CONSTRUCT")
    return list(triples)


def add_to_graph(store: Store, graph: str, triples: list[Triple]) -> int:
    """Add triples to a named graph; return how many there are."""
    name = NamedNode(graph)
    store.extend(Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)
    return len(triples)


def open_store(release: Path) -> Store:
    """Open a release's store for reading; its derived graph holds for the release's date."""
    return Store.read_only(str(release / STORE_FOLDER))


def bind(query: str, **bindings: str | date) -> str:
    """Return a query in which variables are replaced by values, wherever they occur.

    The text is changed and not only the solutions, so that any engine runs the result.

    >>> from datetime import date
    >>> bind("FILTER(?from <= ?asOf)", asOf=date(2025, 6, 1))
    'FILTER(?from <= "2025-06-01"^^<http://www.w3.org/2001/XMLSchema#date>)'
    """
    for name, value in bindings.items():
        term = (
            NamedNode(value)
            if isinstance(value, str)
            else Literal(value.isoformat(), datatype=NamedNode(vocab.XSD + "date"))
        )
        query = re.sub(rf"\?{name}\b", lambda _match, term=term: str(term), query)  # type: ignore[misc]
    return query
