"""Figures: a page for every measure with chart and table, and one for the markets."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from aigraph.ids import table_of
from aigraph.questions.registry import ask
from aigraph.render.chart import drawings

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.questions.answer import Answer
    from aigraph.render.chart import Drawn
    from aigraph.site.frame import Frame, Site

_MARKET_MEASURE: Final = "market-size"
_FEWEST_DRAWN: Final = 3
_SHARES: Final = ("fabricatedBy", "designedBy", "memoryFrom", "packagedBy")
"""Relations of chips of which the page of concentration counts the suppliers."""


def ask_figures(site: Site) -> dict[str, Answer]:
    """Return the figures of every measure that has some, by key of the measure."""
    keys = [
        thing.id.partition("/")[2]
        for thing in site.release.view.things.values()
        if thing.kind == "MeasureKind"
    ]
    asked = {key: ask(site.release, "figures", key) for key in sorted(keys)}
    return {key: answer for key, answer in asked.items() if answer.rows}


def write_figures(frame: Frame, asked: dict[str, Answer], step: Callable[[], None]) -> None:
    """Write the page of every measure, and the list of measures."""
    for key, answer in asked.items():
        frame.write(
            "figures.html",
            f"figures/{key}.html",
            answer.title.to(frame.language),
            measure=f"concepts/{key}",
            drawings=_drawn(frame, answer, "chart"),
            caveats=[getattr(caveat, frame.language) for caveat in answer.caveats],
        )
        step()
    frame.write(
        "measures.html",
        "figures/index.html",
        frame.say("Figures by measure"),
        measures=sorted(
            (
                (
                    f"concepts/{key}",
                    key,
                    len(answer.rows),
                    len({row["id"] for row in answer.rows}),
                    len({row["source"] for row in answer.rows}),
                )
                for key, answer in asked.items()
            ),
            key=lambda row: (-row[2], row[1]),
        ),
    )


def write_markets(frame: Frame, asked: dict[str, Answer]) -> None:
    """Write the page of markets: what sources print for each, and how concentrated supply is."""
    answer = asked.get(_MARKET_MEASURE)
    view = frame.site.release.view
    markets = []
    found = [thing.id for thing in view.things.values() if table_of(thing.id) == "markets"]
    for number, market in enumerate(found):
        rows = [row for row in answer.rows if row["id"] == market] if answer else []
        figures = (
            _drawn(
                frame,
                replace(answer, rows=rows, title=view.name(market)),
                f"market-{number}",
            )
            if answer and rows
            else []
        )
        markets.append((market, figures, _disagree(figures)))
    frame.write(
        "markets.html",
        "markets.html",
        frame.say("Markets, and who supplies chips"),
        markets=markets,
        suppliers=[(name, _suppliers(frame, name)) for name in _SHARES],
    )


def _drawn(frame: Frame, answer: Answer, key: str) -> list[Drawn]:
    view = frame.site.release.view
    return drawings(
        answer,
        lambda thing: view.label(thing, frame.language),
        frame.language,
        key=key,
        fewest=_FEWEST_DRAWN,
    )


def _disagree(figures: list[Drawn]) -> bool:
    """Return whether sources print different figures for one period."""
    amounts: dict[tuple[str, str], set[float]] = {}
    for drawn in figures:
        for figure in drawn.figures:
            amounts.setdefault((drawn.unit, figure.period), set()).add(figure.amount)
    return any(len(found) > 1 for found in amounts.values())


def _suppliers(frame: Frame, relation: str) -> list[tuple[str, int, float]]:
    """Return who is at the end of a relation of chips, for how many, and for what part.

    It is computed from accepted statements that hold on the site's day; a chip with several
    suppliers counts for each.
    """
    pairs = {
        (item.subject, item.object)
        for item in frame.site.release.view.held(frame.site.day)
        if item.predicate == relation and table_of(item.subject) == "chips"
    }
    chips = len({subject for subject, _ in pairs})
    counted = Counter(supplier for _, supplier in pairs)
    return [
        (supplier, number, number / chips)
        for supplier, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
