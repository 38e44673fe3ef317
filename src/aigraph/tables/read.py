"""Read the tables and check that they hold together; all problems of all files at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph import values
from aigraph.dates import first_day, last_day
from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.schema import TABLES, THING_TABLES
from aigraph.spelling import did_you_mean
from aigraph.tables.files import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aigraph.schema.columns import Column, Table

_CONTROL: Final = re.compile(r"[\x00-\x1f]")


@dataclass(frozen=True)
class Tables:
    """The rows of every table, checked.

    Attributes:
        folder: where they were read.
        rows: rows by table name, in file order.
    """

    folder: Path
    rows: Mapping[str, list[Row]]

    def things(self) -> Iterator[tuple[str, Row]]:
        """Yield the table and row of everything that has a name."""
        for table in THING_TABLES:
            for row in self.rows[table]:
                yield table, row


def read_tables(folder: Path, predicates: frozenset[str]) -> Tables:
    """Read every table of a folder.

    Args:
        folder: the data folder.
        predicates: the relations that the ontology declares.

    Raises:
        DataError: listing every problem of every file.
    """
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        rows[name], found = read_rows(folder / f"{name}.csv", table)
        problems += found
    checker = _Checker(folder, rows, predicates)
    for name, table in TABLES.items():
        problems += checker.check(table, rows[name])
    if problems:
        raise DataError(sorted(problems))
    return Tables(folder, rows)


class _Checker:
    """Checks rows against the schema; it knows the keys of all tables."""

    def __init__(
        self, folder: Path, rows: Mapping[str, list[Row]], predicates: frozenset[str]
    ) -> None:
        self._folder = folder
        self._predicates = predicates
        self._keys = {name: {row["key"] for row in table} for name, table in rows.items()}

    def check(self, table: Table, rows: list[Row]) -> Iterator[Problem]:
        path = shown(self._folder / f"{table.name}.csv")
        first_line: dict[str, int] = {}
        for row in rows:
            for column in table.columns:
                for message in self._cell(column, row[column.name]):
                    yield Problem(path, row.line, column.name, message)
            key = row["key"]
            if key in first_line:
                message = f"{key!r} is already the key of line {first_line[key]}"
                yield Problem(path, row.line, "key", message)
            first_line.setdefault(key, row.line)
            yield from self._interval(path, row)

    def _cell(self, column: Column, cell: str) -> Iterator[str]:
        if cell != cell.strip():
            yield "begins or ends with a blank"
        if _CONTROL.search(cell):
            yield "contains a line break or control character"
        if not cell.strip():
            if column.required:
                yield "is blank"
            return
        yield from self._value(column, cell)

    def _value(self, column: Column, cell: str) -> Iterator[str]:
        match column.kind:
            case "text":
                return
            case "enumeration":
                if cell not in column.values:
                    allowed = ", ".join(column.values)
                    hint = did_you_mean(cell, column.values)
                    yield f"{cell!r} is not one of {allowed}{hint}"
            case "predicate":
                if cell not in self._predicates:
                    hint = did_you_mean(cell, self._predicates)
                    yield f"{cell!r} is no relation of the ontology{hint}"
            case "reference":
                yield from self._reference(column, cell)
            case "references":
                yield from self._references(column, cell)
            case kind:
                try:
                    values.CHECKS[kind](cell)
                except ValueError as error:
                    yield str(error)

    def _references(self, column: Column, cell: str) -> Iterator[str]:
        parts = values.split_list(cell)
        for part in parts:
            yield from self._reference(column, part)
        if len(set(parts)) < len(parts):
            yield "names the same thing twice"

    def _reference(self, column: Column, text: str) -> Iterator[str]:
        if len(column.targets) == 1:
            table, key = column.targets[0], text
        else:
            table, _, key = text.partition("/")
            allowed = column.targets or tuple(self._keys)
            if table not in allowed:
                hint = did_you_mean(table, allowed)
                yield f"{text!r} is not a table/key with a known table{hint}"
                return
        if key not in self._keys[table]:
            hint = did_you_mean(key, self._keys[table])
            yield f"no {key!r} in {shown(self._folder / f'{table}.csv')}{hint}"

    @staticmethod
    def _interval(path: str, row: Row) -> Iterator[Problem]:
        start, end = row.cells.get("valid_from", ""), row.cells.get("valid_to", "")
        try:
            begin, finish = first_day(start), last_day(end)
        except ValueError:
            return
        if begin and finish and begin > finish:
            yield Problem(path, row.line, "valid_to", f"{end} lies before valid_from {start}")
