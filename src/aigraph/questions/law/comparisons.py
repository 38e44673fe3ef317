"""Technical thresholds beside the figures of a good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypedDict

from aigraph.i18n import say
from aigraph.numerals import number
from aigraph.questions.rows import detail

if TYPE_CHECKING:
    from aigraph.graph import View
    from aigraph.law.entries import CustomsEntry
    from aigraph.law.rules import Figure, Threshold

FigureValue = float | list[float] | None


class Comparison(TypedDict):
    """A technical threshold beside the figure of the good."""

    measure: Annotated[str, detail("What is compared.")]
    unit: Annotated[str, detail("Unit of the figures.")]
    value: Annotated[
        FigureValue, detail("The good's figure; least and greatest where sources disagree; null.")
    ]
    at_least: Annotated[float | None, detail("Met by this figure and greater ones.")]
    above: Annotated[float | None, detail("Met by greater figures only.")]
    at_most: Annotated[float | None, detail("Met by this figure and lesser ones.")]
    below: Annotated[float | None, detail("Met by lesser figures only.")]
    met: Annotated[bool | None, detail("Whether it is met; null where that is open.")]


def in_words(view: View, threshold: Threshold, entry: CustomsEntry, language: str) -> str:
    """Return a threshold as a line of text: measure, the good's figure, bounds, whether met."""
    bounds = [
        f"{sign} {number(bound, language)}"
        for sign, bound in (
            ("≥", threshold.at_least),
            (">", threshold.above),
            ("≤", threshold.at_most),
            ("<", threshold.below),
        )
        if bound is not None
    ]
    figure = entry.figures.get(threshold.figure)
    shown = (
        say("unknown", language)
        if figure is None
        else ("≥ " if figure.at_least else "")
        + "–".join(number(end, language) for end in _ends(figure))
    )
    met = {True: say("met", language), False: say("not met", language), None: say("open", language)}
    measure = view.label(threshold.measure, language)
    outcome = met[threshold.met_by(figure)]
    return f"{measure} {shown} ({', '.join(bounds)} {threshold.unit}): {outcome}"


def value_of(figure: Figure | None) -> FigureValue:
    """Return a figure, or the least and greatest value where sources disagree."""
    if figure is None:
        return None
    ends = _ends(figure)
    return ends[0] if len(ends) == 1 else ends


def _ends(figure: Figure) -> list[float]:
    return list(dict.fromkeys((figure.low, figure.high)))


def comparison(threshold: Threshold, entry: CustomsEntry) -> Comparison:
    """Return a threshold beside the figure of a good."""
    figure = entry.figures.get(threshold.figure)
    return Comparison(
        measure=threshold.measure,
        unit=threshold.unit,
        value=value_of(figure),
        at_least=threshold.at_least,
        above=threshold.above,
        at_most=threshold.at_most,
        below=threshold.below,
        met=threshold.met_by(figure),
    )
