"""The graph as N-Quads, a named graph for each source."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from aigraph import vocab
from aigraph.export.guard import source_graphs
from aigraph.ids import iri
from aigraph.rdf.inference import infer
from aigraph.rdf.projection import project
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pyoxigraph import BlankNode, Triple

    from aigraph.export.guard import Withheld
    from aigraph.release.opened import Release

    Subject = NamedNode | BlankNode | Triple

_MADE: Final = frozenset({vocab.INFERRED_GRAPH, vocab.DERIVED_GRAPH})
_NEEDED: Final = [
    NamedNode(vocab.term(column.says or column.name))
    for table in TABLES.values()
    for column in table.columns
    if column.required and column.kind in {"reference", "references"} and column.name != "source"
]
"""Properties without whose value a row says nothing."""


def n_quads(release: Release, left_out: Sequence[Withheld], day: date) -> bytes:
    """Return a release as sorted N-Quads: equal releases give equal bytes.

    Where something is left out, what follows from statements is made anew of those that stay, so
    that no inference and no edge betrays what is not passed on.

    Args:
        release: the release.
        left_out: the sources of which nothing is passed on.
        day: the day for which the derived edges hold.
    """
    if not left_out:
        return (release.folder / QUADS_FILE).read_bytes()
    store = Store()
    store.bulk_extend(_kept(release.store, left_out))
    infer(store, release.ontology)
    project(store, release.ontology, day)
    lines = io.BytesIO()
    store.dump(lines, format=RdfFormat.N_QUADS)
    return b"".join(sorted(lines.getvalue().splitlines(keepends=True)))


def _kept(store: Store, left_out: Sequence[Withheld]) -> Iterator[Quad]:
    """Yield what other sources state of what is left; rows of things go with their source."""
    hidden = source_graphs(left_out) | _MADE
    gone = _gone(store, left_out)
    for quad in store:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if graph not in hidden and quad.subject not in gone and quad.object not in gone:
            yield quad


def _gone(store: Store, left_out: Sequence[Withheld]) -> set[Subject]:
    """Return the rows that come from sources that are left out, and those that are about them."""
    stated_in = NamedNode(vocab.term("statedIn"))
    sources = [NamedNode(iri(item.source)) for item in left_out]
    waiting = [
        quad.subject
        for source in sources
        for quad in store.quads_for_pattern(None, stated_in, source, None)
    ]
    gone: set[Subject] = set()
    while waiting:
        row = waiting.pop()
        if row not in gone:
            gone.add(row)
            waiting += [
                quad.subject
                for relation in _NEEDED
                for quad in store.quads_for_pattern(None, relation, row, None)
            ]
    return gone
