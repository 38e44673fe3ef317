"""Commands that write pages and reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aigraph.cli.options import AsOf, Data, Include, Lang, Language, label_in, open_chain
from aigraph.cli.output import check_ending, write

Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", dir_okay=False, help="File to write.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (view, chart):
        app.command(rich_help_panel="Export")(command)
    app.command("sparql-page", rich_help_panel="Export")(sparql_page)


def view(
    what: Annotated[
        str,
        typer.Argument(
            help="chain, exposure, conflicts, vertical, vendor, region, policy, around or paths;"
            " any other word names a thing whose surroundings are shown."
        ),
    ],
    output: Output,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Names of what to show; paths takes two."),
    ] = None,
    as_of: AsOf = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of", help="For exposure: a kind of thing, or one thing (default: vertical)."
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="For exposure: a kind of measure, a rule or a policy (default: tariff).",
        ),
    ] = None,
    importer: Annotated[
        str | None,
        typer.Option(
            "--importer",
            help="For exposure and policy: the importing place (default: united-states).",
        ),
    ] = None,
    destination: Annotated[
        str | None,
        typer.Option(
            "--destination",
            help="For exposure and policy: the destination of exports (default: china).",
        ),
    ] = None,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Write a picture of the graph as one HTML file that opens without a network.

    Example: [bold]aigraph view chain -o chain.html[/bold]

    Others: [bold]view exposure --to export-control[/bold], [bold]view vertical Finance[/bold],
    [bold]view vendor NVIDIA[/bold], [bold]view region Taiwan[/bold], [bold]view policy NAME[/bold],
    [bold]view around TSMC[/bold], [bold]view paths "GitHub Copilot" TSMC[/bold],
    [bold]view conflicts[/bold], each with [bold]-o FILE[/bold].
    """
    check_ending(output, (".html",))
    picture = open_chain(data).view(
        what,
        *names or (),
        as_of=as_of,
        of=of,
        to=to,
        importer=importer,
        destination=destination,
        language=lang.value,
    )
    write(output, picture.html)


def chart(
    measure: Annotated[str, typer.Argument(help="A measure: market-size, filed-services...")],
    output: Output,
    of: Annotated[str | None, typer.Option("--of", help="One thing (default: all).")] = None,
    lang: Lang = Language.en,
    data: Data = None,
) -> None:
    """Draw the figures of a measure; the file's ending (.html, .svg) decides the form.

    The HTML form has the table of figures beside each chart.

    Example: [bold]aigraph chart filed-services -o filings.html[/bold]
    """
    from aigraph.render import chart as charts

    check_ending(output, (".html", ".svg"))
    draw = charts.chart_svg if output.suffix == ".svg" else charts.chart
    chain = open_chain(data)
    answer = chain.figures(measure, of=of)
    write(output, draw(answer, label_in(chain, lang), lang.value))


def sparql_page(
    output: Output,
    as_of: AsOf = None,
    lang: Lang = Language.en,
    include: Include = None,
    data: Data = None,
) -> None:
    """Write a page that answers SPARQL in the browser, data and engine included, as one HTML file.

    Run [bold]aigraph assets[/bold] once before. The page holds the whole graph, so a release with
    statements that their licence withholds is refused.
    Example: [bold]aigraph sparql-page -o sparql.html[/bold]
    """
    from aigraph.export.guard import refuse_withheld
    from aigraph.render.assets import require_assets
    from aigraph.render.sparql_page import sparql_page as compose

    check_ending(output, (".html",))
    require_assets()
    release = open_chain(data).release
    refuse_withheld(release, include or ())
    write(output, compose(release, lang.value, as_of))
