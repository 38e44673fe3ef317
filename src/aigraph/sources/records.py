"""A row of a source's file, which knows its place and which of its columns were read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class RowFaultError(Exception):
    """A row cannot be imported; it is reported, and the others are imported without it."""


@dataclass(frozen=True)
class Record:
    """One row, or one item of a file that is no table.

    Attributes:
        file: name of the file within the source.
        line: the line on which it begins, counted from 1.
        id: what names the row within its file, from the source's own columns.
        cells: text by column.
        read: the columns that were asked for, shared by the rows of a file.
    """

    file: str
    line: int
    id: str
    cells: Mapping[str, str]
    read: set[str] = field(default_factory=set, repr=False, compare=False)

    def __getitem__(self, column: str) -> str:
        """Return a cell's text on one line.

        Raises:
            KeyError: if the file has no such column; ``get`` is for those that may be absent.
        """
        self.read.add(column)
        return one_line(self.cells[column])

    def get(self, column: str) -> str:
        """Return a cell's text on one line, blank where the file has no such column."""
        self.read.add(column)
        return one_line(self.cells.get(column, ""))

    def parts(self, column: str, separator: str = ",") -> list[str]:
        """Return the parts of a cell that lists several, each once, in their order."""
        return list(dict.fromkeys(split(self.get(column), separator)))

    @property
    def locator(self) -> str:
        """Where a reader finds the row: the file and what names the row there."""
        return f"{self.file}, row {self.id}" if self.id else self.file


def split(text: str, separator: str = ",") -> list[str]:
    """Return the parts of a list; a separator within brackets or quotes separates nothing.

    >>> split('BookCorpus (BooksCorpus, Toronto Book Corpus),"Foo, Inc.", Bar')
    ['BookCorpus (BooksCorpus, Toronto Book Corpus)', 'Foo, Inc.', 'Bar']
    """
    found, depth, quoted = [""], 0, False
    for sign in text:
        quoted ^= sign == '"'
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign == separator and not depth and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return [part for part in (unquoted(part) for part in found) if part]


def unquoted(text: str) -> str:
    """Return a name without blanks and a pair of quotes around it.

    >>> unquoted(' "Jupiter, Jülich"'), unquoted('The "Pile"')
    ('Jupiter, Jülich', 'The "Pile"')
    """
    name = text.strip()
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] == '"' else name


def one_line(text: str) -> str:
    r"""Return a text with each run of blanks and line ends as one blank.

    >>> one_line(" Solar Open\n100B ")
    'Solar Open 100B'
    """
    return " ".join(text.split())


def named(
    rows: Iterable[tuple[int, Mapping[str, str]]], file: str, id_of: Sequence[str]
) -> list[Record]:
    """Make records of rows, each named by some of its columns, in the order of their names.

    Rows of one name are numbered in the order of what they hold, so that the order of the rows
    in the file decides nothing.

    Args:
        rows: line and cells of each.
        file: name of the file.
        id_of: the columns that name a row.
    """
    read = set(id_of)
    keyed = sorted(
        (
            (
                " / ".join(filter(None, (one_line(cells.get(name, "")) for name in id_of))),
                line,
                cells,
            )
            for line, cells in rows
        ),
        key=lambda item: (item[0], sorted(item[2].items())),
    )
    return [Record(file, line, name, cells, read) for name, line, cells in _numbered(keyed)]


def _numbered(
    keyed: Sequence[tuple[str, int, Mapping[str, str]]],
) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    times = Counter(name for name, _, _ in keyed)
    seen: Counter[str] = Counter()
    for name, line, cells in keyed:
        seen[name] += 1
        label = f"{name} ({seen[name]} of {times[name]})" if times[name] > 1 else name
        yield label, line, cells
