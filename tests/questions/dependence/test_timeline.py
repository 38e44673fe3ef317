from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import ParameterError
from aigraph.questions.dependence.timeline import STEPS, days_between
from aigraph.render.calendar import calendar

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer


@pytest.fixture(scope="module")
def line(chain: Chain) -> Answer:
    return chain.timeline(
        start="2025-01-15", until="2026-03-15", step="quarter", assumptions=["equal-weights"]
    )


def test_each_day_says_what_exposure_says(chain: Chain, line: Answer) -> None:
    days = sorted({row["date"] for row in line.rows})
    assert days == ["2025-01-15", "2025-04-15", "2025-07-15", "2025-10-15", "2026-01-15"]
    for day in days:
        rows = chain.exposure(as_of=day, assumptions=["equal-weights"]).rows
        keys = ("id", "status", "low", "central", "high", "rate_low", "rate_high")
        assert {tuple(row[key] for key in keys) for row in rows} == {
            tuple(row[key] for key in keys) for row in line.rows if row["date"] == day
        }


def test_the_rules_come_and_go(line: Answer) -> None:
    fired = {
        row["date"]: set(row["applicable"]) for row in line.rows if row["id"] == "concepts/finance"
    }
    assert "rules/ieepa-fentanyl-china-20" not in fired["2025-01-15"]
    assert "rules/ieepa-fentanyl-china-20" in fired["2025-04-15"]


@pytest.mark.parametrize("step", STEPS)
def test_the_days_begin_at_the_start_and_do_not_pass_the_end(step: str) -> None:
    days = list(days_between(date(2024, 2, 29), date(2026, 2, 28), step))
    assert days[0] == date(2024, 2, 29)
    assert days == sorted(set(days))
    assert days[-1] <= date(2026, 2, 28)


def test_a_wrong_step_or_order_is_refused(chain: Chain) -> None:
    with pytest.raises(ParameterError, match="fortnight"):
        chain.timeline(start="2025-01-01", until="2025-02-01", step="fortnight")
    with pytest.raises(ParameterError, match="is before"):
        chain.timeline(start="2025-02-01", until="2025-01-01")
    with pytest.raises(ParameterError, match="--from"):
        chain.timeline(until="2025-01-01")


def test_what_was_known_must_be_known_on_every_day(chain: Chain) -> None:
    with pytest.raises(ParameterError, match="known_at"):
        chain.timeline(start="2025-01-01", until="2025-03-01", known_at="2025-02-01")
    past = chain.timeline(start="2025-04-09", until="2025-04-09", known_at="2025-04-09")
    later = chain.timeline(start="2025-04-09", until="2025-04-09")
    rules = [{rule for row in line.rows for rule in row["applicable"]} for line in (past, later)]
    assert "rules/ieepa-reciprocal-taiwan-one-day" in rules[0] - rules[1]


def test_a_month_means_its_last_day_as_an_end(chain: Chain) -> None:
    days: list[str] = []
    answer = chain.timeline(
        "concepts/finance", start="2025-01", until="2025-03", progress=days.append
    )
    assert [row["date"] for row in answer.rows] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert answer.parameters["until"] == "2025-03-31"
    assert days[-1].startswith("day 3 of 3")


def test_the_calendar_shows_every_day_and_change(chain: Chain, line: Answer) -> None:
    html = calendar(line, chain.release.view.label)
    for row in line.rows:
        assert f"<th>{row['date']}</th>" in html
    assert "+ IEEPA fentanyl tariff on China: 20 %" in html
    assert 'class="unknown"' in html
    assert "<script" not in calendar(line, lambda _: "<script>alert(1)</script>")
    assert "金融" in calendar(line, lambda thing: chain.release.view.label(thing, "zh"), "zh")
