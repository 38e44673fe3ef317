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

    @property
    def rate(self) -> float | None:
        """The rate, or None where it is not certain."""
        return self.low if self.low == self.high else None


def total(effects: Iterable[Effect], rules: Mapping[str, Rule]) -> Total:
    """Add up what rules do to one customs entry.

    Args:
        effects: what each duty rule that covers the entry does to it.
        rules: all rules, for the exemptions that the effects name.
    """
    found = sorted(effects, key=lambda effect: effect.rule.id)
    low, high = bounds(
        {effect.rule.id: effect.holds for effect in found},
        {effect.rule.id: _rates(effect.rule) for effect in found},
        {effect.rule.id: effect.rule.yields_to for effect in found},
    )
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
    )


def _rates(rule: Rule) -> tuple[float, float]:
    """Return the least and the greatest rate that a rule may have: any, where it is not known."""
    return (0.0, inf) if rule.rate is None else (rule.rate, rule.rate)


def _named(found: Iterable[Effect], status: str) -> tuple[str, ...]:
    return tuple(sorted({key for item in found if item.status == status for key in item.because}))
