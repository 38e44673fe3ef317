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
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from aigraph.export.guard import Withheld
    from aigraph.release.opened import Release

_MADE: Final = frozenset({vocab.INFERRED_GRAPH, vocab.DERIVED_GRAPH})


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
    """Yield what is stated by other sources; rows of things go with the source they rest on."""
    hidden = source_graphs(left_out)
    sources = {NamedNode(iri(item.source)) for item in left_out}
    stated_in = NamedNode(vocab.term("statedIn"))
    rows = {
        quad.subject
        for source in sources
        for quad in store.quads_for_pattern(None, stated_in, source, None)
    }
    for quad in store:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if graph not in hidden | _MADE and quad.subject not in rows:
            yield quad
