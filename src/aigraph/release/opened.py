"""A built release, opened for questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from aigraph.graph import Name, Statement, Thing, View
from aigraph.ids import identifier
from aigraph.law.rules import Rule, read_law
from aigraph.ontology import Term
from aigraph.rdf.checks import Finding
from aigraph.release.build import FINDINGS, MANIFEST, VIEW
from aigraph.stores.foreign import ForeignQueries
from aigraph.stores.oxigraph import dated_store, open_store, select

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from pyoxigraph import Store

_ADDRESSES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?source ?address WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?source a ag:Source ; ag:url ?address }
}
"""


@dataclass(frozen=True)
class Release:
    """A folder that ``build`` published; its parts are read when they are first needed.

    Attributes:
        folder: where the release lies.
        ontology: the ontology folder, whose projection queries date the graph anew.
    """

    folder: Path
    ontology: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the release was made from, and how much is in it."""
        manifest: dict[str, Any] = self._json(MANIFEST)
        return manifest

    @property
    def name(self) -> str:
        """Version and content hash, as answers show them."""
        return str(self.manifest["release"])

    @cached_property
    def view(self) -> View:
        """The things and statements as the questions read them."""
        parts = self._json(VIEW)
        things = [Thing(*values) for values in parts["things"]]
        terms = [Term(*values) for values in parts["terms"]]
        return View(
            things={thing.id: thing for thing in things},
            names=tuple(Name(*values) for values in parts["names"]),
            statements=tuple(Statement(*values) for values in parts["statements"]),
            terms={term.name: term for term in terms},
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found when the release was built."""
        return tuple(
            Finding(**{**finding, "evidence": tuple(finding["evidence"])})
            for finding in self._json(FINDINGS)
        )

    @cached_property
    def law(self) -> dict[str, Rule]:
        """The rules of trade by identifier."""
        return read_law(self.store)

    @cached_property
    def source_addresses(self) -> dict[str, str]:
        """The web address of each source that has one."""
        return {identifier(row["source"]): row["address"] for row in select(self.store, _ADDRESSES)}

    @cached_property
    def store(self) -> Store:
        """The triple store, open for reading; derived edges hold for the release's date."""
        return open_store(self.folder)

    @cached_property
    def foreign(self) -> ForeignQueries:
        """Runs queries of strangers in a process of its own, kept for the next."""
        return ForeignQueries(self.folder, self.ontology, self.manifest["date"])

    def store_at(self, day: date, sources: Collection[str] = ()) -> Store:
        """Return the triple store with derived edges for a day, from some sources or from all."""
        if day.isoformat() == self.manifest["date"] and not sources:
            return self.store
        return dated_store(self.folder, self.ontology, day, sources)

    def _json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))
