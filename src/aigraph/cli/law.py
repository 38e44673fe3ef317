"""Commands that compute trade law: duties and export controls."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.answering import as_command
from aigraph.cli.options import (
    AsOf,
    Csv,
    Data,
    Given,
    Json,
    KnownAt,
    Lang,
    Language,
    Markdown,
    check_known_at,
    emit,
    label_in,
    open_chain,
    parse_day,
    parse_last_day,
    progress_line,
    write,
)
from aigraph.cli.questions import parse_given

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

From = Annotated[
    date, typer.Option("--from", parser=parse_day, metavar="DATE", help="The first day.")
]
Until = Annotated[
    date, typer.Option("--until", parser=parse_day, metavar="DATE", help="The last day.")
]
Drawing = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", dir_okay=False, help="Draw it, as HTML."),
]


class Step(StrEnum):
    """How far apart the days of a time line lie."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (as_command(duty), as_command(control), as_command(law), timeline):
        app.command(rich_help_panel="Law")(command)


def duty(
    chain: Chain,
    item: Annotated[str, typer.Argument(help="gpu-module, processor-ic..., a chip or a server.")],
    origin: Annotated[
        str | None, typer.Option("--origin", help="Where it was made; as sources say without.")
    ] = None,
    importer: Annotated[str, typer.Option("--importer", help="Who imports.")] = "united-states",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    end_use: Annotated[
        list[str] | None, typer.Option("--end-use", help="A use that the goods have.")
    ] = None,
    value: Annotated[
        float | None,
        typer.Option("--value", min=0, help="Customs value: tells the amount of duty."),
    ] = None,
    given: Given = None,
) -> Answer:
    """Which additional duties an importer owes on a good, rule by rule.

    Example: [bold]aigraph duty gpu-module --origin china --as-of 2025-05-01[/bold]
    """
    facts = parse_given([*(given or []), *(end_use or [])])
    check_known_at(as_of, known_at)
    return chain.duty(
        item,
        origin=origin,
        importer=importer,
        as_of=as_of,
        known_at=known_at,
        given=facts,
        value=value,
    )


def control(
    chain: Chain,
    chip: Annotated[str, typer.Argument(help="A chip, by identifier or name.")],
    destination: Annotated[str, typer.Option("--destination", help="Where it goes.")] = "china",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    given: Given = None,
) -> Answer:
    """Which export controls bear on a chip, against which thresholds.

    Example: [bold]aigraph control chips/nvidia-h20-sxm --as-of 2025-04-20[/bold]
    """
    facts = parse_given(given or [])
    check_known_at(as_of, known_at)
    return chain.control(chip, destination=destination, as_of=as_of, known_at=known_at, given=facts)


def law(
    chain: Chain,
    code: Annotated[str, typer.Argument(help="A tariff code or control entry, or a traded good.")],
    start: Annotated[
        date | None,
        typer.Option("--from", parser=parse_day, metavar="DATE", help="The first day, if any."),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option(
            "--until",
            parser=parse_last_day,
            metavar="DATE",
            help="The last day, of a month or year its last; any without.",
        ),
    ] = None,
) -> Answer:
    """Which rules touched a code over a span of time.

    Example: [bold]aigraph law 8471.50 --from 2018 --until 2026[/bold]
    """
    if start and end and end < start:
        raise typer.BadParameter(f"{end} lies before {start}")
    return chain.law(code, start=start, end=end)


def timeline(
    start: From,
    end: Until,
    step: Annotated[Step, typer.Option("--step", help="How far apart.")] = Step.month,
    of: Annotated[str, typer.Option("--of", help="Of what.")] = "vertical",
    to: Annotated[str, typer.Option("--to", help="To what.")] = "tariff",
    importer: Annotated[str, typer.Option("--importer", help="Who imports.")] = "united-states",
    given: Given = None,
    output: Drawing = None,
    json: Json = False,
    csv: Csv = False,
    md: Markdown = False,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """How an exposure changed over time, as a table or, with -o, as a picture.

    Example: [bold]aigraph timeline --from 2025-01 --until 2026-06 -o tariffs.html[/bold]
    """
    if end < start:
        raise typer.BadParameter(f"{end} lies before {start}")
    chain = open_chain(data)
    facts = parse_given(given or [])
    answer = chain.timeline(
        of,
        to,
        start=start,
        end=end,
        step=step.value,
        importer=importer,
        given=facts,
        progress=progress_line(),
    )
    if output is None:
        emit(chain, answer, json=json, csv=csv, markdown=md, language=lang)
        return
    from aigraph.render.calendar import calendar

    write(output, calendar(answer, label_in(chain, lang), lang.value))
