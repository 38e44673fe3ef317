"""Where the tables, the ontology, the page template and the built releases are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from aigraph.errors import NotFoundError

_PACKAGE = Path(__file__).resolve().parent
_BUNDLE = _PACKAGE / "_bundle"


def _shipped(name: str) -> Path:
    """Return a top-level folder or file: the wheel's copy, or the checkout's own."""
    bundled = _BUNDLE / name
    return bundled if bundled.exists() else _PACKAGE.parents[1] / name


def data_dir() -> Path:
    """Return the folder of the tables; the variable ``AIGRAPH_DATA`` overrides it."""
    override = os.environ.get("AIGRAPH_DATA")
    return Path(override) if override else _shipped("data")


def ontology_dir() -> Path:
    """Return the folder of the ontology, its rules, checks and questions."""
    return _shipped("ontology")


def viz_dir() -> Path:
    """Return the folder of the page template, style and script."""
    return _shipped("viz")


def cache_dir() -> Path:
    """Return the folder of built releases; ``AIGRAPH_CACHE`` overrides it."""
    override = os.environ.get("AIGRAPH_CACHE")
    return Path(override) if override else Path(platformdirs.user_cache_dir("aigraph"))


def imported_dir() -> Path:
    """Return the folder of this user's imports; ``AIGRAPH_IMPORTED`` overrides it."""
    override = os.environ.get("AIGRAPH_IMPORTED")
    return Path(override) if override else Path(platformdirs.user_data_dir("aigraph")) / "imported"


def beside() -> tuple[Path, ...]:
    """Return the folders of this user's imports that releases are to hold.

    The variable ``AIGRAPH_WITH`` names the data sets, joined by commas.

    Raises:
        NotFoundError: if one was not imported.
    """
    names = [name.strip() for name in os.environ.get("AIGRAPH_WITH", "").split(",")]
    return tuple(imported(name) for name in names if name)


def imported(name: str) -> Path:
    """Return the folder of one of this user's imports.

    Raises:
        NotFoundError: if there is no such import.
    """
    parent, key = imported_dir(), name.replace("-", "_")
    known = sorted(path.parent.name for path in parent.glob("[!.]*/import.json"))
    if key not in known:
        raise NotFoundError(name, known, what="import of yours")
    return parent / key


def licence_file() -> Path:
    """Return the file that holds the text of the Apache License 2.0."""
    return _shipped("LICENSE")


def shipped_assets_dir() -> Path:
    """Return where a wheel keeps browser assets; it may hold none."""
    return _BUNDLE / "assets"


def assets_dir() -> Path:
    """Return the folder of browser assets built here; ``AIGRAPH_ASSETS`` overrides it."""
    override = os.environ.get("AIGRAPH_ASSETS")
    return Path(override) if override else cache_dir() / "assets"


def shown(path: Path) -> str:
    """Return the path as a message shows it: relative where it is below this folder.

    >>> shown(Path.cwd() / "data" / "chips.csv")
    'data/chips.csv'
    """
    absolute = path if path.is_absolute() else Path.cwd() / path
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()
