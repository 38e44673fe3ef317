"""A time line as one HTML file without scripts: a row for each thing, a cell for each day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.i18n import Text, in_language
from aigraph.paths import viz_dir
from aigraph.render.cells import exposed_part, exposure_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aigraph.questions.answer import Answer

_SHADES: Final = 5
_WORDS: Final[Mapping[str, Text | tuple[Text, ...]]] = {
    "none": Text("no path"),
    "unknown": Text("unknown"),
    "changes": Text("What applies, and since when"),
}


@dataclass(frozen=True)
class Cell:
    """The exposure of one thing on one day.

    Attributes:
        shade: ``shade0`` to ``shade5`` by exposure, ``unknown``, or ``none`` without a path.
        text: the exposure in words.
    """

    shade: str
    text: str


def calendar(answer: Answer, label: Callable[[str], str], language: str = "en") -> str:
    """Return the page of a time line.

    Args:
        answer: the answer to ``timeline``.
        label: turns an identifier into a name.
        language: ``en`` or ``zh``.
    """
    environment = Environment(
        loader=FileSystemLoader(viz_dir()), autoescape=True, undefined=StrictUndefined
    )
    dates = sorted({row["date"] for row in answer.rows})
    cells = {(row["id"], row["date"]): _cell(row, language) for row in answer.rows}
    missing = Cell("none", in_language(_WORDS, language)["none"])
    things = sorted(
        {row["id"] for row in answer.rows}, key=lambda thing: (-_height(answer, thing), thing)
    )
    return environment.get_template("calendar.html").render(
        language=language,
        words=in_language(_WORDS, language),
        title=answer.title.to(language),
        dates=dates,
        lines=[
            (label(thing), [cells.get((thing, day), missing) for day in dates]) for thing in things
        ],
        changes=list(_changes(answer, dates, label)),
        caveats=[getattr(caveat, language) for caveat in answer.caveats],
        release=answer.release,
    )


def _height(answer: Answer, thing: str) -> float:
    """Return the sum of a thing's exposures, by which lines are ordered."""
    return sum(exposed_part(row) or 0 for row in answer.rows if row["id"] == thing)


def _cell(row: dict[str, Any], language: str) -> Cell:
    part = exposed_part(row)
    if part is None:
        return Cell("unknown", exposure_cell(row, language))
    shade = min(_SHADES, int(part * _SHADES * 2 + 0.999))
    return Cell(f"shade{shade}", exposure_cell(row, language))


def _changes(
    answer: Answer, dates: list[str], label: Callable[[str], str]
) -> list[tuple[str, list[str], list[str]]]:
    """Return, for each date on which it changes, which rules came and which went."""
    applicable = {
        day: {rule for row in answer.rows if row["date"] == day for rule in row["applicable"]}
        for day in dates
    }
    changes, before = [], set[str]()
    for day in dates:
        came, went = sorted(applicable[day] - before), sorted(before - applicable[day])
        if came or went:
            changes.append((day, [label(rule) for rule in came], [label(rule) for rule in went]))
        before = applicable[day]
    return changes
