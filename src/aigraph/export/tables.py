"""The graph as a folder of tables: CSV with a data package, and whom to name for them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from aigraph.errors import ReleaseError
from aigraph.ontology import read_ends
from aigraph.release.inputs import read_inputs
from aigraph.render.datapackage import data_package
from aigraph.schema import TABLES
from aigraph.schema.claims import targets
from aigraph.tables.read import check_tables
from aigraph.values import split_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aigraph.export.guard import Withheld
    from aigraph.release.opened import Release
    from aigraph.schema.columns import Column, Table

_REFERENCES: Final = frozenset({"reference", "references"})
Rows = dict[str, list[dict[str, str]]]


def table_files(
    release: Release, data: Path, beside: Sequence[Path], left_out: Sequence[Withheld]
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file: the tables, their description, attributions.

    A thing has one key, as in the release. What is left out takes with it the rows that are about
    it; a cell that names it is blank.

    Args:
        release: the release.
        data: folder of the tables from which it was built.
        beside: folders of further data sets that it holds.
        left_out: the sources of which nothing is passed on.

    Raises:
        ReleaseError: if the tables are no longer those of the release.
    """
    inputs = read_inputs(data, release.ontology, beside)
    built = _tables_of(release.manifest["inputs"])
    if _tables_of(inputs.digests) != built:
        raise ReleaseError(
            f"the tables are not those from which release {release.name} was built:"
            " run aigraph check, then aigraph build"
        )
    files = inputs.tables
    tables = check_tables(files.folder, files.contents, read_ends(release.ontology), files.imported)
    rows = {name: [dict(row.cells) for row in found] for name, found in tables.rows.items()}
    kept = _without(rows, {item.source.partition("/")[2] for item in left_out})
    for name, found in kept.items():
        yield f"{name}.csv", _as_csv(TABLES[name], found)
    yield "datapackage.json", data_package().encode()
    used = {row.get("source") for found in kept.values() for row in found}
    named = [row for row in kept["sources"] if row["key"] in used]
    yield "ATTRIBUTION.md", _attribution(named).encode()


def _tables_of(digests: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in digests.items() if name.startswith("data/")}


def _without(rows: Rows, sources: set[str]) -> Rows:
    """Return the rows without those that come from some sources, and without what is about them."""
    gone: set[str] = set()
    kept = rows
    while sources:
        before = len(gone)
        left: Rows = {}
        for name, found in kept.items():
            left[name] = []
            for row in found:
                stays = _staying(TABLES[name], row, sources, gone)
                if stays is None:
                    gone.add(f"{name}/{row['key']}")
                else:
                    left[name].append(stays)
        kept = left
        if len(gone) == before:
            break
    return kept


def _staying(
    table: Table, row: dict[str, str], sources: set[str], gone: set[str]
) -> dict[str, str] | None:
    """Return a row without references to what is gone; None if it goes as well."""
    if table.name != "sources" and row.get("source") in sources:
        return None
    changed = {}
    for column in table.columns:
        if column.kind not in _REFERENCES or not row[column.name]:
            continue
        left = _left(column, row[column.name], gone)
        if left != row[column.name]:
            changed[column.name] = left
            if column.required and not left:
                return None
    return {**row, **changed}


def _left(column: Column, cell: str, gone: set[str]) -> str:
    parts = split_list(cell) if column.kind == "references" else [cell]
    named = zip(parts, targets(column, cell), strict=True)
    return ";".join(part for part, thing in named if thing not in gone)


def _as_csv(table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(table.by_name), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _attribution(sources: Sequence[Mapping[str, str]]) -> str:
    """Return whom to name: each data set with its licence and address."""
    lines = ["# Whom to name", "", "Facts of these data sets are in the tables.", ""]
    for row in sources:
        if row["kind"] == "dataset":
            address = f", <{row['url']}>" if row["url"] else ""
            publisher = f"{row['publisher']}, " if row["publisher"] else ""
            lines.append(f"- {publisher}{row['title']}, {row['licence']}{address}")
    return "\n".join(lines) + "\n"
