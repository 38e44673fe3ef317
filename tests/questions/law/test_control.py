from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.errors import NotFoundError
from aigraph.graph import Statement
from aigraph.questions.law.control import listings

if TYPE_CHECKING:
    from aigraph.api import Chain

DECIDED = {"applies", "unverified"}


def decided(chain: Chain, chip: str, day: date, **more: str) -> list[dict[str, Any]]:
    rows = chain.control(chip, as_of=day, **more).rows
    return [row for row in rows if row["status"] in DECIDED]


def licences(chain: Chain, chip: str, day: date, **more: str) -> dict[str, str]:
    return {
        row["rule"].removeprefix("rules/"): row["licence"]
        for row in decided(chain, chip, day, **more)
    }


def test_the_h20_needs_a_licence_from_april_2025(chain: Chain) -> None:
    chip = "chips/nvidia-h20-sxm"
    assert "h20-licence-2025" not in licences(chain, chip, date(2025, 3, 1))
    for day in (date(2025, 4, 20), date(2025, 9, 1), date(2026, 2, 1)):
        assert licences(chain, chip, day)["h20-licence-2025"] == "required"


def test_thresholds_decide_the_policy_of_2026(chain: Chain) -> None:
    day = date(2026, 2, 1)
    (row,) = decided(chain, "chips/nvidia-h200-sxm", day)
    assert row["licence"] == "case-by-case"
    assert {item["value"] for item in row["comparisons"]} == {15832.0, 4800.0}
    assert licences(chain, "chips/nvidia-b200", day) == {"bis-2026-denial": "presumption-of-denial"}


def test_every_decision_has_evidence(chain: Chain) -> None:
    rows = decided(chain, "chips/nvidia-h100-sxm", date(2025, 6, 1))
    assert rows
    for row in rows:
        assert row["source"]
        assert row["locator"]
        assert row["edges"][0]["subject"] == "chips/nvidia-h100-sxm"


@pytest.mark.parametrize(
    ("good", "destination", "day"),
    [
        ("chips/nvidia-gb200", "china", date(2026, 3, 1)),  # no figures
        ("chips/nvidia-h100-sxm", "united-arab-emirates", date(2025, 4, 20)),  # no rule for it
        ("chips/nvidia-h100-sxm", "japan", date(2025, 6, 1)),
        ("servers/nvidia-gb200-nvl72", "china", date(2025, 6, 1)),  # what is inside decides
        ("components/hbm3e", "china", date(2025, 6, 1)),
    ],
)
def test_where_nothing_decides_it_is_undetermined_and_says_why(
    chain: Chain, good: str, destination: str, day: date
) -> None:
    answer = chain.control(good, destination=destination, as_of=day)
    assert {row["status"] for row in answer.rows} == {"undetermined"}
    assert all(row["because"] for row in answer.rows)
    assert any("Undetermined does not mean" in caveat.en for caveat in answer.caveats)


def test_a_policy_without_known_rules_is_named(chain: Chain) -> None:
    rows = chain.control("chips/nvidia-h100-sxm", as_of=date(2022, 9, 15)).rows
    assert "policies/is-informed-letters-2022" in {row["policy"] for row in rows}
    assert {row["status"] for row in rows} == {"undetermined"}


def test_guidance_of_the_destination_is_no_export_control(chain: Chain) -> None:
    rows = chain.control("chips/nvidia-h20-sxm", as_of=date(2025, 9, 1)).rows
    assert not {row["policy"] for row in rows} & {"policies/china-h20-guidance"}


def test_a_listed_maker_is_a_warning(chain: Chain) -> None:
    answer = chain.control("chips/cambricon-siyuan-590", as_of=date(2025, 6, 1))
    assert any("a warning about the parties" in caveat.en for caveat in answer.caveats)


@pytest.mark.parametrize("relation", ["designedBy", "fabricatedBy"])
def test_a_list_that_names_the_designer_or_the_foundry_is_a_hit(relation: str) -> None:
    def said(subject: str, predicate: str, target: str) -> Statement:
        evidence = ("sources/any", "line 1", "stated", "high", "", "")
        return Statement(
            "claims/any", subject, predicate, target, None, "2020-01-01", "", *evidence
        )

    held = [
        said("chips/any", relation, "organisations/listed"),
        said("chips/any", "memoryFrom", "organisations/memory"),
        said("chips/other", "fabricatedBy", "organisations/elsewhere"),
        *(
            said(f"organisations/{key}", "listedOn", "policies/list")
            for key in ("listed", "memory", "elsewhere")
        ),
    ]
    (hit,) = listings("chips/any", held)
    assert (hit["organisation"], hit["list"], hit["since"]) == (
        "organisations/listed",
        "policies/list",
        "2020-01-01",
    )


def test_an_unknown_chip_and_a_thing_that_is_no_good_are_errors(chain: Chain) -> None:
    for name in ("H9000 Ultra Mega", "organisations/nvidia", "places/taiwan"):
        with pytest.raises(NotFoundError) as error:
            chain.control(name, as_of=date(2025, 6, 1))
        assert error.value.exit_code == 3


@pytest.mark.parametrize(
    ("chip", "day", "eccn"),
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
def test_figures_decide_the_eccn_of_a_day(
    chain: Chain, chip: str, day: date, eccn: str | None
) -> None:
    rows = decided(chain, chip, day)
    assert {row["eccn"] for row in rows} == ({eccn} if eccn else set())
    for row in rows:
        assert all(item["met"] in {True, None} for item in row["comparisons"])


def test_a_figure_that_is_missing_is_named(chain: Chain) -> None:
    rows = chain.control("chips/amd-mi250x", as_of=date(2023, 1, 1)).rows
    assert [row["status"] for row in rows] == ["undetermined"]
    assert rows[0]["because"] == ["concepts/interconnect-bandwidth"]


def test_figures_that_meet_no_eccn_in_force_are_out_of_scope(chain: Chain) -> None:
    (row,) = chain.control("H20", as_of=date(2024, 6, 1)).rows
    assert (row["status"], row["eccn"], row["rule"]) == ("out-of-scope", None, None)
    assert {item["measure"] for item in row["comparisons"]} >= {
        "concepts/total-processing-performance"
    }


def test_a_product_family_is_answered_for_its_members(chain: Chain) -> None:
    rows = chain.control("H200", as_of=date(2026, 2, 1)).rows
    assert {row["id"] for row in rows} == {"chips/nvidia-h200-nvl", "chips/nvidia-h200-sxm"}


def test_a_quota_is_part_of_the_answer(chain: Chain) -> None:
    (row,) = decided(chain, "chips/nvidia-h200-sxm", date(2026, 2, 1))
    assert row["quota"]["share"] == 0.5
    assert row["quota"]["of"]


def test_what_was_known_then(chain: Chain) -> None:
    day = date(2026, 2, 1)
    known = chain.control("H200", as_of=day, known_at=date(2026, 3, 1))
    assert known.parameters["known_at"] == "2026-03-01"
    assert known.rows == chain.control("H200", as_of=day).rows
    with pytest.raises(ValueError, match="not recorded"):
        chain.control("H200", as_of=day, known_at=date(2026, 1, 1))


def test_confined_to_sources_only_their_figures_count(chain: Chain) -> None:
    rows = chain.control("chips/nvidia-h100-sxm", as_of=date(2025, 6, 1), sources=["s000"]).rows
    assert {row["status"] for row in rows} == {"undetermined"}
    assert all(item["value"] is None for row in rows for item in row["comparisons"])


def test_many_at_once_agree_with_one_by_one(chain: Chain) -> None:
    chips = ["chips/nvidia-h100-sxm", "H20", "chips/amd-mi325x"]
    places = ["china", "macau", "japan"]
    days = [date(2023, 6, 1), date(2025, 6, 1), date(2026, 2, 1)]
    keys = ("id", "eccn", "destination", "date", "rule", "policy", "status")
    many = [tuple(row[key] for key in keys) for row in chain.controls(chips, places, days).rows]
    single = [
        tuple(row[key] for key in keys)
        for chip in chips
        for place in places
        for day in days
        for row in chain.control(chip, destination=place, as_of=day).rows
    ]
    assert sorted(many, key=str) == sorted(single, key=str)
    assert single
    with pytest.raises(NotFoundError):
        chain.controls(["chips/no-such"], places, days)
