"""Which questions of risk a report can be written on, and how the command asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from aigraph.cli.risk import Group, parse_outage

if TYPE_CHECKING:
    from datetime import date

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

REPORTED = ("chokepoints", "concentration", "whatif", "mitigation", "cascade", "uncertainty")
"""Questions of risk that a report can be written on."""


def ask_risk(
    chain: Chain,
    question: str,
    of: str,
    to: str,
    as_of: date | None,
    importer: str,
    by: str | None,
    scenario: str | None,
    outages: list[str],
) -> Answer:
    """Ask one of the questions that a report can be written on.

    Args:
        chain: the opened release.
        question: one of ``REPORTED``.
        of: of what.
        to: for what-if and uncertainty, the measure.
        as_of: the day; that of the scenario, or today, without it.
        importer: who imports.
        by: group or basis; vendor without it.
        scenario: for what-if and mitigation, which.
        outages: for a cascade, as the command takes them.
    """
    group = by or Group.vendor.value
    if question in {"whatif", "mitigation"} and not scenario:
        raise typer.BadParameter(f"a report on {question} needs --scenario")
    match question:
        case "chokepoints":
            return chain.chokepoints(of, group, as_of=as_of)
        case "concentration":
            return chain.concentration(of, group, as_of=as_of)
        case "whatif":
            return chain.whatif(scenario or "", of, to, as_of=as_of, importer=importer)
        case "mitigation":
            return chain.mitigation(scenario or "", of, group, as_of=as_of)
        case "cascade":
            return chain.cascade(
                dict(parse_outage(item) for item in outages), of, group, as_of=as_of
            )
        case _:
            return chain.exposure(of, to, as_of=as_of, importer=importer, monte_carlo=1000)
