"""The ways on which goods reach an importer: as what they are traded, and from where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from aigraph.ids import identifier
from aigraph.law.applicability import Lane
from aigraph.law.rules import notations
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from aigraph.graph import Statement

GOODS: Final = frozenset({"items", "chips", "servers"})
"""Tables whose rows can be traded."""

_FIGURES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?entity ?measure (MAX(?number) AS ?value) WHERE {
  { SELECT DISTINCT ?measure WHERE {
    GRAPH <https://w3id.org/aigraph/graph/things> { ?gate a ag:Gate ; ag:measure ?measure }
  } }
  GRAPH ?g {
    ?observation ag:entity ?entity ; ag:measure ?measure ; ag:value ?number ;
      ag:confidence ?confidence
    FILTER(?confidence != ag:low)
  }
} GROUP BY ?entity ?measure
"""


@dataclass(frozen=True)
class Trade:
    """What the graph knows of goods on a day, looked up by good.

    Attributes:
        items: statements ``tradedAs`` by good.
        classified: statements ``classifiedIn`` by item.
        origins: statements ``originatesIn`` by good.
        controlled: statements ``controlledUnder`` by good.
        notations: letters and digits by code.
        figures: greatest figure of each measure that some gate compares, by good.
    """

    items: dict[str, list[Statement]]
    classified: dict[str, list[Statement]]
    origins: dict[str, list[Statement]]
    controlled: dict[str, list[Statement]]
    notations: dict[str, str]
    figures: dict[str, dict[str, float]]

    def saying(self, statements: Iterable[Statement]) -> Trade:
        """Return the same goods with other statements, such as those of another day."""
        by_predicate: dict[str, dict[str, list[Statement]]] = {}
        for statement in statements:
            by_subject = by_predicate.setdefault(statement.predicate, {})
            by_subject.setdefault(statement.subject, []).append(statement)
        return replace(
            self,
            items=by_predicate.get("tradedAs", {}),
            classified=by_predicate.get("classifiedIn", {}),
            origins=by_predicate.get("originatesIn", {}),
            controlled=by_predicate.get("controlledUnder", {}),
        )

    def lanes(self, good: str, importer: str) -> list[Lane]:
        """Return a good's ways to an importer, one for each item, code and origin.

        Where no origin is known there is one lane with a blank origin: rules for all origins
        still reach it, and rules for one origin may.
        """
        found = []
        for traded in self.items.get(good, ()):
            origins = {statement.object for statement in self.origins.get(good, ())}
            found += [
                self._lane(good, traded.object, code, origin, importer)
                for code in self._codes(traded.object)
                for origin in sorted(origins) or [""]
            ]
        return found

    def lanes_of(self, good: str, importer: str, origin: str | None) -> list[Lane]:
        """Return the ways of a good, or of a traded item itself, from one origin.

        Args:
            good: ``chips/...``, ``servers/...`` or ``items/...``.
            importer: ``places/key``.
            origin: ``places/key``; without it the origins that sources tell.
        """
        if good not in self.classified:
            lanes = self.lanes(good, importer)
            if origin is None:
                return lanes
            once = {(lane.item, lane.code): lane for lane in lanes}
            return [replace(lane, origin=origin) for lane in once.values()]
        return [self._lane(good, good, code, origin or "", importer) for code in self._codes(good)]

    def control_lanes(self, good: str, destination: str) -> list[Lane]:
        """Return a good's ways under export control, one for each entry that names it."""
        codes = sorted({entry.object for entry in self.controlled.get(good, ())})
        return [self._lane(good, "", code, "", destination) for code in codes]

    def entry_lane(self, good: str, destination: str) -> Lane:
        """Return a good's way to a destination before it is known under which entry it falls."""
        figures = self.figures.get(good, {})
        return Lane(good, "", "", "", "", destination, figures)

    def _codes(self, item: str) -> list[str]:
        return sorted({statement.object for statement in self.classified.get(item, ())})

    def _lane(self, good: str, item: str, code: str, origin: str, importer: str) -> Lane:
        return Lane(
            good=good,
            item=item,
            code=code,
            digits=self.notations[code],
            origin=origin,
            importer=importer,
            figures=self.figures.get(good, {}),
        )


def members_of(statements: Iterable[Statement], good: str) -> list[str]:
    """Return a good, or the members of a product line instead of the line, lines in lines too."""
    members: dict[str, list[str]] = {}
    for item in statements:
        if item.predicate == "comprisesChip":
            members.setdefault(item.subject, []).append(item.object)
    found, queue, seen = set(), [good], {good}
    while queue:
        current = queue.pop()
        below = [member for member in members.get(current, ()) if member not in seen]
        seen.update(below)
        queue += below
        if current not in members:
            found.add(current)
    return sorted(found)


def read_trade(store: Store, statements: Iterable[Statement]) -> Trade:
    """Gather what statements that hold say of goods, and their figures from the store."""
    figures: dict[str, dict[str, float]] = {}
    for row in select(store, _FIGURES):
        of_good = figures.setdefault(identifier(row["entity"]), {})
        of_good[identifier(row["measure"])] = float(row["value"])
    return Trade({}, {}, {}, {}, notations(store), figures).saying(statements)
