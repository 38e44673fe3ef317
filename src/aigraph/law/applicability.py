"""What the rules do to one customs entry: apply, exempt, or stay open for a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from aigraph.law.entries import is_group
from aigraph.law.outcomes import (
    CONFIRMATION,
    FACT,
    FAILS,
    HOLDS,
    MISSING,
    OPEN_STATUSES,
    Outcome,
    every,
    negation,
    some,
    still_open,
)
from aigraph.law.rules import DUTY, EXEMPTION, EXPORT_CONTROL, LOW
from aigraph.law.superseding import in_effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.law.entries import CustomsEntry
    from aigraph.law.rules import Rule, Scope, Threshold

STATUSES: Final = (
    "applies",
    "conditional",
    "undetermined",
    "unverified",
    "exempt",
    "superseded",
    "out-of-scope",
)
"""What a rule may do to a good, gravest first.

It applies; it is conditional on a fact not given; it is undetermined, because a figure, an origin
or a place is missing; it is unverified past its last confirmation; the good is exempt; the rule is
superseded by another; the good is out of its scope.
"""

OPEN: Final = frozenset(OPEN_STATUSES.values())
"""Statuses of a rule of which it is open whether it applies."""

ORIGIN_UNKNOWN: Final = "origin not known"
PLACE_UNKNOWN: Final = "place of import unknown"


@dataclass(frozen=True)
class Effect:
    """What one rule does to one customs entry.

    Attributes:
        entry: the customs entry.
        rule: the rule.
        status: one of STATUSES.
        because: the exemptions of an exempt good, the rules that supersede this one, the facts
            and figures on which an open one hangs; for a rule that applies, the open rules that
            would supersede it.
        scope: what of the rule covers the good; None when the rule covers everything.
        missing: figures, origin or place for want of which it is open whether the rule covers the
            good at all, whatever exempts it.
    """

    entry: CustomsEntry
    rule: Rule
    status: str
    because: tuple[str, ...]
    scope: Scope | None
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool | None:
        """Whether the rule holds as far as no other supersedes it; None where that is open.

        A rule charged on a part of the value holds for that part only: how far is open, as long
        as the part is not known.
        """
        if self.status in OPEN or (self.status == "applies" and self.rule.rate_on):
            return None
        return self.status in {"applies", "superseded"}


def effects(
    entry: CustomsEntry,
    rules: Mapping[str, Rule],
    day: date,
    kind: str = DUTY,
    given: Mapping[str, bool] | None = None,
) -> list[Effect]:
    """Return what every rule of a kind that covers an entry does to it on a day.

    Rules of which the good is out of scope are left out, and so are those of low confidence.

    Args:
        entry: the good, its code, origin and importer.
        rules: all rules, the exemptions included.
        day: the date of import.
        kind: ``duty`` or ``export-control``.
        given: conditions and end uses that are known to hold or not to hold.
    """
    facts = given or {}
    found = [
        effect
        for rule in rules.values()
        if rule.kind == kind and rule.confidence != LOW
        if (effect := _effect(entry, rule, rules, day, facts)) is not None
    ]
    return _superseded(found)


def _superseded(found: list[Effect]) -> list[Effect]:
    """Return effects in which a rule is superseded where one that supersedes it is in effect."""
    holding = {effect.rule.id: effect.holds for effect in found}
    settled = in_effect(holding, {effect.rule.id: effect.rule.yields_to for effect in found})
    results = []
    for effect in found:
        stronger = {rule: settled[rule] for rule in effect.rule.yields_to if rule in settled}
        surely = tuple(sorted(rule for rule, holds in stronger.items() if holds))
        perhaps = tuple(sorted(rule for rule, holds in stronger.items() if holds is None))
        if effect.status == "exempt":
            results.append(effect)
        elif surely:
            results.append(replace(effect, status="superseded", because=surely))
        elif effect.status == "applies":
            results.append(replace(effect, because=perhaps))
        else:
            results.append(effect)
    return results


def _effect(
    entry: CustomsEntry,
    rule: Rule,
    rules: Mapping[str, Rule],
    day: date,
    given: Mapping[str, bool],
) -> Effect | None:
    covered, scope = coverage(rule, entry, day, given)
    if covered.holds is False:
        return None
    missing = tuple(reason.about for reason in covered.reasons if reason.kind == MISSING)
    exemptions = _exemptions(entry, rule, rules, day, given)
    exempting = tuple(sorted(key for key, outcome in exemptions.items() if outcome.holds))
    if exempting:
        return Effect(entry, rule, "exempt", exempting, scope, missing)
    applies = every([covered, *(negation(outcome) for outcome in exemptions.values())])
    if applies.holds is None:
        return Effect(entry, rule, applies.status, applies.because, scope, missing)
    return Effect(entry, rule, "applies", (), scope)


def _exemptions(
    entry: CustomsEntry,
    rule: Rule,
    rules: Mapping[str, Rule],
    day: date,
    given: Mapping[str, bool],
) -> dict[str, Outcome]:
    """Return whether each exemption from a rule covers an entry, by the places the rule asks for.

    A duty asks where goods are imported, an export control where they go.
    """
    return {
        exemption.id: coverage(
            replace(exemption, kind=EXPORT_CONTROL) if rule.kind == EXPORT_CONTROL else exemption,
            entry,
            day,
            given,
        )[0]
        for exemption in rules.values()
        if exemption.kind == EXEMPTION
        and rule.id in exemption.exempts
        and exemption.confidence != LOW
    }


def destination_covered(rule: Rule, entry: CustomsEntry) -> Outcome:
    """Return whether an export control covers a destination, whatever the goods.

    Args:
        rule: an export control.
        entry: an export to the destination; its goods do not matter.
    """
    return _destination(rule, entry)


def coverage(
    rule: Rule, entry: CustomsEntry, day: date, given: Mapping[str, bool]
) -> tuple[Outcome, Scope | None]:
    """Return whether a rule in force on a day covers an entry, and by which of its scopes.

    The scope is one that surely covers the entry or, without any, one that may.
    """
    force = rule.force_on(day)
    if force == "no":
        return FAILS, None
    frame = every([_force(rule, force), _places(rule, entry)])
    if rule.covers_all or frame.holds is False:
        return frame, None
    best: Scope | None = None
    outcomes = []
    for scope in rule.scopes:
        outcome = _in_scope(rule, scope, entry, day, given)
        if outcome.holds or (outcome.holds is None and best is None):
            best = scope
        outcomes.append(outcome)
        if outcome.holds:
            break
    return every([frame, some(outcomes)]), best


def _force(rule: Rule, force: str) -> Outcome:
    """Return whether a rule that has not ended is confirmed to be in force."""
    if force == "unverified":
        return still_open(CONFIRMATION, f"{rule.id} last confirmed on {rule.confirmed_on}")
    return HOLDS


def _places(rule: Rule, entry: CustomsEntry) -> Outcome:
    if rule.kind == EXPORT_CONTROL:
        return _destination(rule, entry)
    origin = every(
        [
            _among(entry.origin, entry.origin_within, rule.origins, ORIGIN_UNKNOWN),
            negation(
                _among(entry.origin, entry.origin_within, rule.excluded_origins, ORIGIN_UNKNOWN)
            )
            if rule.excluded_origins
            else HOLDS,
        ]
    )
    if not rule.places:
        return every([still_open(MISSING, PLACE_UNKNOWN), origin])
    return every(
        [_among(entry.importer, entry.importer_within, rule.places, PLACE_UNKNOWN), origin]
    )


def _destination(rule: Rule, entry: CustomsEntry) -> Outcome:
    """Return whether a rule covers a destination: named itself, or as a member of a group."""
    if entry.importer and _places_of(entry) & rule.destinations:
        return HOLDS
    inside = _grouped(rule.destinations, entry) if rule.destinations else HOLDS
    outside = _grouped(rule.excluded_destinations, entry)
    return every([inside, negation(outside)])


def _grouped(places: frozenset[str], entry: CustomsEntry) -> Outcome:
    """Return whether a destination is one of several places, or in one of several groups."""
    if places and not entry.importer:
        return still_open(MISSING, PLACE_UNKNOWN)
    if _places_of(entry) & places:
        return HOLDS
    return some(_member(group, entry) for group in sorted(filter(is_group, places)))


def _places_of(entry: CustomsEntry) -> frozenset[str]:
    """Return a destination, and the customs territories that it belongs to."""
    return entry.importer_within | {entry.importer}


def _member(group: str, entry: CustomsEntry) -> Outcome:
    """Return whether a destination is in a group; where that is not known, the group is missing."""
    inside = entry.groups.get(group)
    if inside is None:
        return still_open(MISSING, group)
    return HOLDS if inside else FAILS


def _among(place: str, within: frozenset[str], places: frozenset[str], unknown: str) -> Outcome:
    """Return whether a place, or a customs territory it belongs to, is one of several.

    Without any places, all are meant.
    """
    if not places:
        return HOLDS
    if not place:
        return still_open(MISSING, unknown)
    return HOLDS if places & {place, *within} else FAILS


def _in_scope(
    rule: Rule, scope: Scope, entry: CustomsEntry, day: date, given: Mapping[str, bool]
) -> Outcome:
    if scope.confidence == LOW or not entry.digits.startswith(scope.digits):
        return FAILS
    return every(
        [
            FAILS if rule.scope_on(scope, day) == "no" else HOLDS,
            *(_meets(threshold, entry) for threshold in scope.thresholds),
            *(_fact(fact, given) for fact in scope.facts),
        ]
    )


def _meets(threshold: Threshold, entry: CustomsEntry) -> Outcome:
    met = threshold.met_by(entry.figures.get(threshold.figure))
    if met is None:
        return still_open(MISSING, threshold.measure)
    return HOLDS if met else FAILS


def _fact(fact: str, given: Mapping[str, bool]) -> Outcome:
    if fact not in given:
        return still_open(FACT, fact)
    return HOLDS if given[fact] else FAILS


def gravest(statuses: Iterable[str]) -> str:
    """Return the gravest of some statuses.

    >>> gravest(["exempt", "conditional", "unverified"])
    'conditional'
    """
    return min(statuses, key=STATUSES.index)


def hardest(statuses: Iterable[str]) -> str:
    """Return of some open statuses the one that a user can do least about.

    Without any the outcome is undetermined: something must be missing.

    >>> hardest(["conditional", "unverified"]), hardest([])
    ('unverified', 'undetermined')
    """
    found = set(statuses)
    return next((status for status in OPEN_STATUSES.values() if status in found), "undetermined")
