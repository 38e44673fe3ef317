"""Supply networks from CSV, whatever its columns are called."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.supply.shares import Interval, Supply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def read_supplies(
    path: Path,
    *,
    dependent: str,
    supplier: str,
    input_column: str = "",
    input_name: str = "",
    share: str = "",
    share_high: str = "",
    whole: float = 1.0,
    where: Mapping[str, str] | None = None,
) -> Iterator[Supply]:
    """Yield the supplies that the rows of a CSV file state; rows without both ends are no supply.

    Args:
        path: the file, UTF-8, with a header.
        dependent: column of dependents.
        supplier: column of who supplies.
        input_column: column of what is supplied; suppliers of one input replace each other.
        input_name: what is supplied, where no column says so.
        share: column of the share, or of its least value; blank cells are unknown.
        share_high: column of the greatest value of the share, where it is an interval.
        whole: what the whole is written as: 100 for percentages.
        where: values that columns must have for a row to count.

    Raises:
        DataError: if a column is missing or a share is no number between 0 and the whole.
    """
    wanted = [dependent, supplier, input_column, share, share_high, *(where or {})]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        known = set(rows.fieldnames or ())
        missing = sorted({column for column in wanted if column} - known)
        if missing:
            raise DataError([Problem(shown(path), 1, name, "no such column") for name in missing])
        for row in rows:
            kept = all(row[column] == value for column, value in (where or {}).items())
            if not kept or not row[dependent] or not row[supplier]:
                continue
            low = _part(path, rows.line_num, row, share, whole)
            high = _part(path, rows.line_num, row, share_high, whole)
            yield Supply(
                row[dependent],
                row[supplier],
                row[input_column] if input_column else input_name,
                None if low is None else Interval(low, low if high is None else max(low, high)),
            )


def _part(path: Path, line: int, row: Mapping[str, str], column: str, whole: float) -> float | None:
    text = row[column].strip() if column else ""
    if not text:
        return None
    try:
        value = float(text) / whole
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        message = f"{text!r} is no share of {whole:g}"
        raise DataError([Problem(shown(path), line, column, message)])
    return value
