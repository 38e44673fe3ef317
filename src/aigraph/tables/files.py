"""Read one CSV file into rows that know their line, with every fault of the file itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.errors import Problem
from aigraph.spelling import did_you_mean
from aigraph.tables.lines import Record, UnreadableError, decode, records, split_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aigraph.schema.columns import Table

_MOST_UNKNOWN: Final = 20
"""Beyond so many unknown columns a header is not misspelt but of another table."""

_OTHER_SEPARATORS: Final = ((";", "semicolons"), ("\t", "tabs"), ("|", "bars"))
_OTHER_QUOTES: Final = "'`´‘’“”„«»＂"


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        line: the line on which it begins, counted from 1; the header is line 1.
        cells: text by column name; every column of the schema is there.
        path: its file, as messages show it.
        imported: the name of the data set whose import made it; blank for a curated row.
    """

    line: int
    cells: dict[str, str]
    path: str = field(default="", compare=False)
    imported: str = ""

    def __getitem__(self, column: str) -> str:
        """Return a cell's text; a blank cell is the empty string."""
        return self.cells[column]


@dataclass(frozen=True)
class Reading:
    """What one file holds.

    Attributes:
        rows: the rows that could be read.
        problems: what is wrong with the file, its header and its rows as such.
        readable: whether it could be read as a table; if not, nothing is known of its keys.
        keys: the keys of all its rows, those that could not be read included.
        absent: the columns that the header lacks.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True
    keys: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()


def together(readings: Sequence[Reading]) -> Reading:
    """Return what several files of one table hold, the rows of the first file first."""
    first, *others = readings
    if not others:
        return first
    return Reading(
        [row for reading in readings for row in reading.rows],
        [problem for reading in readings for problem in reading.problems],
        readable=all(reading.readable for reading in readings),
        keys=frozenset().union(*(reading.keys for reading in readings)),
        absent=first.absent,
    )


def read_rows(content: bytes | str | None, name: str, table: Table, imported: str = "") -> Reading:
    """Read a file; what cannot be read becomes problems, the rest rows.

    Args:
        content: what the file holds, or why it cannot be read; None if there is no such file.
        name: the file, as messages show it.
        table: what its columns should be.
        imported: the data set whose import made the file; blank for a curated one.
    """
    try:
        if content is None:
            raise UnreadableError("the file is missing")
        if isinstance(content, str):
            raise UnreadableError(content)
        lines = decode(content)
        header = _header(lines[0], table)
        found = list(islice(records(lines, len(header)), 1, None))
        return _read(header, found, Place(name, imported), table)
    except UnreadableError as error:
        return Reading([], [Problem(name, error.line, "", error.message)], readable=False)


class Place(NamedTuple):
    """A file as messages show it, and the data set whose import made it, or blank."""

    name: str
    imported: str


def _header(line: str, table: Table) -> list[str]:
    """Return the header's names.

    Raises:
        UnreadableError: if it is the header of no such table.
    """
    header, fault = split_line(line)
    if fault:
        raise UnreadableError(fault)
    known = set(header) & set(table.by_name)
    if not known:
        raise UnreadableError(_unknown_header(header, table))
    if len(set(header) - known) > _MOST_UNKNOWN:
        raise UnreadableError(
            f"the header has {len(header):,} columns; this table has {len(table.columns)}"
        )
    return header


def _unknown_header(header: list[str], table: Table) -> str:
    names = ",".join(table.by_name)
    for separator, what in _OTHER_SEPARATORS:
        if len(header) == 1 and separator in header[0]:
            return f"cells are separated by {what}; separate them by commas"
    if header[0].strip()[:1] in _OTHER_QUOTES and header[0].strip():
        return f"cells are quoted by {header[0].strip()[0]}; quote them by double quotes or not"
    return f"the header names no column of this table; its columns are {names}"


def _read(header: list[str], found: list[Record], place: Place, table: Table) -> Reading:
    name = place.name
    problems = _check_header(header, name, table)
    absent = frozenset(table.by_name) - set(header)
    if "key" in absent:
        return Reading([], problems, readable=False, absent=absent)
    wrong = [record for record in found if record.fault or len(record.cells) != len(header)]
    if len(wrong) == len(found) > 1 and len({len(record.cells) for record in found}) == 1:
        message = f"every row has {_cells(found[0])}, the header {len(header)}"
        return Reading([], [*problems, Problem(name, 2, "", message)], readable=False)
    problems += [_wrong(name, record, header) for record in wrong]
    at = header.index("key")
    keys = frozenset(record.cells[at] for record in found if len(record.cells) > at)
    rows = list(_rows(found, header, table, place))
    blank = [row for row in rows if not any(map(str.strip, row.cells.values()))]
    problems += [Problem(name, row.line, "", "is a blank line") for row in blank]
    rows = [row for row in rows if row not in blank] if blank else rows
    return Reading(rows, problems, keys=keys, absent=absent)


def _rows(found: Iterable[Record], header: list[str], table: Table, place: Place) -> Iterable[Row]:
    for record in found:
        if not record.fault and len(record.cells) == len(header):
            known = dict(zip(header, record.cells, strict=True))
            cells = {column: known.get(column, "") for column in table.by_name}
            yield Row(record.line, cells, *place)


def _wrong(name: str, record: Record, header: list[str]) -> Problem:
    """Return what is wrong with a record that is no row."""
    if record.fault:
        column = header[min(len(record.cells), len(header) - 1)]
        return Problem(name, record.line, named(column), record.fault)
    if record.cells == [""]:
        return Problem(name, record.line, "", "is a blank line")
    column = header[len(record.cells)] if len(record.cells) < len(header) else header[-1]
    message = f"the row has {_cells(record)}, the header {len(header)}"
    return Problem(name, record.line, named(column), message)


def _cells(record: Record) -> str:
    return f"{len(record.cells)} cell{'s' if len(record.cells) != 1 else ''}"


def _check_header(header: list[str], name: str, table: Table) -> list[Problem]:
    times = Counter(header)
    problems = [
        Problem(name, 1, named(column), "the header names this column twice")
        for column in sorted(column for column, count in times.items() if count > 1)
    ]
    for column in times:
        if column not in table.by_name:
            hint = did_you_mean(column, table.by_name)
            problems.append(Problem(name, 1, named(column), f"no such column in this table{hint}"))
    problems += [
        Problem(name, 1, column, "the header lacks this column")
        for column in table.by_name
        if column not in times
    ]
    return problems


def named(column: str) -> str:
    """Return a header's text as a message may show it."""
    text = column if column.isprintable() else ascii(column)
    return text if len(text) <= 60 else f"{text[:60]}..."
