"""Figures as charts: a line where a source gives several years, bars otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from aigraph.dates import period as days_of
from aigraph.i18n import Text, in_language, named, say
from aigraph.numerals import number, scale
from aigraph.paths import viz_dir
from aigraph.render.drawing import PALETTE, altair, short, svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aigraph.questions.answer import Answer

_WORDS: Final[Mapping[str, Text | tuple[Text, ...]]] = {
    "columns": (
        Text("Of"),
        Text("Period"),
        Text("Amount"),
        Text("As printed"),
        Text.in_context("figure", "Status"),
        Text("Source"),
        Text("Where"),
        Text("Grade"),
    ),
    "rivals": Text("Sources that disagree are drawn as series of their own."),
    "table": Text("The figures"),
    "empty": Text("No source gives a figure."),
}
_WIDTH: Final = 560
_FEWEST_POINTS: Final = 2


@dataclass(frozen=True)
class Figure:
    """One figure as a chart and its table show it.

    Attributes:
        thing: identifier of what it is of.
        name: the same in words.
        period: the period as stated.
        amount: the number.
        text: the number in words.
        printed: the figure as printed.
        status: actual, estimate, forecast or unspecified, in words.
        source: title of the source.
        source_id: ``sources/key``.
        locator: where in the source.
        grade: how the source supports it.
        unit: the unit.
    """

    thing: str
    name: str
    period: str
    amount: float
    text: str
    printed: str
    status: str
    source: str
    source_id: str
    locator: str
    grade: str
    unit: str


@dataclass(frozen=True)
class Drawn:
    """A chart with the figures that it shows.

    Attributes:
        unit: unit of the figures, in words.
        svg: the chart as an SVG element, blank where there is too little to draw.
        figures: the figures, in the order in which they are drawn.
    """

    unit: str
    svg: Markup
    figures: list[Figure]


def chart(answer: Answer, label: Callable[[str], str], language: str = "en") -> str:
    """Return the figures of an answer as a page of charts with their tables, without scripts.

    Figures that restate another of the same thing, period, source and amount are drawn once.

    Args:
        answer: the answer to ``figures``.
        label: turns an identifier into a name.
        language: ``en`` or ``zh``.

    Raises:
        AigraphError: if the drawing library is not installed.
    """
    environment = Environment(
        loader=FileSystemLoader(viz_dir()), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("chart.html").render(
        language=language,
        title=_title(answer, language),
        drawings=drawings(answer, label, language),
        word=lambda text: named(text, language),
        words=in_language(_WORDS, language),
        caveats=[getattr(caveat, language) for caveat in answer.caveats],
        release=answer.release,
    )


def chart_svg(answer: Answer, label: Callable[[str], str], language: str = "en") -> str:
    """Return the figures of an answer as one SVG, the charts of several units one below another.

    Raises:
        AigraphError: if the drawing library is not installed.
    """
    library = altair()
    groups = _by_unit(answer, label, language)
    panels = [_panel(figures, language, titled=len(groups) > 1) for figures in groups.values()]
    title = _title(answer, language)
    everything = [figure for figures in groups.values() for figure in figures]
    return svg(
        library.vconcat(*panels).resolve_scale(color="independent"),
        title,
        _description(title, everything, language),
        "chart",
    )


def drawings(
    answer: Answer,
    label: Callable[[str], str],
    language: str = "en",
    *,
    key: str = "chart",
    fewest: int = 1,
) -> list[Drawn]:
    """Return a chart for each unit of an answer, with the figures it shows.

    Args:
        answer: the answer to ``figures``.
        label: turns an identifier into a name.
        language: ``en`` or ``zh``.
        key: what no other drawings of a page are called.
        fewest: fewer figures than these are not drawn but listed alone.

    Raises:
        AigraphError: if the drawing library is not installed.
    """
    altair()
    title = _title(answer, language)
    found = []
    for at, (unit, figures) in enumerate(_by_unit(answer, label, language).items()):
        drawn = ""
        if len(figures) >= fewest:
            description = _description(title, figures, language)
            drawn = svg(_panel(figures, language), title, description, f"{key}-{at}")
        # Vega escapes the text that it draws, and svg the words that it adds.
        found.append(Drawn(named(unit, language), Markup(drawn), figures))  # noqa: S704
    return found


def _title(answer: Answer, language: str) -> str:
    return answer.title.to(language)


def _by_unit(answer: Answer, label: Callable[[str], str], language: str) -> dict[str, list[Figure]]:
    return {
        unit: _figures(rows, label, language)
        for unit, rows in groupby(answer.rows, key=lambda row: str(row["unit"]))
    }


def _figures(
    rows: Iterable[dict[str, Any]], label: Callable[[str], str], language: str
) -> list[Figure]:
    once = {(row["id"], row["period"], row["source"], row["amount"]): row for row in rows}
    ordered = sorted(
        once.values(), key=lambda row: (row["period"], -row["amount"], row["id"], row["source"])
    )
    return [
        Figure(
            thing=row["id"],
            name=label(row["id"]),
            period=row["period"],
            amount=row["amount"],
            text=number(row["amount"], language),
            printed=row["printed"],
            status=named(row["status"], language),
            source=label(row["source"]),
            source_id=row["source"],
            locator=named(row["locator"], language),
            grade=row["grade"],
            unit=row["unit"],
        )
        for row in ordered
    ]


def _description(title: str, figures: list[Figure], language: str) -> str:
    """Return what a chart shows, in words."""
    words: Any = in_language(_WORDS, language)
    if not figures:
        return str(words["empty"])
    ordered = sorted(figures, key=lambda figure: figure.amount)
    said = say(
        "{title}: {number} figures, {sources} sources, from {low} to {high}.",
        language,
        title=title,
        number=len(figures),
        sources=len({figure.source_id for figure in figures}),
        low=ordered[0].text,
        high=ordered[-1].text,
    )
    return f"{said} {words['rivals']}" if _rivals(figures) else str(said)


def _rivals(figures: list[Figure]) -> bool:
    """Return whether sources give different amounts for one thing and period."""
    found: dict[tuple[str, str], set[float]] = defaultdict(set)
    for figure in figures:
        found[figure.thing, figure.period].add(figure.amount)
    return any(len(amounts) > 1 for amounts in found.values())


def _panel(figures: list[Figure], language: str, *, titled: bool = False) -> Any:
    """Return the lines and bars of the figures of one unit."""
    library = altair()
    points: Counter[tuple[str, str]] = Counter()
    for thing, source, _ in {(f.thing, f.source_id, f.period) for f in figures if f.period}:
        points[thing, source] += 1
    timed = [f for f in figures if f.period and points[f.thing, f.source_id] >= _FEWEST_POINTS]
    single = [f for f in figures if f not in timed]
    size, word = _scale(figures, language)
    unit = named(figures[0].unit, language) if figures else ""
    axis = say("{unit}, {scale}", language, unit=unit, scale=word) if word else unit
    parts = [_lines(timed, size, axis)] if timed else []
    parts += [_bars(single, size, axis)] if single else []
    panel = library.vconcat(*parts).resolve_scale(color="independent", shape="independent")
    return panel.properties(title=unit) if titled else panel


def _scale(figures: list[Figure], language: str) -> tuple[float, str]:
    """Return the power of ten in which an axis counts, and its word."""
    greatest = max((abs(figure.amount) for figure in figures), default=0.0)
    size, word = scale(greatest, language)
    return size, word.strip()


def _lines(figures: list[Figure], size: float, axis: str) -> Any:
    """Return a line for each thing and source, so that rivals are separate."""
    library = altair()
    sources: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        sources[figure.thing].add(figure.source_id)
    last = {(figure.thing, figure.source_id): figure.period for figure in figures}
    rows = [
        {
            "day": str(days_of(figure.period)[0]),
            "amount": figure.amount / size,
            "text": figure.text if last[figure.thing, figure.source_id] == figure.period else "",
            "status": figure.status,
            "series": short(figure.name)
            if len(sources[figure.thing]) == 1
            else f"{short(figure.name)} · {_key(figure)}: {short(figure.source)}",
        }
        for figure in figures
    ]
    shared = library.Chart(library.Data(values=rows), width=_WIDTH, height=260).encode(
        x=library.X("day:T", title=None, scale=library.Scale(type="utc", padding=24)),
        y=library.Y("amount:Q", title=axis, scale=library.Scale(zero=True)),
        color=library.Color("series:N", sort=None, scale=library.Scale(range=list(PALETTE))),
    )
    points = shared.mark_point(filled=True, size=64).encode(
        shape=library.Shape(
            "status:N",
            sort=None,
            legend=library.Legend(orient="bottom", direction="horizontal"),
        )
    )
    labels = shared.mark_text(align="left", dx=9).encode(text="text:N")
    return shared.mark_line(strokeWidth=2) + points + labels


def _bars(figures: list[Figure], size: float, axis: str) -> Any:
    """Return a bar for each figure, coloured by its source."""
    library = altair()
    named = Counter((figure.name, figure.period) for figure in figures)
    rows: dict[str, dict[str, Any]] = {}
    for figure in figures:
        name = f"{short(figure.name)} {figure.period}".strip()
        if named[figure.name, figure.period] > 1:
            name = f"{name} · {_key(figure)}"
        while name in rows:
            name += " *"
        rows[name] = {
            "name": name,
            "amount": figure.amount / size,
            "text": f"{figure.text} ({figure.status})",
            "source": short(f"{_key(figure)}: {figure.source}"),
        }
    shared = library.Chart(
        library.Data(values=list(rows.values())), width=_WIDTH - 120, height=library.Step(22)
    ).encode(
        x=library.X("amount:Q", title=axis, scale=library.Scale(zero=True)),
        y=library.Y("name:N", title=None, sort=None),
    )
    bars = shared.mark_bar().encode(
        color=library.Color("source:N", sort=None, scale=library.Scale(range=list(PALETTE)))
    )
    return bars + shared.mark_text(align="left", dx=5).encode(text="text:N")


def _key(figure: Figure) -> str:
    """Return the key of a figure's source, by which rivals are distinguished."""
    return figure.source_id.partition("/")[2]
