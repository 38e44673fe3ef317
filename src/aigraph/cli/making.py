"""Commands that check and build."""

from __future__ import annotations

import json as json_module
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aigraph.cli.options import Data, Json, report_progress
from aigraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.law.rules import Rule


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (build, check, schema, assets):
        app.command(rich_help_panel="Data")(command)


Pin = Annotated[
    str | None,
    typer.Option("--pin", metavar="NAME", help="Keep this release under a name."),
]
Unpin = Annotated[
    str | None,
    typer.Option(
        "--unpin", metavar="NAME", help="Remove a pin, so that its release may be deleted."
    ),
]


With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="NAME",
        help="Hold this import of yours too; repeat the option for several.",
    ),
]


def build(
    data: Data = None,
    with_: With = None,
    pin: Pin = None,
    unpin: Unpin = None,
    json: Json = False,
) -> None:
    """Build the release of the tables unless it is there already.

    The last few releases of each folder of tables are kept, and those that are pinned. Imports of
    yours are held by every command while the variable AIGRAPH_WITH names them, joined by commas.

    Example: [bold]aigraph build --pin before-the-ruling[/bold]
    """
    from aigraph import paths
    from aigraph.release.build import build as build_release
    from aigraph.release.cache import Cache
    from aigraph.release.opened import open_release

    cache = Cache(paths.cache_dir())
    if unpin is not None:
        cache.unpin(unpin)
    folder = build_release(
        data or paths.data_dir(),
        paths.ontology_dir(),
        cache.folder,
        report_progress,
        beside=[paths.imported(name) for name in with_] if with_ else paths.beside(),
    )
    if pin is not None:
        cache.pin(pin, folder.name)
    manifest = open_release(folder).manifest
    if json:
        _print_json(manifest)
        return
    rows = sum(manifest["rows"].values())
    typer.echo(
        f"release {manifest['release']}: {rows} rows, {manifest['quads']} quads,"
        f" {manifest['findings']} findings"
    )


def check(
    data: Data = None,
    json: Json = False,
    stale: Annotated[
        bool,
        typer.Option("--stale", help="List the rules that nobody confirmed for 90 days."),
    ] = False,
) -> None:
    """Check the tables and the graph built from them; every problem is listed.

    A release that is there is held to its manifest byte by byte, and built again if it is damaged.

    Exit code 2 when the tables have problems. Example: [bold]aigraph check[/bold]
    """
    from aigraph import paths
    from aigraph.release.build import build as build_release
    from aigraph.release.opened import open_release

    folder = data or paths.data_dir()
    try:
        release = build_release(
            folder,
            paths.ontology_dir(),
            paths.cache_dir(),
            report_progress,
            beside=paths.beside(),
            thorough=True,
        )
    except DataError as error:
        if json:
            _print_json({"problems": [vars(problem) for problem in error.problems], "findings": []})
            raise typer.Exit(error.exit_code) from None
        raise
    if stale:
        _stale(open_release(release).law, json=json)
        return
    findings = open_release(release).findings
    if json:
        _print_json({"problems": [], "findings": [vars(finding) for finding in findings]})
        return
    for finding in findings:
        typer.echo(f"{finding.severity}: {finding.thing}: {finding.message}")
    typer.echo(f"the tables hold together; {len(findings)} findings")


def _stale(law: Mapping[str, Rule], *, json: bool) -> None:
    """Print the rules in force, as far as is known, whose last confirmation is old."""
    from aigraph.law.rules import stale

    rules = stale(law, date.today())
    if json:
        _print_json(
            {"stale": [{"rule": rule.id, "confirmed_on": rule.confirmed_on} for rule in rules]}
        )
        return
    for rule in rules:
        typer.echo(f"{rule.id}: last confirmed on {rule.confirmed_on}: {rule.label}")
    typer.echo(f"{len(rules)} rules in force were last confirmed more than 90 days ago")


def schema() -> None:
    """Print the JSON schema that the JSON form of every answer keeps to.

    Example: [bold]aigraph schema > answer.schema.json[/bold]
    """
    from aigraph.questions.contract import answer_schema

    _print_json(answer_schema())


def assets(json: Json = False) -> None:
    """Install and bundle the browser code of the SPARQL page, once; needs Node.js with npm.

    Prints its folder, sizes and licences.
    Example: [bold]aigraph assets[/bold]
    """
    from aigraph.render import assets as browser

    folder = browser.make_assets(report_progress)
    sizes, packages = browser.sizes(folder), browser.packages(folder)
    if json:
        listed = [package._asdict() for package in packages]
        _print_json({"folder": str(folder), "bytes": sizes, "packages": listed})
        return
    typer.echo(folder)
    for name, size in sizes.items():
        typer.echo(f"{size / 1000:9,.0f} kB  {name}")
    for package in packages:
        typer.echo(f"{package.name} {package.version}: {package.licence}")


def _print_json(value: Any) -> None:
    typer.echo(json_module.dumps(value, ensure_ascii=False, indent=2))
