"""A built release, opened for questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import ReleaseError
from aigraph.graph import Name, Statement, Thing, View
from aigraph.ids import identifier
from aigraph.law.coverage import coverage_spans
from aigraph.ontology import Term
from aigraph.rdf.checks import Finding
from aigraph.rdf.law import controlling_policies, duties_read_from, read_goods, read_law
from aigraph.rdf.projection import dated_store
from aigraph.rdf.rates import read_rates
from aigraph.release.build import FINDINGS, ONTOLOGY, VIEW
from aigraph.release.manifest import read_manifest, read_part
from aigraph.stores.foreign import ForeignQueries
from aigraph.stores.oxigraph import open_store, select
from aigraph.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pyoxigraph import Store

    from aigraph.law.base_rates import Rate
    from aigraph.law.coverage import Span
    from aigraph.law.entries import Goods
    from aigraph.law.rules import Rule

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
        folder: where the release is.
        ontology: the ontology it was built with, whose projection queries date the graph anew.
    """

    folder: Path
    ontology: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the release was made from, and how much is in it.

        Raises:
            ReleaseError: if it is missing or damaged.
        """
        try:
            return read_manifest(self.folder)
        except ReleaseError as error:
            raise self._damaged(error) from error

    @property
    def name(self) -> str:
        """Version and content hash, as answers show them."""
        return str(self.manifest["release"])

    @cached_property
    def view(self) -> View:
        """The things and statements as the questions read them."""
        parts = self._json(VIEW)
        try:
            things = [Thing(*values) for values in parts["things"]]
            terms = [Term(*values) for values in parts["terms"]]
            return View(
                things={thing.id: thing for thing in things},
                names=tuple(Name(*values) for values in parts["names"]),
                statements=tuple(Statement(*values) for values in parts["statements"]),
                terms={term.name: term for term in terms},
                weights=tuple(Weight(*values) for values in parts["weights"]),
                records=parts["records"],
            )
        except (KeyError, TypeError):
            raise ReleaseError(
                f"release {self.name} was built by another version of aigraph, and this one cannot"
                " read it"
            ) from None

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
    def rates(self) -> tuple[Rate, ...]:
        """The base rates of tariff schedules."""
        return read_rates(self.store)

    @cached_property
    def controlling_policies(self) -> frozenset[str]:
        """The policies that may control exports, whether or not any of their rules is known."""
        return controlling_policies(self.store)

    @cached_property
    def duties_read_from(self) -> dict[str, str]:
        """The first day from which the duties of customs territories were read, by place."""
        return duties_read_from(self.store)

    def goods(self, sources: Collection[str] = ()) -> Goods[Statement]:
        """Return codes and figures of goods, from some sources or from all; they are read once."""
        chosen = frozenset(sources)
        if chosen not in self._goods:
            self._goods[chosen] = read_goods(self.store, sources=chosen)
        return self._goods[chosen]

    @cached_property
    def _goods(self) -> dict[frozenset[str], Goods[Statement]]:
        return {}

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

    def coverage_spans(self) -> list[Span]:
        """Return for how long duty rules cover goods, as the derived graph has it on each day."""
        relations = {"tradedAs", "classifiedIn", "originatesIn"}
        stated = [
            item for item in self.view.statements if item.accepted and item.predicate in relations
        ]
        changes = {date.fromisoformat(item.valid_from) for item in stated if item.valid_from}
        changes |= {
            date.fromisoformat(item.valid_to) + timedelta(days=1)
            for item in stated
            if item.valid_to
        }
        goods = self.goods()
        return coverage_spans(
            self.law, lambda day: goods.on(item for item in stated if item.holds(day)), changes
        )

    def _json(self, name: str) -> Any:
        try:
            return json.loads(read_part(self.folder, self.manifest, name))
        except ReleaseError as error:
            raise self._damaged(error) from error

    def _damaged(self, error: ReleaseError) -> ReleaseError:
        return ReleaseError(
            f"the release {self.folder.name} was damaged or removed while in use: {error};"
            " run aigraph check, which builds it again"
        )


def open_release(folder: Path) -> Release:
    """Return the release in a folder, with the ontology that it carries."""
    return Release(folder, folder / ONTOLOGY)
