"""What an importer works with: the rows of its source in, rows of our tables out."""

from __future__ import annotations

from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import AigraphError, DataError, Problem
from aigraph.sources.headers import check_columns
from aigraph.sources.reading import check_count, unpacked
from aigraph.sources.records import Record, RowFaultError, named
from aigraph.sources.report import FileReport
from aigraph.sources.saying import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aigraph.sources.description import Source
    from aigraph.sources.reading import FileRead

_MOST_FAULTS: Final = 0.2
"""Where more of a file's rows are faulty, the file is not what its description says."""
_FEW: Final = 5


class Context(Saying):
    """Gives an importer its rows and takes what they say.

    What a row says is kept only when the whole row could be read.

    Attributes:
        source: the source.
        report: what became of its rows.
        collected: the rows made.
        reading_at: file and line that are read now, for what goes wrong there.
    """

    def __init__(
        self,
        source: Source,
        files: Mapping[str, FileRead],
        progress: Callable[[str], None],
        known: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        """Take the files that were read.

        Args:
            source: the source.
            files: its files by name; one that is not needed may be absent.
            progress: called with the name of each file that is begun.
            known: the keys that other tables hold, by table: the curated ones, and those of other
                data sets that were imported into the data folder.
        """
        super().__init__(source)
        self._known = known
        self._files = files
        self._progress = progress
        self._handled: set[str] = set()
        self.reading_at = (source.name, 1)

    # What comes in

    def has(self, file: str) -> bool:
        """Return whether a file that need not be there is there."""
        return file in self._files

    def names(self, pattern: str) -> list[str]:
        """Return the names of the files that are like a pattern with a ``*``, sorted."""
        return sorted(name for name in self._files if fnmatchcase(name, pattern))

    def there(self, thing: str) -> bool:
        """Return whether the curated tables, or those of another data set, have a thing.

        Args:
            thing: ``table/key``.
        """
        table, _, key = thing.partition("/")
        return key in self._known.get(table, frozenset())

    def rows(self, file: str) -> tuple[Record, ...]:
        """Return the rows of a file, for what must be known before they are handled."""
        if file not in self._files:
            return ()
        self.reading_at = (self._files[file].path, 1)
        return self._files[file].records

    def tree(self, file: str) -> Any:
        """Return what a file holds that is no table: text, lists and mappings."""
        read = self._files[file]
        self.reading_at = (read.path, 1)
        return unpacked(read, self.source.file(file)) if read.packed else read.tree

    def items(self, file: str, items: Iterable[tuple[int, Mapping[str, str]]]) -> list[Record]:
        """Make rows of what a file holds that is no table.

        Args:
            file: its name; its description says which cells name a row.
            items: line and cells of each.
        """
        described = self.source.file(file)
        path = self._files[file].path
        self.reading_at = (path, 1)
        found = list(items)
        check_count(len(found), path, described)
        check_columns([cells for _, cells in found], path, described)
        return named(found, file, described.id)

    def each(
        self,
        file: str,
        handle: Callable[[Record], None],
        rows: Sequence[Record] | None = None,
        passed: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Hand each row of a file to a function, in the order of their names.

        The function calls ``thing``, ``claim`` and ``observation``, or ``skip``; a row with which
        it does nothing is a fault of the importer.

        Args:
            file: name of the file; nothing is done if it is not needed and absent.
            handle: takes a row.
            rows: the rows made by ``items``, where the file is no table.
            passed: how many further rows of it are left out, by reason.

        Raises:
            DataError: if so many rows are faulty that the file is not what it should be.
        """
        read = self._files.get(file)
        if read is None:
            return
        self._progress(file)
        self._handled.add(file)
        records = list(read.records if rows is None else rows)
        about = FileReport(
            file, read.sha256, len(records), absent=list(read.absent), unended=read.unended
        )
        about.passed.update(passed)
        about.rows += about.passed.total()
        self.report.files.append(about)
        faults = [fault for record in records for fault in self._one(record, handle, about)]
        if len(faults) > max(_FEW, _MOST_FAULTS * len(records)):
            raise DataError([Problem(read.path, line, "", text) for line, text in faults[:20]])
        used = records[0].read if records else set()
        about.unread = [column for column in read.columns if column not in used]

    def _one(
        self, record: Record, handle: Callable[[Record], None], about: FileReport
    ) -> list[tuple[int, str]]:
        """Handle one row and return its fault, if any."""
        self._row, self._skipped, self._again = [], "", False
        self.reading_at = (self._files[record.file].path, record.line)
        try:
            handle(record)
        except RowFaultError as fault:
            about.left_out.append((str(fault), record.line, record.id))
            about.faulty.append(about.left_out[-1])
            return [(record.line, f"row {record.id}: {fault}")]
        if self._row:
            about.mapped += 1
            for table, cells in self._row:
                self.collected.add(table, cells)
        elif self._again:
            about.mapped += 1
        elif self._skipped:
            about.left_out.append((self._skipped, record.line, record.id if self._named else ""))
        else:
            raise AigraphError(f"{self.source.module} does nothing with {record.locator}")
        return []

    def finish(self) -> None:
        """Refuse an importer that left a file unread.

        Raises:
            AigraphError: naming the files.
        """
        left = sorted(set(self._files) - self._handled)
        if left:
            raise AigraphError(f"{self.source.module} does not read {', '.join(left)}")
