from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.dates import first_day, last_day, period, span

DAYS = st.dates(min_value=date(1000, 1, 1))


@given(DAYS)
def test_every_day_lies_in_the_span_of_its_month_and_year(day: date) -> None:
    for length in (4, 7, 10):
        first, last = span(day.isoformat()[:length])
        assert first <= day <= last


@given(DAYS, DAYS)
def test_a_period_has_its_ends(first: date, last: date) -> None:
    assert period(f"{first}/{last}") == (first, last)


@given(DAYS, DAYS)
def test_a_period_of_years_runs_from_first_to_last_day(first: date, last: date) -> None:
    year = f"{first.year:04}"
    assert period(year) == (date(first.year, 1, 1), date(first.year, 12, 31))
    assert period(f"{year}/{last.year:04}")[1] == date(last.year, 12, 31)


def test_a_blank_period_is_open_at_both_ends() -> None:
    assert period("") == (None, None)
    assert first_day("") is None
    assert last_day("") is None


@pytest.mark.parametrize(
    ("text", "last"),
    [("2023-02", 28), ("2024-02", 29), ("2100-02", 28), ("2000-02", 29), ("2025-04", 30)],
)
def test_a_month_ends_on_its_last_day(text: str, last: int) -> None:
    year, month = map(int, text.split("-"))
    assert last_day(text) == date(year, month, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/", "'/' lacks an end (write 2025 or 2025/2032)"),
        ("2025/", "'2025/' lacks an end (write 2025 or 2025/2032)"),
        ("/2025", "'/2025' lacks an end (write 2025 or 2025/2032)"),
        ("//", "'//' lacks an end (write 2025 or 2025/2032)"),
        (
            "2024/2025/2026",
            "'2025/2026' is not a date (write 2025, 2025-05 or 2025-05-14)",
        ),
        ("2025-00/2026", "'2025-00' names a day that does not exist"),
        ("2025/2026-02-29", "'2026-02-29' names a day that does not exist"),
    ],
)
def test_what_is_no_period_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError) as caught:
        period(text)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2025-02-03", "2025-02-03", "2025-02-03"),
        ("2025-11-03/2026", "2025-11-03", "2026-12-31"),
        ("2025/2026-02", "2025-01-01", "2026-02-28"),
        ("0001-12/9999-12", "0001-12-01", "9999-12-31"),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(text: str, first: str, last: str) -> None:
    found = tuple(str(day) for day in period(text))
    assert found == (first, last)
    if "/" not in text:
        assert (str(first_day(text)), str(last_day(text))) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-13", "2025-02-30", "25", "2025-1", "2025/", " 2025", "x", "", "2025\n", "0000"),
        *("2025-00", "2025-00-15", "2025-01-00", "2025-00-00", "２０２５", "٢٠٢٥-٠١", "99999"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|does not exist"):
        span(text)
