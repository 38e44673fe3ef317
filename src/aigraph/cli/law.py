"""Commands that compute trade law: duties and export controls."""

from __future__ import annotations

from typing import Annotated

import typer

from aigraph.cli.options import (
    AsOf,
    Csv,
    Data,
    Json,
    Lang,
    Language,
    Markdown,
    emit,
    open_chain,
)
from aigraph.cli.questions import parse_given

Given = Annotated[
    list[str] | None,
    typer.Option("--given", help="A condition or end use known to hold; FACT=no if not."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (duty, control):
        app.command(rich_help_panel="Law")(command)


def duty(
    item: Annotated[str, typer.Argument(help="gpu-module, processor-ic..., a chip or a server.")],
    origin: Annotated[
        str | None, typer.Option("--origin", help="Where it was made; as sources say without.")
    ] = None,
    importer: Annotated[str, typer.Option("--importer", help="Who imports.")] = "united-states",
    as_of: AsOf = None,
    end_use: Annotated[
        list[str] | None, typer.Option("--end-use", help="A use that the goods have.")
    ] = None,
    given: Given = None,
    json: Json = False,
    csv: Csv = False,
    md: Markdown = False,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Which additional duties an importer owes on a good, rule by rule.

    Example: [bold]aigraph duty gpu-module --origin china --as-of 2025-05-01[/bold]
    """
    chain = open_chain(data)
    facts = parse_given([*(given or []), *(end_use or [])])
    answer = chain.duty(item, origin=origin, importer=importer, as_of=as_of, given=facts)
    emit(chain, answer, json=json, csv=csv, markdown=md, language=lang)


def control(
    chip: Annotated[str, typer.Argument(help="A chip, by identifier or name.")],
    destination: Annotated[str, typer.Option("--destination", help="Where it goes.")] = "china",
    as_of: AsOf = None,
    given: Given = None,
    json: Json = False,
    csv: Csv = False,
    md: Markdown = False,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Which export controls bear on a chip, against which thresholds.

    Example: [bold]aigraph control chips/nvidia-h20-sxm --as-of 2025-04-20[/bold]
    """
    chain = open_chain(data)
    facts = parse_given(given or [])
    answer = chain.control(chip, destination=destination, as_of=as_of, given=facts)
    emit(chain, answer, json=json, csv=csv, markdown=md, language=lang)
