"""Which rules of ours have the articles that a list puts under a heading, and under what condition.

``rules.csv`` says it by heading and metal, with the note of chapter 99 that prints the list where
the schedule of 2026, revision 6, still has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from aigraph.sources.lookups import read_sheet
from aigraph.sources.us_hts.notes import within

_COLUMNS: Final = ["heading", "metal", "rule", "condition", "note"]
_OF_METAL: Final = ("72", "73", "74", "76")
"""Chapters whose articles are of metal: US note 16(c) asks no part of their weight."""
_WEIGHED: Final = "metal is 15 % of the weight or more"


@dataclass(frozen=True)
class Covering:
    """A rule that has the articles of a heading.

    Attributes:
        rule: ``rules/key``.
        condition: what must hold besides the code, or blank.
        note: the note that prints the list, or blank where none that was read does.
    """

    rule: str
    condition: str
    note: str

    def of(self, digits: str) -> list[str]:
        """Return what the rule has of an article: the article, or those parts that a note names."""
        return within(self.note, digits) if self.note else [digits]


@cache
def _sheet() -> dict[tuple[str, str], list[Covering]]:
    found: dict[tuple[str, str], list[Covering]] = {}
    for _line, row in read_sheet(Path(__file__).parent / "rules.csv", _COLUMNS):
        covering = Covering(f"rules/{row['rule']}", row["condition"], row["note"])
        found.setdefault((row["heading"], row["metal"]), []).append(covering)
    return found


def rules_of(heading: str, metal: str = "") -> list[Covering]:
    """Return the rules that have the articles of a heading, for a metal where the list has one."""
    return _sheet().get((heading, metal), [])


def asked(covering: Covering, digits: str) -> str:
    """Return the condition under which a rule has an article, or blank."""
    of_metal = digits[:2] in _OF_METAL and covering.condition == _WEIGHED
    return "" if of_metal else covering.condition
