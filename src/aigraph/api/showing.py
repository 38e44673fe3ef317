"""Pictures and graphs that ``import aigraph`` gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from aigraph.release.opened import Release
    from aigraph.render.notebook import Picture
    from aigraph.views.subgraph import Subgraph


class Showing:
    """What an opened release can be shown as."""

    release: Release

    def subgraph(
        self,
        what: str,
        *names: str,
        as_of: date | str | None = None,
        of: str | None = None,
        to: str | None = None,
        importer: str | None = None,
        destination: str | None = None,
    ) -> Subgraph:
        """Return the part of the graph that a view shows: its things, edges and what is said."""
        from aigraph.views.catalogue import draw

        return draw(
            self.release,
            what,
            names,
            as_of=_day(as_of),
            of=of,
            to=to,
            importer=importer,
            destination=destination,
        )

    def view(
        self,
        what: str = "chain",
        *names: str,
        as_of: date | str | None = None,
        of: str | None = None,
        to: str | None = None,
        importer: str | None = None,
        destination: str | None = None,
        language: str = "en",
    ) -> Picture:
        """Return a view as a page, which notebooks display: ``chain``, ``vendor`` with a name..."""
        from aigraph.render.notebook import Picture
        from aigraph.render.page import page

        drawn = self.subgraph(
            what,
            *names,
            as_of=as_of,
            of=of,
            to=to,
            importer=importer,
            destination=destination,
        )
        title = drawn.title.to(language)
        return Picture(title, page(drawn, language))

    def chart(self, measure: str, *, of: str | None = None, language: str = "en") -> Picture:
        """Return the charts of a measure with their tables; notebooks display them."""
        from aigraph.questions.registry import ask
        from aigraph.render.chart import chart
        from aigraph.render.notebook import Picture

        answer = ask(self.release, "figures", measure, of=of)
        label = self.release.view.label
        title = answer.title.to(language)
        return Picture(title, chart(answer, lambda thing: label(thing, language), language))

    def graph(self, as_of: date | str | None = None) -> nx.MultiDiGraph[str]:
        """Return the accepted statements that hold on a day as a networkx graph."""
        from aigraph.graph import graph

        view = self.release.view
        return graph(view, view.held(_day(as_of)))

    def rdf(self, as_of: date | str | None = None) -> Dataset:
        """Return the quads as an rdflib Dataset, for code of your own, SHACL and export.

        It reads the release's own store through oxrdflib: nothing is copied, SPARQL runs in
        Oxigraph, and nothing can be changed. The default graph is the union of all graphs.

        Args:
            as_of: project the derived edges for this day; the release's own date without it.
        """
        from aigraph.stores.rdflib_dataset import rdflib_dataset

        day = self.release.manifest["date"] if as_of is None else as_of
        return rdflib_dataset(self.release.store_at(_day(day)))


def _day(as_of: date | str | None) -> date:
    """Return a day as it is given to a question; today where none is."""
    from aigraph.questions.scope import day

    return date.today() if as_of is None else day(as_of)
