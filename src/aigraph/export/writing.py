"""Put an export in place, whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from aigraph.errors import AigraphError
from aigraph.export.quads import n_quads
from aigraph.export.tables import table_files
from aigraph.paths import beside, shown
from aigraph.publish import Workplace, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aigraph.export.guard import Withheld
    from aigraph.release.opened import Release

MARK: Final = "datapackage.json"
"""A file by which a folder is known to be an export that may be replaced."""


def write_quads(release: Release, path: Path, left_out: Sequence[Withheld]) -> dict[str, int]:
    """Write a release as N-Quads; return how many quads there are.

    Args:
        release: the release.
        path: the file, which is replaced.
        left_out: the sources of which nothing is passed on.
    """
    content = n_quads(release, left_out, date.fromisoformat(release.manifest["date"]))
    write_file(path, content)
    return {"quads": content.count(b"\n")}


def write_tables(
    release: Release, folder: Path, data: Path, left_out: Sequence[Withheld]
) -> dict[str, int]:
    """Write a release as a folder of tables; return how many tables and rows there are.

    Args:
        release: the release.
        folder: the folder; an export that is there is replaced.
        data: folder of the tables from which the release was built.
        left_out: the sources of which nothing is passed on.

    Raises:
        AigraphError: if the folder holds something else.
        ReleaseError: if the tables are no longer those of the release.
    """
    if folder.exists() and not (folder / MARK).is_file() and any(folder.iterdir()):
        raise AigraphError(f"{shown(folder)} holds something else than an export; choose another")
    tables = rows = 0
    with Workplace(folder) as work:
        for name, content in table_files(release, data, beside(), left_out):
            (work.folder / name).write_bytes(content)
            if name.endswith(".csv"):
                tables, rows = tables + 1, rows + content.count(b"\n") - 1
        work.publish()
    return {"tables": tables, "rows": rows}
