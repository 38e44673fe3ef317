"""The command line: one command for each question, and those that build and show."""

from __future__ import annotations

import sys

import typer

from aigraph.cli import law, making, publishing, questions, risk, showing
from aigraph.errors import AigraphError

app = typer.Typer(
    name="aigraph",
    help="The generative-AI industry chain as a sourced graph: who depends on what, exposed to"
    " which measure, on which day, on what evidence.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (questions, law, risk, showing, publishing, making):
    module.register(app)


def main() -> None:
    """Run the command; what goes wrong is one message on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except AigraphError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(error.exit_code) from None
    except OSError as error:  # a folder that is missing, full or not ours to write in
        typer.echo(str(error), err=True)
        raise SystemExit(AigraphError.exit_code) from None
