"""The files of the tables, each read once: what is hashed is what is parsed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MANIFEST: Final = "import.json"
"""What an import says of itself, beside the tables that it wrote."""
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe opens at once without a writer, so that it can be refused and nothing waits for it."""


@dataclass(frozen=True)
class TableFiles:
    """The files of all tables as they were at one time.

    Attributes:
        folder: where they are.
        contents: the bytes of each curated table by its name, or why it cannot be read.
        imported: the tables of each imported data set, by its name.
    """

    folder: Path
    contents: Mapping[str, bytes | str]
    imported: Mapping[str, ImportedFiles] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedFiles:
    """The tables that an import of one data set wrote.

    Attributes:
        folder: where they are.
        contents: the bytes of each table that there is, by its name, or why it cannot be read.
    """

    folder: Path
    contents: Mapping[str, bytes | str]


def read_files(folder: Path, beside: Iterable[Path] = ()) -> TableFiles:
    """Read the file of each table of the schema, and the tables that imports wrote.

    A folder within the data folder is that of an import where the import says so of itself;
    whatever else is in the data folder is left alone, such as what an import that was stopped
    leaves under a hidden name.

    Args:
        folder: the data folder.
        beside: folders of further imports, which are elsewhere.
    """
    within = sorted(path.parent for path in folder.glob(f"[!.]*/{MANIFEST}"))
    return TableFiles(
        folder,
        {name: read_content(folder / f"{name}.csv") for name in TABLES},
        {path.name: _imported(path) for path in (*within, *beside)},
    )


def _imported(folder: Path) -> ImportedFiles:
    places = {name: folder / f"{name}.csv" for name in TABLES}
    return ImportedFiles(
        folder, {name: read_content(path) for name, path in places.items() if path.exists()}
    )


def read_content(path: Path) -> bytes | str:
    """Return the bytes of a regular file, or in words why they cannot be read."""
    try:
        return read_regular(path)
    except OSError as error:
        return why_unreadable(error)


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        OSError: if there is no such file, or it is a folder, a pipe or a device.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError(None, "is a link to nothing") from None
        raise
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise OSError(None, "is a folder and no file")
        if not stat.S_ISREG(mode):
            raise OSError(None, "is a pipe or device and no file")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read()
    finally:
        os.close(descriptor)


def why_unreadable(error: OSError) -> str:
    """Return in words why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "the file is missing"
    if error.errno is None:
        return str(error.strerror)
    return f"cannot be read: {error.strerror}"
