"""Customs entries: as what, from where and to whom goods cross a border."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.law.rules import Figure

COUNTRY_GROUPS: Final = "places/country-group-"
"""How identifiers of the groups of countries of export controls begin."""

GOODS: Final = frozenset({"items", "chips", "servers"})
"""Tables whose rows can be traded."""


_OF_GOODS: Final = {
    "tradedAs": "items",
    "classifiedIn": "classified",
    "originatesIn": "origins",
    "controlledUnder": "controlled",
    "inCountryGroup": "groups",
    "membersListedIn": "listed",
}


class Statement(Protocol):
    """A statement that holds: what the law needs to know of it."""

    @property
    def subject(self) -> str:
        """``table/key``."""

    @property
    def predicate(self) -> str:
        """Local name of the relation."""

    @property
    def object(self) -> str:
        """``table/key``."""


S = TypeVar("S", bound=Statement)
Figures = dict[tuple[str, str], "Figure"]
"""Figures of a good by measure and unit."""


@dataclass(frozen=True)
class CustomsEntry:
    """A good on its way from one origin to one importer.

    Attributes:
        good: ``table/key`` of the chip, server or item.
        item: ``items/key`` as which it is traded, or blank for an export control.
        code: ``codes/key`` under which it falls.
        digits: letters and digits of that code.
        origin: ``places/key``, or blank where no source says.
        importer: ``places/key`` of the importer or, for an export control, of the destination;
            blank where it is not known.
        figures: what is known of the good's technical figures, by measure and unit.
        groups: whether the destination is in a group of places, by the group; of a group that is
            not named here it is not known.
        origin_within: the customs territories that the origin belongs to.
        importer_within: those that the importer belongs to.
    """

    good: str
    item: str
    code: str
    digits: str
    origin: str
    importer: str
    figures: Mapping[tuple[str, str], Figure] = field(hash=False)
    groups: Mapping[str, bool] = field(default_factory=dict, hash=False)
    origin_within: frozenset[str] = frozenset()
    importer_within: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Goods(Generic[S]):
    """What is known of goods on a day, looked up by good.

    Attributes:
        notations: letters and digits by code.
        figures: figures that some threshold compares, by good.
        items: statements ``tradedAs`` by good.
        classified: statements ``classifiedIn`` by item.
        origins: statements ``originatesIn`` by good.
        controlled: statements ``controlledUnder`` by good.
        groups: statements ``inCountryGroup`` by place.
        listed: statements ``membersListedIn`` by group: that all members of it are known.
        territories: the customs territories that a place belongs to, by place.
    """

    notations: Mapping[str, str]
    figures: Mapping[str, Figures]
    items: Mapping[str, list[S]] = field(default_factory=dict)
    classified: Mapping[str, list[S]] = field(default_factory=dict)
    origins: Mapping[str, list[S]] = field(default_factory=dict)
    controlled: Mapping[str, list[S]] = field(default_factory=dict)
    groups: Mapping[str, list[S]] = field(default_factory=dict)
    listed: Mapping[str, list[S]] = field(default_factory=dict)
    territories: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def on(self, statements: Iterable[S]) -> Goods[S]:
        """Return the same goods with other statements, such as those of another day."""
        found: dict[str, dict[str, list[S]]] = {name: {} for name in _OF_GOODS.values()}
        for statement in statements:
            if name := _OF_GOODS.get(statement.predicate):
                found[name].setdefault(statement.subject, []).append(statement)
        return replace(self, **found)  # type: ignore[arg-type]

    def entries(self, good: str, importer: str, origin: str | None = None) -> list[CustomsEntry]:
        """Return the customs entries of a good, one for each item, code and origin.

        Where no origin is known there is one entry with a blank origin: rules for all origins
        still cover it, and rules for one origin may.

        Args:
            good: ``chips/...``, ``servers/...`` or ``items/...``.
            importer: ``places/key``.
            origin: ``places/key``; None takes the origins that sources give.
        """
        items = {good} if good in self.classified else {said.object for said in self._traded(good)}
        known = sorted({said.object for said in self.origins.get(good, ())})
        return [
            self.entry(good, item, code, place, importer)
            for item in sorted(items)
            for code in sorted({said.object for said in self.classified.get(item, ())})
            for place in ([origin] if origin is not None else known or [""])
        ]

    def exports(self, good: str, destination: str) -> list[CustomsEntry]:
        """Return a good's exports to a destination, one for each ECCN that it falls under."""
        codes = sorted({said.object for said in self.controlled.get(good, ())})
        return [self.export(good, code, destination) for code in codes]

    def export(self, good: str, code: str, destination: str) -> CustomsEntry:
        """Return a good's export to a destination under one ECCN; blank as long as none is known.

        Args:
            good: ``table/key``.
            code: ``codes/key``, or blank.
            destination: ``places/key``.
        """
        entry = self.entry(good, "", code, "", destination)
        return replace(entry, groups=self.groups_of(destination))

    def unclassified(self, good: str, destination: str) -> CustomsEntry:
        """Return a good's export to a destination as long as no ECCN is known for it."""
        return self.export(good, "", destination)

    def groups_of(self, place: str) -> dict[str, bool]:
        """Return whether a place is in each group of places of which that is known.

        It is in those that a statement names, and outside those whose members are all listed.
        """
        inside = {said.object for said in self.groups.get(place, ())}
        return {group: group in inside for group in inside | self.listed.keys()}

    def _traded(self, good: str) -> Iterable[S]:
        return self.items.get(good, ())

    def entry(self, good: str, item: str, code: str, origin: str, importer: str) -> CustomsEntry:
        """Return the entry of a good; code and origin are blank where none is known."""
        return CustomsEntry(
            good,
            item,
            code,
            self.notations[code] if code else "",
            origin,
            importer,
            self.figures.get(good, {}),
            origin_within=self.territories.get(origin, frozenset()),
            importer_within=self.territories.get(importer, frozenset()),
        )


def is_group(place: str) -> bool:
    """Return whether a place is a group that export controls name, and no place to ship to."""
    return place.startswith(COUNTRY_GROUPS)


def families_of(statements: Iterable[Statement], good: str) -> set[str]:
    """Return the product families to which a good belongs, and the good itself."""
    above: dict[str, set[str]] = {}
    for item in statements:
        if item.predicate == "comprisesChip":
            above.setdefault(item.object, set()).add(item.subject)
    found, queue = {good}, [good]
    while queue:
        fresh = above.get(queue.pop(), set()) - found
        found |= fresh
        queue += sorted(fresh)
    return found


def members_of(statements: Iterable[Statement], good: str) -> list[str]:
    """Return a good, or the members of a product family in its place, families in families too."""
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
