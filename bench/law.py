"""Time a duty under many open rules: run ``python bench/law.py``.

Forty rules hang on forty facts that are not given; each may supersede some of those before it.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import date
from random import Random

import aigraph
from aigraph.law.applicability import effects
from aigraph.law.entries import CustomsEntry
from aigraph.law.rules import Rule, Scope
from aigraph.law.total import total

ROUNDS = 9
OPEN_RULES = 40
DENSITIES = (0.0, 0.05, 0.15, 0.5, 1.0)
ENTRY = CustomsEntry(
    good="chips/any",
    item="items/any",
    code="codes/any",
    digits="8473301180",
    origin="places/china",
    importer="places/united-states",
    figures={},
)


def law(rule: Rule, density: float) -> dict[str, Rule]:
    """Return open rules, each yielding to a part of those before it."""
    random, rules = Random(10), dict[str, Rule]()
    for number in range(OPEN_RULES):
        rules[f"rules/{number}"] = replace(
            rule,
            id=f"rules/{number}",
            rate=(number + 1) / 100,
            scopes=(Scope("8473", condition=f"fact-{number}"),),
            yields_to=frozenset(key for key in rules if random.random() < density),
        )
    return rules


def main() -> None:
    """Print the median time of a duty in milliseconds, by how many rules yield to each other."""
    rule = aigraph.load().release.law["rules/s301-list-1"]
    day = date.fromisoformat(rule.confirmed_on)
    for density in DENSITIES:
        rules, times = law(rule, density), []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = total(effects(ENTRY, rules, day), rules)
            times.append(1000 * (time.perf_counter() - began))
        took = statistics.median(times)
        print(f"{len(found.open)} open rules, {density:.0%} of pairs yield: {took:.1f} ms")


if __name__ == "__main__":
    main()
