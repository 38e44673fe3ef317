"""Evidence for what rules do to goods, as edges of a path and as lines of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.law.applicability import STATUSES, gravest
from aigraph.questions.answer import Row, edge
from aigraph.vocab import GRADES, weakest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from aigraph.graph import Statement
    from aigraph.law.applicability import Effect
    from aigraph.law.entries import Goods

BEARS: Final = "bears"
EXEMPT_FROM: Final = "exemptFrom"
COVERED_BY: Final = "coveredBy"
_PREDICATE: Final = {"applies": BEARS, "exempt": EXEMPT_FROM}
_STATED: Final = frozenset({"affectsSourcingOf", "raisesCostOf", "affects"})
MEASURE_CONCEPT: Final = {
    "duty": "concepts/tariff",
    "export-control": "concepts/export-control",
}
"""The concept that says of a policy as a document describes it which kind of measure it is."""


def law_edges(effect: Effect, trade: Goods[Statement]) -> list[Row]:
    """Return the edges from a good to a rule: as what it is traded, whence, and the rule."""
    entry = effect.entry
    statements: list[Statement] = []
    if entry.item:
        traded = trade.items.get(entry.good, [])
        statements += [item for item in traded if item.object == entry.item][:1]
        statements += [item for item in trade.classified[entry.item] if item.object == entry.code][
            :1
        ]
        if effect.rule.origins or effect.rule.excluded_origins:
            found = trade.origins.get(entry.good, [])
            statements += [item for item in found if item.object == entry.origin][:1]
    else:
        entries = [item for item in trade.controlled[entry.good] if item.object == entry.code]
        statements += sorted(entries, key=lambda item: GRADES.index(item.grade))[:1]
    return [*(edge(statement) for statement in statements), _rule_edge(effect)]


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
    }


def contested(statements: Iterable[Statement], policies: Collection[str]) -> list[Row]:
    """Return who contests some policies, each with source and locator."""
    return [
        {
            "policy": item.object,
            "by": item.subject,
            "source": item.source,
            "locator": item.locator,
        }
        for item in statements
        if item.predicate == "contests" and item.object in policies
    ]


def rule_row(found: Iterable[Effect]) -> list[Row]:
    """Return each rule once, gravest status first, with what decides it."""
    by_rule: dict[str, list[Effect]] = {}
    for effect in found:
        by_rule.setdefault(effect.rule.id, []).append(effect)
    rows = []
    for rule_id, of_rule in by_rule.items():
        status = gravest(effect.status for effect in of_rule)
        rule = of_rule[0].rule
        because = {fact for item in of_rule if item.status == status for fact in item.because}
        rows.append(
            {
                "id": rule_id,
                "label": rule.label,
                "status": status,
                "statuses": sorted({effect.status for effect in of_rule}),
                "rate": rule.rate,
                "licence": rule.licence,
                "because": sorted(because),
                "valid_from": rule.valid_from,
                "valid_to": rule.valid_to,
                "confirmed_on": rule.confirmed_on,
                "source": rule.source,
                "locator": rule.locator,
            }
        )
    return sorted(rows, key=lambda row: (STATUSES.index(str(row["status"])), str(row["id"])))


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
