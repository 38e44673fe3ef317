"""How one value of an answer is written, for every kind of output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from aigraph.i18n import named

UNKNOWN: Final = "unknown"
# Spreadsheets take full-width signs for the plain ones, and skip a tab or line end before them.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")


def cell(value: Any) -> str:
    """Return a value as people read it.

    >>> cell(None), cell(0.25), cell(["a", "b"]), cell(True)
    ('unknown', '0.25', 'a, b', 'yes')
    """
    match value:
        case None:
            return UNKNOWN
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case list() | tuple():
            return ", ".join(cell(item) for item in value)
        case Mapping():
            return ", ".join(f"{key}: {cell(item)}" for key, item in value.items())
        case _:
            return str(value)


def exposed_part(row: Mapping[str, Any]) -> float | None:
    """Return the part of a row that is surely exposed; None where it may be exposed or not.

    Of a row under equal weights it is the part with these, else the least part of all.

    >>> exposed_part({"central_range": [0.0, 0.5], "low": 0.0, "high": 1.0}) is None
    True
    """
    low, high = row["central_range"] or (row["low"], row["high"])
    return None if low == 0 < high else float(low)


def exposure_cell(row: Mapping[str, Any], language: str) -> str:
    """Return the exposed part of a row, as a range where it is not certain.

    >>> exposure_cell({"central_range": None, "low": 0.0, "high": 0.5}, "en")
    'unknown (0–0.5)'
    """
    low, high = row["central_range"] or (row["low"], row["high"])
    if low == high:
        return f"{low:g}"
    return f"{low:g}–{high:g}" if low else f"{named(UNKNOWN, language)} ({low:g}–{high:g})"


def spreadsheet_cell(value: Any) -> str:
    """Return a value that no spreadsheet takes for a formula.

    Numbers stay numbers; a text that begins like a formula gets an apostrophe before it. Line ends
    become LF, since readers of CSV take a bare CR for the end of a row.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(-0.5)
    ("'=1+1", '-0.5')
    """
    text = "" if value is None else cell(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, int | float) or not text.startswith(_FORMULA_STARTS):
        return text
    return f"'{text}"
