"""How numbers are written for people: the one formatter of tables, reports, charts and pages.

Data exports (CSV, JSON) hold numbers as they are. ``viz/sparql/numerals.js`` writes the same on the
page of queries; ``tests/viz/numerals.json`` holds both to each other.
"""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor, log10
from typing import Final, Literal

Rounding = Literal["nearest", "down", "up"]

_SCALES: Final = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
_SIGNIFICANT: Final = 6
_GROUPED_FROM: Final = 10_000
"""Smaller numbers, years among them, have no thousands separator."""

_FINEST: Final = 0.01
"""Per cent are written no finer than this."""

_EXACT: Final = 12
"""Significant digits within which floats are compared, so that 0.07 is 7 per cent."""


def number(value: float, language: str = "en") -> str:
    """Return a number without exponent; large figures with the word of their scale.

    Integers are counts and written in full. Other numbers have at most six significant digits.

    >>> number(11_650_000_000.0), number(11_650_000_000.0, "zh"), number(0.00002), number(2025.0)
    ('11.65 billion', '116.5亿', '0.00002', '2025')
    >>> number(12345), number(1234), number(-0.5)
    ('12,345', '1234', '-0.5')
    """
    if isinstance(value, int):
        return _grouped(Decimal(value))
    size, word = scale(value, language)
    return f"{_grouped(Decimal(f'{value / size:.{_SIGNIFICANT}g}'))}{word}"


def scale(value: float, language: str) -> tuple[float, str]:
    """Return the scale in which a language counts a number, and the word that follows it."""
    return next(((size, word) for size, word in _SCALES[language] if abs(value) >= size), (1.0, ""))


def percent(part: float, language: str = "en", rounding: Rounding = "nearest") -> str:
    """Return a part of a whole in per cent, with at most two digits that matter.

    A part that is neither nothing nor the whole is never shown as 0 or 100 per cent, unless a
    bound is rounded outwards to it.

    >>> percent(0.1905), percent(0.00334), percent(1.0), percent(0.9997), percent(0.0000001)
    ('19 %', '0.33 %', '100 %', '99.97 %', '< 0.01 %')
    >>> percent(0.1905, rounding="up"), percent(0.07, rounding="up"), percent(0.25, "zh")
    ('20 %', '7 %', '25%')
    """
    whole = _exact(part * 100)
    shown = _rounded(whole, rounding)
    if rounding == "nearest" and 0 < whole < _FINEST:
        return f"< {_unit(_FINEST, language)}"
    if rounding == "nearest" and 100 - _FINEST < whole < 100:
        return f"> {_unit(100 - _FINEST, language)}"
    return _unit(shown, language)


def percent_range(low: float, high: float | None, language: str = "en") -> str:
    """Return bounds of a part in per cent, rounded outwards; None has no bound.

    >>> percent_range(1 / 3, 2 / 3), percent_range(0.25, 0.25), percent_range(0.25, None)
    ('33–67 %', '25 %', '≥ 25 %')
    """
    if high is None:
        return f"≥ {percent(low, language, 'down')}"
    if low == high:
        return percent(low, language)
    least = _plain(_rounded(_exact(low * 100), "down"))
    return f"{least}–{percent(high, language, 'up')}"


def rate(part: float, language: str = "en") -> str:
    """Return the rate of a duty in per cent, exact to a hundredth.

    >>> rate(0.275), rate(1.45), rate(0.1425, "zh")
    ('27.5 %', '145 %', '14.25%')
    """
    return _unit(round(_exact(part * 100), 2), language)


def rate_range(low: float, high: float | None, language: str = "en") -> str:
    """Return the bounds of a duty in per cent; None has no bound.

    >>> rate_range(0.25, 0.5), rate_range(0.25, None)
    ('25–50 %', '≥ 25 %')
    """
    if high is None:
        return f"≥ {rate(low, language)}"
    if low == high:
        return rate(low, language)
    return f"{_plain(round(_exact(low * 100), 2))}–{rate(high, language)}"


def _exact(value: float) -> float:
    return float(f"{value:.{_EXACT}g}")


def _rounded(whole: float, rounding: Rounding) -> float:
    """Return per cent with two digits that matter: those of what is left where that is less."""
    if whole in {0.0, 100.0}:
        return whole
    matters = 100 - whole if 99 < whole < 100 else abs(whole)
    step = 1.0 if matters >= 10 else max(_FINEST, 10.0 ** (floor(log10(matters)) - 1))
    steps = _exact(whole / step)
    turned = (
        floor(steps) if rounding == "down" else ceil(steps) if rounding == "up" else round(steps)
    )
    return _exact(turned * step)


def _unit(value: float, language: str) -> str:
    return f"{_plain(value)}{'%' if language == 'zh' else ' %'}"


def _plain(value: float) -> str:
    return _grouped(Decimal(f"{value:.{_EXACT}g}"))


def _grouped(value: Decimal) -> str:
    text = f"{value:,f}" if abs(value) >= _GROUPED_FROM else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
