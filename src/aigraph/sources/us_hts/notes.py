"""Which codes of the chain the notes of chapter 99 name, in the schedule of 2026, revision 6.

``notes.csv`` holds the numbers of each list, of the chain's codes alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from aigraph.sources.lookups import read_sheet

RECIPROCAL: Final = "2(v)(iii)(a)"
"""The list of articles outside the reciprocal duties, to which heading 9903.01.32 refers."""
RECIPROCAL_HEADING: Final = "9903.01.32"
OF_BRAZIL: Final = "2(x)(iii)"
"""Articles outside the duty on Brazil, whatever they are for."""
AIRCRAFT_OF_BRAZIL: Final = "2(x)(iv)"
"""Articles of civil aircraft outside the duty on Brazil."""

_LENGTHS: Final = (4, 6, 8, 10)


def cited(note: str) -> str:
    """Return a note as people cite it."""
    return f"US note {note} of the schedule of 2026, revision 6"


@cache
def _listed() -> frozenset[tuple[str, str]]:
    rows = read_sheet(Path(__file__).parent / "notes.csv", ["note", "digits"])
    return frozenset((row["note"], row["digits"]) for _line, row in rows)


def is_named(note: str, digits: str) -> bool:
    """Return whether a note names a code, or one above it.

    >>> is_named(RECIPROCAL, "8471705095"), is_named(RECIPROCAL, "8529907300")
    (True, False)
    """
    return any((note, digits[:length]) in _listed() for length in _LENGTHS)


def within(note: str, digits: str) -> list[str]:
    """Return what a note names of a code: the code where it is named, else its parts that are.

    >>> within("19(k)", "8473305100"), within("19(k)", "84145965"), within("19(k)", "8471")
    (['8473305100'], ['8414596590'], [])
    """
    if is_named(note, digits):
        return [digits]
    return sorted(other for name, other in _listed() if name == note and other.startswith(digits))
