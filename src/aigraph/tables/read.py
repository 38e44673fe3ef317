"""Read the tables and check that they hold together; all problems of all files at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.schema import TABLES, THING_TABLES
from aigraph.tables.addresses import same_addresses
from aigraph.tables.cells import cell_faults, row_faults
from aigraph.tables.files import Reading, Row, read_rows, together
from aigraph.tables.inputs import read_files
from aigraph.tables.kinds import row_classes
from aigraph.tables.merging import merge, wrong_judgements
from aigraph.tables.names import look_alikes
from aigraph.tables.parts import wrong_parts
from aigraph.tables.references import References
from aigraph.tables.statements import circles, read_statements, repeated, wrong_kinds
from aigraph.tables.twins import twins
from aigraph.tables.wordings import wrong_wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from aigraph.ontology import Ends
    from aigraph.schema.columns import Column, Table
    from aigraph.tables.inputs import ImportedFiles
    from aigraph.tables.merging import Record


@dataclass(frozen=True)
class Tables:
    """The rows of every table, checked.

    Attributes:
        folder: where they were read.
        rows: rows by table name, in file order, those of imported data sets after the curated.
        records: rows of data sets on things that have a key already.
    """

    folder: Path
    rows: Mapping[str, list[Row]]
    records: tuple[Record, ...] = ()

    def things(self) -> Iterator[tuple[str, Row]]:
        """Yield the table and row of everything that has a name."""
        for table in THING_TABLES:
            for row in self.rows[table]:
                yield table, row


def read_tables(folder: Path, ends: Mapping[str, Ends]) -> Tables:
    """Read every table of a folder.

    Args:
        folder: the data folder.
        ends: what each property of the ontology may relate.

    Raises:
        DataError: listing every problem of every file, causes before what may follow from them:
            files that cannot be read, then rows and cells, then what they say together.
    """
    files = read_files(folder)
    return check_tables(folder, files.contents, ends, files.imported)


def check_tables(
    folder: Path,
    contents: Mapping[str, bytes | str],
    ends: Mapping[str, Ends],
    imported: Mapping[str, ImportedFiles] = MappingProxyType({}),
) -> Tables:
    """Read tables from the bytes of their files; what is not among them is missing.

    Args:
        folder: the data folder that messages name.
        contents: the bytes of each table's file, or in words why it cannot be read, by table.
        ends: what each property of the ontology may relate.
        imported: the folders of imported data sets by name, whose tables hold some files only.

    Raises:
        DataError: as ``read_tables`` says.
    """
    if not folder.is_dir() and not any(isinstance(item, bytes) for item in contents.values()):
        raise DataError([Problem(shown(folder), 1, "", "there is no such folder of tables")])
    paths = {name: shown(folder / f"{name}.csv") for name in TABLES}
    readings = {
        name: together([reading, *_imported(name, imported)])
        for name, reading in (
            (name, read_rows(contents.get(name), paths[name], TABLES[name])) for name in TABLES
        )
    }
    problems = _file_problems(readings)
    problems += sorted(
        chain.from_iterable(
            _row_problems(TABLES[name], reading) for name, reading in readings.items()
        )
    )
    problems += sorted(_joint_problems(readings, paths, ends))
    if problems:
        raise DataError(problems)
    rows, records = merge({name: reading.rows for name, reading in readings.items()})
    if records and (problems := sorted(_after_merging(rows, ends))):
        raise DataError(problems)
    return Tables(folder, rows, records)


def _imported(name: str, imported: Mapping[str, ImportedFiles]) -> Iterator[Reading]:
    """Yield what the folders of data sets hold of one table."""
    for source, part in imported.items():
        if name in part.contents:
            path = shown(part.folder / f"{name}.csv")
            yield read_rows(part.contents[name], path, TABLES[name], source)


def _file_problems(readings: Mapping[str, Reading]) -> list[Problem]:
    """Return what is wrong with the files as such, those first that cannot be read."""
    unreadable = [item.problems for item in readings.values() if not item.readable]
    others = [item.problems for item in readings.values() if item.readable]
    return [*sorted(chain(*unreadable)), *sorted(chain(*others))]


def _row_problems(table: Table, reading: Reading) -> Iterator[Problem]:
    """Yield what is wrong with the rows of one table, whatever the others hold."""
    faults = {
        column.name: _remembered_faults(column)
        for column in table.columns
        if column.name not in reading.absent
    }
    first: dict[str, Row] = {}
    for row in reading.rows:
        cells = row.cells
        for name, faults_of in faults.items():
            for message in faults_of(cells[name]):
                yield Problem(row.path, row.line, name, message)
        earlier = first.setdefault(row["key"], row)
        if earlier is not row:
            place = f"line {earlier.line}" + (
                f" of {earlier.path}" if earlier.path != row.path else ""
            )
            message = f"{row['key']!r} is already the key of {place}"
            yield Problem(row.path, row.line, "key", message)
        for name, message in row_faults(row):
            yield Problem(row.path, row.line, name, message)
    yield from look_alikes(table, reading.rows)


def _remembered_faults(column: Column) -> Callable[[str], tuple[str, ...]]:
    """Return a function that looks once at each text of a column: most of them are repeated."""
    return cache(lambda cell: tuple(cell_faults(column, cell)))


def _joint_problems(
    readings: Mapping[str, Reading], paths: Mapping[str, str], ends: Mapping[str, Ends]
) -> Iterator[Problem]:
    """Yield what is wrong with the rows of all tables together."""
    references = References(
        {name: reading.keys if reading.readable else None for name, reading in readings.items()},
        paths,
        frozenset(name for name, item in ends.items() if item.relation),
    )
    for name, table in TABLES.items():
        yield from references.check(table, readings[name].rows)
    rows = {name: _distinct(reading.rows) for name, reading in readings.items()}
    statements = read_statements(rows)
    classes = dict(row_classes(rows))
    yield from wrong_kinds(statements, classes, ends)
    yield from repeated(statements)
    yield from wrong_parts(rows["weights"], statements, classes, ends)
    yield from same_addresses(rows["sources"])
    yield from circles(statements, ends)
    yield from twins(rows, classes, statements)
    yield from wrong_wordings(rows, ends)
    yield from wrong_judgements(rows)


def _after_merging(rows: Mapping[str, list[Row]], ends: Mapping[str, Ends]) -> Iterator[Problem]:
    """Yield what judgements of sameness make of statements that were right before."""
    statements = read_statements(rows)
    yield from wrong_kinds(statements, dict(row_classes(rows)), ends)
    yield from circles(statements, ends)


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without those that use the key of an earlier one."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["key"], row)
    return list(first.values())
