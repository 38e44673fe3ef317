"""Charts over time: how an exposure changed, and when rules held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from aigraph.i18n import Text, in_language, named, say
from aigraph.render.cells import UNKNOWN, exposed_part
from aigraph.render.drawing import altair, short, svg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aigraph.questions.answer import Answer

_CLASSES: Final = (
    (0.0, "0 %", "#b8c4d6"),
    (0.1, "0–10 %", "#f6c79b"),
    (0.25, "10–25 %", "#ec9a55"),
    (0.5, "25–50 %", "#cf6a1c"),
    (1.0, "50–100 %", "#8f3a05"),
)
_UNKNOWN_COLOUR: Final = "#8d93a0"
_WORDS: Final[Mapping[str, Text | tuple[Text, ...]]] = {
    "held": Text("confirmed by a source"),
    "unknown": Text("not confirmed by any source"),
}


@dataclass(frozen=True)
class Span:
    """A time during which a rule holds, or during which nobody knows.

    Attributes:
        name: the rule in words.
        start: ISO day.
        end: ISO day.
        held: whether a source confirms it.
    """

    name: str
    start: str
    end: str
    held: bool


def calendar_chart(answer: Answer, label: Callable[[str], str], language: str, key: str) -> Markup:
    """Return a time line as cells, one for each thing and day.

    Args:
        answer: the answer to ``timeline``.
        label: turns an identifier into a name.
        language: ``en`` or ``zh``.
        key: what no other drawing of the page is called.
    """
    library = altair()
    heights: dict[str, float] = {}
    for row in answer.rows:
        heights[row["id"]] = heights.get(row["id"], 0.0) + (exposed_part(row) or 0.0)
    order = sorted(heights, key=lambda thing: (-heights[thing], thing))
    rows = [
        {
            "name": short(label(row["id"])),
            "day": row["date"][:7],
            "class": _class(exposed_part(row), language),
            "mark": "?" if exposed_part(row) is None else "",
        }
        for row in answer.rows
    ]
    unknown = named(UNKNOWN, language)
    domain = [*(name for _, name, _ in _CLASSES), unknown]
    colours = [*(colour for *_, colour in _CLASSES), _UNKNOWN_COLOUR]
    shared = library.Chart(
        library.Data(values=rows), width=library.Step(25), height=library.Step(23)
    ).encode(
        x=library.X("day:O", title=None, axis=library.Axis(labelAngle=-90, orient="top")),
        y=library.Y("name:N", title=None, sort=list(dict.fromkeys(short(label(t)) for t in order))),
    )
    cells = shared.mark_rect(stroke="white", strokeOpacity=0.6).encode(
        color=library.Color(
            "class:N",
            scale=library.Scale(domain=domain, range=colours),
            legend=library.Legend(orient="bottom", direction="horizontal", symbolType="square"),
        )
    )
    marks = shared.mark_text(color="white", fontSize=11).encode(text="mark:N")
    title = answer.title.to(language)
    description = say(
        "{title}. A row for each of {rows} things, a column for each of {days} days;"
        " darker is more exposed, grey with a question mark is unknown.",
        language,
        title=title,
        rows=len(order),
        days=len({row["date"] for row in answer.rows}),
    )
    return Markup(svg(cells + marks, title, description, key))  # noqa: S704 - Vega escapes what it draws


def _class(exposure: float | None, language: str) -> str:
    if exposure is None:
        return named(UNKNOWN, language)
    return next(name for bound, name, _ in _CLASSES if exposure <= bound)


def spans_chart(spans: Sequence[Span], title: str, language: str, key: str) -> Markup:
    """Return the time during which each rule holds, as bars.

    Args:
        spans: the times, in the order of the rows.
        title: what is shown.
        language: ``en`` or ``zh``.
        key: what no other drawing of the page is called.
    """
    library = altair()
    words: Any = in_language(_WORDS, language)
    rows = [
        {
            "name": short(span.name),
            "start": span.start,
            "end": span.end,
            "state": words["held" if span.held else "unknown"],
        }
        for span in spans
    ]
    drawn = (
        library.Chart(library.Data(values=rows), width=560, height=library.Step(20))
        .mark_bar(height=11)
        .encode(
            x=library.X(
                "start:T",
                title=None,
                scale=library.Scale(type="utc"),
                axis=library.Axis(orient="top"),
            ),
            x2="end:T",
            y=library.Y("name:N", title=None, sort=None),
            color=library.Color(
                "state:N",
                scale=library.Scale(
                    domain=[words["held"], words["unknown"]], range=["#0072b2", _UNKNOWN_COLOUR]
                ),
                legend=library.Legend(orient="bottom", direction="horizontal"),
            ),
        )
    )
    description = say(
        "{title}. A bar for each of {rows} rules from its first day; grey is the time for"
        " which no source that was read confirms it.",
        language,
        title=title,
        rows=len({span.name for span in spans}),
    )
    return Markup(svg(drawn, title, description, key))  # noqa: S704 - Vega escapes what it draws
