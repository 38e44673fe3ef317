"""Which codes of the chain US note 2(v)(iii)(a) names, the list to which 9903.01.32 refers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from aigraph.sources.lookups import read_sheet

HEADING: Final = "9903.01.32"
NOTE: Final = "US note 2(v)(iii)(a) of the schedule of 2026, revision 6"
"""Where the list was read."""

_LENGTHS: Final = (4, 6, 8, 10)


@cache
def _listed() -> frozenset[str]:
    rows = read_sheet(Path(__file__).parent / "reciprocal.csv", ["digits"])
    return frozenset(row["digits"] for _line, row in rows)


def is_named(digits: str) -> bool:
    """Return whether the note names a code, or one above it.

    >>> is_named("8471705095"), is_named("8529907300")
    (True, False)
    """
    return any(digits[:length] in _listed() for length in _LENGTHS)
