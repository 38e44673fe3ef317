"""Options that several commands share, and how an answer leaves the command."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.dates import span

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.api import Chain


class Language(StrEnum):
    """Languages of output."""

    en = "en"
    zh = "zh"


def parse_day(text: str | date) -> date:
    """Return a day given on the command line; a month or year means its first day."""
    return text if isinstance(text, date) else _span(text)[0]


def _span(text: str) -> tuple[date, date]:
    try:
        return span(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=parse_day,
        metavar="DATE",
        help="Date to evaluate (default: today).",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV for spreadsheets.")]
Markdown = Annotated[bool, typer.Option("--md", help="Print a Markdown table.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Print every path with its sources and grades.")
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of headings and names.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        help="Data folder (default: bundled data).",
        exists=True,
        file_okay=False,
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include-licence",
        metavar="LICENCE",
        help="Pass on statements under this licence too; you answer for that.",
    ),
]


def open_chain(data: Path | None) -> Chain:
    """Open the release, with progress and warnings on standard error."""
    from aigraph.api import load

    chain = load(data, progress=report_progress)
    for warning in chain.warnings:
        typer.echo(f"warning: {warning}", err=True)
    return chain


def report_progress(stage: str) -> None:
    """Say on standard error what a build is doing."""
    typer.echo(f"aigraph: {stage} ...", err=True)


def progress_line() -> Callable[[str], None]:
    """Return what keeps one line on standard error up to date; nothing where nobody watches."""
    from aigraph.release.build import silent

    if not sys.stderr.isatty():
        return silent
    return lambda stage: typer.echo(f"\r\x1b[Kaigraph: {stage}", err=True, nl=False)


def label_in(chain: Chain, language: Language) -> Callable[[str], str]:
    """Return what turns an identifier into a name in a language."""
    return lambda thing: chain.release.view.label(thing, language.value)
