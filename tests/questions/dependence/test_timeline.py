from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.questions.dependence.timeline import STEPS, _days
from aigraph.render.calendar import calendar

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer


@pytest.fixture(scope="module")
def line(chain: Chain) -> Answer:
    return chain.timeline(start=date(2025, 1, 15), end=date(2026, 3, 15), step="quarter")


def test_each_day_says_what_exposure_says(chain: Chain, line: Answer) -> None:
    days = sorted({row["date"] for row in line.rows})
    assert days == ["2025-01-15", "2025-04-15", "2025-07-15", "2025-10-15", "2026-01-15"]
    for day in days:
        rows = chain.exposure(as_of=date.fromisoformat(day)).rows
        assert {(row["id"], row["exposure"]) for row in rows} == {
            (row["id"], row["exposure"]) for row in line.rows if row["date"] == day
        }


def test_the_rules_come_and_go(line: Answer) -> None:
    fired = {row["date"]: set(row["fired"]) for row in line.rows if row["id"] == "concepts/finance"}
    assert "rules/ieepa-fentanyl-china-20" not in fired["2025-01-15"]
    assert "rules/ieepa-fentanyl-china-20" in fired["2025-04-15"]


@pytest.mark.parametrize("step", STEPS)
def test_the_days_begin_at_the_start_and_do_not_pass_the_end(step: str) -> None:
    days = list(_days(date(2024, 2, 29), date(2026, 2, 28), step))
    assert days[0] == date(2024, 2, 29)
    assert days == sorted(set(days))
    assert days[-1] <= date(2026, 2, 28)


def test_a_wrong_step_or_order_is_refused(chain: Chain) -> None:
    with pytest.raises(ValueError, match="fortnight"):
        chain.timeline(start=date(2025, 1, 1), end=date(2025, 2, 1), step="fortnight")
    with pytest.raises(ValueError, match="lies before"):
        chain.timeline(start=date(2025, 2, 1), end=date(2025, 1, 1))


def test_the_calendar_shows_every_day_and_change(chain: Chain, line: Answer) -> None:
    html = calendar(line, chain.release.view.label)
    for row in line.rows:
        assert f"<th>{row['date']}</th>" in html
    assert "+ IEEPA fentanyl tariff on China: 20 %" in html
    assert 'class="unknown"' in html
    assert "<script" not in calendar(line, lambda _: "<script>alert(1)</script>")
    assert "金融" in calendar(line, lambda thing: chain.release.view.label(thing, "zh"), "zh")
