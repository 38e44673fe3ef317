"""How one value of an answer is written, for every kind of output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from aigraph.i18n import named, say
from aigraph.numerals import number, percent, percent_range, rate, rate_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.questions.answer import Unit

UNKNOWN: Final = "unknown"
# Spreadsheets take full-width signs for the plain ones, and skip a tab or line end before them.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")


def cell(value: Any, language: str = "en", unit: Unit = "") -> str:
    """Return a value as people read it.

    Args:
        value: what an answer holds.
        language: the language in which numbers are written; words stay as they are coded.
        unit: how its numbers are written.

    >>> cell(None), cell(0.25), cell(["a", "b"]), cell(True), cell(0.0033, unit="part")
    ('unknown', '0.25', 'a, b', 'yes', '0.33 %')
    """
    match value:
        case None:
            return UNKNOWN
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number(value, language, unit)
        case list() | tuple() if unit and len(value) == 2:
            return bounds(value, language, unit)
        case list() | tuple():
            return ", ".join(cell(item, language) for item in value)
        case Mapping():
            return ", ".join(f"{key}: {cell(item, language)}" for key, item in value.items())
        case _:
            return str(value)


def _number(value: float, language: str, unit: Unit) -> str:
    match unit:
        case "rate":
            return rate(value, language)
        case "part":
            return percent(value, language)
        case "least":
            return percent(value, language, "down")
        case "most":
            return percent(value, language, "up")
        case _:
            return number(value, language)


def bounds(ends: Sequence[float | None], language: str = "en", unit: Unit = "part") -> str:
    """Return the bounds of a number; an upper bound of None is open, and so is a lower one.

    >>> bounds([0.25, None], unit="rate"), bounds([0.0333, 0.5])
    ('≥ 25 %', '3.3–50 %')
    """
    low, high = ends
    if low is None:
        return UNKNOWN
    between = rate_range if unit == "rate" else percent_range
    return between(low, high, language)


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
    'at most 50 %'
    >>> exposure_cell({"central_range": None, "low": 0.0, "high": 1.0}, "en")
    'unknown'
    """
    low, high = row["central_range"] or (row["low"], row["high"])
    if low == 0 and high == 1:
        return named(UNKNOWN, language)
    if low == 0 < high:
        return say("at most {part}", language, part=percent(high, language, "up"))
    return percent_range(low, high, language)


def spreadsheet_cell(value: Any) -> str:
    """Return a value that no spreadsheet takes for a formula.

    Numbers stay numbers; a text that begins like a formula gets an apostrophe before it. Line ends
    become LF, since readers of CSV take a bare CR for the end of a row.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(-0.5)
    ("'=1+1", '-0.5')
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = "" if value is None else cell(value).replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith(_FORMULA_STARTS):
        return text
    return f"'{text}"
