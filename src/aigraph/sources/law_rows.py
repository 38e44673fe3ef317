"""What rows of a source say of law, as rows of our tables: list entries, rates, scopes of rules."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from aigraph.sources.keys import digest, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.sources.records import Record

    Cell = str | Sequence[str]


class LawRows(ABC):
    """Takes what a row says of law."""

    @abstractmethod
    def _own(self, key: str) -> str:
        """Return a key that begins like all keys of the source."""

    @abstractmethod
    def _put(self, record: Record, table: str, cells: Mapping[str, Cell]) -> None:
        """Keep a row of ours until the row of the source is read."""

    def entry(self, record: Record, /, **cells: Cell) -> None:
        """Say that a party is on a list of restricted parties.

        Args:
            record: the row that says so.
            cells: the cells of ``list_entries.csv``, the key among them.
        """
        self._put(record, "list_entries", cells)

    def rate(self, record: Record, /, **cells: Cell) -> None:
        """Say which rate a tariff schedule has.

        Args:
            record: the row that says so.
            cells: the cells of ``rates.csv``; the key is made of them.
        """
        apart = [str(cells.get(name, "")) for name in ("printed", "programmes", "valid_from")]
        code = str(cells["code"]).partition("/")[2]
        key = joined(code, str(cells["column"]), digest(str(cells["importer"]), *apart))
        self._put(record, "rates", {"key": key, **cells})

    def scope(self, record: Record, rule: str, code: str, /, **cells: Cell) -> None:
        """Say that a rule covers a code.

        Args:
            record: the row that says so.
            rule: ``rules/key``.
            code: ``codes/key``.
            cells: other cells of ``scopes.csv``.
        """
        apart = [str(cells.get(name, "")) for name in ("condition", "end_use", "valid_from")]
        short = rule.partition("/")[2]
        marks = (short, code.partition("/")[2], digest(*apart) if any(apart) else "list")
        key = self._own(joined(*marks))
        self._put(record, "scopes", {"key": key, "rule": rule, "code": code, **cells})
