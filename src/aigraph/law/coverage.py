"""Which duty rules cover which goods: on a day, and over all days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from aigraph.law.applicability import effects
from aigraph.law.rules import DUTY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aigraph.law.entries import Goods, S
    from aigraph.law.rules import Rule


class Span(NamedTuple):
    """That a rule covers a good from one day to another.

    Attributes:
        good: ``table/key``.
        rule: ``rules/key``.
        surely: whether no missing figure or origin could change that.
        first: ISO day, blank where it holds from the beginning.
        last: ISO day, inclusive, blank where it is open.
    """

    good: str
    rule: str
    surely: bool
    first: str
    last: str


def covered(rules: Mapping[str, Rule], goods: Goods[S], day: date) -> dict[tuple[str, str], bool]:
    """Return the pairs of a good and a duty rule that covers it on a day, each with how surely.

    A rule covers a good whatever exempts the good or supersedes the rule, and as long as a fact or
    a confirmation is open. The importer is any place where the rule has effect. The value is False
    where only a missing figure or origin could decide.
    """
    rules = {key: rule for key, rule in rules.items() if rule.force_on(day) != "no"}
    places = sorted({place for rule in rules.values() for place in rule.places or {""}})
    facts = {fact: True for rule in rules.values() for scope in rule.scopes for fact in scope.facts}
    found: dict[tuple[str, str], bool] = {}
    for good in sorted({*goods.items, *goods.classified}):
        for place in places:
            for entry in goods.entries(good, place):
                for effect in effects(entry, rules, day, DUTY, facts):
                    key = good, effect.rule.id
                    found[key] = found.get(key, False) or not effect.missing
    return found


def coverage_spans(
    rules: Mapping[str, Rule], goods_on: Callable[[date], Goods[S]], changes: Iterable[date]
) -> list[Span]:
    """Return for how long rules cover goods, over all days.

    Args:
        rules: the law.
        goods_on: what holds of goods on a day.
        changes: the days on which what holds of goods changes; those of the law are added.
    """
    days = sorted({*changes, *_changes_of(rules)})
    spans: list[Span] = []
    open_since: dict[tuple[str, str, bool], str] = {}
    for first in [None, *days]:
        moment = first or (days[0] - timedelta(days=1) if days else date.min)
        now = {(*pair, surely) for pair, surely in covered(rules, goods_on(moment), moment).items()}
        last = str(first - timedelta(days=1)) if first else ""
        spans += [Span(*key, open_since.pop(key), last) for key in open_since.keys() - now]
        for key in now - open_since.keys():
            open_since[key] = str(first) if first else ""
    return sorted([*spans, *(Span(*key, since, "") for key, since in open_since.items())])


def _changes_of(rules: Mapping[str, Rule]) -> Iterator[date]:
    """Yield the first day of each state that a rule or one of its scopes is in."""
    for rule in rules.values():
        for scope in rule.scopes:
            yield from _changes(scope.valid_from, scope.valid_to)
        yield from _changes(rule.valid_from, rule.valid_to)
        yield from _changes("", rule.confirmed_on)


def _changes(first: str, last: str) -> Iterator[date]:
    if first:
        yield date.fromisoformat(first)
    if last:
        yield date.fromisoformat(last) + timedelta(days=1)
