"""The rows that an import makes, and whether they hold together with the curated tables."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING, Final

from aigraph.errors import DataError, Problem
from aigraph.ontology import read_ends
from aigraph.schema import TABLES, THING_TABLES
from aigraph.sources.keys import digest, joined
from aigraph.sources.kinds import kind_of
from aigraph.tables.cells import cell_faults, row_faults
from aigraph.tables.files import Row, read_rows, together
from aigraph.tables.inputs import read_files
from aigraph.tables.kinds import row_classes
from aigraph.tables.parts import wrong_parts
from aigraph.tables.references import References
from aigraph.tables.statements import circles, read_statements, repeated, wrong_kinds
from aigraph.values import LONGEST_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aigraph.sources.report import Report
    from aigraph.tables.files import Reading

DEFAULTS: Final = {("organisations", "kind"): "company", ("models", "access"): "unknown"}
"""What a thing has in a column that must be filled where no row of the source says it."""

_READ: Final = "Its kind is read from its name."
_NOT_SAID: Final = "That it is a company is assumed; the source does not say of what kind it is."

_BESIDE: Final = frozenset(
    {"source", "locator", "grade", "confidence", "note", "status", "printed"}
)
"""Columns that two rows about one thing may fill differently."""


class Collected:
    """Rows by table and key."""

    def __init__(self, report: Report) -> None:
        """Begin with none.

        Args:
            report: the report, which lists rows that differ.
        """
        self._rows: dict[str, dict[str, dict[str, str]]] = {}
        self._report = report

    def add(self, table: str, cells: dict[str, str]) -> None:
        """Add a row; of two with one key the first counts, and the other fills its blanks."""
        rows = self._rows.setdefault(table, {})
        key = cells["key"]
        earlier = rows.get(key)
        if earlier is not None and table == "observations" and _rival(earlier, cells):
            key = joined(key[: LONGEST_KEY - 10], digest(cells["value"], cells["locator"]))
            earlier = rows.get(key)
        if earlier is None:
            rows[key] = {**cells, "key": key}
            return
        for column, cell in cells.items():
            if not cell or column in _BESIDE or cell == earlier[column]:
                continue
            if not earlier[column]:
                earlier[column] = cell
            else:
                place = f"{cells['locator']}: {table}/{key}, {column}"
                text = f"{place}: {cell!r}, where {earlier['locator']} has {earlier[column]!r}"
                self._note(self._report.differing, text)

    @staticmethod
    def _note(notes: list[str], text: str) -> None:
        if text not in notes:
            notes.append(text)

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Return the rows by table, tables in the order of the schema, rows in that of keys."""
        for row in self._rows.get("organisations", {}).values():
            if not row["kind"]:
                row["kind"] = kind_of(row["label_en"], row["label_zh"])
                why = _READ if row["kind"] else _NOT_SAID
                row["note"] = f"{row['note']} {why}".strip()
        for (table, column), default in DEFAULTS.items():
            for row in self._rows.get(table, {}).values():
                row[column] = row[column] or default
        return {
            name: [self._rows[name][key] for key in sorted(self._rows[name])]
            for name in TABLES
            if self._rows.get(name)
        }


def _rival(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Return whether two figures of one thing, measure and period differ."""
    return any(one[name] != other[name] for name in ("value", "scale", "unit", "low", "high"))


def as_csv(table: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a table's file: the columns of the schema, one row a line, UTF-8, ends in LF."""
    stream = io.StringIO(newline="")
    columns = list(TABLES[table].by_name)
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def cell_fault(table: str, cells: Mapping[str, str]) -> str:
    """Return what is wrong with a row by itself, or blank."""
    for column in TABLES[table].columns:
        if not cells[column.name] and (table, column.name) in DEFAULTS:
            continue
        for message in cell_faults(column, cells[column.name]):
            return f"{column.name} {message}"
    for name, message in row_faults(Row(0, dict(cells))):
        return f"{name} {message}"
    return ""


def known_keys(data: Path, name: str) -> dict[str, frozenset[str]]:
    """Return the keys that tables hold: the curated ones, and those of other data sets.

    Args:
        data: the folder of the curated tables.
        name: the data set that is imported, whose own tables do not count.
    """
    return {table: reading.keys for table, reading in _beside(data, name).items()}


def _beside(data: Path, name: str) -> dict[str, Reading]:
    """Return the rows that there are, whatever is imported of one data set."""
    files = read_files(data)
    others = [part.contents for other, part in files.imported.items() if other != name]
    return {
        table: together(
            [read_rows(files.contents.get(table), table, TABLES[table])]
            + [read_rows(found[table], table, TABLES[table]) for found in others if table in found]
        )
        for table in TABLES
    }


def check_together(
    found: Mapping[str, Sequence[Mapping[str, str]]], name: str, data: Path, ontology: Path
) -> None:
    """Refuse rows that do not hold together, by themselves and with the curated tables.

    Args:
        found: the rows by table.
        name: name of the source, as messages show its files.
        data: the folder of the curated tables.
        ontology: the folder of the ontology.

    Raises:
        DataError: listing every reference that leads nowhere and every relation not allowed.
    """
    problems = sorted(_faults(found, name, data, ontology))
    if problems:
        raise DataError(problems)


def _faults(
    found: Mapping[str, Sequence[Mapping[str, str]]], name: str, data: Path, ontology: Path
) -> Iterator[Problem]:
    readings = _beside(data, name)
    paths = {table: f"{name}/{table}.csv" for table in TABLES}
    ends = read_ends(ontology)
    own = {
        table: [
            Row(line, dict(row), paths[table], name)
            for line, row in enumerate(found.get(table, ()), 2)
        ]
        for table in TABLES
    }
    keys = {table: readings[table].keys | {row["key"] for row in own[table]} for table in TABLES}
    relations = frozenset(term for term, item in ends.items() if item.relation)
    references = References(keys, paths, relations)
    for table in TABLES:
        for row in own[table]:
            if row["key"] in readings[table].keys:
                message = f"{row['key']!r} is a key of other tables"
                yield Problem(paths[table], row.line, "key", message)
        yield from references.check(TABLES[table], own[table])
    classes = dict(row_classes({table: readings[table].rows for table in THING_TABLES}))
    classes |= dict(row_classes({**own, "schemes": [*readings["schemes"].rows, *own["schemes"]]}))
    statements = read_statements(own)
    yield from chain(
        wrong_kinds(statements, classes, ends),
        repeated(statements),
        wrong_parts(own["weights"], statements, classes, ends),
        circles(statements, ends),
    )
