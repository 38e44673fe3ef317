"""The tariff codes of the industry chain: what the sources of US trade keep of all codes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from aigraph.law.codes import notation
from aigraph.sources.lookups import read_sheet

_COLUMNS: Final = ["prefix", "area", "why"]
_STATISTICAL: Final = 10
_LINE: Final = 8


@cache
def chosen() -> dict[str, str]:
    """Return the area of the chain by the digits with which its codes begin."""
    rows = read_sheet(Path(__file__).parent / "chosen.csv", _COLUMNS)
    return {row["prefix"]: row["area"] for _line, row in rows}


def is_chosen(digits: str) -> bool:
    """Return whether a code is one of the chain, or above one."""
    return is_below(digits) or digits in _above()


@cache
def _above() -> frozenset[str]:
    return frozenset(prefix[:length] for prefix in chosen() for length in (2, 4, 6))


def is_below(digits: str) -> bool:
    """Return whether a code is one of the chain."""
    return any(digits[:length] in chosen() for length in (4, 6, 8))


def line_of(digits: str) -> str:
    """Return the digits of the code that names goods: a suffix of zeros divides nothing.

    >>> line_of("8471490000"), line_of("8471500150")
    ('84714900', '8471500150')
    """
    whole = len(digits) == _STATISTICAL and digits.endswith("00")
    return digits[:_LINE] if whole else digits


def code_of(digits: str) -> str:
    """Return the code of the US schedule, as ``codes/key``, of some digits.

    >>> code_of("8471500150")
    'codes/hts-8471-50-0150'
    """
    return f"codes/hts-{notation(digits).replace('.', '-')}"
