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
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from datetime import date
    from pathlib import Path

    from pyoxigraph import Triple

STORE_FOLDER: Final = "store"
QUADS_FILE: Final = "aigraph.nq"


@contextmanager
def written(folder: Path) -> Iterator[Callable[[bytes], None]]:
    """Write a store on disk beside the caller's own work; it is complete when the block ends.

    The block gets a function that adds N-Quads. They are loaded on a thread, without the
    interpreter's lock, while the caller goes on. IRIs are not looked at again: the caller has to.

    Args:
        folder: where the store shall lie.
    """
    store = Store(str(folder))
    steps: list[Future[None]] = []
    with ThreadPoolExecutor(max_workers=1) as thread:

        def add(content: bytes) -> None:
            load = thread.submit(store.bulk_load, content, format=RdfFormat.N_QUADS, lenient=True)
            steps.append(load)

        yield add
        steps.append(thread.submit(store.optimize))
        for step in steps:
            step.result()


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
    """Return a query in which variables are replaced by values, in every place they stand.

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
