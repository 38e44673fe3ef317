"""Figures as bars: one HTML file without scripts, one group of bars for each unit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.paths import viz_dir
from aigraph.render.cells import translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.questions.answer import Answer

_WIDTH: Final = 420.0
_LEAST_WIDTH: Final = 1.0
_SCALES: Final = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}


@dataclass(frozen=True)
class Bar:
    """One figure.

    Attributes:
        name: what it is of, with the period.
        width: length of the bar in pixels.
        amount: the figure in words.
        status: actual, estimate, forecast or unspecified.
        status_word: the same for readers.
        printed: the figure as printed.
        source: title of the source, and where in it.
    """

    name: str
    width: float
    amount: str
    status: str
    status_word: str
    printed: str
    source: str


def chart(answer: Answer, label: Callable[[str], str], language: str = "en") -> str:
    """Return the figures of an answer as a page of bars.

    Figures that restate another of the same thing, period, source and amount are drawn once.

    Args:
        answer: the answer to ``figures``.
        label: turns an identifier into a name.
        language: ``en`` or ``zh``.
    """
    environment = Environment(
        loader=FileSystemLoader(viz_dir()), autoescape=True, undefined=StrictUndefined
    )
    groups = [
        (translated(unit, language), _bars(list(rows), label, language))
        for unit, rows in groupby(answer.rows, key=lambda row: row["unit"])
    ]
    return environment.get_template("chart.html").render(
        language=language,
        title=answer.title_zh if language == "zh" else answer.title,
        groups=groups,
        caveats=[getattr(caveat, language) for caveat in answer.caveats],
        release=answer.release,
    )


def _bars(rows: list[dict[str, Any]], label: Callable[[str], str], language: str) -> list[Bar]:
    once = {(row["id"], row["period"], row["source"], row["amount"]): row for row in rows}
    ordered = sorted(
        once.values(), key=lambda row: (row["period"], -row["amount"], row["id"], row["source"])
    )
    greatest = max((abs(row["amount"]) for row in ordered), default=0.0) or 1.0
    return [
        Bar(
            name=f"{label(row['id'])} {row['period']}".strip(),
            width=round(max(_LEAST_WIDTH, _WIDTH * abs(row["amount"]) / greatest), 1),
            amount=amount(row["amount"], language),
            status=row["status"],
            status_word=translated(row["status"], language),
            printed=row["printed"],
            source=f"{label(row['source'])}, {translated(row['locator'], language)}",
        )
        for row in ordered
    ]


def amount(number: float, language: str) -> str:
    """Return an amount as a reader of a language groups it.

    >>> amount(11_650_000_000, "en"), amount(11_650_000_000, "zh"), amount(96, "en")
    ('11.65 billion', '116.5亿', '96')
    """
    for size, word in _SCALES[language]:
        if abs(number) >= size:
            return f"{number / size:,.6g}{word}"
    return f"{number:,.6g}"
