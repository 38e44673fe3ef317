"""What is wrong with one cell by itself, and with the cells of one row beside each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from aigraph import values
from aigraph.characters import mixed_word, refused
from aigraph.dates import first_day, last_day
from aigraph.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.schema.columns import Column
    from aigraph.tables.files import Row

_NAMES: Final = frozenset({"label_en", "label_zh", "title", "title_zh", "label"})


def cell_faults(column: Column, cell: str) -> Iterator[str]:
    """Yield what is wrong with a cell, references apart; of several things the cause alone."""
    if not cell:
        if column.required:
            yield "is blank"
        return
    strange = refused(cell)
    if strange:
        yield f"contains {strange}"
    elif len(cell) > column.longest:
        yield f"is {len(cell):,} characters long; at most {column.longest:,} are allowed"
    elif not cell.strip():
        yield "is blank" if column.required else "holds blanks only; leave it empty"
    elif cell != cell.strip():
        yield "begins or ends with a blank"
    else:
        yield from _value_faults(column, cell)


def _value_faults(column: Column, cell: str) -> Iterator[str]:
    if column.kind == "text":
        word = mixed_word(cell) if column.name in _NAMES else ""
        if word:
            yield f"mixes alphabets in the word {word!a}; its letters look alike"
    elif column.kind == "enumeration":
        if cell not in column.values:
            hint = did_you_mean(cell, column.values)
            yield f"{cell!r} is not one of {', '.join(column.values)}{hint}"
    elif column.kind in values.CHECKS:
        try:
            values.CHECKS[column.kind](cell)
        except ValueError as error:
            yield str(error)
        else:
            yield from _bounds(column, cell)


def _bounds(column: Column, cell: str) -> Iterator[str]:
    if column.low is not None and Decimal(cell) < column.low:
        yield f"{cell} is out of reason; the least that makes sense is {column.low}"
    if column.high is not None and Decimal(cell) > column.high:
        yield f"{cell} is out of reason; the most that makes sense is {column.high}"


def row_faults(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the column and the message of what contradicts itself within a row.

    Cells that are wrong by themselves are passed over.
    """
    yield from _validity(row)
    yield from _range(row, "value", "value_max")
    yield from _range(row, "value", "high")
    yield from _low_end(row)
    if "whole" in row.cells:
        yield from _part(row)
    if "at_least" in row.cells:
        yield from _thresholds(row)
    if "end_use" in row.cells and not any(row[name] for name in ("code", "condition", "end_use")):
        yield "code", "the row covers nothing; one of code, condition, end_use is needed"


def _validity(row: Row) -> Iterator[tuple[str, str]]:
    start, end = row.cells.get("valid_from", ""), row.cells.get("valid_to", "")
    if not (start and end):
        return
    try:
        begin, finish = first_day(start), last_day(end)
    except ValueError:
        return
    if begin and finish and begin > finish:
        yield "valid_to", f"{end} is before valid_from {start}"


def _number(row: Row, column: str) -> Decimal | None:
    cell = row.cells.get(column, "")
    if not cell:
        return None
    try:
        values.check_number(cell)
    except ValueError:
        return None
    return Decimal(cell)


def _range(row: Row, low: str, high: str) -> Iterator[tuple[str, str]]:
    least, most = _number(row, low), _number(row, high)
    if least is not None and most is not None and most < least:
        yield high, f"{row[high]} is below {low} {row[low]}"


def _low_end(row: Row) -> Iterator[tuple[str, str]]:
    low, value = _number(row, "low"), _number(row, "value")
    if low is not None and value is not None and low > value:
        yield "low", f"{row['low']} is above value {row['value']}"


def _part(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what contradicts itself in the part that a thing has of a whole."""
    if not any(row[name] for name in ("share", "low", "high")):
        yield "share", "no part is given; one of share, low, high is needed"
    if row["whole"] and row["whole"] == row["part"]:
        yield "part", f"{row['part']!r} is no part of itself"
    yield from _range(row, "share", "high")
    yield from _range(row, "low", "share")
    yield from _range(row, "low", "high")


def _thresholds(row: Row) -> Iterator[tuple[str, str]]:
    """Yield contradictions among the bounds of a technical threshold."""
    lows, highs = ("at_least", "above"), ("at_most", "below")
    if not any(row[name] for name in (*lows, *highs)):
        yield "at_least", "no bound is given; one of at_least, above, at_most, below is needed"
    for inclusive, strict in (lows, highs):
        if row[inclusive] and row[strict]:
            yield strict, f"{inclusive} is given too; give one of them"
    for low in lows:
        for high in highs:
            least, most = _number(row, low), _number(row, high)
            if least is None or most is None:
                continue
            both_met_at_one = low == "at_least" and high == "at_most"
            if most < least or (most == least and not both_met_at_one):
                yield high, f"no figure meets {low} {row[low]} and {high} {row[high]}"
