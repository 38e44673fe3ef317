"""What the duties on one good add up to, and within which bounds where facts are open."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.law.applicability import Effect
    from aigraph.law.rules import Rule

_OPEN = frozenset({"depends", "unknown"})


@dataclass(frozen=True)
class Total:
    """The sum of the duties of one lane.

    Attributes:
        low: least additional ad valorem rate, as a fraction of the value.
        high: greatest.
        fired: rules that certainly apply.
        open: rules that may apply.
        lifted_by: exemptions that lift a rule, and rules that set one aside.
        confirmed_until: the earliest of the last days at which sources confirm what decides;
            blank where nothing decides.
    """

    low: float
    high: float
    fired: tuple[str, ...]
    open: tuple[str, ...]
    lifted_by: tuple[str, ...]
    confirmed_until: str

    @property
    def rate(self) -> float | None:
        """The rate, or None where it is not certain."""
        return self.low if self.low == self.high and not self.open else None


def total(effects: Iterable[Effect], rules: Mapping[str, Rule]) -> Total:
    """Add up what rules do to one lane.

    Open rules are tried in every combination, since one that applies may set another aside.

    Args:
        effects: what each duty rule that covers the lane does to it.
        rules: all rules, for the exemptions that the effects name.
    """
    found = sorted(effects, key=lambda effect: effect.rule.id)
    fired = [effect.rule for effect in found if effect.status == "applies"]
    undecided = [effect.rule for effect in found if effect.status in _OPEN]
    sums = [
        _sum([*fired, *(rule for rule, holds in zip(undecided, choice, strict=True) if holds)])
        for choice in product((False, True), repeat=len(undecided))
    ]
    lifters = {
        reason
        for effect in found
        if effect.status in {"exempt", "displaced"}
        for reason in effect.because
        if reason in rules
    }
    days = [effect.rule.confirmed_on for effect in found if effect.status != "displaced"]
    days += [rules[lifter].confirmed_on for lifter in lifters]
    return Total(
        low=min(sums),
        high=max(sums),
        fired=tuple(rule.id for rule in fired),
        open=tuple(rule.id for rule in undecided),
        lifted_by=tuple(sorted(lifters)),
        confirmed_until=min(filter(None, days), default=""),
    )


def _sum(rules: list[Rule]) -> float:
    """Return the sum of the rates of rules that apply together, less those set aside."""
    applying = {rule.id for rule in rules}
    return round(sum(rule.rate or 0.0 for rule in rules if not rule.yields_to & applying), 6)
