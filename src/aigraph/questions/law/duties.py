"""The duties on many goods, from many origins, on many days."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003 - read when the command is made
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

from aigraph.i18n import Text
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.law.case import NO_ADVICE, cases, resolve_good
from aigraph.questions.law.sum_caveats import sum_caveats
from aigraph.questions.law.sums import DutySum, duty_effects, duty_sum, entered
from aigraph.questions.names import resolve_place
from aigraph.questions.rows import column
from aigraph.questions.scope import day

if TYPE_CHECKING:
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

HONOURED: Final = frozenset({"importer", "given", "sources"})


class DutyOnDay(DutySum):
    """The duty on one good under one code, from one origin, on one day."""

    id: Annotated[str, column("Good", "Identifier of the good.")]


@question(
    DutyOnDay,
    honours=HONOURED,
    examples=(
        "aigraph duties gpu-module gpu-server --origins china --origins mexico --days 2025-06-01",
    ),
)
def duties(
    release: Release,
    scope: Scope,
    items: Annotated[Sequence[str], Param("Traded goods, chips or servers.")],
    origins: Annotated[Sequence[str], Param("Places of origin (default: what sources say).")] = (),
    days: Annotated[
        Sequence[date], Param("Days of import (default: today).", metavar="DATE", parse=day)
    ] = (),
) -> Reply:
    """Answer which additional duties are owed on many goods, with the law read once."""
    goods = [resolve_good(release.view, item) for item in items]
    places = [resolve_place(release.view, origin) for origin in origins]
    sought: list[str | None] = [*places] or [None]
    asked = [day(one) for one in days] or [date.today()]
    on_days = list(cases(release, scope, asked))
    rows = [
        DutyOnDay(id=entry.good, **duty_sum(case, entry, duty_effects(case, entry)))
        for case in on_days
        for good in goods
        for origin in sought
        for entry in entered(case, good, scope.importer, origin)
    ]
    return Reply(
        title=Text(
            "Duties on {goods} goods on {days} days, importer {importer}",
            goods=len(goods),
            days=len(asked),
            importer=release.view.name(scope.importer),
        ),
        rows=rows,
        caveats=[*(sum_caveats(on_days[-1], rows) if rows else []), NO_ADVICE],
        parameters={
            "items": goods,
            "origins": places,
            "days": [one.isoformat() for one in asked],
        },
    )
