"""Columns of the files of a source: which are missing, and what they may be called now."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from aigraph.errors import DataError, Problem
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.sources.description import SourceFile

_MOST_COLUMNS: Final = 2_000


def check_columns(rows: Sequence[Mapping[str, str]], path: str, file: SourceFile) -> None:
    """Refuse a file that is no table where something that its rows must say is said by none.

    Args:
        rows: what its rows say, by column.
        path: the file, as messages show it.
        file: what is said of it.

    Raises:
        DataError: naming each column, and what it may be called now.
    """
    found = dict.fromkeys(column for row in rows for column, cell in row.items() if cell)
    strangers = strangers_of(list(found), file)
    problems = [
        Problem(path, 1, column, f"no row says this{renamed(column, strangers)}")
        for column in dict.fromkeys((*file.id, *file.required))
        if column not in found
    ]
    if rows and problems:
        raise DataError(problems)


def check_header(header: Sequence[str], name: str, file: SourceFile) -> None:
    """Refuse a header that lacks or repeats a column, naming what it may be called now."""
    if len(header) > _MOST_COLUMNS:
        message = f"has {len(header):,} columns; at most {_MOST_COLUMNS:,} are read"
        raise DataError([Problem(name, 1, "", message)])
    known = {*file.required, *file.optional, *file.id}
    strangers = strangers_of(header, file)
    twice = [column for column, times in Counter(header).items() if column in known and times > 1]
    problems = [Problem(name, 1, column, "the header names this column twice") for column in twice]
    problems += [
        Problem(name, 1, column, f"the header lacks this column{renamed(column, strangers)}")
        for column in dict.fromkeys((*file.id, *file.required))
        if column not in header
    ]
    if problems:
        raise DataError(problems)


def strangers_of(header: Sequence[str], file: SourceFile) -> list[str]:
    """Return the columns of a header that the description of its file does not know."""
    known = {*file.required, *file.optional, *file.id}
    return [column for column in header if column and column not in known]


def renamed(column: str, strangers: Sequence[str], *, likely: bool = False) -> str:
    """Return what a column may be called now; blank if none comes near and that is asked for."""
    close = get_close_matches(column, strangers, 1, 0.8) if likely else nearest(column, strangers)
    if close:
        return f"; is it the one now called {close[0]!r}?"
    if likely:
        return ""
    return f"; new there: {', '.join(map(repr, strangers[:5]))}" if strangers else ""
