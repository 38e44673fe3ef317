"""What the duties on one good add up to, and within which bounds where facts are open."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf
from typing import TYPE_CHECKING

from aigraph.law.applicability import OPEN
from aigraph.law.bounds import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.law.applicability import Effect
    from aigraph.law.rules import Rule


@dataclass(frozen=True)
class Total:
    """The sum of the additional duties of one customs entry.

    Attributes:
        low: least additional ad valorem rate, as a fraction of the value.
        high: greatest; None where a rule of unknown rate applies or may apply.
        rules: rules that certainly apply.
        open: rules that may apply.
        exempted_by: exemptions that free the good from a rule.
        superseded_by: rules that supersede one.
        void: rules among them that a ruling held void later.
        void_low: least rate that these add.
        void_high: greatest; None where open.
        confirmed_until: the earliest of the last days at which sources confirm what decides;
            blank where nothing decides.
    """

    low: float
    high: float | None
    rules: tuple[str, ...]
    open: tuple[str, ...]
    exempted_by: tuple[str, ...]
    superseded_by: tuple[str, ...]
    confirmed_until: str
    void: tuple[str, ...] = ()
    void_low: float = 0.0
    void_high: float | None = 0.0

    @property
    def rate(self) -> float | None:
        """The rate, or None where it is not certain."""
        return self.low if self.low == self.high else None


def total(effects: Iterable[Effect], rules: Mapping[str, Rule], base: float | None = None) -> Total:
    """Add up what rules do to one customs entry.

    Args:
        effects: what each duty rule that covers the entry does to it.
        rules: all rules, for the exemptions that the effects name.
        base: base rate, as a fraction of the value; None where it is not known.
    """
    found = sorted(effects, key=lambda effect: effect.rule.id)
    rates = {effect.rule.id: _rates(effect.rule, base) for effect in found}
    low, high = bounds(
        {effect.rule.id: effect.holds for effect in found},
        rates,
        {effect.rule.id: effect.rule.yields_to for effect in found},
    )
    void = [
        effect.rule.id for effect in found if effect.status == "applies" and effect.rule.void_by
    ]
    least = sum(
        rates[effect.rule.id][0]
        for effect in found
        if effect.rule.id in void and effect.holds and not effect.because
    )
    most = sum(rates[key][1] for key in void)
    exempted_by = _named(found, "exempt")
    days = [effect.rule.confirmed_on for effect in found if effect.status != "superseded"]
    superseded_by = _named(found, "superseded")
    days += [rules[key].confirmed_on for key in (*exempted_by, *superseded_by)]
    return Total(
        low=round(low, 6),
        high=None if isinf(high) else round(high, 6),
        rules=tuple(effect.rule.id for effect in found if effect.status == "applies"),
        open=tuple(effect.rule.id for effect in found if effect.status in OPEN),
        exempted_by=exempted_by,
        superseded_by=superseded_by,
        confirmed_until=min(filter(None, days), default=""),
        void=tuple(void),
        void_low=round(least, 6),
        void_high=None if isinf(most) else round(most, 6),
    )


def _rates(rule: Rule, base: float | None) -> tuple[float, float]:
    """Return the least and the greatest part of the value that a rule may add.

    Any, where its rate is not known; up to the rate, where an unknown base rate may reach it.
    """
    if rule.rate is None:
        return 0.0, inf
    if rule.includes_base and base is not None:
        rate = max(0.0, rule.rate - base)
        return rate, rate
    if rule.includes_base:
        return 0.0, rule.rate
    return rule.rate, rule.rate


def _named(found: Iterable[Effect], status: str) -> tuple[str, ...]:
    return tuple(sorted({key for item in found if item.status == status for key in item.because}))
