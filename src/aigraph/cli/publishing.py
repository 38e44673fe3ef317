"""The commands that write the graph for others: quads, tables, the site."""

from __future__ import annotations

import json as json_module
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.options import AsOf, Data, Include, Json, open_chain
from aigraph.site.progress import Progress

if TYPE_CHECKING:
    from rich.progress import TaskID

Folder = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FOLDER", file_okay=False, help="Folder to write."),
]


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(rich_help_panel="Export")(export)
    app.command(rich_help_panel="Export")(site)


Target = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="FILE.nq|FOLDER", help="File of quads, or folder of tables."
    ),
]


def export(
    output: Target,
    include: Include = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Write the whole graph as quads (FILE.nq), or as tables with a data package (FOLDER).

    Statements whose licence forbids commercial use, or does not let others pass them on, are left
    out, with what follows from them; what was left out is listed.

    Example: [bold]aigraph export -o aigraph.nq[/bold]
    """
    from aigraph import paths
    from aigraph.export.guard import describe, withheld
    from aigraph.export.writing import write_quads, write_tables

    release = open_chain(data).release
    left_out = withheld(release, include or ())
    if output.suffix == ".nq":
        summary = write_quads(release, output, left_out)
    else:
        summary = write_tables(release, output, data or paths.data_dir(), left_out)
    if json:
        left = [vars(item) for item in left_out]
        typer.echo(json_module.dumps(summary | {"left_out": left}, ensure_ascii=False, indent=2))
        return
    counted = ", ".join(f"{number:,} {what}" for what, number in summary.items())
    typer.echo(f"wrote {paths.shown(output)}: {counted}")
    for text in describe(left_out):
        typer.echo(f"left out {text}")


def site(
    output: Folder,
    as_of: AsOf = None,
    include: Include = None,
    data: Data = None,
) -> None:
    """Write the whole graph as a website that opens from disk, in English and Chinese.

    Without --as-of, rules and exposures are those of the date of the release.

    Example: [bold]aigraph site -o site[/bold]
    """
    from aigraph import paths
    from aigraph.export.guard import refuse_withheld
    from aigraph.render.assets import find_assets
    from aigraph.render.sparql_page import sparql_page
    from aigraph.site.build import build_site

    chain = open_chain(data)
    refuse_withheld(chain.release, include or ())
    began = time.monotonic()
    with _Bars() as progress:
        built = build_site(
            chain.release,
            data or paths.data_dir(),
            output,
            as_of=as_of,
            progress=progress,
            query_page=sparql_page if find_assets() else None,
        )
    if not find_assets():
        typer.echo("there is no SPARQL page: run aigraph assets before", err=True)
    typer.echo(
        f"wrote {output}: {built.pages} pages, {built.files} files, {built.size / 1e6:.1f} MB"
        f" in {time.monotonic() - began:.1f} s",
        err=True,
    )


class _Bars(Progress):
    """Progress as bars on standard error, where that is a terminal."""

    def __init__(self) -> None:
        from rich import console, progress

        self._bars = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeElapsedColumn(),
            console=console.Console(stderr=True),
            disable=not sys.stderr.isatty(),
        )
        self._task: TaskID | None = None

    def __enter__(self) -> _Bars:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def stage(self, name: str, total: int) -> None:
        """Begin a bar, the one before being done."""
        if self._task is not None:
            self._bars.update(self._task, completed=self._bars.tasks[self._task].total or 0)
        self._task = self._bars.add_task(name, total=total)

    def step(self) -> None:
        """Count one page."""
        if self._task is not None:
            self._bars.advance(self._task)
