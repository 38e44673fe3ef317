"""What words of a source mean here: small tables that people maintain."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.tables.inputs import read_content
from aigraph.tables.lines import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.sources.description import Source

FILE: Final = "lookups.csv"
_COLUMNS: Final = ["list", "printed", "meaning", "note"]
NOTHING: Final = "-"
"""The meaning of a word that is known to mean nothing here, so that it is not reported."""


class Lookups:
    """The look-ups of a source, and the names of places that all sources share."""

    def __init__(self, source: Source) -> None:
        """Read them.

        Raises:
            DataError: if a file has other columns, or gives one word two meanings.
        """
        self._lists: dict[tuple[str, str], str] = {}
        shared = Path(__file__).parent / "places.csv"
        for path in (shared, source.folder / FILE):
            if path.exists():
                self._add(path)

    def _add(self, path: Path) -> None:
        own: set[tuple[str, str]] = set()
        for line, row in read_sheet(path, _COLUMNS):
            word = (row["list"], row["printed"].casefold())
            if word in own:
                message = f"{row['printed']!r} is in the list {row['list']!r} already"
                raise DataError([Problem(shown(path), line, "printed", message)])
            own.add(word)
            self._lists[word] = row["meaning"]

    def find(self, kind: str, text: str) -> str | None:
        """Return what a word means, None if it is in no list.

        Args:
            kind: the list.
            text: the word; case does not count.
        """
        return self._lists.get((kind, text.casefold()))


def read_sheet(path: Path, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of each row of a small table beside an importer.

    Raises:
        DataError: if it cannot be read or has other columns.
    """
    content = read_content(path)
    if isinstance(content, str):
        raise DataError([Problem(shown(path), 1, "", content)])
    reader = csv.reader(decode(content), strict=True)
    if next(reader) != columns:
        message = f"the columns of this file are {','.join(columns)}"
        raise DataError([Problem(shown(path), 1, "", message)])
    for row in reader:
        if len(row) != len(columns):
            message = f"the row has {len(row)} cells, the header {len(columns)}"
            raise DataError([Problem(shown(path), reader.line_num, "", message)])
        yield reader.line_num, dict(zip(columns, row, strict=True))
