"""Rules, the scopes they cover, and the technical thresholds of a scope."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DUTY: Final = "duty"
EXEMPTION: Final = "exemption"
EXPORT_CONTROL: Final = "export-control"
CLASSIFICATION: Final = "classification"
CHARGE: Final = "charge"

LOW: Final = "low"
"""The confidence that keeps a row out of answers."""


STALE: Final = 90
"""Days after which a confirmation is old."""


@dataclass(frozen=True)
class Figure:
    """What sources say of one technical figure of a good.

    Attributes:
        low: the least value that a source gives, in the unit of the figure.
        high: the greatest.
        evidence: identifiers of the observations.
        at_least: whether all of them are lower bounds, so that the figure may be greater.
    """

    low: float
    high: float
    evidence: frozenset[str] = frozenset()
    at_least: bool = False


@dataclass(frozen=True)
class Threshold:
    """One technical threshold that a good must meet.

    Attributes:
        id: ``thresholds/key``.
        measure: ``concepts/key`` of the figure compared.
        at_least: met by this figure and greater ones; None is open, as for the other bounds.
        above: met by greater figures only.
        at_most: met by this figure and lesser ones.
        below: met by lesser figures only.
        unit: unit of the bounds, and of the figures that can be compared with them.
        confidence: high, medium or low; nothing is known to meet or to miss a low one.
    """

    id: str
    measure: str
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    unit: str = ""
    confidence: str = "high"

    @property
    def figure(self) -> tuple[str, str]:
        """The measure and unit by which a good's figure is looked up."""
        return self.measure, self.unit

    def meets(self, value: float) -> bool:
        """Return whether a value is within the bounds.

        >>> density = Threshold("thresholds/any", "concepts/density", at_least=1.6, below=5.92)
        >>> [density.meets(value) for value in (1.6, 5.92)]
        [True, False]
        """
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    def met_by(self, figure: Figure | None) -> bool | None:
        """Return whether a figure meets the threshold; None where sources leave that open.

        Rival figures leave it open unless everything between them is on one side.

        >>> limit = Threshold("thresholds/any", "concepts/tpp", at_least=4800)
        >>> [limit.met_by(Figure(*both)) for both in ((1, 2), (4000, 5000), (4800, 5000))]
        [False, None, True]

        A lower bound meets what it reaches, and misses only what it is above.

        >>> [limit.met_by(Figure(value, value, at_least=True)) for value in (1, 4800)]
        [None, True]
        """
        if figure is None or self.confidence == LOW:
            return None
        if figure.at_least:
            figure = replace(figure, high=inf)
        if self.meets(figure.low) and self.meets(figure.high):
            return True
        return False if self._misses(figure) else None

    def _misses(self, figure: Figure) -> bool:
        """Return whether no value from the least to the greatest of a figure is within bounds."""
        return not (
            (self.at_least is None or figure.high >= self.at_least)
            and (self.above is None or figure.high > self.above)
            and (self.at_most is None or figure.low <= self.at_most)
            and (self.below is None or figure.low < self.below)
        )


@dataclass(frozen=True)
class Scope:
    """One thing a rule covers.

    Attributes:
        digits: letters and digits of the code; a good's code that begins with them is covered,
            every code where it is blank.
        code: ``codes/key``, or blank.
        condition: a fact outside codes that must hold, or blank.
        end_use: the use the goods must have, or blank.
        thresholds: technical thresholds, all of which must be met.
        valid_from: ISO day or blank.
        valid_to: ISO day, inclusive, or blank.
        locator: where the source says so.
        grade: how the source supports it.
        confidence: high, medium or low; a low one is left out.
        known_from: first day on which it was public, where the rule was so before.
    """

    digits: str
    code: str = ""
    condition: str = ""
    end_use: str = ""
    thresholds: tuple[Threshold, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    locator: str = ""
    grade: str = "stated"
    confidence: str = "high"
    known_from: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The condition and the end use, where the scope has any."""
        return tuple(fact for fact in (self.condition, self.end_use) if fact)


@dataclass(frozen=True)
class Rule:
    """One enforceable effect of a policy.

    To suppose another law, make another rule: ``dataclasses.replace(rule, rate=0.5)``.

    Attributes:
        id: ``rules/key``.
        label: English label.
        kind: ``duty``, ``exemption``, ``export-control``, ``classification`` or ``charge``.
        policy: ``policies/key``.
        places: places where the policy has effect (the importer, for a duty).
        rate: additional duty as a fraction; None where it is not known.
        licence: licence policy of an export control, or blank.
        quota: most that a licence may let pass, as a fraction, or None.
        quota_of: what the quota is a fraction of, or blank.
        covers_all: whether it covers all goods.
        origins: origins covered; empty is all.
        excluded_origins: origins left out.
        destinations: destinations covered, places or groups of them; empty is all.
        excluded_destinations: destinations left out, places or groups of them, unless they are
            named themselves.
        reach: what makes an item subject to an export control, in English and in Chinese.
        exempts: rules from which an exemption frees a good.
        yields_to: rules beside which it does not apply.
        valid_from: ISO day or blank.
        valid_to: ISO day, inclusive, or blank.
        confirmed_on: last day at which a source confirms it, or blank.
        known_from: first day on which it was public, where that is not before it took effect.
        status: state that the source reports.
        source: ``sources/key``.
        locator: where in the source.
        grade: how the source supports it.
        confidence: high, medium or low; a low one is left out.
        scopes: what it covers.
        rate_on: part of the value on which the rate is charged, or blank for the whole.
        includes_base: whether base rate and duty together reach the rate.
        void_by: ``policies/key`` of the ruling that held it void, or blank.
        void_on: day of that ruling, or blank.
        refundable: ``yes``, ``no``, or blank where no source says.
    """

    id: str
    label: str
    kind: str
    policy: str
    places: frozenset[str]
    rate: float | None
    licence: str
    quota: float | None
    quota_of: str
    covers_all: bool
    origins: frozenset[str]
    excluded_origins: frozenset[str]
    destinations: frozenset[str]
    exempts: frozenset[str]
    yields_to: frozenset[str]
    valid_from: str
    valid_to: str
    confirmed_on: str
    known_from: str
    status: str
    source: str
    locator: str
    grade: str
    confidence: str
    scopes: tuple[Scope, ...] = field(default=())
    excluded_destinations: frozenset[str] = frozenset()
    reach: tuple[str, str] = ("", "")
    rate_on: str = ""
    includes_base: bool = False
    void_by: str = ""
    void_on: str = ""
    refundable: str = ""

    @property
    def never(self) -> bool:
        """Whether it was never in force: only announced, or suspended before its first day."""
        return self.status in {"announced", "proposed"} or (
            self.status == "suspended" and not self.valid_to
        )

    def force_on(self, day: date) -> str:
        """Return whether the rule is in force on a day: ``yes``, ``no`` or ``unverified``.

        A rule ends on its own last day, whoever confirmed it last. Before that day, and past the
        last day at which a source confirms it, it is not known whether it still applies. A
        suspended rule was in force until its last day, or never where it has none.
        """
        if self.never:
            return "no"
        return self._within(self.valid_from, self.valid_to, day)

    def scope_on(self, scope: Scope, day: date) -> str:
        """Return whether one of its scopes is in force on a day, as ``force_on`` does."""
        return self._within(scope.valid_from, scope.valid_to, day)

    def _within(self, valid_from: str, valid_to: str, day: date) -> str:
        moment = day.isoformat()
        if valid_from > moment:
            return "no"
        if valid_to and valid_to < moment:
            return "no"
        return "unverified" if self.confirmed_on and self.confirmed_on < moment else "yes"


def code_digits(notation: str) -> str:
    """Return the letters and digits of a code, by which prefixes are compared.

    >>> code_digits("8473.30.1180").startswith(code_digits("8473.30.11"))
    True
    >>> code_digits("8471.80.4000").startswith(code_digits("8473.30"))
    False
    """
    return "".join(character for character in notation if character.isalnum()).upper()


def stale(rules: Mapping[str, Rule], today: date) -> list[Rule]:
    """Return the rules of which it is open whether they still hold, the oldest first.

    Those of low confidence are left out, and those confirmed within ``STALE`` days.

    Args:
        rules: all rules.
        today: the day from which their age is counted.
    """
    oldest = (today - timedelta(days=STALE)).isoformat()
    found = [
        rule
        for rule in rules.values()
        if rule.force_on(today) == "unverified"
        and rule.confirmed_on < oldest
        and rule.confidence != LOW
    ]
    return sorted(found, key=lambda rule: (rule.confirmed_on, rule.id))


def unchanged(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return the rules as if each held on as long as it says, whoever confirmed it last."""
    return {key: replace(rule, confirmed_on="") for key, rule in rules.items()}


def known(rules: Mapping[str, Rule], as_of: date, known_at: date | None) -> dict[str, Rule]:
    """Return the rules that were public on a day, for a question about the same day or an earlier.

    A ruling that came later is left out as well.

    Args:
        rules: all rules.
        as_of: the day that the question is about.
        known_at: the day on which it is asked; None is today.

    Raises:
        ValueError: if it is asked before the day it is about, since what was expected to come is
            not recorded.
    """
    if known_at is None:
        return dict(rules)
    if known_at < as_of:
        raise ValueError(f"{known_at} is before {as_of}: what was expected is not recorded")
    moment = known_at.isoformat()
    return {
        key: _as_known(rule, moment) for key, rule in rules.items() if rule.known_from <= moment
    }


def _as_known(rule: Rule, moment: str) -> Rule:
    """Return a rule with the scopes and the ruling that were public on a day."""
    scopes = tuple(scope for scope in rule.scopes if scope.known_from <= moment)
    if rule.void_on > moment:
        return replace(rule, scopes=scopes, void_by="", void_on="", refundable="")
    return replace(rule, scopes=scopes)
