"""How bounds and evidence appear in rows: rounded outwards, and central values where they hold."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Annotated, Any, Final

from aigraph.questions.answer import Bilingual, sources
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
    float, column("At least", "下限", "Least part, over all shares that sources allow.")
]
Central = Annotated[
    float | None,
    column(
        "Central",
        "中心值",
        "The part where bounds agree, or with equal weights if that is assumed; else null.",
    ),
]
High = Annotated[
    float, column("At most", "上限", "Greatest part, over all shares that sources allow.")
]

FREE_SHARES: Final = Bilingual(
    "Bounds hold for every division of supply that sources allow: shares that no source states are"
    " free, and of several inputs the worst counts. Neither bound is a forecast.",
    "上下限适用于来源所允许的任何供应份额分配：来源未述的份额可任意取值，多项投入取最差者。"
    "上下限均非预测。",
)
_ASSUMED: Final = Bilingual(
    f"Assumed ({EQUAL_WEIGHTS}): where sources state no shares, suppliers of one input share the"
    " rest of it equally. Central values hang on it and are graded assumed.",
    f"假设（{EQUAL_WEIGHTS}）：来源未述份额时，同一投入的供应方平分其余部分。"
    "中心值取决于此假设，等级为“假设”。",
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


def assumed(scope: Scope) -> list[Bilingual]:
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
