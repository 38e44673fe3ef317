"""Base rates: what a schedule that was read says of a day, and where it says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from aigraph.law.base_rates import GENERAL, NOT_READ, OTHER, SPECIAL, Rate, base_rate

_US = "places/united-states"


def _rate(digits: str, column: str, rate: float | None, printed: str, **more: str) -> Rate:
    programmes = frozenset(more.pop("programmes", "").split())
    dates = {"valid_from": "2025-01-01", "confirmed_on": "2026-06-08", **more}
    key = f"rates/{digits}-{column}-{printed}-{dates['valid_from']}"
    return Rate(key, digits, _US, column, rate, printed, programmes, **dates)


_BATTERY = [
    _rate("85076000", GENERAL, 0.034, "3.4%"),
    _rate("85076000", SPECIAL, 0.0, "Free", programmes="A AU KR S SG"),
    _rate("85076000", OTHER, 0.40, "40%"),
]
_SERVER = _rate("84715001", GENERAL, 0.0, "Free")


@pytest.mark.parametrize("code", ["85076000", "8507600020"])
def test_a_line_rates_what_is_below_it(code: str) -> None:
    found = base_rate(_BATTERY, code, date(2025, 6, 1))
    assert (found.rate, found.status, found.printed) == (0.034, "known", "3.4%")


def test_free_is_nothing_and_known() -> None:
    assert base_rate([_SERVER], "8471500150", date(2025, 6, 1)).rate == 0.0


def test_a_programme_reduces_only_where_the_schedule_names_it() -> None:
    day = date(2025, 6, 1)
    claimed = base_rate(_BATTERY, "8507600020", day, "S")
    assert (claimed.rate, claimed.programme, claimed.column) == (0.0, "S", SPECIAL)
    other = base_rate(_BATTERY, "8507600020", day, "JP")
    assert (other.rate, other.programme, other.column) == (0.034, "", GENERAL)
    assert base_rate(_BATTERY, "8507600020", day, column=OTHER).rate == 0.40


def test_outside_the_revisions_nothing_is_certain() -> None:
    before = base_rate(_BATTERY, "8507600020", date(2024, 12, 31))
    assert before == NOT_READ
    assert before.rate is None
    last = base_rate(_BATTERY, "8507600020", date(2026, 6, 8))
    assert (last.status, last.rate) == ("known", 0.034)
    after = base_rate(_BATTERY, "8507600020", date(2026, 6, 9))
    assert (after.status, after.rate) == ("unverified", None)
    assert (after.rate_low, after.rate_high, after.confirmed_on) == (0.034, 0.034, "2026-06-08")


def test_a_code_or_importer_that_was_not_read_is_unknown() -> None:
    assert base_rate(_BATTERY, "8507700020", date(2025, 6, 1)) == NOT_READ
    day = date(2025, 6, 1)
    assert base_rate(_BATTERY, "85076000", day, importer="places/japan") == NOT_READ


def test_a_heading_has_the_bounds_of_its_lines() -> None:
    lead = _rate("85072080", GENERAL, 0.035, "3.5%")
    found = base_rate([*_BATTERY, lead], "8507", date(2025, 6, 1))
    assert (found.rate_low, found.rate_high, found.rate) == (0.034, 0.035, None)
    assert found.printed == "3.4% | 3.5%"


def test_a_rate_by_weight_is_open_above() -> None:
    oil = _rate("27101990", GENERAL, None, "84¢/bbl")
    found = base_rate([oil], "2710199000", date(2025, 6, 1))
    assert (found.rate_low, found.rate_high, found.rate, found.status) == (0, None, None, "known")


def test_a_change_of_rate_holds_from_its_day() -> None:
    until = _rate("84149010", GENERAL, 0.02, "2%", valid_to="2025-06-30", confirmed_on="2025-06-30")
    since = _rate("84149010", GENERAL, 0.01, "1%", valid_from="2025-07-01")
    rates = [since, until]
    days = [date(2025, 6, 30), date(2025, 7, 1)]
    assert [base_rate(rates, "8414901040", day).rate for day in days] == [0.02, 0.01]


def test_a_doubtful_row_is_left_out() -> None:
    doubtful = _rate("84715001", GENERAL, 0.0, "Free", confidence="low")
    assert base_rate([doubtful], "84715001", date(2025, 6, 1)) == NOT_READ
