"""How the force of a rule differs between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aigraph.law.rules import Rule, Scope


def changed(rule: Rule, scopes: Sequence[Scope], first: date, second: date) -> str:
    """Return how the force of a rule on a code differs between two days; blank where it does not.

    It began, ended, is unverified (no longer confirmed), is confirmed, or covers the code by
    another scope.

    Args:
        rule: the rule.
        scopes: its scopes that name the code; none where it covers all goods.
        first: the one day.
        second: the other.
    """
    was, now = _force(rule, scopes, first), _force(rule, scopes, second)
    if was == now:
        others = _holding(rule, scopes, first) != _holding(rule, scopes, second)
        return "scope" if now != "no" and others else ""
    if was == "no":
        return "began"
    if now == "no":
        return "ended"
    return "unverified" if now == "unverified" else "confirmed"


def _holding(rule: Rule, scopes: Sequence[Scope], day: date) -> list[Scope]:
    return [scope for scope in scopes if rule.scope_on(scope, day) != "no"]


def _force(rule: Rule, scopes: Sequence[Scope], day: date) -> str:
    if scopes and not _holding(rule, scopes, day):
        return "no"
    return rule.force_on(day)
