"""Which rules of ours have the articles that a list puts under a heading, and under what condition.

``rules.csv`` says it by heading and metal, with the note of chapter 99 that prints the list where
the schedule of 2026, revision 6, still has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from aigraph.sources.lookups import read_sheet
from aigraph.sources.us_hts.notes import is_named

_COLUMNS: Final = ["heading", "metal", "rule", "condition", "note"]
_OF_METAL: Final = ("72", "73", "74", "76")
"""Chapters whose articles are of metal: US note 16(c) asks no part of their weight."""
_WITHOUT: Final = {"metal is 15 % of the weight or more": ""}


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

    def has(self, digits: str) -> bool:
        """Return whether the note bears out that a code is on the list."""
        return not self.note or is_named(self.note, digits)


@cache
def _sheet() -> dict[tuple[str, str], list[Covering]]:
    found: dict[tuple[str, str], list[Covering]] = {}
    for _line, row in read_sheet(Path(__file__).parent / "rules.csv", _COLUMNS):
        covering = Covering(f"rules/{row['rule']}", row["condition"], row["note"])
        found.setdefault((row["heading"], row["metal"]), []).append(covering)
    return found


def rules_of(heading: str, digits: str, metal: str = "") -> list[Covering]:
    """Return the rules that have an article.

    Args:
        heading: the heading of chapter 99, with points.
        digits: the article.
        metal: the metal for which a list has it, or blank.
    """
    found = _sheet().get((heading, metal), [])
    if digits[:2] in _OF_METAL:
        found = [
            replace(one, condition=_WITHOUT.get(one.condition, one.condition)) for one in found
        ]
    return [one for one in found if one.has(digits)]
