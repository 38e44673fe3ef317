"""How an exposure changed over time: the same question, asked day after day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aigraph.law.applicability import OPEN
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.dependence.exposure import exposure
from aigraph.rdf.law import read_law

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aigraph.release.opened import Release

STEPS: Final = ("day", "week", "month", "quarter", "year")
"""How far apart the days of a time line may lie."""

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_DAYS: Final = {"day": 1, "week": 7}
_HEADINGS: Final = (
    Heading("date", "Date", "日期"),
    Heading("label", "Name", "名称"),
    Heading("exposure", "Exposure", "暴露度"),
    Heading("standing", "Standing", "状况"),
    Heading("in_scope", "In scope", "涵盖度"),
    Heading("fired", "Rules that apply", "适用规则"),
)
_ONE_DAY_EACH: Final = Bilingual(
    "Each date is a day of its own: what changed between two dates and back again is not seen.",
    "每个日期仅代表当日；两个日期之间变动后又复原的情况不可见。",
)


def timeline(
    release: Release,
    *,
    of: str = "vertical",
    to: str = "tariff",
    start: date,
    end: date,
    step: str = "month",
    importer: str = "united-states",
    given: Mapping[str, bool] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Answer:
    """Answer how the exposure of things to measures changed from one day to another.

    Args:
        release: what to ask.
        of: a kind of thing or one thing, as ``exposure`` takes it.
        to: a kind of measure, a rule or a policy, as ``exposure`` takes it.
        start: the first day.
        end: the last day at most.
        step: one of ``STEPS``.
        importer: the place that imports, or the destination of an export.
        given: conditions and end uses known to hold or not.
        progress: is told the day that is being answered.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if the step is none of ``STEPS``, or the end lies before the start.
    """
    days = list(_days(start, end, step))
    rules = read_law(release.store)
    answers = []
    for number, day in enumerate(days, start=1):
        if progress:
            progress(f"day {number} of {len(days)}, {day.isoformat()}")
        answers.append(
            exposure(release, of=of, to=to, as_of=day, importer=importer, given=given, rules=rules)
        )
    rows = [
        _row(day, found)
        for day, answer in zip(days, answers, strict=True)
        for found in sorted(answer.rows, key=lambda row: str(row["id"]))
    ]
    return Answer(
        question="timeline",
        title=f"Exposure of {of} to {to}, {start.isoformat()} to {end.isoformat()}",
        title_zh=answers[0].title_zh.replace(
            start.isoformat(), f"{start.isoformat()} 至 {end.isoformat()}"
        ),
        parameters={
            **answers[0].parameters,
            "as_of": None,
            "from": start.isoformat(),
            "until": end.isoformat(),
            "step": step,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[_ONE_DAY_EACH, answers[0].caveats[0]],
    )


def _row(day: date, found: Row) -> Row:
    return {
        "date": day.isoformat(),
        **{
            field: found[field]
            for field in ("id", "label", "label_zh", "exposure", "range", "standing", "in_scope")
        },
        "fired": [rule["id"] for rule in found["rules"] if rule["status"] == "applies"],
        "open": [rule["id"] for rule in found["rules"] if rule["status"] in OPEN],
    }


def _days(start: date, end: date, step: str) -> Iterator[date]:
    """Yield the days of a time line; a month without the day gives its last one.

    >>> list(_days(date(2025, 1, 31), date(2025, 3, 31), "month"))[1]
    datetime.date(2025, 2, 28)
    """
    if step not in STEPS:
        raise ValueError(f"{step!r} is not one of {', '.join(STEPS)}")
    if end < start:
        raise ValueError(f"{end} lies before {start}")
    number, day = 0, start
    while day <= end:
        yield day
        number += 1
        if step in _DAYS:
            day = start + timedelta(days=number * _DAYS[step])
        else:
            day = _months_later(start, number * _MONTHS[step])


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=start.day - 1), following - timedelta(days=1))
