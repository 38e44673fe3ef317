"""The command that makes tables of an open data set."""

from __future__ import annotations

import json as json_module
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.options import Data, Json, report_progress

if TYPE_CHECKING:
    from aigraph.sources.importing import Imported

Name = Annotated[str, typer.Argument(help="Name of the data set; aigraph sources lists them.")]
From = Annotated[Path, typer.Argument(metavar="PATH", help="Folder of its files, or its one file.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FOLDER", help="Folder of the tables; one of yours without."
    ),
]
Ship = Annotated[
    bool,
    typer.Option(
        "--ship",
        help="Write to the folder of its name among the tables that ship, as maintainers do.",
    ),
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; list where the folder differs. Exit code 1 then."),
]


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command("import", rich_help_panel="Data")(import_data)


def import_data(
    name: Name,
    path: From,
    output: Output = None,
    ship: Ship = False,
    check: Check = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Make tables of an open data set: every row is used or reported, or nothing is written.

    Exit code 2 when the files are not what they should be; the message names file and line.

    Example: [bold]aigraph import epoch_ml_hardware ~/Downloads/ml_hardware.csv[/bold]
    """
    from aigraph import paths
    from aigraph.sources import importing
    from aigraph.sources.known import find_source

    source = find_source(name)
    tables = data or paths.data_dir()
    if ship and output:
        raise typer.BadParameter("choose one of --ship and -o")
    folder = output or (tables if ship else paths.imported_dir()) / source.name
    before = importing.read_manifest(folder) if check else {}
    imported = importing.import_source(
        source,
        path,
        tables,
        paths.ontology_dir(),
        report_progress,
        read_on=before.get("read_on") or date.today().isoformat(),
    )
    if check:
        _print_differences(imported, folder)
        return
    importing.write(imported, folder, tables)
    if json:
        report = imported.report.as_json()
        typer.echo(json_module.dumps(report, ensure_ascii=False, indent=2))
        return
    for line in imported.report.lines():
        typer.echo(line)
    typer.echo(f"wrote {paths.shown(folder)}")


def _print_differences(imported: Imported, folder: Path) -> None:
    from aigraph import paths
    from aigraph.sources.importing import differences

    found = differences(imported, folder)
    for line in found:
        typer.echo(line)
    if found:
        raise typer.Exit(1)
    typer.echo(f"{paths.shown(folder)} is what the import makes")
