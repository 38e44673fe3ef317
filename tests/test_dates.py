from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.dates import period, span

DAYS = st.dates(min_value=date(1000, 1, 1))


@given(DAYS)
def test_every_day_lies_in_the_span_of_its_month_and_year(day: date) -> None:
    for length in (4, 7, 10):
        first, last = span(day.isoformat()[:length])
        assert first <= day <= last


@given(DAYS, DAYS)
def test_a_period_has_its_ends(first: date, last: date) -> None:
    assert period(f"{first}/{last}") == (first, last)


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "25", "2025-1", "2025/", " 2025", "x"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|does not exist"):
        span(text)
