"""Import a source: read, map, check, and publish the folder of tables in one step or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import AigraphError, DataError, Problem
from aigraph.paths import shown
from aigraph.publish import Workplace
from aigraph.schema import TABLES
from aigraph.sources.collected import as_csv, check_together, known_keys
from aigraph.sources.context import Context
from aigraph.sources.finding import find_files
from aigraph.sources.known import importer_of
from aigraph.sources.lookups import read_sheet
from aigraph.sources.reading import read_file
from aigraph.tables.inputs import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aigraph.sources.description import Source, Vintage
    from aigraph.sources.reading import FileRead
    from aigraph.sources.report import Report

CASES: Final = "cases.csv"
_CASE: Final = ["table", "row", "column", "expected", "where"]


@dataclass(frozen=True)
class Imported:
    """What an import made, before it is written anywhere.

    Attributes:
        source: the source.
        files: the bytes of each file of the folder by its name.
        report: what became of the source's rows.
    """

    source: Source
    files: Mapping[str, bytes]
    report: Report


def import_source(
    source: Source,
    path: Path,
    data: Path,
    ontology: Path,
    progress: Callable[[str], None],
    *,
    read_on: str,
) -> Imported:
    """Read a source and make its tables; nothing is written.

    Args:
        source: the source.
        path: the folder that holds its files, or its only file.
        data: the folder of the curated tables, to which rows may refer.
        ontology: the folder of the ontology.
        progress: called with the name of each stage.
        read_on: the day, as ``2026-11-25``, on which files of a vintage that is not described are
            read.

    Raises:
        DataError: naming what is wrong with the files, with file and line.
        AigraphError: if the importer is at fault.
    """
    found = find_files(path, source.description.files)
    files = {file.name: read_file(place, file) for file, place in found}
    ctx = Context(source, files, progress, known_keys(data, source.name))
    vintage = source.description.vintage_of({name: file.sha256 for name, file in files.items()})
    ctx.report.vintage = vintage.date if vintage else ""
    ctx.report.read_on = vintage.read_on if vintage else read_on
    _run(source, ctx)
    _compare(ctx.report, read_manifest(data / source.name))
    ctx.report.missing = sorted(
        file.name
        for file in source.description.files
        if not any(source.file(name) is file for name in files)
    )
    ctx.collected.add("sources", _source_row(source, vintage, ctx.report.read_on))
    rows = ctx.collected.rows()
    progress("checking")
    try:
        check_together(rows, source.name, data, ontology)
    except DataError as error:
        raise DataError([*_left_out(ctx.report, files), *error.problems]) from None
    if vintage:
        ctx.report.cases = check_cases(source, rows)
    ctx.report.tables = {name: len(found) for name, found in rows.items()}
    tables = {f"{name}.csv": as_csv(name, found) for name, found in rows.items()}
    manifest = json.dumps(_manifest(ctx.report, source, files), ensure_ascii=False, indent=1)
    return Imported(source, {**tables, MANIFEST: f"{manifest}\n".encode()}, ctx.report)


def _run(source: Source, ctx: Context) -> None:
    """Run an importer; what it cannot make sense of is an error of the place that it reads.

    Raises:
        DataError: naming file and line, with the error of the importer as its cause.
    """
    try:
        importer_of(source)(ctx)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as e:
        path, line = ctx.reading_at
        message = f"{source.module} can make no sense of this ({type(e).__name__}: {e})"
        raise DataError([Problem(path, line, "", message[:500])]) from e
    ctx.finish()


def _compare(report: Report, shipped: Mapping[str, Any]) -> None:
    """Note which files have fewer rows than those of the vintage that ships."""
    before = {file["name"]: file["rows"] for file in shipped.get("files", ())}
    for file in report.files:
        file.shipped = before.get(file.name, 0) if file.rows < before.get(file.name, 0) else 0


def _left_out(report: Report, files: Mapping[str, FileRead]) -> list[Problem]:
    """Return the faulty rows that were left out: others may need them."""
    return [
        Problem(files[file.name].path, line, "", f"row {row} is left out: {reason}")
        for file in report.files
        for reason, line, row in file.faulty
    ][:20]


def _source_row(source: Source, vintage: Vintage | None, read_on: str) -> dict[str, str]:
    about = source.description
    dated = f"; {vintage.note}" if vintage and vintage.note else ""
    return dict.fromkeys(TABLES["sources"].by_name, "") | {
        "key": about.prefix,
        "title": about.title,
        "publisher": about.publisher,
        "date": vintage.date if vintage else "",
        "url": about.url,
        "read_on": read_on,
        "licence": about.licence,
        "kind": "dataset",
        "note": f"{about.attribution}{dated}",
    }


def _manifest(report: Report, source: Source, files: Mapping[str, FileRead]) -> dict[str, Any]:
    about = source.description
    return {
        "licence": about.licence,
        "may_ship": about.may_ship,
        "attribution": about.attribution,
        "sha256": {name: file.sha256 for name, file in sorted(files.items())},
        **report.as_json(),
    }


def check_cases(source: Source, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> int:
    """Return how many expected cells there are, all of which hold.

    Args:
        source: the source, whose ``cases.csv`` names table, row, column and the cell expected; a
            row is named by its key, or by ``column=cell`` pairs joined by ``;``.
        rows: the rows made.

    Raises:
        DataError: listing the cases that do not hold.
    """
    path = source.folder / CASES
    if not path.exists():
        return 0
    problems, count = [], 0
    for line, case in read_sheet(path, _CASE):
        count += 1
        found = [row for row in rows.get(case["table"], ()) if _is_meant(row, case["row"])]
        cells = [row.get(case["column"]) for row in found]
        if cells != [case["expected"]]:
            message = f"{case['row']} of {case['table']} has {cells}, not {case['expected']!r}"
            problems.append(Problem(shown(path), line, case["column"], message))
    if problems:
        raise DataError(problems)
    return count


def _is_meant(row: Mapping[str, str], text: str) -> bool:
    """Return whether a text names a row: by its key, or by cells."""
    pairs = [part.partition("=") for part in text.split(";")] if "=" in text else []
    return all(row.get(name) == cell for name, _, cell in pairs) if pairs else row["key"] == text


def write(imported: Imported, folder: Path, data: Path) -> None:
    """Put what was imported in place, in one step.

    Args:
        imported: what an import made.
        folder: the folder that becomes it; what an earlier import wrote there is replaced.
        data: the folder of the curated tables, which takes nothing that may not be shipped.

    Raises:
        AigraphError: if the folder holds anything else, or the licence forbids the place.
    """
    check_place(imported.source, folder, data)
    with Workplace(folder) as work:
        for name, content in imported.files.items():
            (work.folder / name).write_bytes(content)
        work.publish(durable=True)


def check_place(source: Source, folder: Path, data: Path) -> None:
    """Refuse a folder in which the tables of a source may not be.

    Args:
        source: the source.
        folder: the folder that its tables would become.
        data: the folder of the curated tables, which takes nothing that may not be shipped.

    Raises:
        AigraphError: if the folder holds anything else, or the licence forbids the place.
    """
    about = source.description
    inside = folder.resolve().is_relative_to(data.resolve())
    if inside and not about.may_ship:
        raise AigraphError(
            f"{source.name} may not be part of a release ({about.licence}: {about.why});"
            f" write it to a folder outside {shown(data)}"
        )
    _check_target(folder, source.name)


def _check_target(folder: Path, name: str) -> None:
    """Refuse to replace a folder that no import of this source wrote."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise AigraphError(f"{shown(folder)} is no folder")
    if not any(folder.iterdir()):
        return
    manifest = read_manifest(folder)
    if manifest.get("source") != name:
        raise AigraphError(
            f"{shown(folder)} holds something else than an import of {name}; name another folder"
        )
    ours = {f"{table}.csv" for table in TABLES} | {MANIFEST}
    strange = sorted(item.name for item in folder.iterdir() if item.name not in ours)
    if strange:
        raise AigraphError(f"{shown(folder)} holds {strange[0]!r}, which no import wrote")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what an import wrote of itself into a folder; nothing if there is no such import."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def differences(imported: Imported, folder: Path) -> list[str]:
    """Return in words where a folder is not what an import makes; nothing where they are equal."""
    found = []
    for name, content in imported.files.items():
        place = folder / name
        if not place.is_file():
            found.append(f"{shown(place)} is missing")
        elif place.read_bytes() != content:
            found.append(f"{shown(place)} differs from what the import makes")
    kept = sorted(path.name for path in folder.glob("*.csv")) if folder.is_dir() else []
    found += [f"{shown(folder / name)} is left over" for name in kept if name not in imported.files]
    return found
