"""Whether what cells refer to is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.characters import refused
from aigraph.errors import Problem
from aigraph.spelling import did_you_mean
from aigraph.values import split_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aigraph.schema.columns import Column, Table
    from aigraph.tables.files import Row

_MOST_HINTS: Final = 100
"""After so many misses no more hints are sought: each costs a look at every key."""


class References:
    """Checks references and predicates; it knows the keys of all tables."""

    def __init__(
        self,
        keys: Mapping[str, frozenset[str] | None],
        paths: Mapping[str, str],
        predicates: frozenset[str],
    ) -> None:
        """Take what there is to refer to.

        Args:
            keys: the keys of each table; None where its file could not be read.
            paths: each table's file, as messages show it.
            predicates: the relations that the ontology declares.
        """
        self._keys = keys
        self._paths = paths
        self._predicates = predicates
        self._hints = 0

    def check(self, table: Table, rows: Sequence[Row]) -> Iterator[Problem]:
        """Yield the references of a table's rows that lead nowhere."""
        columns = [column for column in table.columns if column.kind in _KINDS]
        for row in rows:
            for column in columns:
                cell = row[column.name]
                if cell and cell == cell.strip() and not refused(cell):
                    for message in self._faults(column, cell):
                        yield Problem(row.path, row.line, column.name, message)

    def _faults(self, column: Column, cell: str) -> Iterator[str]:
        if column.kind == "predicate":
            if cell not in self._predicates:
                yield f"{cell!r} is no relation of the ontology{self._hint(cell, self._predicates)}"
        elif column.kind == "reference":
            yield from self._reference(column, cell)
        else:
            parts = split_list(cell)
            for part in parts:
                yield from self._reference(column, part)
            if len(set(parts)) < len(parts):
                yield "names the same thing twice"

    def _reference(self, column: Column, text: str) -> Iterator[str]:
        if not text:
            yield "has a blank part between semicolons"
            return
        if len(column.targets) == 1:
            table, key = column.targets[0], text
        else:
            table, _, key = text.partition("/")
            allowed = column.targets or tuple(self._keys)
            if table not in allowed:
                yield f"{text!r} is not a table/key with a known table{self._hint(table, allowed)}"
                return
        keys = self._keys[table]
        if keys is not None and key not in keys:
            yield f"no {key!r} in {self._paths[table]}{self._hint(key, keys)}"

    def _hint(self, text: str, candidates: Iterable[str]) -> str:
        self._hints += 1
        return did_you_mean(text, candidates) if self._hints <= _MOST_HINTS else ""


_KINDS: Final = frozenset({"predicate", "reference", "references"})
