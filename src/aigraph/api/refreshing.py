"""A new version of a data set in, a new release out; the tables change only if all goes well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aigraph import paths as folders
from aigraph.api.chain import Chain, load
from aigraph.release.build import build, silent
from aigraph.release.opened import open_release
from aigraph.sources.importing import check_place, import_source, write
from aigraph.sources.known import find_source
from aigraph.tables.inputs import MANIFEST

if TYPE_CHECKING:
    from aigraph.release.build import Progress
    from aigraph.sources.importing import Imported


@dataclass(frozen=True)
class Refreshed:
    """What a refresh made.

    Attributes:
        imported: the import, with its report.
        folder: where its tables are.
        before: the release before.
        after: the release that holds the new tables.
    """

    imported: Imported
    folder: Path
    before: Chain
    after: Chain


def refresh(
    name: str,
    path: str | Path,
    *,
    ship: bool = False,
    data: str | Path | None = None,
    progress: Progress = silent,
) -> Refreshed:
    """Import a new version of a data set and build the release that holds it.

    The release is built from the new tables before they are put in place, in one step: where the
    import, the build or a check fails, the tables are as they were.

    Args:
        name: the data set.
        path: the folder of its files, or its one file.
        ship: whether its tables go among those that ship; else to a folder of yours.
        data: folder of the tables; the shipped ones without it.
        progress: called with the name of each stage.

    Raises:
        DataError: if the files are not what they should be, or the tables do not hold together.
        AigraphError: if the licence forbids the place, or the folder holds something else.
        ReleaseError: if the release cannot be built, or a check of it fails.
    """
    source = find_source(name)
    tables = Path(data) if data else folders.data_dir()
    folder = (tables if ship else folders.imported_dir()) / source.name
    check_place(source, folder, tables)
    held = [item for item in folders.beside() if item.name != source.name]
    known = [source.name] if not ship and (folder / MANIFEST).is_file() else []
    before = load(tables, beside=[*(item.name for item in held), *known], progress=progress)
    ontology, read_on = folders.ontology_dir(), date.today().isoformat()
    imported = import_source(source, Path(path), tables, ontology, progress, read_on=read_on)
    with TemporaryDirectory() as place:
        staged = Path(place) / source.name
        write(imported, staged, tables)
        built = build(tables, ontology, folders.cache_dir(), progress, beside=[*held, staged])
    write(imported, folder, tables)
    return Refreshed(imported, folder, before, Chain(open_release(built)))
