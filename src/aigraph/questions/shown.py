"""How bounds and evidence appear in rows: rounded outwards, and central values where they hold."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Annotated, Any, Final

from aigraph.i18n import Text
from aigraph.questions.answer import sources
from aigraph.questions.rows import column
from aigraph.questions.scope import EQUAL_WEIGHTS
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.graph import View
    from aigraph.questions.answer import Row
    from aigraph.questions.scope import Scope

_DIGITS: Final = 4
_EQUAL: Final = 1e-9

Low = Annotated[
    float, column("At least", "Least part, over all shares that sources allow.", "least")
]
Central = Annotated[
    float | None,
    column(
        "Central",
        "The part where bounds agree, or with equal weights if that is assumed; else null.",
        "part",
    ),
]
High = Annotated[
    float, column("At most", "Greatest part, over all shares that sources allow.", "most")
]

FREE_SHARES: Final = Text(
    "Bounds hold for every division of supply that sources allow: shares that no source states are"
    " free, and of several inputs the worst counts. Neither bound is a forecast."
)
_ASSUMED: Final = Text(
    "Assumed ({assumption}): where sources state no shares, suppliers of one input share the rest"
    " of it equally. Central values follow from this assumption and are graded assumed.",
    assumption=EQUAL_WEIGHTS,
)


def rounded(low: float, high: float) -> tuple[float, float]:
    """Return bounds with four digits, rounded outwards so that they stay bounds.

    >>> rounded(1 / 3, 2 / 3)
    (0.3333, 0.6667)
    >>> rounded(0.7, 0.7)
    (0.7, 0.7)
    """
    scale = 10**_DIGITS
    return floor(low * scale + _EQUAL * scale) / scale, ceil(high * scale - _EQUAL * scale) / scale


def bounded(low: float, central: float | None, high: float, scope: Scope) -> Row:
    """Return the keys low, central and high of a row.

    Args:
        low: the least value.
        central: the value with equal weights, or None where even that is open.
        high: the greatest value.
        scope: what is assumed.
    """
    least, greatest = rounded(low, high)
    if high - low <= _EQUAL:
        central = low
    elif EQUAL_WEIGHTS not in scope.assumptions:
        central = None
    return {
        "low": least,
        "central": None if central is None else round(central, _DIGITS),
        "high": greatest,
    }


def assumed(scope: Scope) -> list[Text]:
    """Return what a reader must know of the assumptions made."""
    return [_ASSUMED] if EQUAL_WEIGHTS in scope.assumptions else []


def named_row(view: View, thing: str) -> Row:
    """Return the keys id, label and label_zh of a row."""
    return {"id": thing, "label": view.label(thing), "label_zh": view.label(thing, "zh")}


def evidence_row(paths: Sequence[Row]) -> Row:
    """Return the keys of a row that its paths make: weakest grade, sources, their number, paths."""
    grades: list[Any] = [found["grade"] for found in paths]
    return {
        "grade": weakest(grades) if grades else None,
        "sources": sources(paths),
        "source_count": len(sources(paths)),
        "paths": list(paths),
    }
