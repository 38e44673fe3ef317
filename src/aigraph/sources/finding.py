"""Finding the files of a source in a folder, or saying what is there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aigraph.sources.description import SourceFile


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
        raise DataError([Problem(shown(path), 1, "", "there is no such file or folder")])
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
    message = f"the source has {len(files)} files; name the folder that holds them"
    raise DataError([Problem(shown(path), 1, "", message)])


def _instead(folder: Path, file: SourceFile) -> str:
    found = sorted(item.relative_to(folder).as_posix() for item in folder.rglob("*.*"))
    close = nearest(file.name, found[:1000])
    return f"; is it the one called {close[0]!r}?" if close else ""
