"""Amounts in other units: powers of ten, watts by prefix, currencies by the rate of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.dates import period as parse_period
from aigraph.errors import ParameterError
from aigraph.rates import NoRateError, Rate, is_currency, rate
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_FAMILIES: Final = (
    {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "TW": 1e12},
    {"GB": 1.0, "TB": 1e3, "PB": 1e6},
    {"GB/s": 1.0, "TB/s": 1e3},
    {"FLOP/s": 1.0, "TFLOP/s": 1e12, "PFLOP/s": 1e15, "EFLOP/s": 1e18},
    {"OP/s": 1.0, "TOP/s": 1e12},
    {"hours": 1.0, "days": 24.0},
    {"MHz": 1.0, "GHz": 1e3},
)
"""Units of one quantity, each with how many of the first it is."""


class Wanted(NamedTuple):
    """A unit in which amounts are asked for.

    Attributes:
        name: as it is written: ``GW``, ``billion USD``.
        unit: the unit without the number word.
        scale: how many of the unit the number word means.
    """

    name: str
    unit: str
    scale: float


class Converted(NamedTuple):
    """By what an amount is multiplied to be in the wanted unit.

    Attributes:
        factor: the multiplier.
        rate: the exchange rate, where the amount is money of another currency.
    """

    factor: float
    rate: Rate | None = None

    @property
    def by(self) -> str:
        """The rate with its days in words; blank where there is none."""
        if self.rate is None:
            return ""
        value, first, last, days = self.rate
        when = f"{first}" if days == 1 else f"mean of {days} days, {first} to {last}"
        return f"{value:.6g} ({when})"


def wanted(text: str, units: Iterable[str]) -> Wanted:
    """Return the unit that a text means: a unit, or a number word before one.

    Args:
        text: such as ``USD``, ``GW``, ``billion CNY``.
        units: the units of the figures that are to be converted.

    Raises:
        ParameterError: if it is no unit to which any of them can be converted.

    >>> wanted("billion USD", ["CNY"])
    Wanted(name='billion USD', unit='USD', scale=1000000000.0)
    """
    word, _, unit = text.strip().rpartition(" ")
    if word and word not in _WORDS:
        raise ParameterError(f"{word!r} is no number word; write {', '.join(_WORDS)}")
    found = sorted(set(units))
    if not any(_same_quantity(unit, other) for other in found):
        known = [name for family in _FAMILIES for name in family] + found
        close = nearest(unit, known, limit=3)
        hint = f"; perhaps {', '.join(close)}" if close else ""
        raise ParameterError(
            f"no figure asked for can be given in {unit!r}: they are in {', '.join(found)}{hint}"
        )
    return Wanted(text.strip(), unit, _WORDS.get(word, 1.0))


def _same_quantity(one: str, other: str) -> bool:
    money = is_currency(one) and is_currency(other) and "TPP" not in {one, other}
    return one == other or money or any(one in family and other in family for family in _FAMILIES)


def convert(unit: str, period: str, target: Wanted) -> Converted:
    """Return by what an amount is to be multiplied.

    Money is converted by the rate of the figure's day, or the mean of the rates of its period.

    Args:
        unit: the unit of the figure.
        period: the figure's period, or blank.
        target: the unit asked for.

    Raises:
        NoRateError: saying why a figure cannot be converted.
    """
    if unit == target.unit:
        return Converted(1 / target.scale)
    for family in _FAMILIES:
        if unit in family and target.unit in family:
            return Converted(family[unit] / family[target.unit] / target.scale)
    if not _same_quantity(unit, target.unit):
        raise NoRateError(f"{unit} is no {target.unit}")
    start, end = parse_period(period)
    if start is None or end is None:
        raise NoRateError("the figure has no date")
    found = rate(unit, target.unit, start, end)
    return Converted(found.value / target.scale, found)
