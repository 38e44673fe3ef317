"""Commands that answer questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.answering import as_command
from aigraph.cli.options import (
    AsOf,
    Given,
    KnownAt,
    Limit,
    Within,
    check_known_at,
)

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for ask in (exposure, profile, paths, find, show, figures, sparql, coverage, conflicts):
        command = as_command(ask, paths=ask in {exposure, paths})
        app.command(rich_help_panel="Questions")(command)


def parse_given(items: list[str]) -> dict[str, bool]:
    """Return facts given on the command line: ``FACT`` holds, ``FACT=no`` does not.

    >>> parse_given(["USMCA-qualifying", "us-public-sector=no"])
    {'USMCA-qualifying': True, 'us-public-sector': False}
    """
    facts = {}
    for item in items:
        fact, _, value = item.partition("=")
        if value not in {"", "yes", "no"}:
            raise typer.BadParameter(f"{item!r}: write FACT, FACT=yes or FACT=no")
        facts[fact] = value != "no"
    return facts


def exposure(
    chain: Chain,
    of: Annotated[
        str, typer.Option("--of", help="A kind of thing (vertical, model, chip...) or one thing.")
    ] = "vertical",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="tariff, export-control, a rule or policy; or a vendor, place, component or chip.",
        ),
    ] = "tariff",
    as_of: AsOf = None,
    importer: Annotated[
        str, typer.Option("--importer", help="Importing place, or destination of an export.")
    ] = "united-states",
    given: Given = None,
    known_at: KnownAt = None,
    source: Within = None,
    draws: Annotated[
        int | None,
        typer.Option("--monte-carlo", min=20, help="Draw open shares so often; tell the spread."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the draws.")] = 0,
) -> Answer:
    """Which things depend on goods that trade measures reach, how far, on what evidence.

    Example: [bold]aigraph exposure --of vertical --to tariff --as-of 2025-06-01[/bold]

    Example: [bold]aigraph exposure --of model --to TSMC[/bold]
    """
    check_known_at(as_of, known_at)
    return chain.exposure(
        of,
        to,
        as_of=as_of,
        importer=importer,
        known_at=known_at,
        given=parse_given(given or []),
        within=source or [],
        monte_carlo=draws,
        seed=seed,
    )


def profile(
    chain: Chain,
    of: Annotated[
        str, typer.Option("--of", help="A kind of thing (vertical, model, chip...) or one thing.")
    ] = "vertical",
    as_of: AsOf = None,
    importer: Annotated[
        str, typer.Option("--importer", help="Importing place, for tariffs.")
    ] = "united-states",
    destination: Annotated[
        str, typer.Option("--destination", help="Where goods go, for export controls.")
    ] = "china",
    given: Given = None,
) -> Answer:
    """Exposures side by side: to tariffs, export controls, single vendors and places.

    Example: [bold]aigraph profile --of vertical --as-of 2025-06-01[/bold]
    """
    return chain.profile(
        of,
        as_of=as_of,
        importer=importer,
        destination=destination,
        given=parse_given(given or []),
    )


def paths(
    chain: Chain,
    start: Annotated[str, typer.Argument(help="The thing that depends.")],
    end: Annotated[str, typer.Argument(help="The thing it depends on.")],
    as_of: AsOf = None,
    limit: Limit = 10,
    any_relation: Annotated[
        bool, typer.Option("--any-relation", help="Follow all relations, not only dependency.")
    ] = False,
    source: Within = None,
) -> Answer:
    """By which paths one thing depends on another, best evidence first.

    Example: [bold]aigraph paths "GitHub Copilot" TSMC --as-of 2025-06-01 --explain[/bold]
    """
    return chain.paths(
        start, end, as_of=as_of, limit=limit, any_relation=any_relation, within=source or []
    )


def find(
    chain: Chain,
    text: Annotated[str, typer.Argument(help="A name, alias or misspelling in either language.")],
    limit: Limit = 10,
) -> Answer:
    """Find things by name, in English or Chinese, misspelt or not.

    Example: [bold]aigraph find 英伟达[/bold]
    """
    return chain.find(text, limit=limit)


def show(
    chain: Chain,
    name: Annotated[str, typer.Argument(help="An identifier or a name.")],
    as_of: AsOf = None,
    source: Within = None,
) -> Answer:
    """Show everything known of one thing: facts, figures, names, neighbours, with sources.

    Example: [bold]aigraph show chips/nvidia-h100-sxm[/bold]
    """
    return chain.show(name, as_of=as_of, within=source or [])


def figures(
    chain: Chain,
    measure: Annotated[str, typer.Argument(help="A measure: market-size, filed-services...")],
    of: Annotated[str | None, typer.Option("--of", help="One thing; every thing without.")] = None,
    source: Within = None,
) -> Answer:
    """The figures that sources print for a measure, with where they stand.

    Example: [bold]aigraph figures market-size[/bold]
    """
    return chain.figures(measure, of=of, within=source or [])


def sparql(
    chain: Chain,
    query: Annotated[str, typer.Argument(help="A query, a file FILE.rq, or - for standard input.")],
    as_of: AsOf = None,
    source: Within = None,
    seconds: Annotated[float, typer.Option(help="Stop the query after this long.")] = 30.0,
) -> Answer:
    """Run a SPARQL query; the usual prefixes are declared.

    Example: [bold]aigraph sparql "SELECT ?chip ?maker { ?chip ag:fabricatedBy ?maker }"[/bold]
    """
    return chain.sparql(read_query(query), as_of=as_of, within=source or [], seconds=seconds)


def coverage(
    chain: Chain,
) -> Answer:
    """How many of the facts counted in each document the graph holds.

    Example: [bold]aigraph coverage --json[/bold]
    """
    return chain.coverage()


def conflicts(
    chain: Chain,
) -> Answer:
    """Where sources contradict each other or themselves, side by side.

    Example: [bold]aigraph conflicts --md[/bold]
    """
    return chain.conflicts()


def read_query(argument: str) -> str:
    """Return the query that an argument stands for: itself, a file's text, or standard input."""
    if argument == "-":
        return sys.stdin.read()
    if argument.endswith(".rq"):
        path = Path(argument)
        if not path.is_file():
            raise typer.BadParameter(f"no file {argument}")
        return path.read_text(encoding="utf-8")
    return argument
