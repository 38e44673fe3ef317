"""From bytes to lines, and from lines to the cells of rows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF8_MARK: Final = b"\xef\xbb\xbf"


class UnreadableError(Exception):
    """A file cannot be read as a table at all.

    Attributes:
        line: the line that shows it, counted from 1.
        message: what is wrong and what would mend it.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        """Say what is wrong, and where."""
        self.line = line
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class Record:
    """What one line, or several joined by a quoted line break, holds.

    Attributes:
        line: the line on which it begins, counted from 1.
        cells: its cells; of a record with a fault, those before the fault.
        fault: what is wrong with the quotes after those cells, or blank.
    """

    line: int
    cells: list[str]
    fault: str = ""


def decode(content: bytes) -> list[str]:
    """Return the lines of a file, without their ends.

    A byte order mark is dropped. Lines may end in LF, in CR LF, or all in CR.

    Raises:
        UnreadableError: if the file is empty or no UTF-8.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            raise UnreadableError(f"the file is {name}; save it as UTF-8")
    content = content.removeprefix(_UTF8_MARK)
    if not content.strip():
        raise UnreadableError("the file is empty; it needs at least a header")
    if content.count(0) * 4 > len(content):
        raise UnreadableError("the file looks like UTF-16 or UTF-32; save it as UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_split(content[: error.start].decode("utf-8")))
        byte = content[error.start]
        message = f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8"
        raise UnreadableError(message, line) from None
    lines = _split(text)
    return lines if lines[-1] else lines[:-1]


def _split(text: str) -> list[str]:
    if "\n" not in text:
        return text.split("\r")
    return text.replace("\r\n", "\n").split("\n")


def records(lines: Sequence[str], width: int) -> Iterator[Record]:
    """Yield the records of some lines.

    A quote that does not close on its own line either holds a line break, if the lines together
    make one row of ``width`` cells and none of them makes one alone; or it is a fault of its
    line, and the next line is read for itself. So one lost quote spoils one row.

    Args:
        lines: the lines, the header first.
        width: how many cells a row should have.
    """
    at = 0
    while at < len(lines):
        cells, fault = split_line(lines[at])
        taken = 1
        if fault == _UNCLOSED:
            whole, taken = _continued(lines, at, width)
            cells, fault = (whole, "") if whole else (cells, fault)
        yield Record(at + 1, cells, fault)
        at += taken


_UNCLOSED: Final = "the quote that opens here does not close on this line"
_AFTER: Final = "text follows the closing quote; a quote inside a quoted cell is written twice"


def split_line(line: str) -> tuple[list[str], str]:
    """Return the cells of one line, and what is wrong with the quotes after them.

    >>> split_line('a,"b,c",d')
    (['a', 'b,c', 'd'], '')
    >>> split_line('a,"b,c')
    (['a'], 'the quote that opens here does not close on this line')
    """
    if '"' not in line:
        return line.split(","), ""
    cells: list[str] = []
    at = 0
    while True:
        if line.startswith('"', at):
            end = _closing(line, at + 1)
            if end < 0:
                return cells, _UNCLOSED
            text, at = line[at + 1 : end].replace('""', '"'), end + 1
            if at < len(line) and line[at] != ",":
                return cells, _AFTER
        else:
            end = line.find(",", at)
            text, at = (line[at:], len(line)) if end < 0 else (line[at:end], end)
        cells.append(text)
        if at >= len(line):
            return cells, ""
        at += 1


def _closing(line: str, at: int) -> int:
    """Return where a quoted cell closes, or -1."""
    while True:
        end = line.find('"', at)
        if end < 0 or not line.startswith('"', end + 1):
            return end
        at = end + 2


def _continued(lines: Sequence[str], at: int, width: int) -> tuple[list[str], int]:
    """Return the cells of a row with line breaks and how many lines it takes; or none and 1."""
    reader = csv.reader((f"{lines[number]}\n" for number in range(at, len(lines))), strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return [], 1
    parts = (split_line(lines[number])[0] for number in range(at + 1, at + reader.line_num))
    if len(cells) != width or any(len(part) == width for part in parts):
        return [], 1
    return cells, reader.line_num
