"""The flagship question: on the first page, day after day, and each day with paths and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from aigraph.questions.registry import ask as ask_release
from aigraph.questions.scope import EQUAL_WEIGHTS
from aigraph.render.cells import exposed_part
from aigraph.render.chart_time import calendar_chart
from aigraph.site.validity import validity_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.questions.answer import Answer
    from aigraph.site.frame import Frame, Site

MEASURES: Final = ("tariff", "export-control")
"""The measures asked about: duties of the United States, controls on exports to China."""

_YEARS: Final = 2
_PATHS_SHOWN: Final = 3
_QUARTER_MONTHS: Final = frozenset({1, 4, 7, 10})


@dataclass(frozen=True)
class Asked:
    """One measure, asked about on many days.

    Attributes:
        measure: ``tariff`` or ``export-control``.
        timeline: the exposure month after month.
        days: the whole answer for some of the days, by ISO day.
        shown_day: the last of these days on which an exposure is certain; the last day of all
            where none is.
    """

    measure: str
    timeline: Answer
    days: dict[str, Answer]
    shown_day: str

    def page(self, day: str) -> str:
        """Return where the answer for a day is."""
        return f"answers/{self.measure}-{day}.html"


def ask(site: Site) -> list[Asked]:
    """Ask about both measures, month after month up to the site's day."""
    start = date(site.day.year - _YEARS + 1, 1, 1)
    asked = []
    assumed = (EQUAL_WEIGHTS,)
    for measure in MEASURES:
        line = ask_release(
            site.release,
            "timeline",
            to=measure,
            start=start.isoformat(),
            until=site.day.isoformat(),
            assumptions=assumed,
        )
        months = sorted({row["date"] for row in line.rows} | {start.isoformat()})
        certain = [row["date"] for row in line.rows if exposed_part(row)]
        shown_day = max(certain, default=months[-1])
        wanted = {shown_day, site.day.isoformat()} | {
            day for day in months if date.fromisoformat(day).month in _QUARTER_MONTHS
        }
        days = {
            day: ask_release(site.release, "exposure", to=measure, as_of=day, assumptions=assumed)
            for day in sorted(wanted)
        }
        asked.append(Asked(measure, line, days, shown_day))
    return asked


def by_thing(asked: list[Asked], frame: Frame) -> dict[str, list[tuple[str, str]]]:
    """Return, for each thing that an answer is about, links to the answers: page and text."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in asked:
        for day in dict.fromkeys((one.shown_day, frame.site.day.isoformat())):
            for row in one.days[day].rows:
                text = frame.say(
                    "To {measure} on {day}: {exposure}",
                    measure=frame.word(one.measure),
                    day=day,
                    exposure=frame.exposure_text(row),
                )
                found.setdefault(row["id"], []).append((f"{one.page(day)}#{row['id']}", text))
    return found


def write_answers(frame: Frame, asked: list[Asked]) -> None:
    """Write the first page, the page of days, and a page for each day that was asked about."""
    charts = {one.measure: _calendar(frame, one) for one in asked}
    _write_home(frame, asked, charts)
    frame.write(
        "answers.html",
        "answers/index.html",
        frame.say("Exposure day after day"),
        asked=[(one, charts[one.measure], list(_table(one)), _days(one)) for one in asked],
    )
    for one in asked:
        for day, answer in one.days.items():
            _write_day(frame, one, day, answer)


def _number_of_things(frame: Frame) -> int:
    """Return how many things of the industry have a page."""
    things = frame.site.release.view.things
    return sum(things[key].is_of_industry for key in frame.site.library.things)


def _write_home(frame: Frame, asked: list[Asked], charts: dict[str, Any]) -> None:
    view = frame.site.release.view
    manifest = frame.site.release.manifest
    tariffs = asked[0]
    frame.write(
        "home.html",
        "index.html",
        frame.say("Which industries depend on GPU supply that is exposed to tariffs?"),
        tariffs=tariffs,
        controls=asked[1],
        answer=tariffs.days[tariffs.shown_day],
        latest=tariffs.days[frame.site.day.isoformat()],
        chart=charts["tariff"],
        counts=[
            (_number_of_things(frame), frame.say("things"), "browse.html"),
            (len(view.statements), frame.say("statements"), "ontology.html"),
            (manifest["rows"]["observations"], frame.say("figures"), "figures/index.html"),
            (manifest["rows"]["sources"], frame.say("sources"), "kind/Source.html"),
            (
                manifest["findings"],
                frame.say("contradictions and gaps found"),
                "conflicts.html",
            ),
        ],
        caveats=_caveats(frame, tariffs.days[tariffs.shown_day]),
        stale=_stale(frame, tariffs.days[frame.site.day.isoformat()]),
    )


def _write_day(frame: Frame, one: Asked, day: str, answer: Answer) -> None:
    rules: dict[str, dict[str, Any]] = {}
    for row in answer.rows:
        for rule in row["rules"]:
            rules.setdefault(rule["id"], rule)
    frame.write(
        "day.html",
        one.page(day),
        answer.title.to(frame.language),
        one=one,
        asked_day=day,
        answer=answer,
        rows=[
            (row, list(_best(row, _PATHS_SHOWN if day == one.shown_day else 1)), len(row["paths"]))
            for row in answer.rows
        ],
        rules=[
            (rule, validity_text(frame.site.law[key], date.fromisoformat(day), frame.language))
            for key, rule in rules.items()
        ],
        caveats=_caveats(frame, answer),
    )


def _best(row: dict[str, Any], most: int) -> Iterator[dict[str, Any]]:
    """Yield the best path to each of the first few measures."""
    seen: set[str] = set()
    for path in row["paths"]:
        last = path["edges"][-1]
        measure = last["object"] if last["object"].startswith("rules/") else last["subject"]
        if measure not in seen and len(seen) < most:
            seen.add(measure)
            yield path


def _caveats(frame: Frame, answer: Answer) -> list[str]:
    return [getattr(caveat, frame.language) for caveat in answer.caveats]


def _stale(frame: Frame, answer: Answer) -> list[tuple[str, str]]:
    """Return each rule that no source confirms as late as that, with its state in words."""
    keys = {
        rule["id"] for row in answer.rows for rule in row["rules"] if rule["status"] == "unverified"
    }
    return [
        (key, validity_text(frame.site.law[key], frame.site.day, frame.language))
        for key in sorted(keys)
    ]


def _calendar(frame: Frame, one: Asked) -> Any:
    view = frame.site.release.view
    return calendar_chart(
        one.timeline,
        lambda thing: view.label(thing, frame.language),
        frame.language,
        f"calendar-{one.measure}",
    )


def _days(one: Asked) -> list[tuple[str, str]]:
    """Return the days of a time line, each with the page of its answer or blank."""
    days = sorted({row["date"] for row in one.timeline.rows} | set(one.days))
    return [(day, one.page(day) if day in one.days else "") for day in days]


def _table(one: Asked) -> Iterator[tuple[str, list[dict[str, Any] | None]]]:
    """Yield each thing with its row on every day of the time line, None without a path."""
    days = [day for day, _ in _days(one)]
    rows = {(row["id"], row["date"]): row for row in one.timeline.rows}
    for day, answer in one.days.items():
        for row in answer.rows:
            rows.setdefault((row["id"], day), row)
    things = sorted({thing for thing, _ in rows})
    for thing in things:
        yield thing, [rows.get((thing, day)) for day in days]
