"""Whether a folder of tables may be put into a package that others install.

The backend that builds a wheel imports this, with little else installed: it reads files as they
are and needs no other library.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from aigraph.errors import AigraphError
from aigraph.licences import why_withheld

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def refuse_withheld_tables(data: Path) -> None:
    """Refuse tables that hold what may not be passed on.

    Args:
        data: folder of the curated tables, with a folder for each imported data set.

    Raises:
        AigraphError: naming each such data set or source with its licence.
    """
    found = [*_local_imports(data), *_withheld_sources(data)]
    if found:
        raise AigraphError(f"the tables hold what may not be passed on: {'; '.join(found)}")


def _local_imports(data: Path) -> Iterator[str]:
    for path in sorted(data.glob("[!.]*/import.json")):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if not manifest.get("may_ship"):
            yield f"{path.parent.name} ({manifest.get('licence', '')}) is for its user alone"


def _withheld_sources(data: Path) -> Iterator[str]:
    tables = [*sorted(data.glob("*.csv")), *sorted(data.glob("*/*.csv"))]
    why = {
        row["key"]: f"{row['licence']} {reason}"
        for path in tables
        if path.name == "sources.csv"
        for row in _rows(path)
        if (reason := why_withheld(row["licence"]))
    }
    for path in tables:
        count: dict[str, int] = {}
        for row in _rows(path):
            source = row.get("source") or ""
            if source in why:
                count[source] = count.get(source, 0) + 1
        for source, number in sorted(count.items()):
            place = path.relative_to(data).as_posix()
            yield f"{place} has {number} of sources/{source}: {why[source]}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
