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


def exposure_cell(row: Mapping[str, Any], language: str) -> str:
    """Return the exposure of a row, with the range where it is unknown.

    >>> exposure_cell({"exposure": None, "range": [0.0, 0.5]}, "en")
    'unknown (0–0.5)'
    """
    text = named(cell(row["exposure"]), language)
    if row["exposure"] is None and row.get("range"):
        low, high = row["range"]
        return f"{text} ({low:g}–{high:g})"
    return text


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
