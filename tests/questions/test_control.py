from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api import Chain


def policies(chain: Chain, chip: str, day: date, **more: str) -> dict[str, str]:
    rows = chain.control(chip, as_of=day, **more).rows
    return {row["rule"].removeprefix("rules/"): row["licence"] for row in rows}


def test_the_h20_needs_a_licence_from_april_2025(chain: Chain) -> None:
    chip = "chips/nvidia-h20-sxm"
    assert "h20-licence-2025" not in policies(chain, chip, date(2025, 3, 1))
    for day in (date(2025, 4, 20), date(2025, 9, 1), date(2026, 2, 1)):
        assert policies(chain, chip, day)["h20-licence-2025"] == "required"


def test_thresholds_decide_the_policy_of_2026(chain: Chain) -> None:
    day = date(2026, 2, 1)
    (row,) = chain.control("chips/nvidia-h200-sxm", as_of=day).rows
    assert row["licence"] == "case-by-case"
    assert {gate["value"] for gate in row["gates"]} == {15832.0, 4800.0}
    assert policies(chain, "chips/nvidia-b200", day) == {"bis-2026-denial": "presumption-of-denial"}


def test_every_row_has_evidence(chain: Chain) -> None:
    for row in chain.control("chips/nvidia-h100-sxm", as_of=date(2025, 6, 1)).rows:
        assert row["source"]
        assert row["locator"]
        assert row["edges"][0]["subject"] == "chips/nvidia-h100-sxm"


def test_no_known_rule_is_no_licence(chain: Chain) -> None:
    answer = chain.control("chips/nvidia-h100-sxm", as_of=date(2025, 6, 1), destination="japan")
    assert answer.rows == []
    assert "no rule is known" in answer.caveats[0].en


def test_a_listed_maker_is_told(chain: Chain) -> None:
    answer = chain.control("chips/cambricon-siyuan-590", as_of=date(2025, 6, 1))
    assert any("stands on" in caveat.en for caveat in answer.caveats)


def test_an_unknown_chip_is_an_error(chain: Chain) -> None:
    with pytest.raises(NotFoundError):
        chain.control("H9000 Ultra Mega", as_of=date(2025, 6, 1))
