"""Rates are those that the bank published: of a day, of a period, or none."""

from __future__ import annotations

from datetime import date

import pytest

from aigraph.rates import NoRateError, rate


def test_a_rate_that_the_bank_published() -> None:
    """ECB, reference rates of 3 June 2024: 1 EUR = 1.0842 USD."""
    found = rate("EUR", "USD", date(2024, 6, 3), date(2024, 6, 3))
    assert (found.value, found.days) == (1.0842, 1)
    back = rate("USD", "EUR", date(2024, 6, 3), date(2024, 6, 3))
    assert back.value == pytest.approx(1 / 1.0842)


def test_a_sunday_has_the_rate_of_friday() -> None:
    found = rate("EUR", "USD", date(2024, 6, 2), date(2024, 6, 2))
    assert found.first == found.last == date(2024, 5, 31)


def test_a_period_has_the_mean_of_its_days() -> None:
    days = [date(2024, 6, day) for day in (3, 4, 5)]
    mean = sum(rate("CNY", "USD", day, day).value for day in days) / 3
    found = rate("CNY", "USD", days[0], days[-1])
    assert (found.value, found.days) == (pytest.approx(mean), 3)


def test_one_currency_is_itself() -> None:
    assert rate("USD", "USD", date(1990, 1, 1), date(2050, 1, 1)).value == 1


@pytest.mark.parametrize(
    ("currency", "start", "end", "why"),
    [
        ("TWD", "2024-06-03", "2024-06-03", "gives no rate of TWD"),
        ("CNY", "2001-01-01", "2001-12-31", "begin on 2005-04-01"),
        ("CNY", "2024-01-01", "2099-12-31", "before 2099-12-31"),
    ],
)
def test_where_there_is_none_it_says_why(currency: str, start: str, end: str, why: str) -> None:
    with pytest.raises(NoRateError, match=why):
        rate(currency, "USD", date.fromisoformat(start), date.fromisoformat(end))
