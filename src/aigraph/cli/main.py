"""The command line: a command for each declared question, and those that build and show."""

from __future__ import annotations

import errno
import io
import sys
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperGroup

from aigraph.cli import (
    comparing,
    importing,
    making,
    publishing,
    refreshing,
    resolving,
    showing,
)
from aigraph.errors import AigraphError
from aigraph.questions.registry import Entry, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PANELS: Final = {
    "lookup": "Look up",
    "dependence": "Dependence and exposure",
    "law": "Law",
    "risk": "Risk",
    "evidence": "Evidence",
}
_HELP: Final = {"help_option_names": ["-h", "--help"]}


class _ByPanel(TyperGroup):
    """Lists the commands by what they are for, without the libraries that draw panels.

    Drawing takes as long as all else that help needs.
    """

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands under the heading of each panel."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            panel = str(getattr(command, "rich_help_panel", "Commands"))
            summary = command.get_short_help_str(limit=200) if command else ""
            panels.setdefault(panel, []).append((name, summary))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)


def make_app(words: Sequence[str] | None = None) -> typer.Typer:
    """Return the application.

    Args:
        words: what was typed: only the question that is named there is imported, so that help and
            a single command start at once. Without it every question is imported.
    """
    asked = words is None or any(not word.startswith("-") for word in words)
    app = typer.Typer(
        name="aigraph",
        cls=_ByPanel,
        help="The generative-AI industry chain as a sourced graph: who depends on what, exposed to"
        " which measure, on which day, on what evidence.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich" if asked else None,
        pretty_exceptions_enable=False,
        context_settings=_HELP,
    )
    _add_questions(app, words)
    for module in (showing, publishing, making, importing, refreshing, comparing, resolving):
        module.register(app)
    app.add_typer(_reports(words), name="report", rich_help_panel="Export")
    return app


def _reports(words: Sequence[str] | None) -> typer.Typer:
    """Return the command that writes a report on any question."""
    reports = typer.Typer(
        help="Write a report on a question; the file's ending (.html, .md, .json, .csv) decides the"
        " form.\n\nExample: [bold]aigraph report exposure -o exposure.html[/bold]",
        no_args_is_help=True,
        rich_markup_mode="rich",
        context_settings=_HELP,
    )
    _add_questions(reports, words, needs_output=True)
    return reports


def _add_questions(
    app: typer.Typer, words: Sequence[str] | None, *, needs_output: bool = False
) -> None:
    for entry in entries().values():
        wanted = words is None or entry.command in words
        command = _asked(entry, needs_output=needs_output) if wanted else _listed(entry)
        app.command(entry.command, rich_help_panel=_PANELS[entry.family])(command)


def _asked(entry: Entry, *, needs_output: bool) -> Callable[..., None]:
    from aigraph.cli.asking import as_command

    return as_command(entry.load(), needs_output=needs_output)


def _listed(entry: Entry) -> Callable[[], None]:
    """Return a command that help lists and nobody runs."""

    def listed() -> None:
        """Do nothing; another name was typed."""

    listed.__doc__ = entry.summary
    return listed


class _Closed(io.TextIOBase):
    """Replaces a stream that was closed before the command began: nothing can be written."""

    def write(self, _text: str) -> int:
        """Refuse to write, as the system would."""
        raise OSError(errno.EBADF, "standard output is closed")


def main() -> None:
    """Run the command; what goes wrong is one message on standard error and an exit code."""
    sys.stdout, sys.stderr = sys.stdout or _Closed(), sys.stderr or _Closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        make_app(sys.argv[1:])()
    except AigraphError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(error.exit_code) from None
    except OSError as error:  # a folder that is missing, full or not ours to write in
        reason = str(error.strerror or error)
        typer.echo(f"{error.filename}: {reason}" if error.filename else reason, err=True)
        raise SystemExit(AigraphError.exit_code) from None
