"""How an answer leaves the command line: printed, or written to a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from aigraph.cli.options import Language, label_in

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

ENDINGS = (".html", ".md", ".json", ".csv")
"""Forms in which an answer is written to a file."""


def write(output: Path, text: str) -> None:
    """Write a file in one step and say so on standard error."""
    from aigraph.publish import write_file

    write_file(output, text)
    typer.echo(f"wrote {output}", err=True)


def check_ending(output: Path | None, endings: tuple[str, ...] = ENDINGS) -> None:
    """Refuse a file whose ending means no form, before any work is done.

    Where there is one form, what is there and no regular file may be called anything, such as
    ``/dev/stdout``.
    """
    if output is None or output.suffix in endings:
        return
    if len(endings) > 1 or not output.exists() or output.is_file():
        raise typer.BadParameter(f"{output.name}: the file must end in {' or '.join(endings)}")


def emit(
    chain: Chain,
    answer: Answer,
    *,
    json: bool = False,
    csv: bool = False,
    md: bool = False,
    explain: bool = False,
    output: Path | None = None,
    lang: Language = Language.en,
) -> None:
    """Print an answer in the form that was asked for, a table by default, or write it to a file."""
    if sum((json, csv, md, output is not None)) > 1:
        raise typer.BadParameter("choose one of --json, --csv, --md and -o")
    if output is not None:
        write(output, _written(chain, answer, output.suffix, lang))
        return
    if json or csv or md:
        form = ".json" if json else ".csv" if csv else ""
        sys.stdout.write(_exported(answer, form, lang))
        return
    from aigraph.render.text import print_paths, print_table

    label = label_in(chain, lang)
    print_table(answer, sys.stdout, language=lang.value, label=label)
    if explain:
        print_paths(answer, sys.stdout, label)


def _exported(answer: Answer, form: str, lang: Language) -> str:
    from aigraph.render import exports

    match form:
        case ".json":
            return exports.as_json(answer)
        case ".csv":
            return exports.as_csv(answer)
        case _:
            return exports.as_markdown(answer, lang.value)


def _written(chain: Chain, answer: Answer, form: str, lang: Language) -> str:
    """Return the text of a file: data as they are, else a report, or a picture."""
    if form in {".json", ".csv"}:
        return _exported(answer, form, lang)
    from aigraph.render import report as reports
    from aigraph.render.calendar import calendar

    label = label_in(chain, lang)
    if answer.question == "timeline" and form == ".html":
        return calendar(answer, label, lang.value)
    document = reports.report(answer, label, lang.value)
    return reports.as_html(document) if form == ".html" else reports.as_markdown(document)
