"""Commands that write pages and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.options import AsOf, Data, Given, Lang, Language, label_in, open_chain, write
from aigraph.cli.questions import parse_given

if TYPE_CHECKING:
    from datetime import date

    from aigraph.api import Chain
    from aigraph.questions.subgraph import Subgraph

Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", dir_okay=False, help="File to write.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (view, report, chart):
        app.command(rich_help_panel="Showing")(command)


def view(
    what: Annotated[str, typer.Argument(help="chain, exposure, or the name of one thing.")],
    output: Output,
    as_of: AsOf = None,
    of: Annotated[str, typer.Option("--of", help="For exposure: of what.")] = "vertical",
    to: Annotated[str, typer.Option("--to", help="For exposure: to what.")] = "tariff",
    importer: Annotated[str, typer.Option("--importer")] = "united-states",
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Write a picture of the graph as one HTML file that opens without a network.

    Example: [bold]aigraph view chain -o chain.html[/bold]
    """
    from aigraph.render.page import page

    chain = open_chain(data)
    subgraph = _subgraph(chain, what, as_of, of, to, importer)
    write(output, page(subgraph, lang.value))


def _subgraph(
    chain: Chain, what: str, as_of: date | None, of: str, to: str, importer: str
) -> Subgraph:
    from datetime import date as calendar

    from aigraph.questions import subgraph

    day = as_of or calendar.today()
    match what:
        case "chain":
            return subgraph.chain(chain.release, day)
        case "exposure":
            answer = chain.exposure(of, to, as_of=day, importer=importer)
            return subgraph.exposed(chain.release, answer, day)
        case name:
            return subgraph.surroundings(chain.release, name, day)


def report(
    question: Annotated[str, typer.Argument(help="The question to report on: exposure.")],
    output: Output,
    as_of: AsOf = None,
    of: Annotated[str, typer.Option("--of", help="Of what.")] = "vertical",
    to: Annotated[str, typer.Option("--to", help="To what.")] = "tariff",
    importer: Annotated[str, typer.Option("--importer")] = "united-states",
    given: Given = None,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Write a report on a question; the file's ending (.md, .html, .json) decides the form.

    Example: [bold]aigraph report exposure --as-of 2025-06-01 -o exposure.html[/bold]
    """
    from aigraph.render import exports
    from aigraph.render import report as reports

    if question != "exposure":
        raise typer.BadParameter(f"no report on {question!r}; there is one on exposure")
    if output.suffix not in {".md", ".html", ".json"}:
        raise typer.BadParameter(f"{output.name}: the file must end in .md, .html or .json")
    chain = open_chain(data)
    answer = chain.exposure(of, to, as_of=as_of, importer=importer, given=parse_given(given or []))
    if output.suffix == ".json":
        write(output, exports.as_json(answer))
        return

    told = reports.report(answer, label_in(chain, lang), lang.value)
    write(output, reports.as_html(told) if output.suffix == ".html" else reports.as_markdown(told))


def chart(
    measure: Annotated[str, typer.Argument(help="A measure: market-size, filed-services...")],
    output: Output,
    of: Annotated[str | None, typer.Option("--of", help="One thing; every thing without.")] = None,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Draw the figures of a measure; the file's ending (.html, .svg) decides the form.

    The HTML form has the table of figures beside each chart.

    Example: [bold]aigraph chart filed-services -o filings.html[/bold]
    """
    from aigraph.render import chart as charts

    if output.suffix not in {".html", ".svg"}:
        raise typer.BadParameter(f"{output.name}: the file must end in .html or .svg")
    draw = charts.chart_svg if output.suffix == ".svg" else charts.chart
    chain = open_chain(data)
    answer = chain.figures(measure, of=of)
    write(output, draw(answer, label_in(chain, lang), lang.value))
