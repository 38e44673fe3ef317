"""Commands that ask for risk: chokepoints, concentration, what-if and cascades."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aigraph.cli.answering import as_command
from aigraph.cli.options import AsOf, Within  # noqa: TC001 - as_command reads the annotations

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer
    from aigraph.questions.risk.scenario import AddedSupplier, RuleChange

Of = Annotated[str, typer.Option("--of", help="A kind of thing (vertical, model...) or one.")]
Firms = Annotated[
    bool,
    typer.Option("--headquarters", help="A place takes the firms with headquarters there along."),
]
Part = Annotated[float, typer.Option(min=0, max=1)]


class Group(StrEnum):
    """What can be a chokepoint, fail, or come in."""

    vendor = "vendor"
    place = "place"
    technology = "technology"
    chip = "chip"
    model = "model"


class Basis(StrEnum):
    """By what concentration is told."""

    vendor = "vendor"
    place = "place"
    country = "country"


By = Annotated[Group, typer.Option("--by", help="What can fail.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for ask in (chokepoints, concentration, whatif, cascade):
        app.command(rich_help_panel="Risk")(as_command(ask, paths=True))


def chokepoints(
    chain: Chain,
    of: Of = "vertical",
    by: By = Group.vendor,
    as_of: AsOf = None,
    sets: Annotated[
        int | None,
        typer.Option("--sets", min=1, max=3, help="Smallest sets up to this size that break it."),
    ] = None,
    firms: Firms = False,
    source: Within = None,
) -> Answer:
    """Through which vendors, places or technologies chains must pass.

    Example: [bold]aigraph chokepoints --of vertical --by vendor --as-of 2025-06-01[/bold]
    """
    return chain.chokepoints(of, by.value, as_of=as_of, sets=sets, firms=firms, within=source or [])


def concentration(
    chain: Chain,
    of: Of = "vertical",
    by: Annotated[Basis, typer.Option("--by", help="Whose shares count.")] = Basis.vendor,
    as_of: AsOf = None,
    each: Annotated[bool, typer.Option("--each", help="List every input of every thing.")] = False,
    source: Within = None,
) -> Answer:
    """How concentrated each stage is (HHI), with bounds where shares are not known.

    Example: [bold]aigraph concentration --of chip --by country --as-of 2025-06-01[/bold]
    """
    return chain.concentration(of, by.value, as_of=as_of, each=each, within=source or [])


def whatif(
    chain: Chain,
    scenario: Annotated[
        str | None, typer.Argument(help="A scenario that ships with the data, or a TOML file.")
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", help="Supplies nothing any more.")
    ] = None,
    degrade: Annotated[
        list[str] | None,
        typer.Option("--degrade", metavar="THING=PART", help="Supplies only this part."),
    ] = None,
    add_supplier: Annotated[
        list[str] | None,
        typer.Option(
            "--add-supplier",
            metavar="THING,RELATION,SUPPLIER[=SHARE]",
            help="Comes in, such as chips/amd-mi300x,packagedBy,samsung.",
        ),
    ] = None,
    end_rule: Annotated[
        list[str] | None, typer.Option("--end-rule", help="No longer in force.")
    ] = None,
    change_rule: Annotated[
        list[str] | None,
        typer.Option("--change-rule", metavar="RULE=RATE", help="Gets another rate."),
    ] = None,
    add_rule: Annotated[
        list[str] | None,
        typer.Option(
            "--add-rule",
            metavar="RULE=RATE[,ORIGIN]",
            help="A copy of this rule with another rate, for an origin.",
        ),
    ] = None,
    of: Of = "vertical",
    to: Annotated[str, typer.Option("--to", help="Exposure to what.")] = "tariff",
    as_of: AsOf = None,
    importer: Annotated[str, typer.Option("--importer", help="Who imports.")] = "united-states",
    substitution: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Part of a lost share that others make up for."),
    ] = None,
    switch_weeks: Annotated[
        float | None, typer.Option(min=0, help="Instead: weeks that switching a supplier takes...")
    ] = None,
    horizon_weeks: Annotated[
        float, typer.Option(min=1, help="...of so many weeks looked at.")
    ] = 52.0,
    mitigate: Annotated[
        bool, typer.Option("--mitigate", help="Which added supplier would help most.")
    ] = False,
    by: Annotated[Group, typer.Option("--by", help="With --mitigate: what may come in.")] = (
        Group.vendor
    ),
    firms: Firms = False,
) -> Answer:
    """What would change if suppliers failed, came in, or rules were others.

    Example: [bold]aigraph whatif --remove TSMC --as-of 2025-06-01[/bold]
    """
    from aigraph.supply.exposure import substitution_in_time
    from aigraph.questions.risk.scenario import Scenario, read_scenario

    base = read_scenario(scenario) if scenario else Scenario()
    try:
        supposed = replace(
            base,
            remove=(*base.remove, *(remove or [])),
            degrade={**base.degrade, **dict(_part(item) for item in degrade or [])},
            add_suppliers=(*base.add_suppliers, *map(_supplier, add_supplier or [])),
            rules=(*base.rules, *_rules(end_rule or [], change_rule or [], add_rule or [])),
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if supposed == Scenario():
        raise typer.BadParameter("name a scenario, or say what is different, such as --remove")
    if switch_weeks is not None:
        substitution = substitution_in_time(switch_weeks, horizon_weeks)
    day = as_of or supposed.when or date.today()
    if mitigate:
        answer = chain.mitigation(supposed, of, by.value, as_of=day, firms=firms)
    else:
        answer = chain.whatif(
            supposed,
            of,
            to,
            as_of=day,
            importer=importer,
            substitution=substitution,
            firms=firms,
        )
    return answer


def cascade(
    chain: Chain,
    outage: Annotated[
        list[str] | None,
        typer.Option(
            "--outage",
            metavar="THING=WEEKS[:PART]",
            help="Down for so many weeks, with this part left. Without: everybody in turn.",
        ),
    ] = None,
    of: Of = "vertical",
    by: By = Group.vendor,
    as_of: AsOf = None,
    duration: Annotated[
        int, typer.Option("--duration", min=1, help="Weeks that everybody in turn is down.")
    ] = 26,
    weeks: Annotated[int, typer.Option("--weeks", min=1, help="Weeks to look at.")] = 52,
    stock: Annotated[float, typer.Option("--stock", min=0, help="Weeks of stock held.")] = 4.0,
    substitution: Part = 0.0,
    firms: Firms = False,
) -> Answer:
    """How an outage runs through the chain week by week, or whose outage costs most.

    Example: [bold]aigraph cascade --outage TSMC=26 --stock 4 --as-of 2025-06-01[/bold]
    """
    return chain.cascade(
        dict(parse_outage(item) for item in outage or []),
        of,
        by.value,
        as_of=as_of,
        duration=duration,
        weeks=weeks,
        stock=stock,
        substitution=substitution,
        firms=firms,
    )


def _number(text: str, whole: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise typer.BadParameter(f"{whole!r}: {text!r} is no number") from None


def _part(item: str) -> tuple[str, float]:
    thing, _, part = item.rpartition("=")
    if not thing:
        raise typer.BadParameter(f"{item!r}: write THING=PART, such as TSMC=0.5")
    return thing, _number(part, item)


def parse_outage(item: str) -> tuple[str, tuple[int, float]]:
    """Return an outage given on the command line: ``THING=WEEKS`` or ``THING=WEEKS:PART``."""
    thing, _, told = item.rpartition("=")
    weeks, _, left = told.partition(":")
    if not thing or not weeks.isdigit():
        raise typer.BadParameter(f"{item!r}: write THING=WEEKS, such as TSMC=26, or TSMC=26:0.5")
    part = _number(left, item) if left else 0.0
    if int(weeks) < 1 or not 0 <= part <= 1:
        raise typer.BadParameter(f"{item!r}: at least one week, and a part from 0 to 1")
    return thing, (int(weeks), part)


def _supplier(item: str) -> AddedSupplier:
    from aigraph.questions.risk.scenario import AddedSupplier

    told, _, share = item.partition("=")
    parts = told.split(",")
    if len(parts) != 3:
        raise typer.BadParameter(f"{item!r}: write THING,RELATION,SUPPLIER or ...=SHARE")
    dependent, relation, supplier = parts
    return AddedSupplier(dependent, relation, supplier, _number(share, item) if share else None)


def _rules(ended: list[str], changed: list[str], added: list[str]) -> list[RuleChange]:
    from aigraph.questions.risk.scenario import RuleChange

    rules = [RuleChange(rule, until=date.min) for rule in ended]
    for item in [*changed, *added]:
        rule, _, told = item.partition("=")
        rate, _, origin = told.partition(",")
        if not rate:
            raise typer.BadParameter(f"{item!r}: write RULE=RATE, such as s122-surcharge=0.15")
        origins = (origin,) if origin else ()
        number = _number(rate, item)
        rules.append(RuleChange(rule, rate=number, origins=origins, copy=item in added))
    return rules
