"""The files of the tables, each read once: what is hashed is what is parsed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe opens at once without a writer, so that it can be refused and nothing waits for it."""


@dataclass(frozen=True)
class TableFiles:
    """The files of all tables as they were at one time.

    Attributes:
        folder: where they are.
        contents: the bytes of each table's file by the table's name, or why it cannot be read.
    """

    folder: Path
    contents: Mapping[str, bytes | str]


def read_files(folder: Path) -> TableFiles:
    """Read the file of each table of the schema; whatever else is in the folder is left alone.

    Args:
        folder: the data folder.
    """
    return TableFiles(folder, {name: read_content(folder / f"{name}.csv") for name in TABLES})


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
