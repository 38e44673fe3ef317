"""All folders of tables at once: the curated one, and those that imports wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigraph.errors import NotFoundError
from aigraph.identity.judgements import Judgement, read_judgements
from aigraph.identity.known import Known
from aigraph.identity.things import Thing, read_things
from aigraph.paths import imported_dir
from aigraph.sources.importing import read_manifest
from aigraph.spelling import nearest
from aigraph.tables.inputs import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Collection:
    """The things of several folders.

    Attributes:
        data: the folder of the curated tables.
        folders: the folders of imports by the name of their source.
        things: all things, the curated ones first.
        judgements: what was judged of them.
        known: makers, and the names of one thing.
    """

    data: Path
    folders: dict[str, Path]
    things: list[Thing]
    judgements: list[Judgement]
    known: Known

    def of(self, name: str) -> list[Thing]:
        """Return the things of one source.

        Raises:
            NotFoundError: if no folder is of that source, with those that come near.
        """
        key = name.replace("-", "_")
        if key not in self.folders:
            raise NotFoundError(name, nearest(key, self.folders, limit=3), what="imported source")
        return [thing for thing in self.things if thing.folder == key]

    def ships(self, thing: Thing) -> bool:
        """Return whether a thing is in tables that may be passed on."""
        return not thing.folder or self.folders[thing.folder].resolve().is_relative_to(
            self.data.resolve()
        )

    def home(self, left: Thing, right: Thing) -> Path:
        """Return the folder whose table takes a judgement on two things.

        What names a thing that may not be passed on stays with this user.
        """
        return self.data if self.ships(left) and self.ships(right) else imported_dir()


def collect(data: Path, more: Path | None, progress: Callable[[str], None]) -> Collection:
    """Read the things of all folders.

    Args:
        data: the folder of the curated tables, which may hold folders of imports.
        more: a folder that holds further folders of imports, or is one.
        progress: called with each folder that is begun.

    Raises:
        DataError: if a table cannot be read.
    """
    progress("reading the curated tables")
    things = read_things(data)
    known = {thing.id: thing for thing in things}
    folders = dict(_folders(data, more))
    for name, folder in folders.items():
        progress(f"reading {name}")
        things += read_things(folder, name, known)
    judgements = [*read_judgements(data), *read_judgements(imported_dir())]
    same = ((item.left, item.right) for item in judgements if item.judgement == "same")
    return Collection(data, folders, things, judgements, Known(things, same))


def _folders(data: Path, more: Path | None) -> Iterator[tuple[str, Path]]:
    seen: set[str] = set()
    places = [data, imported_dir()] if more is None else [more, data, imported_dir()]
    for place in places:
        found = [place] if (place / MANIFEST).exists() else sorted(place.glob(f"[!.]*/{MANIFEST}"))
        for item in found:
            folder = item if item.is_dir() else item.parent
            name = str(read_manifest(folder).get("source", ""))
            if name and name not in seen:
                seen.add(name)
                yield name, folder
