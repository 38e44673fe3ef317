"""Names of different things that look the same though they are written differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.characters import mixed_word, skeleton
from aigraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigraph.schema.columns import Table
    from aigraph.tables.files import Row

_NAMES: Final = ("label_en", "label_zh", "title")


def look_alikes(table: Table, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield the names that look the same as another name of the same table.

    Two rows may have the very same name: it is the same text, and a search finds both. A name
    that mixes alphabets is a fault of its own cell. A data set is held to its own names only: how
    others write theirs is not its fault.

    Args:
        table: the table.
        rows: its rows.
    """
    for column in _NAMES:
        if column not in table.by_name:
            continue
        first: dict[tuple[str, str], Row] = {}
        for row in rows:
            name = row[column]
            if not name or mixed_word(name):
                continue
            earlier = first.setdefault((row.imported, skeleton(name)), row)
            if earlier[column] != name:
                message = (
                    f"{name!a} looks the same as {earlier[column]!a}"
                    f" of line {earlier.line}; write the same letters for the same name"
                )
                yield Problem(row.path, row.line, column, message)
