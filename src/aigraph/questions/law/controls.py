"""What export controls do to many goods, to many destinations, on many days."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003 - read when the command is made
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.law.case import NO_ADVICE, cases, resolve_good
from aigraph.questions.law.control_cases import findings
from aigraph.questions.law.law_evidence import Because  # noqa: TC001 - part of a row
from aigraph.questions.names import resolve_place
from aigraph.questions.rows import column, detail
from aigraph.questions.scope import day

if TYPE_CHECKING:
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

HONOURED: Final = frozenset({"given", "sources"})


class ControlOnDay(TypedDict):
    """What one export control does to a good on one day, or why that is open."""

    id: Annotated[str, column("Good", "Identifier of the good.")]
    eccn: Annotated[str | None, column("ECCN", "The ECCN, if one is known.")]
    destination: Annotated[str, column("Destination", "Where the good goes.")]
    date: Annotated[str, column("Date", "Day of export.")]
    rule: Annotated[str | None, column("Rule", "The rule; null if none is known.")]
    policy: Annotated[str | None, detail("The policy that decides or targets the good.")]
    status: Annotated[str, column("Status", "As control has it.")]
    because: Because
    licence: Annotated[str, column("Licence policy", "Licence policy, or blank.")]


@question(
    ControlOnDay,
    honours=HONOURED,
    examples=(
        "aigraph controls H100 H20 --destinations china --destinations japan --days 2025-06-01",
    ),
)
def controls(
    release: Release,
    scope: Scope,
    goods: Annotated[Sequence[str], Param("Chips, servers or other goods.")],
    destinations: Annotated[Sequence[str], Param("Places to which they go (default: china).")] = (
        "china",
    ),
    days: Annotated[
        Sequence[date], Param("Days of export (default: today).", metavar="DATE", parse=day)
    ] = (),
) -> Reply:
    """Answer which export controls apply to many goods, with the law read once."""
    found = [resolve_good(release.view, good) for good in goods]
    places = [resolve_place(release.view, place) for place in destinations or ("china",)]
    asked = [day(one) for one in days] or [date.today()]
    rows = [
        ControlOnDay(
            id=member,
            eccn=finding.entry.code or None,
            destination=place,
            date=case.day.isoformat(),
            rule=finding.rule.id if finding.rule else None,
            policy=finding.policy or None,
            status=finding.status,
            because=list(finding.because),
            licence=finding.rule.licence if finding.rule else "",
        )
        for case in cases(release, scope, asked)
        for good in found
        for member in case.members(good)
        for place in places
        for finding in findings(case, member, place)
    ]
    return Reply(
        title=Text(
            "Export controls of {goods} goods on {days} days", goods=len(found), days=len(asked)
        ),
        rows=rows,
        caveats=[NO_ADVICE],
        parameters={
            "goods": found,
            "destinations": places,
            "days": [one.isoformat() for one in asked],
        },
    )
