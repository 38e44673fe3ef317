"""What the rules do to one good on its way: apply, exempt, depend on a fact, or be unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.law.rules import Gate, Rule, Scope

STATUSES: Final = ("applies", "depends", "unknown", "exempt", "displaced")
"""What a rule that covers a good may do to it, gravest first."""

ORIGIN_UNKNOWN: Final = "origin not known"
_YES: Final = "yes"
_MAYBE: Final = "maybe"
_NO: Final = "no"


@dataclass(frozen=True)
class Lane:
    """A good on its way from one origin to one importer.

    Attributes:
        good: ``table/key`` of the chip, server or item.
        item: ``items/key`` as which it is traded, or blank for an export control.
        code: ``codes/key`` under which it falls.
        digits: letters and digits of that code.
        origin: ``places/key``, or blank where no source tells.
        importer: ``places/key``.
        figures: what is known of the good's technical figures, by measure.
    """

    good: str
    item: str
    code: str
    digits: str
    origin: str
    importer: str
    figures: Mapping[str, float] = field(hash=False)


@dataclass(frozen=True)
class Effect:
    """What one rule does on one lane.

    Attributes:
        lane: the lane.
        rule: the rule.
        status: one of STATUSES.
        because: rules or facts that decide it.
        scope: what of the rule covers the good; None when the rule covers everything.
    """

    lane: Lane
    rule: Rule
    status: str
    because: tuple[str, ...]
    scope: Scope | None


def effects(
    lane: Lane, rules: Mapping[str, Rule], day: date, kind: str, given: Mapping[str, bool]
) -> list[Effect]:
    """Return what every rule of a kind that covers a lane does to it on a day.

    Args:
        lane: the good and its way.
        rules: all rules, the exemptions included.
        day: the date of import.
        kind: ``duty`` or ``export-control``.
        given: conditions and end uses that are known to hold or not to hold.
    """
    found = [
        effect
        for rule in rules.values()
        if rule.kind == kind and rule.confidence != "low"
        if (effect := _effect(lane, rule, rules, day, given)) is not None
    ]
    applying = {effect.rule.id for effect in found if effect.status == "applies"}
    return [_displace(effect, applying) for effect in found]


def _displace(effect: Effect, applying: set[str]) -> Effect:
    """Set a rule aside where one that it yields to applies."""
    stronger = sorted(effect.rule.yields_to & applying)
    if not stronger or effect.status == "exempt":
        return effect
    return Effect(effect.lane, effect.rule, "displaced", tuple(stronger), effect.scope)


def _effect(
    lane: Lane, rule: Rule, rules: Mapping[str, Rule], day: date, given: Mapping[str, bool]
) -> Effect | None:
    force = rule.force_on(day)
    covered, scope, facts = covers(rule, lane, given)
    if force == _NO or covered == _NO:
        return None
    if ORIGIN_UNKNOWN in facts:
        return Effect(lane, rule, "depends", facts, scope)
    lifted, lifters = _lifted(lane, rule, rules, day, given)
    if lifted == _YES:
        return Effect(lane, rule, "exempt", lifters, scope)
    if force == "unknown" or lifted == "unknown":
        return Effect(lane, rule, "unknown", (f"last confirmed on {rule.confirmed_on}",), scope)
    if covered == _MAYBE or lifted == _MAYBE:
        return Effect(lane, rule, "depends", (*facts, *lifters), scope)
    return Effect(lane, rule, "applies", (), scope)


def _lifted(
    lane: Lane, rule: Rule, rules: Mapping[str, Rule], day: date, given: Mapping[str, bool]
) -> tuple[str, tuple[str, ...]]:
    """Tell whether an exemption lifts a rule: yes, maybe, unknown or no; and which ones do."""
    results: dict[str, list[str]] = {}
    for exemption in rules.values():
        if exemption.kind != "exemption" or rule.id not in exemption.lifts:
            continue
        force = exemption.force_on(day)
        covered, _, _ = covers(exemption, lane, given)
        if force == _NO or covered == _NO:
            continue
        outcome = "unknown" if force == "unknown" else covered
        results.setdefault(outcome, []).append(exemption.id)
    for outcome in (_YES, "unknown", _MAYBE):
        if outcome in results:
            return outcome, tuple(sorted(results[outcome]))
    return _NO, ()


def covers(
    rule: Rule, lane: Lane, given: Mapping[str, bool]
) -> tuple[str, Scope | None, tuple[str, ...]]:
    """Tell whether a rule covers a lane: yes, maybe or no; by which scope; on which open facts."""
    place, place_facts = _covers_places(rule, lane)
    if place == _NO:
        return _NO, None, ()
    if rule.covers_all:
        return place, None, place_facts
    best: tuple[str, Scope | None, tuple[str, ...]] = (_NO, None, ())
    for scope in rule.scopes:
        outcome, facts = _covers_scope(scope, lane, given)
        if outcome == _YES:
            return place, scope, place_facts
        if outcome == _MAYBE and best[0] == _NO:
            best = (_MAYBE, scope, (*facts, *place_facts))
    return best


def undecided_entries(
    lane: Lane, rules: Mapping[str, Rule], day: date
) -> list[tuple[Rule, tuple[str, ...]]]:
    """Return the entries under which a good may fall, with the measures that would decide it.

    A scope of which no figure of the good is known says nothing of it: memory is no processor.

    Args:
        lane: a way of the good; its code does not matter.
        rules: all rules.
        day: the day asked about.
    """
    found = []
    for rule in rules.values():
        if rule.kind != "classification" or rule.force_on(day) == _NO:
            continue
        missing = {
            gate.measure
            for scope in rule.scopes
            if _may_pass(scope, lane)
            for gate in scope.gates
            if gate.measure not in lane.figures
        }
        if missing:
            found.append((rule, tuple(sorted(missing))))
    return found


def _may_pass(scope: Scope, lane: Lane) -> bool:
    """Tell whether the figures known pass their gates, where any is known."""
    known = [gate for gate in scope.gates if gate.measure in lane.figures]
    return bool(known) and all(gate.met_by(lane.figures[gate.measure]) for gate in known)


def _covers_places(rule: Rule, lane: Lane) -> tuple[str, tuple[str, ...]]:
    if rule.kind == "export-control":
        covered = not rule.destinations or lane.importer in rule.destinations
        return (_YES if covered else _NO), ()
    if rule.places and lane.importer not in rule.places:
        return _NO, ()
    if not rule.origins and not rule.excluded_origins:
        return _YES, ()
    if not lane.origin:
        return _MAYBE, (ORIGIN_UNKNOWN,)
    covered = lane.origin not in rule.excluded_origins and (
        not rule.origins or lane.origin in rule.origins
    )
    return (_YES if covered else _NO), ()


def _covers_scope(
    scope: Scope, lane: Lane, given: Mapping[str, bool]
) -> tuple[str, tuple[str, ...]]:
    if not lane.digits.startswith(scope.digits):
        return _NO, ()
    outcomes = [
        *(_gate(gate, lane.figures) for gate in scope.gates),
        *(_fact(fact, given) for fact in (scope.condition, scope.end_use)),
    ]
    if any(outcome == _NO for outcome, _ in outcomes):
        return _NO, ()
    facts = tuple(fact for outcome, fact in outcomes if outcome == _MAYBE)
    return (_MAYBE if facts else _YES), facts


def _fact(fact: str, given: Mapping[str, bool]) -> tuple[str, str]:
    if not fact:
        return _YES, ""
    if fact in given:
        return (_YES if given[fact] else _NO), fact
    return _MAYBE, fact


def _gate(gate: Gate, figures: Mapping[str, float]) -> tuple[str, str]:
    figure = figures.get(gate.measure)
    if figure is None:
        return _MAYBE, gate.measure
    return (_YES if gate.met_by(figure) else _NO), ""


def gravest(statuses: Iterable[str]) -> str:
    """Return the gravest of some statuses.

    >>> gravest(["exempt", "depends", "unknown"])
    'depends'
    """
    return min(statuses, key=STATUSES.index)
