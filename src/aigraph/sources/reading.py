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
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pydantic_core import from_json

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.sources.records import Record, named
from aigraph.sources.trees import read_yaml
from aigraph.spelling import nearest
from aigraph.tables.inputs import read_regular, why_unreadable
from aigraph.tables.lines import UnreadableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aigraph.sources.description import SourceFile

LONGEST_CELL: Final = 100_000
"""Characters that a cell may have; notes of real sources have a few thousand."""

_MOST_COLUMNS: Final = 2_000
_MOST_BRANCHES: Final = 1_000_000
"""Lists and objects that a JSON file may hold; revisions of a schedule hold a tenth of it."""

_NO_TEXT: Final = (
    (b"PK\x03\x04", "is a ZIP archive; unpack it"),
    (b"\x1f\x8b", "is packed by gzip; unpack it"),
    (b"%PDF-", "is a PDF"),
    (b"version https://git-lfs", "is a pointer of Git LFS; fetch the file that it stands for"),
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
        f"{column}{_renamed(column, _strangers(header, file), likely=True)}"
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
    strangers = _strangers(list(found), file)
    problems = [
        Problem(path, 1, column, f"no row says this{_renamed(column, strangers)}")
        for column in dict.fromkeys((*file.id, *file.required))
        if column not in found
    ]
    if rows and problems:
        raise DataError(problems)


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
                _check_header(header, name, file)
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


def _check_header(header: Sequence[str], name: str, file: SourceFile) -> None:
    """Refuse a header that lacks or repeats a column, naming what it may be called now."""
    if len(header) > _MOST_COLUMNS:
        _refuse(name, 1, f"has {len(header):,} columns; at most {_MOST_COLUMNS:,} are read")
    known = {*file.required, *file.optional, *file.id}
    strangers = _strangers(header, file)
    twice = [column for column, times in Counter(header).items() if column in known and times > 1]
    problems = [Problem(name, 1, column, "the header names this column twice") for column in twice]
    problems += [
        Problem(name, 1, column, f"the header lacks this column{_renamed(column, strangers)}")
        for column in dict.fromkeys((*file.id, *file.required))
        if column not in header
    ]
    if problems:
        raise DataError(problems)


def _strangers(header: Sequence[str], file: SourceFile) -> list[str]:
    known = {*file.required, *file.optional, *file.id}
    return [column for column in header if column and column not in known]


def _renamed(column: str, strangers: Sequence[str], *, likely: bool = False) -> str:
    """Return what a column may be called now; blank if none comes near and that is asked for."""
    close = get_close_matches(column, strangers, 1, 0.8) if likely else nearest(column, strangers)
    if close:
        return f"; is it the one now called {close[0]!r}?"
    if likely:
        return ""
    return f"; new there: {', '.join(map(repr, strangers[:5]))}" if strangers else ""


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


def find_files(path: Path, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, Path]]:
    """Yield each file of a source that is there, with its place.

    Args:
        path: the folder that holds them; or the file itself, of a source that has one.
        files: what the source consists of.

    Raises:
        DataError: if a file that is needed is missing, with what is there instead.
    """
    if path.is_file():
        yield _named_like(path, files), path
        return
    if not path.is_dir():
        _refuse(shown(path), 1, "there is no such file or folder")
    missing = []
    for file in files:
        if "*" in file.name:
            like = sorted(item for item in path.glob(file.name) if item.is_file())
            yield from (
                (file.model_copy(update={"name": item.relative_to(path).as_posix()}), item)
                for item in like
            )
            if not like and file.needed:
                missing.append(Problem(shown(path / file.name), 1, "", "there is no such file"))
            continue
        place = path / file.name
        if place.exists() or place.is_symlink():
            yield file, place
        elif file.needed:
            missing.append(
                Problem(shown(place), 1, "", f"the file is missing{_instead(path, file)}")
            )
    if missing:
        raise DataError(missing)


def _named_like(path: Path, files: Sequence[SourceFile]) -> SourceFile:
    """Return the description of a single file that was given."""
    alike = [file for file in files if file.name.rpartition("/")[2] == path.name]
    needed = [file for file in files if file.needed]
    if len(alike) == 1 and set(needed) <= set(alike):
        return alike[0]
    if len(files) == 1:
        return files[0]
    _refuse(shown(path), 1, f"the source has {len(files)} files; name the folder that holds them")


def _instead(folder: Path, file: SourceFile) -> str:
    found = sorted(item.relative_to(folder).as_posix() for item in folder.rglob("*.*"))
    close = nearest(file.name, found[:1000])
    return f"; is it the one called {close[0]!r}?" if close else ""
