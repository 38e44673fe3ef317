"""What a question of law works on: the rules known, the goods, and the statements of a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.i18n import Text
from aigraph.ids import table_of
from aigraph.law.entries import members_of
from aigraph.law.rules import known, unchanged
from aigraph.questions.names import resolve
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.law.base_rates import Rate
    from aigraph.law.entries import CustomsEntry, Goods
    from aigraph.law.rules import Rule
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

TRADEABLE: Final = frozenset({"items", "chips", "servers", "components", "equipment"})
"""Tables of things that can cross a border."""

NO_ADVICE: Final = Text("Information, not legal advice: the current list and text decide.")


@dataclass(frozen=True)
class Case:
    """What is known on one day.

    Attributes:
        view: things, names, and the statements of the sources asked for.
        rules: the rules that were public when it is asked.
        held: the statements that hold on the day.
        goods: what they say of goods, with figures.
        day: the day.
        given: conditions and end uses known to hold or not to hold.
        controlling: policies that may control exports, whether or not their rules are known.
        duties_read_from: the first day from which the duties of customs territories were read.
        rates: base rates of tariff schedules.
    """

    view: View
    rules: Mapping[str, Rule]
    held: list[Statement]
    goods: Goods[Statement]
    day: date
    given: Mapping[str, bool]
    controlling: frozenset[str]
    duties_read_from: Mapping[str, str]
    rates: Sequence[Rate] = ()

    @cached_property
    def unchanged(self) -> Mapping[str, Rule]:
        """The rules as if none had changed since it was last confirmed."""
        return unchanged(self.rules)

    @cached_property
    def tariffs(self) -> frozenset[str]:
        """The customs territories of which base rates are held."""
        return frozenset(rate.importer for rate in self.rates)

    def duties_read(self, entry: CustomsEntry) -> bool:
        """Return whether the additional duties of an entry's importer were read for the day."""
        days = [
            self.duties_read_from[place]
            for place in (entry.importer, *entry.importer_within)
            if place in self.duties_read_from
        ]
        return bool(days) and min(days) <= self.day.isoformat()

    @cached_property
    def families(self) -> list[Statement]:
        """The statements that a product family comprises a chip."""
        return [item for item in self.held if item.predicate == "comprisesChip"]

    @cached_property
    def targeting(self) -> dict[str, set[str]]:
        """The policies that may control exports, by the thing that they target."""
        found: dict[str, set[str]] = {}
        for item in self.held:
            if item.predicate == "targets" and item.subject in self.controlling:
                found.setdefault(item.object, set()).add(item.subject)
        return found

    @cached_property
    def contents(self) -> dict[str, set[str]]:
        """The chips in each server."""
        found: dict[str, set[str]] = {}
        for item in self.held:
            if item.predicate == "contains":
                found.setdefault(item.subject, set()).add(item.object)
        return found

    def members(self, good: str) -> list[str]:
        """Return a good, or the members of a product family in its place."""
        return members_of(self.families, good)


def cases(release: Release, scope: Scope, days: Iterable[date]) -> Iterator[Case]:
    """Yield what is known on each of several days; law and figures are read once."""
    view = release.view.only(scope.sources)
    goods = release.goods(scope.sources)
    controlling, read_from = release.controlling_policies, release.duties_read_from
    rates = [rate for rate in release.rates if not scope.sources or rate.source in scope.sources]
    for day in days:
        held = view.held(day)
        rules = known(release.law, day, scope.known_at)
        on_day = goods.on(held)
        yield Case(view, rules, held, on_day, day, scope.facts, controlling, read_from, rates)


def case_of(release: Release, scope: Scope) -> Case:
    """Return what is known on the day of a scope."""
    return next(cases(release, scope, [scope.as_of]))


def resolve_good(view: View, text: str) -> str:
    """Return the good that a text names.

    Raises:
        NotFoundError: if it names nothing, or nothing that can cross a border.
    """
    good = resolve(view, text, TRADEABLE)
    if table_of(good) not in TRADEABLE:
        known_goods = [thing for thing in view.things if table_of(thing) in TRADEABLE]
        raise NotFoundError(text, nearest(text, known_goods, limit=3), what="traded good")
    return good
