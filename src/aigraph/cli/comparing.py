"""The command that compares two releases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.options import (
    AsOf,
    Csv,
    Json,
    Lang,
    Language,
    Markdown,
    report_progress,
)
from aigraph.cli.output import check_ending, emit

if TYPE_CHECKING:
    from datetime import date

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

_WHAT = "a folder of tables or of a project, a release's folder, a pin, or a release's name"
Old = Annotated[str, typer.Argument(metavar="OLD", help=f"The release before: {_WHAT}.")]
New = Annotated[
    str | None,
    typer.Argument(metavar="NEW", help="The release after, named alike (default: bundled data)."),
]
Limit = Annotated[
    int,
    typer.Option("--limit", min=0, help="Maximum number of each part that is listed."),
]
SkipAnswers = Annotated[
    bool,
    typer.Option(
        "--skip-answers", help="Compare what the releases say, and ask them no questions."
    ),
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="End with exit code 1 where the releases differ.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        dir_okay=False,
        help="Write a report to a file; its ending decides the form: .html, .md, .json or .csv.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(rich_help_panel="Data")(diff)


def diff(
    old: Old,
    new: New = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    skip_answers: SkipAnswers = False,
    exit_code: ExitCode = False,
    json: Json = False,
    csv: Csv = False,
    md: Markdown = False,
    output: Output = None,
    lang: Lang = Language.en,
) -> None:
    """List what changed from one release to another: things, statements, figures and answers.

    The same statement under another key is no change, nor is another order of rows or columns.
    Counts are whole whatever --limit lists. The answers are those of the reference questions, which
    are asked of both releases about one day.

    Exit code 0 whether they differ or not; with --exit-code, 1 where they differ.

    Example: [bold]aigraph diff before-the-ruling[/bold]

    Others: [bold]diff data ../other/data --md[/bold],
    [bold]diff before-the-ruling after-the-ruling -o changes.md[/bold].
    """
    from aigraph import paths

    check_ending(output)
    before, after = _opened(old), _opened(new or paths.data_dir())
    answer = compare(before, after, as_of, limit=limit, skip_answers=skip_answers)
    emit(after, answer, json=json, csv=csv, md=md, output=output, lang=lang)
    if exit_code and differs(answer):
        raise typer.Exit(1)


def compare(
    before: Chain, after: Chain, as_of: date | None, *, limit: int, skip_answers: bool
) -> Answer:
    """Return what changed between two opened releases, with progress on standard error."""
    return after.diff(
        before, as_of=as_of, limit=limit, skip_answers=skip_answers, progress=report_progress
    )


def differs(answer: Answer) -> bool:
    """Return whether an answer that counts counted anything."""
    return any(any(kinds.values()) for kinds in (answer.counts or {}).values())


def _opened(what: str | Path) -> Chain:
    """Open a release, with progress and warnings on standard error."""
    from aigraph.api import Chain
    from aigraph.api.opening import open_named

    chain = Chain(*open_named(what, report_progress))
    for warning in chain.warnings:
        typer.echo(f"warning: {warning}", err=True)
    return chain
