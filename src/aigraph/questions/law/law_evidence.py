"""Evidence for what rules do to goods, as edges of a path and as lines of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.law.applicability import STATUSES, gravest
from aigraph.questions.answer import UNWORDED, Row, best_first, edges
from aigraph.questions.rows import Label, Locator, Source, detail
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from aigraph.graph import Statement
    from aigraph.law.applicability import Effect
    from aigraph.law.entries import Goods

SUBJECT_TO: Final = "subjectTo"
EXEMPT_FROM: Final = "exemptFrom"
COVERED_BY: Final = "coveredBy"
_PREDICATE: Final = {"applies": SUBJECT_TO, "exempt": EXEMPT_FROM}
_STATED: Final = frozenset({"affectsSourcingOf", "raisesCostOf", "affects"})
MEASURE_CONCEPT: Final = {
    "duty": "concepts/tariff",
    "export-control": "concepts/export-control",
}
"""The concept that says of a policy as a document describes it which kind of measure it is."""

Status = Annotated[
    str,
    detail(
        "applies; conditional on a fact not given; undetermined, because a figure, an origin or a"
        " place is missing; unverified past the last confirmation; exempt; superseded by another"
        " rule; out-of-scope."
    ),
]
Because = Annotated[
    list[str],
    detail("What decides: facts, measures, confirmations, exempting or superseding rules."),
]


class Contest(TypedDict):
    """Who contests a policy."""

    policy: Annotated[str, detail("The policy contested.")]
    by: Annotated[str, detail("Who or what contests it.")]
    source: Source
    locator: Locator


class RuleEffect(TypedDict):
    """What a rule does to a good, or to several."""

    id: Annotated[str, detail("Identifier of the rule.")]
    label: Label
    status: Status
    statuses: Annotated[list[str], detail("Every status that it has for one of the goods.")]
    rate: Annotated[float | None, detail("Additional duty as a fraction; null if not known.")]
    licence: Annotated[str, detail("Licence policy of an export control, or blank.")]
    because: Because
    valid_from: Annotated[str, detail("First day in force, or blank.")]
    valid_to: Annotated[str, detail("Last day in force, or blank.")]
    confirmed_on: Annotated[str, detail("Last day at which a source confirms it, or blank.")]
    source: Source
    locator: Locator


def law_edges(effect: Effect, goods: Goods[Statement]) -> list[Row]:
    """Return the edges from a good to a rule: as what it is traded, its origin, and the rule."""
    entry = effect.entry
    statements: list[Statement] = []
    if entry.item:
        traded = goods.items.get(entry.good, [])
        statements += [item for item in traded if item.object == entry.item]
        classified = goods.classified[entry.item]
        statements += [item for item in classified if item.object == entry.code]
        if effect.rule.origins or effect.rule.excluded_origins:
            found = goods.origins.get(entry.good, [])
            statements += [item for item in found if item.object == entry.origin]
    else:
        statements += eccn_statements(goods, entry.good, entry.code)
    return [*edges(statements), _rule_edge(effect)]


def eccn_statements(goods: Goods[Statement], good: str, code: str) -> list[Statement]:
    """Return the statements that a good falls under an ECCN, the best first."""
    said = [item for item in goods.controlled.get(good, ()) if item.object == code]
    ranked = sorted(said, key=best_first)
    return [item for item in ranked if item.predicate == ranked[0].predicate]


def _rule_edge(effect: Effect) -> Row:
    rule, scope = effect.rule, effect.scope
    locator = rule.locator
    if scope is not None and scope.locator != locator:
        locator = f"{locator}; {scope.locator}"
    grades = ["computed", rule.grade, *([scope.grade] if scope else [])]
    return {
        "subject": effect.entry.good,
        "predicate": _PREDICATE.get(effect.status, COVERED_BY),
        "object": rule.id,
        "source": rule.source,
        "locator": locator,
        "grade": weakest(grades),
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        **UNWORDED,
    }


def contested(statements: Iterable[Statement], policies: Collection[str]) -> list[Contest]:
    """Return who contests some policies, each with source and locator."""
    return [
        Contest(policy=item.object, by=item.subject, source=item.source, locator=item.locator)
        for item in statements
        if item.predicate == "contests" and item.object in policies
    ]


def rule_row(found: Iterable[Effect]) -> list[RuleEffect]:
    """Return each rule once, gravest status first, with what decides it."""
    by_rule: dict[str, list[Effect]] = {}
    for effect in found:
        by_rule.setdefault(effect.rule.id, []).append(effect)
    rows = [_rule_effect(of_rule) for of_rule in by_rule.values()]
    return sorted(rows, key=lambda row: (STATUSES.index(row["status"]), row["id"]))


def _rule_effect(of_rule: list[Effect]) -> RuleEffect:
    status, rule = gravest(effect.status for effect in of_rule), of_rule[0].rule
    because = {fact for item in of_rule if item.status == status for fact in item.because}
    return RuleEffect(
        id=rule.id,
        label=rule.label,
        status=status,
        statuses=sorted({effect.status for effect in of_rule}),
        rate=rule.rate,
        licence=rule.licence,
        because=sorted(because),
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        confirmed_on=rule.confirmed_on,
        source=rule.source,
        locator=rule.locator,
    )


def stated_effects(statements: Iterable[Statement], kind: str) -> dict[str, list[Statement]]:
    """Return what sources say a measure of a kind affects, by the thing affected.

    Args:
        statements: what holds on the day.
        kind: ``duty`` or ``export-control``.
    """
    held = list(statements)
    policies = {
        item.subject
        for item in held
        if item.predicate == "inCategory" and item.object == MEASURE_CONCEPT[kind]
    }
    found: dict[str, list[Statement]] = {}
    for item in held:
        if item.predicate in _STATED and item.subject in policies:
            found.setdefault(item.object, []).append(item)
    return found
