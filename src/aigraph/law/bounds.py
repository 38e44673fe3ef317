"""Between which bounds the rates of rules add up, where it is open which of them hold.

Rules that supersede each other, directly or through others, form a component; components add up
independently. Within one, open rules are tried one by one: each choice settles others or splits
the component. Only components too entangled for that are bounded without trying every choice; the
bounds then contain the exact ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.law.superseding import in_effect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

CHOICES: Final = 100
"""How many choices are tried before the components left are bounded without trying."""

Range = tuple[float, float]


def bounds(
    holding: Mapping[str, bool | None],
    rates: Mapping[str, Range],
    yields_to: Mapping[str, Iterable[str]],
) -> Range:
    """Return the least and the greatest sum of the rates of rules in effect.

    Args:
        holding: whether each rule holds by itself; None where that is open.
        rates: least and greatest rate of each rule.
        yields_to: the rules beside which each does not apply.

    >>> bounds({"a": True, "b": None}, {"a": (0.3, 0.3), "b": (0.2, 0.2)}, {"a": ["b"], "b": []})
    (0.2, 0.3)
    """
    stronger = {key: frozenset(yields_to[key]) & holding.keys() for key in holding}
    return _Search(rates, stronger).bounds(holding)


@dataclass
class _Search:
    """What a sum needs: rates, which rules supersede which, and how many choices are left."""

    rates: Mapping[str, Range]
    yields_to: Mapping[str, frozenset[str]]
    left: int = CHOICES

    def bounds(self, holding: Mapping[str, bool | None]) -> Range:
        """Return the bounds of the sum over some rules that still may be in effect."""
        settled = in_effect(holding, self.yields_to)
        found = [self.rates[key] for key, effect in settled.items() if effect]
        rest = {key: holding[key] for key, effect in settled.items() if effect is None}
        found += [self._component({key: rest[key] for key in keys}) for keys in self._split(rest)]
        return sum((low for low, _ in found), 0.0), sum((high for _, high in found), 0.0)

    def _split(self, rules: Collection[str]) -> list[list[str]]:
        """Return the components of rules, joined where one supersedes another."""
        linked: dict[str, set[str]] = {key: set() for key in rules}
        for key in rules:
            for other in self.yields_to[key] & linked.keys():
                linked[key].add(other)
                linked[other].add(key)
        found: list[list[str]] = []
        seen: set[str] = set()
        for start in rules:
            component, queue = [], [] if start in seen else [start]
            seen.add(start)
            while queue:
                component.append(queue.pop())
                queue += sorted(linked[component[-1]] - seen)
                seen |= linked[component[-1]]
            found += [component] if component else []
        return found

    def _component(self, holding: dict[str, bool | None]) -> Range:
        choice = self._choice(holding)
        if len(holding) == 1 or choice is None or self.left <= 0:
            ranges = [self.rates[key] for key in holding]
            return sum(min(low, 0.0) for low, _ in ranges), sum(
                max(high, 0.0) for _, high in ranges
            )
        self.left -= 1
        without = {key: holds for key, holds in holding.items() if key != choice}
        ranges = [self.bounds(without), self.bounds({**holding, choice: True})]
        return min(low for low, _ in ranges), max(high for _, high in ranges)

    def _choice(self, holding: Mapping[str, bool | None]) -> str | None:
        """Return the open rule whose choice settles most; None where no rule is open by itself."""
        yielding = Counter(other for key in holding for other in self.yields_to[key])

        def settles(key: str) -> tuple[bool, int, str]:
            return not self.yields_to[key] & holding.keys(), yielding[key], key

        candidates = (key for key, holds in holding.items() if holds is None)
        return max(candidates, key=settles, default=None)
