"""The command that takes a new version of a data set in and shows what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from aigraph.cli.comparing import ExitCode, Limit, Output, SkipAnswers, compare, differs
from aigraph.cli.importing import From, Name, Ship
from aigraph.cli.options import (
    AsOf,
    Csv,
    Data,
    Json,
    Lang,
    Language,
    Markdown,
    report_progress,
)
from aigraph.cli.output import check_ending, emit

if TYPE_CHECKING:
    from aigraph.api.refreshing import Refreshed


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(rich_help_panel="Data")(refresh)


def refresh(
    name: Name,
    path: From,
    ship: Ship = False,
    as_of: AsOf = None,
    limit: Limit = 100,
    skip_answers: SkipAnswers = False,
    exit_code: ExitCode = False,
    data: Data = None,
    json: Json = False,
    csv: Csv = False,
    md: Markdown = False,
    output: Output = None,
    lang: Lang = Language.en,
) -> None:
    """Import a new version of a data set, build the release, and list what changed from the last.

    The new tables are put in place when the release that holds them is built and checked: whatever
    fails before leaves the tables as they were. What became of the rows is on standard error.

    Exit code 2 when the files are not what they should be, 5 when no release can be built.

    Example: [bold]aigraph refresh epoch_ml_hardware ~/Downloads/ml_hardware.csv[/bold]
    """
    from aigraph.api.refreshing import refresh as refresh_source

    check_ending(output)
    made = refresh_source(name, path, ship=ship, data=data, progress=report_progress)
    _report(made)
    answer = compare(made.before, made.after, as_of, limit=limit, skip_answers=skip_answers)
    emit(made.after, answer, json=json, csv=csv, md=md, output=output, lang=lang)
    if exit_code and differs(answer):
        raise typer.Exit(1)


def _report(made: Refreshed) -> None:
    """Say on standard error what became of the rows, and where the tables are."""
    from aigraph import paths

    for warning in made.before.warnings:
        typer.echo(f"warning: the release before: {warning}", err=True)
    for line in made.imported.report.lines():
        typer.echo(line, err=True)
    typer.echo(f"wrote {paths.shown(made.folder)}", err=True)
    if made.folder.parent == paths.imported_dir() and made.folder not in paths.beside():
        name = made.folder.name
        typer.echo(f"other commands hold it with --with {name} or AIGRAPH_WITH={name}", err=True)
