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


@pytest.mark.parametrize(
    ("chip", "day", "entry"),
    [
        ("chips/nvidia-a100-sxm", date(2023, 6, 1), "codes/eccn-3a090"),
        ("chips/nvidia-h100-sxm", date(2023, 6, 1), "codes/eccn-3a090"),
        ("chips/nvidia-a800-sxm", date(2023, 6, 1), None),
        ("chips/nvidia-h800-sxm", date(2023, 6, 1), None),
        ("chips/nvidia-a800-sxm", date(2024, 6, 1), "codes/eccn-3a090-a"),
        ("chips/nvidia-h100-sxm", date(2025, 6, 1), "codes/eccn-3a090-a"),
        ("chips/nvidia-h20-sxm", date(2024, 6, 1), None),
        ("hbm-stack", date(2025, 6, 1), "codes/eccn-3a090-c"),
        ("hbm-stack", date(2024, 6, 1), None),
    ],
)
def test_figures_decide_the_entry_of_a_day(
    chain: Chain, chip: str, day: date, entry: str | None
) -> None:
    rows = chain.control(chip, as_of=day).rows
    assert {row["eccn"] for row in rows} == ({entry} if entry else set())
    for row in rows:
        assert all(gate["met"] in {True, None} for gate in row["gates"])


def test_a_figure_that_is_missing_is_told(chain: Chain) -> None:
    caveats = chain.control("chips/amd-mi250x", as_of=date(2023, 1, 1)).caveats
    assert any("is open; not known: Interconnect bandwidth" in item.en for item in caveats)


def test_figures_that_pass_no_entry_are_told(chain: Chain) -> None:
    caveats = chain.control("H20", as_of=date(2024, 6, 1)).caveats
    assert any("passes no entry" in item.en for item in caveats)


def test_a_product_line_is_answered_for_its_members(chain: Chain) -> None:
    rows = chain.control("H200", as_of=date(2026, 2, 1)).rows
    assert {row["id"] for row in rows} == {"chips/nvidia-h200-nvl", "chips/nvidia-h200-sxm"}


def test_a_quota_is_told(chain: Chain) -> None:
    (row,) = chain.control("chips/nvidia-h200-sxm", as_of=date(2026, 2, 1)).rows
    assert row["quota"]["share"] == 0.5
    assert row["quota"]["of"]


def test_what_was_known_then(chain: Chain) -> None:
    day = date(2026, 2, 1)
    known = chain.control("H200", as_of=day, known_at=date(2026, 3, 1))
    assert known.parameters["known_at"] == "2026-03-01"
    assert known.rows == chain.control("H200", as_of=day).rows
    with pytest.raises(ValueError, match="not recorded"):
        chain.control("H200", as_of=day, known_at=date(2026, 1, 1))


def test_many_at_once_agree_with_one_by_one(chain: Chain) -> None:
    chips = ["chips/nvidia-h100-sxm", "chips/nvidia-h20-sxm", "chips/amd-mi325x"]
    places = ["china", "macau", "japan"]
    days = [date(2023, 6, 1), date(2025, 6, 1), date(2026, 2, 1)]
    many = chain.controls(chips, places, days)
    single = {
        (chip, row["eccn"], f"places/{place}", day.isoformat(), row["rule"], row["status"])
        for chip in chips
        for place in places
        for day in days
        for row in chain.control(chip, destination=place, as_of=day).rows
    }
    assert {
        (row["id"], row["eccn"], row["destination"], row["date"], row["rule"], row["status"])
        for row in many
    } == single
    assert single
