"""How an exposure changed over time: the same question, asked day after day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

from typing_extensions import TypedDict

from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row
from aigraph.questions.declaration import Param, question
from aigraph.questions.dependence.exposure import exposure
from aigraph.questions.parameters import Of
from aigraph.questions.rows import Identifier, LabelZh, Range, column, detail
from aigraph.questions.scope import EVERYTHING, Scope, day, last_day
from aigraph.questions.selection import named
from aigraph.questions.shown import Central, High, Low
from aigraph.release.build import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from aigraph.release.build import Progress
    from aigraph.release.opened import Release

Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: Final = get_args(Step)
"""How far apart the days of a time line may be."""

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_DAYS: Final = {"day": 1, "week": 7}
_MOST: Final = 4000
"""Most days that are asked about at once: more than ten years day by day."""
_OPEN: Final = frozenset({"conditional", "undetermined", "unverified"})
_ONE_DAY_EACH: Final = Text(
    "Each date is evaluated on its own: a change that is reversed between two dates is not shown."
)


class Moment(TypedDict):
    """The exposure of one thing on one day."""

    date: Annotated[str, column("Date", "The day.")]
    id: Identifier
    label: Annotated[str, column("Name", "English name.")]
    label_zh: LabelZh
    status: Annotated[str, column("Status", "As exposure gives it.")]
    low: Low
    central: Central
    high: High
    central_range: Annotated[Range | None, detail("As exposure gives it.")]
    rate_low: Annotated[float | None, detail("Least effective additional duty, as a fraction.")]
    rate_high: Annotated[float | None, detail("Greatest; null where nothing known bounds it.")]
    applicable: Annotated[list[str], column("Applicable rules", "Rules that certainly apply.")]
    open: Annotated[list[str], detail("Rules that may apply.")]


@question(
    Moment,
    honours=EVERYTHING - {"as_of"},
    examples=("aigraph timeline --from 2025-01-01 --until 2025-03-01 --step month",),
)
def timeline(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    to: Annotated[
        str, Param("A kind of measure (tariff, export-control), a rule or a policy.")
    ] = "tariff",
    *,
    start: Annotated[
        date | None,
        Param("First day of the period.", flag="--from", metavar="DATE", parse=day),
    ] = None,
    until: Annotated[
        date | None,
        Param("Last day of the period (default: today).", metavar="DATE", parse=last_day),
    ] = None,
    step: Annotated[Step, Param("Interval between dates.")] = "month",
    progress: Progress = silent,
) -> Reply:
    """Show how the exposure of things to measures changed from one day to another."""
    if start is None:
        raise ParameterError("say from which day, such as --from 2025-01-01")
    first, last = day(start), last_day(until or date.today())
    if scope.known_at and scope.known_at < last:
        raise ParameterError(f"known_at {scope.known_at} is before until {last}")
    days = list(days_between(first, last, step))
    replies = []
    for number, moment in enumerate(days, start=1):
        progress(f"day {number} of {len(days)}, {moment.isoformat()}")
        replies.append(exposure(release, replace(scope, as_of=moment), of, to))
    rows = [
        _row(moment, found)
        for moment, reply in zip(days, replies, strict=True)
        for found in sorted(reply.rows, key=lambda row: str(row["id"]))
    ]
    view = release.view
    return Reply(
        title=Text(
            "Exposure of {of} to {to}, {first} to {last}",
            of=named(view, of),
            to=named(view, to),
            first=first,
            last=last,
        ),
        rows=rows,
        caveats=[_ONE_DAY_EACH, *replies[0].caveats[:2]],
        parameters={"start": first.isoformat(), "until": last.isoformat()},
    )


def _row(moment: date, found: Mapping[str, Any]) -> Row:
    kept = ("id", "label", "label_zh", "status", "low", "central", "high")
    return {
        "date": moment.isoformat(),
        **{key: found[key] for key in (*kept, "central_range", "rate_low", "rate_high")},
        "applicable": [rule["id"] for rule in found["rules"] if rule["status"] == "applies"],
        "open": [rule["id"] for rule in found["rules"] if rule["status"] in _OPEN],
    }


def days_between(start: date, end: date, step: str) -> Iterator[date]:
    """Yield the days of a time line; a month without the day gives its last one.

    >>> list(days_between(date(2025, 1, 31), date(2025, 3, 31), "month"))[1]
    datetime.date(2025, 2, 28)

    Raises:
        ParameterError: if the step is none of ``STEPS``, or the end is before the start.
    """
    if step not in STEPS:
        raise ParameterError(f"{step!r} is not one of {', '.join(STEPS)}")
    if end < start:
        raise ParameterError(f"{end} is before {start}")
    for number in range(_MOST):
        moment = _later(start, number, step)
        if moment is None or moment > end:
            return
        yield moment
    raise ParameterError(f"from {start} until {end} are over {_MOST} days: take a longer step")


def _later(start: date, steps: int, step: str) -> date | None:
    """Return the day some steps later; None beyond the last day that the calendar can name."""
    if step in _DAYS:
        left = (date.max - start).days
        days = steps * _DAYS[step]
        return start + timedelta(days=days) if days <= left else None
    years, month = divmod(start.month - 1 + steps * _MONTHS[step], 12)
    year = start.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
