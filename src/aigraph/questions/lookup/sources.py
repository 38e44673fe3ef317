"""The open data sets that can be imported: what they are, their licence, what was imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from typing_extensions import TypedDict

from aigraph import paths
from aigraph.i18n import Text
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.rows import column, detail
from aigraph.questions.scope import NOTHING, Scope
from aigraph.schema import THING_TABLES
from aigraph.sources import known
from aigraph.sources.importing import read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aigraph.release.opened import Release
    from aigraph.sources.description import Source


class Described(TypedDict):
    """A data set that can be imported."""

    name: Annotated[str, column("Name", "Name by which it is imported.")]
    title: Annotated[str, column("Title", "Title of the data set.")]
    publisher: Annotated[str, column("Publisher", "Who publishes it.")]
    url: Annotated[str, detail("Where it is published.")]
    licence: Annotated[str, column("Licence", "SPDX identifier of its licence.")]
    may_ship: Annotated[str, column("May be passed on", "Whether a release may hold facts of it.")]
    why: Annotated[str, detail("Why it may or may not be passed on.")]
    attribution: Annotated[str, detail("How it wants to be named.")]
    known: Annotated[str, detail("Date of the newest version that is described.")]
    vintage: Annotated[str, column("Imported version", "Date of the version imported, or blank.")]
    folder: Annotated[str, detail("Where the imported tables are, or blank.")]
    rows: Annotated[int, column("Rows read", "Rows of its files that were read.")]
    mapped: Annotated[int, column("Rows used", "How many of them became rows of the tables.")]
    things: Annotated[int, column("Things", "Things imported, without concepts and sources.")]
    statements: Annotated[int, column("Statements", "Relations imported.")]
    figures: Annotated[int, column("Figures", "Figures imported.")]


_NO_THINGS = frozenset({"sources", "schemes", "concepts"})


@question(Described, honours=NOTHING, examples=("aigraph sources epoch",))
def sources(
    _release: Release,
    _scope: Scope,
    words: Annotated[
        str, Param("Only those whose name, title or publisher has these words.", argument=True)
    ] = "",
) -> Reply:
    """List the open data sets that can be imported, their licences, and what was imported."""
    wanted = words.casefold().split()
    rows = [
        _described(source)
        for source in known.sources().values()
        if all(word in _searched(source) for word in wanted)
    ]
    return Reply(title=Text("Open data sets that can be imported"), rows=rows)


def _searched(source: Source) -> str:
    about = source.description
    return f"{source.name} {about.title} {about.publisher}".casefold()


def _described(source: Source) -> Described:
    about = source.description
    folder, manifest = _imported(source.name)
    tables: Mapping[str, int] = manifest.get("tables", {})
    return Described(
        name=source.name,
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        licence=about.licence,
        may_ship="yes" if about.may_ship else "no",
        why=about.why,
        attribution=about.attribution,
        known=about.vintages[0].date if about.vintages else "",
        vintage=manifest.get("vintage", ""),
        folder=paths.shown(folder) if folder else "",
        rows=manifest.get("rows", 0),
        mapped=manifest.get("mapped", 0),
        things=sum(tables.get(name, 0) for name in THING_TABLES if name not in _NO_THINGS),
        statements=tables.get("relations", 0),
        figures=tables.get("observations", 0),
    )


def _imported(name: str) -> tuple[Path | None, dict[str, Any]]:
    """Return the folder of an import and what it says of itself; None and nothing without one."""
    for parent in (paths.imported_dir(), paths.data_dir()):
        manifest = read_manifest(parent / name)
        if manifest.get("source") == name:
            return parent / name, manifest
    return None, {}
