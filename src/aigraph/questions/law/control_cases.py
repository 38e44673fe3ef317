"""What export controls do to a good: the rules, and why it is open where no rule is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.ids import table_of
from aigraph.law.applicability import destination_covered, effects
from aigraph.law.classification import scopes_for, undecided
from aigraph.law.entries import families_of
from aigraph.law.rules import CLASSIFICATION, EXPORT_CONTROL, LOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.law.applicability import Effect
    from aigraph.law.entries import CustomsEntry
    from aigraph.law.rules import Rule, Scope, Threshold
    from aigraph.questions.law.case import Case

REQUIREMENT_UNKNOWN: Final = "licence requirement for this destination unknown"
NO_ECCN_RULE: Final = "no rule known that defines an ECCN on this day"
ECCN_UNKNOWN: Final = "under which ECCN it falls is unknown"
FIGURES_ONLY: Final = "its figures meet no ECCN in force; end users and end uses are not decided"
NO_COVER: Final = "none of the rules known of a policy that targets it covers this export"
NO_RULE_OF_POLICY: Final = "no rule known of a policy that targets it"


@dataclass(frozen=True)
class Finding:
    """What a rule, or the want of one, does to an export.

    Attributes:
        entry: the export, with the ECCN where one is known.
        status: as ``Effect`` has it.
        because: what decides it.
        rule: the rule, if there is one.
        policy: the policy: of the rule, or one without known rules.
        thresholds: what was compared.
        effect: what the rule does, if it covers the export.
    """

    entry: CustomsEntry
    status: str
    because: tuple[str, ...] = ()
    rule: Rule | None = None
    policy: str = ""
    thresholds: tuple[Threshold, ...] = ()
    effect: Effect | None = None


def findings(case: Case, thing: str, destination: str) -> Iterator[Finding]:
    """Yield what is known of the export of one thing; never nothing.

    That a good is out of scope is said only where its figures miss every ECCN in force.

    Args:
        case: what is known on the day.
        thing: ``table/key``, no product family; a code means whatever falls under it.
        destination: ``places/key``.
    """
    acting = set()
    exports = _exports(case, thing, destination)
    for entry in exports:
        found = effects(entry, case.rules, case.day, EXPORT_CONTROL, case.given)
        acting |= {effect.rule.policy for effect in found}
        yield from (_acting(case, effect) for effect in found)
        if not found:
            yield Finding(
                entry, "undetermined", (REQUIREMENT_UNKNOWN,), thresholds=_defining(case, entry)
            )
    if not exports:
        yield from _unclassified(case, thing, destination)
    for policy in _targeting(case, thing):
        if policy not in acting:
            entry = case.goods.unclassified(thing, destination)
            because = NO_COVER if _has_rules(case, policy) else NO_RULE_OF_POLICY
            yield Finding(entry, "undetermined", (because,), policy=policy)


def _exports(case: Case, thing: str, destination: str) -> list[CustomsEntry]:
    """Return the exports of a thing, one for each ECCN; of an ECCN, of whatever is under it."""
    if table_of(thing) == "codes":
        return [case.goods.export(thing, thing, destination)]
    return case.goods.exports(thing, destination)


def _acting(case: Case, effect: Effect) -> Finding:
    scopes = [effect.scope] if effect.scope else []
    thresholds = [
        *_defining(case, effect.entry),
        *(threshold for scope in scopes for threshold in scope.thresholds),
    ]
    return Finding(
        effect.entry,
        effect.status,
        effect.because,
        effect.rule,
        effect.rule.policy,
        tuple(dict.fromkeys(thresholds)),
        effect,
    )


def _unclassified(case: Case, good: str, destination: str) -> Iterator[Finding]:
    """Yield why no ECCN is known for a good: what is missing, or that it meets none."""
    entry = case.goods.unclassified(good, destination)
    in_force = [rule for rule in _eccn_rules(case) if rule.force_on(case.day) != "no"]
    scopes = [scope for rule in in_force for scope in scopes_for(entry, rule)]
    missing = undecided(entry, case.rules, case.day)
    for rule, measures in missing:
        thresholds = _thresholds(scopes_for(entry, rule))
        yield Finding(entry, "undetermined", measures, rule, rule.policy, thresholds)
    if missing:
        return
    if inside := sorted(_inside(case, good)):
        yield Finding(entry, "undetermined", tuple(inside))
    elif not in_force:
        yield Finding(entry, "undetermined", (NO_ECCN_RULE,))
    elif not scopes:
        yield Finding(entry, "undetermined", (ECCN_UNKNOWN,))
    elif whole := _whole_categories(case, entry):
        for rule in whole:
            yield Finding(entry, "undetermined", (ECCN_UNKNOWN,), rule, rule.policy)
    else:
        yield Finding(entry, "out-of-scope", (FIGURES_ONLY,), thresholds=_thresholds(scopes))


def _whole_categories(case: Case, entry: CustomsEntry) -> list[Rule]:
    """Return the rules that cover every listed item on its way to a destination, or may.

    A good that meets no ECCN for its figures may still be listed under another entry.
    """
    return [
        rule
        for rule in case.rules.values()
        if rule.kind == EXPORT_CONTROL
        and rule.confidence != LOW
        and rule.force_on(case.day) != "no"
        and any(len(scope.digits) == 1 and not scope.facts for scope in rule.scopes)
        and destination_covered(rule, entry).holds is not False
    ]


def _inside(case: Case, good: str) -> set[str]:
    """Return the chips in a server, members of product families in place of these."""
    return {member for chip in case.contents.get(good, ()) for member in case.members(chip)}


def _eccn_rules(case: Case) -> list[Rule]:
    return [rule for rule in case.rules.values() if rule.kind == CLASSIFICATION]


def _defining(case: Case, entry: CustomsEntry) -> tuple[Threshold, ...]:
    """Return the thresholds of the ECCN on that day: of a scope that the good meets, or of all."""
    scopes = [
        scope
        for rule in _eccn_rules(case)
        if rule.force_on(case.day) != "no"
        for scope in rule.scopes
        if scope.digits == entry.digits
    ]
    met = [
        scope
        for scope in scopes
        if all(item.met_by(entry.figures.get(item.figure)) for item in scope.thresholds)
    ]
    return _thresholds(met[:1] or scopes)


def _thresholds(scopes: list[Scope] | tuple[Scope, ...]) -> tuple[Threshold, ...]:
    return tuple(dict.fromkeys(item for scope in scopes for item in scope.thresholds))


def _targeting(case: Case, good: str) -> list[str]:
    """Return the policies of export control that target a good or a product family of it."""
    meant = families_of(case.families, good)
    return sorted({policy for thing in meant for policy in case.targeting.get(thing, ())})


def _has_rules(case: Case, policy: str) -> bool:
    return any(rule.policy == policy for rule in case.rules.values())
