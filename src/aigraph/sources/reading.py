"""Reading the files of a source: sizes bounded, nothing run, faults with file and line."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pydantic_core import from_json

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.sources.headers import check_header, renamed, strangers_of
from aigraph.sources.records import Record, named
from aigraph.sources.trees import read_yaml
from aigraph.tables.inputs import read_regular, why_unreadable
from aigraph.tables.lines import UnreadableError, decode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aigraph.sources.description import SourceFile

LONGEST_CELL: Final = 100_000
"""Characters that a cell may have; notes of real sources have a few thousand."""

_MOST_BRANCHES: Final = 1_000_000
"""Lists and objects that a JSON file may hold; revisions of a schedule hold a tenth of it."""

_NO_TEXT: Final = (
    (b"PK\x03\x04", "is a ZIP archive; unpack it"),
    (b"\x1f\x8b", "is packed by gzip; unpack it"),
    (b"%PDF-", "is a PDF"),
    (b"version https://git-lfs", "is a pointer of Git LFS; fetch the file that it names"),
    (b"<!doctype html", "is a web page; was the address wrong?"),
    (b"<html", "is a web page; was the address wrong?"),
)


@dataclass(frozen=True)
class FileRead:
    """A file of a source that was read.

    Attributes:
        name: its name within the source.
        path: as messages show it.
        sha256: hash of its bytes.
        columns: the columns of its header, or none if it is no table.
        absent: optional columns that it lacks, with what each may be called now.
        unended: whether its last line has no end, as where it is cut off.
        records: its rows, if it is a table.
        tree: what it holds, if it is none.
        packed: its bytes, if it is unpacked only when it is asked for: revisions of a schedule
            would not all have room.
    """

    name: str
    path: str
    sha256: str
    columns: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unended: bool = False
    records: tuple[Record, ...] = ()
    tree: Any = None
    packed: bytes = b""


def read_file(path: Path, file: SourceFile) -> FileRead:
    """Read one file as its description says.

    Raises:
        DataError: naming what is wrong with it, with its line.
    """
    name = shown(path)
    content = _content(path, name, file)
    sha256 = hashlib.sha256(content).hexdigest()
    if file.form == "json.gz":
        return FileRead(file.name, name, sha256, packed=content)
    start = content[:100].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, message in _NO_TEXT:
        if start.startswith(sign.lower()):
            _refuse(name, 1, message)
    unended = not content.endswith((b"\n", b"\r"))
    try:
        lines = decode(content)
        text = "\n".join(_without_remarks(lines, file.remark) if file.remark else lines)
    except UnreadableError as error:
        _refuse(name, error.line, error.message)
    if file.form != "csv":
        tree = _tree(text, name, file.form)
        return FileRead(file.name, name, sha256, unended=unended, tree=tree)
    header, rows = _rows(text, name, file)
    absent = tuple(
        f"{column}{renamed(column, strangers_of(header, file), likely=True)}"
        for column in file.optional
        if column not in header
    )
    cells = [(line, dict(zip(header, row, strict=True))) for line, row in rows]
    check_count(len(cells), name, file)
    columns = tuple(dict.fromkeys(filter(None, header)))
    records = tuple(named(cells, file.name, file.id))
    return FileRead(file.name, name, sha256, columns, absent, unended, records)


def _without_remarks(lines: Sequence[str], sign: str) -> list[str]:
    """Return lines with those blank that are remarks before the header."""
    first = next((at for at, line in enumerate(lines) if not line.startswith(sign)), 0)
    return [*[""] * first, *lines[first:]]


def unpacked(read: FileRead, file: SourceFile) -> Any:
    """Return what a packed file holds.

    Args:
        read: the file.
        file: what is said of it.

    Raises:
        DataError: if it is damaged, too large or no JSON.
    """
    packer = zlib.decompressobj(wbits=31)
    try:
        content = packer.decompress(read.packed, file.largest)
    except zlib.error as error:
        _refuse(read.path, 1, f"cannot be unpacked: {error}")
    if packer.unconsumed_tail:
        _refuse(read.path, 1, f"has more than {file.largest:,} bytes when unpacked")
    if not packer.eof:
        _refuse(read.path, 1, "ends within its packed content; is it cut off?")
    _check_branches(content.count(b"[") + content.count(b"{"), read.path)
    try:
        return from_json(content, allow_inf_nan=False)
    except ValueError as error:
        _refuse(read.path, 1, f"is no JSON: {error}")


def check_count(count: int, path: str, file: SourceFile) -> None:
    """Refuse a file with fewer or more rows than make sense.

    Args:
        count: how many it has.
        path: the file, as messages show it.
        file: what is said of it.

    Raises:
        DataError: naming the bounds.
    """
    if count < file.least:
        _refuse(
            path, 1, f"has {count:,} rows, at least {file.least:,} are expected; is it cut off?"
        )
    if count > file.most:
        _refuse(path, 1, f"has {count:,} rows, at most {file.most:,} are expected")


def _content(path: Path, name: str, file: SourceFile) -> bytes:
    try:
        size = path.stat().st_size
        if size > file.largest:
            _refuse(name, 1, f"has {size:,} bytes; at most {file.largest:,} are read")
        return read_regular(path)
    except OSError as error:
        _refuse(name, 1, why_unreadable(error))


def _refuse(path: str, line: int, message: str, column: str = "") -> NoReturn:
    raise DataError([Problem(path, line, column, message)]) from None


def _rows(text: str, name: str, file: SourceFile) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header, and the rows with the lines on which they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    found: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in reader:
            if row and not header:
                header = [column.strip() for column in row]
                check_header(header, name, file)
            elif row:
                if file.open_ended:
                    last = len(header) - 1
                    row[last:] = [",".join(row[last:])]
                _check_row(name, begin, row, header)
                found.append((begin, row))
                if len(found) > file.most:
                    _refuse(name, begin, f"has more than the {file.most:,} rows that are expected")
            begin = reader.line_num + 1
    except csv.Error as error:
        _refuse(name, begin, _csv_fault(str(error)))
    return header, found


def _csv_fault(message: str) -> str:
    if "field larger" in message:
        return f"a cell is longer than the {LONGEST_CELL:,} characters that are read"
    if "unexpected end" in message:
        return "the file ends within a quoted cell that begins here; is it cut off?"
    return f"a quote is not closed or is within a cell ({message})"


def _check_row(name: str, line: int, row: Sequence[str], header: Sequence[str]) -> None:
    if len(row) != len(header):
        message = f"the row has {len(row)} cells, the header {len(header)}; is the file cut off?"
        _refuse(name, line, message)
    for column, cell in zip(header, row, strict=True):
        if len(cell) > LONGEST_CELL:
            message = f"is {len(cell):,} characters long; at most {LONGEST_CELL:,} are read"
            _refuse(name, line, message, column)


def _tree(text: str, name: str, form: str) -> Any:
    if form == "text":
        return text
    try:
        if form == "yaml":
            return read_yaml(text)
        if form == "toml":
            return tomllib.loads(text)
        _check_branches(text.count("[") + text.count("{"), name)
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except UnreadableError as error:
        _refuse(name, error.line, error.message)
    except json.JSONDecodeError as error:
        _refuse(name, error.lineno, f"is no JSON: {error.msg}")
    except RecursionError:
        _refuse(name, 1, f"is nested too deeply for {form.upper()}")
    except ValueError as error:
        _refuse(name, 1, f"is no {form.upper()}: {error}")


def _check_branches(count: int, name: str) -> None:
    if count > _MOST_BRANCHES:
        _refuse(name, 1, f"holds {count:,} lists and objects; at most {_MOST_BRANCHES:,} are read")


def _object(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    if twice:
        raise ValueError(f"an object names {twice[0]!r} twice")
    return dict(pairs)


def _constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
