"""Duties and rules asked for by code, as people write codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api.chain import Chain


@pytest.mark.parametrize(
    "text", ["8471.50.0150", "8471500150", " HTS 8471.50.01.50 ", "\uff18471500150"]
)
def test_spellings_of_a_code_have_one_duty(chain: Chain, text: str) -> None:
    (row,) = chain.duty(text, origin="china", as_of="2025-06-01").rows
    assert (row["code"], row["base"], row["base_status"]) == ("codes/hts-8471-50-0150", 0, "known")
    assert row["total"] == 0.45


def test_a_battery_pays_base_and_list(chain: Chain) -> None:
    """Line 8507.60.00 of the schedule of 2025: 3.4 %, footnote 9903.88.15: 7.5 %."""
    (row,) = chain.duty("8507.60.0020", origin="china", as_of="2025-01-15").rows
    assert (row["base"], row["additional"], row["total"]) == (0.034, 0.075, 0.109)


def test_a_heading_lists_its_lines(chain: Chain) -> None:
    rows = chain.duty("8471.50", origin="china", as_of="2025-06-01").rows
    assert [row["code"] for row in rows] == ["codes/hts-8471-50-0110", "codes/hts-8471-50-0150"]


def test_outside_the_revisions_read_the_base_rate_is_not_nothing(chain: Chain) -> None:
    (before,) = chain.duty("8507.60.0020", origin="china", as_of="2024-06-01").rows
    (after,) = chain.duty("8507.60.0020", origin="china", as_of="2026-07-01").rows
    assert (before["base"], before["base_status"], before["total"]) == (None, "unknown", None)
    assert (after["base"], after["base_status"], after["total"]) == (None, "unverified", None)


def test_an_unknown_code_names_the_nearest(chain: Chain) -> None:
    for ask in (chain.duty, chain.law):
        with pytest.raises(NotFoundError, match=r"no code called '8471\.50\.77'.*8471\.50\.01"):
            ask("8471.50.77")
