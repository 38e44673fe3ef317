from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.rdf.law import read_law
from aigraph.site.policies import spans_of
from aigraph.site.validity import validity_text

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.law.rules import Rule


@pytest.fixture(scope="module")
def rule(chain: Chain) -> Rule:
    plain = read_law(chain.release.store)["rules/s301-list-3"]
    return replace(
        plain,
        valid_from="2025-01-01",
        valid_to="2025-12-31",
        confirmed_on="2025-06-01",
        status="in-force",
    )


def test_past_the_last_confirmation_nothing_is_claimed(rule: Rule) -> None:
    open_ended = replace(rule, valid_to="")
    text = validity_text(open_ended, date(2026, 2, 1), "en")
    assert text.startswith("Unverified since 2025-06-01")
    assert "Ended" not in text
    assert validity_text(open_ended, date(2026, 2, 1), "zh").startswith("自 2025-06-01 起未经核实")


def test_past_its_own_end_a_rule_is_over(rule: Rule) -> None:
    text = validity_text(rule, date(2026, 2, 1), "en")
    assert text.startswith("Not in force on 2026-02-01.")
    assert "Scheduled to end on 2025-12-31" in text
    assert "Ended" not in text


def test_a_confirmed_end_is_an_end(rule: Rule) -> None:
    text = validity_text(replace(rule, confirmed_on="2026-01-05"), date(2026, 1, 3), "en")
    assert text.startswith("Not in force on 2026-01-03.")
    assert "Ended on 2025-12-31" in text


def test_before_the_last_confirmation_the_rule_is_in_force(rule: Rule) -> None:
    text = validity_text(rule, date(2025, 3, 1), "en")
    assert text.startswith("In force on 2025-03-01.")
    assert "Last confirmed on 2025-06-01" in text


def test_a_span_turns_unknown_after_the_last_confirmation(rule: Rule) -> None:
    held, unknown = spans_of(rule, "r", date(2026, 2, 1))
    assert (held.start, held.end, held.held) == ("2025-01-01", "2025-06-01", True)
    assert (unknown.start, unknown.end, unknown.held) == ("2025-06-02", "2025-12-31", False)
    assert list(spans_of(replace(rule, status="announced"), "r", date(2026, 2, 1))) == []
    assert list(spans_of(rule, "r", date(2024, 1, 1))) == []
