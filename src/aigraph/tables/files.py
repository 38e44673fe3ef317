"""Read one CSV file into rows that know their line, with every fault of the file itself."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigraph.errors import Problem
from aigraph.paths import shown
from aigraph.spelling import did_you_mean
from aigraph.tables.inputs import read_content, why_unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.schema.columns import Table


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        line: the line on which it begins, counted from 1; the header is line 1.
        cells: text by column name; every column of the schema is there.
    """

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell's text; a blank cell is the empty string."""
        return self.cells[column]


def read_rows(
    path: Path, table: Table, content: bytes | OSError | None = None
) -> tuple[list[Row], list[Problem]]:
    """Read a file; what cannot be read becomes problems, the rest rows.

    Args:
        path: the CSV file.
        table: what its columns should be.
        content: its bytes, or why it cannot be read, where it was opened before.
    """
    name = shown(path)
    if content is None:
        content = read_content(path)
    if isinstance(content, OSError):
        return [], [Problem(name, 1, "", why_unreadable(path, content))]
    decoded, problems = _decode(content, name)
    if decoded is None:
        return [], problems
    rows, row_problems = _parse(decoded, name, table)
    return rows, problems + row_problems


def _decode(content: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Return the text, or None where it is no text; and the faults of the encoding."""
    if not content.strip():
        return None, [Problem(name, 1, "", "the file is empty; it needs at least a header")]
    problems = []
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
        problems.append(Problem(name, 1, "", "begins with a byte order mark; save as plain UTF-8"))
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        message = f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8"
        return None, [*problems, Problem(name, line, "", message)]
    for mark, what in (("\r", "a carriage return; end lines with LF"), ("\0", "a NUL character")):
        if mark in decoded:
            line = decoded.count("\n", 0, decoded.index(mark)) + 1
            problems.append(Problem(name, line, "", f"contains {what}"))
    return decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), problems


def _parse(decoded: str, name: str, table: Table) -> tuple[list[Row], list[Problem]]:
    reader = csv.reader(io.StringIO(decoded), strict=True)
    try:
        header = next(reader)
        problems = _check_header(header, name, table)
        rows: list[Row] = []
        begins = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                known = dict(zip(header, cells, strict=True))
                rows.append(
                    Row(
                        begins,
                        {column.name: known.get(column.name, "") for column in table.columns},
                    )
                )
            else:
                problems.append(_ragged(name, begins, cells, header))
            begins = reader.line_num + 1
    except csv.Error as error:
        return [], [Problem(name, reader.line_num, "", f"is not well-formed CSV: {error}")]
    return rows, problems


def _ragged(name: str, line: int, cells: list[str], header: list[str]) -> Problem:
    if not cells:
        return Problem(name, line, "", "is a blank line")
    column = header[len(cells)] if len(cells) < len(header) else header[-1]
    return Problem(name, line, column, f"the row has {len(cells)} cells, the header {len(header)}")


def _check_header(header: list[str], name: str, table: Table) -> list[Problem]:
    problems = [
        Problem(name, 1, column, "the header names this column twice")
        for column in sorted({column for column in header if header.count(column) > 1})
    ]
    for column in header:
        if column not in table.by_name:
            hint = did_you_mean(column, table.by_name)
            problems.append(Problem(name, 1, column, f"no such column in this table{hint}"))
    problems += [
        Problem(name, 1, column, "the header lacks this column")
        for column in table.by_name
        if column not in header
    ]
    return problems
