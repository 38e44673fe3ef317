"""Open the release that is named: of tables, of a project, kept in the cache, or in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from aigraph import paths as folders
from aigraph.errors import ReleaseError
from aigraph.release.build import build
from aigraph.release.cache import Cache
from aigraph.release.inputs import built_by_this_code
from aigraph.release.manifest import MANIFEST, verify
from aigraph.release.opened import Release, open_release

if TYPE_CHECKING:
    from aigraph.release.build import Progress

Opened = tuple[Release, tuple[str, ...]]
"""A release, and what a user must know of it."""
_TABLE: Final = "sources.csv"
"""The table that every other refers to: a folder without it holds no tables."""


def open_named(what: str | Path, progress: Progress) -> Opened:
    """Open a release by what names it.

    No earlier release answers where the tables have problems: two releases can only be compared if
    each is what was named.

    Args:
        what: a folder of tables; a project's folder, whose ``data`` holds the tables and whose
            ``ontology``, if there, goes with them; the folder of a release; the name of a pin; or
            the name of a release in the cache.
        progress: called with the name of each stage of a build.

    Raises:
        DataError: if the tables have problems.
        NotFoundError: if nothing is called that.
        ReleaseError: if the release cannot be built or is damaged, or a folder holds none.
    """
    path, ontology = Path(what), folders.ontology_dir()
    if (path / MANIFEST).is_file() or not path.is_dir():
        return open_built(Cache(folders.cache_dir()).find(what))
    if not (path / _TABLE).is_file():
        own = path / "ontology"
        path, ontology = path / "data", own if own.is_dir() else ontology
    if not (path / _TABLE).is_file():
        raise ReleaseError(f"{what} holds neither tables ({_TABLE}, ...) nor a release")
    built = build(path, ontology, folders.cache_dir(), progress, beside=folders.beside())
    return open_release(built), ()


def open_built(folder: Path) -> Opened:
    """Open a release that was built before, with a warning if other code built it.

    Raises:
        ReleaseError: if it is damaged.
    """
    try:
        verify(folder)
    except ReleaseError as error:
        raise ReleaseError(
            f"the release {folder.name} is damaged: {error}; build it again from its tables"
        ) from error
    found = open_release(folder)
    warning = f"release {found.name} was built by another version of aigraph than this one"
    return found, () if built_by_this_code(found.manifest) else (warning,)
