from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.errors import NotFoundError
from aigraph.graph import Statement
from aigraph.questions.law.listings import listings

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
        ("chips/t-head-zhenwu-810e", "china", date(2026, 3, 1)),  # no figures
        ("chips/nvidia-h100-sxm", "japan", date(2024, 6, 1)),  # membership in groups not read
        (
            "servers/alibaba-panjiu-al128",
            "china",
            date(2025, 6, 1),
        ),  # nor figures of what is inside
        ("components/hbm4", "china", date(2026, 3, 1)),  # no density
        ("components/cowos", "china", date(2026, 3, 1)),  # no ECCN
        ("organisations/tsmc", "china", date(2025, 6, 1)),  # on no list read
    ],
)
def test_where_nothing_decides_it_is_undetermined_and_says_why(
    chain: Chain, good: str, destination: str, day: date
) -> None:
    answer = chain.control(good, destination=destination, as_of=day)
    assert {row["status"] for row in answer.rows} <= {"undetermined", "conditional"}
    assert "undetermined" in {row["status"] for row in answer.rows}
    assert all(row["because"] for row in answer.rows)
    assert any("Undetermined does not mean" in caveat.en for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("good", "destination", "day", "rule", "licence"),
    [
        ("GB200", "china", date(2026, 3, 1), "bis-2026-denial", "presumption-of-denial"),
        ("H100", "united-arab-emirates", date(2025, 4, 20), "eccn-3a090-a-2023-groups", "required"),
        ("H100", "hong-kong", date(2026, 3, 1), "bis-2026-case-by-case", "case-by-case"),
        ("H100", "russia", date(2025, 4, 20), "russia-2022", "presumption-of-denial"),
        ("Gaudi 3", "china", date(2025, 6, 1), "eccn-3a090-a-2023", "presumption-of-denial"),
        ("HBM3E", "china", date(2025, 6, 1), "eccn-3a090-c-hbm", "presumption-of-denial"),
    ],
)
def test_the_most_controlled_goods_are_controlled(
    chain: Chain, good: str, destination: str, day: date, rule: str, licence: str
) -> None:
    found = licences(chain, good, day, destination=destination)
    assert found[rule] == licence


def test_a_server_falls_under_the_eccn_of_what_is_in_it(chain: Chain) -> None:
    rows = decided(chain, "GB200 NVL72", date(2025, 6, 1))
    (row,) = rows
    assert (row["eccn"], row["licence"]) == ("codes/eccn-4a090-a", "presumption-of-denial")
    assert row["authority"] == ["places/united-states"]
    assert row["reach"]
    assert row["edges"][0]["subject"] == "servers/nvidia-gb200-nvl72"


def test_rules_that_hang_on_the_recipient_or_on_enforcement_are_conditional(chain: Chain) -> None:
    rows = chain.control("H200", destination="netherlands", as_of=date(2025, 6, 1)).rows
    found = {row["rule"]: row["status"] for row in rows}
    assert found["rules/eccn-3a090-hq-2023"] == "conditional"
    assert found["rules/ai-diffusion"] == "conditional"
    assert "applies" not in found.values()


def test_a_listed_party_is_named_with_its_list(chain: Chain) -> None:
    rows = chain.control("Huawei", as_of=date(2025, 6, 1)).rows
    assert ("applies", "policies/entity-list") in {(row["status"], row["policy"]) for row in rows}
    assert all(row["entity_list"] for row in rows if row["policy"] == "policies/entity-list")


def test_a_place_is_answered_by_the_rules_that_name_it(chain: Chain) -> None:
    rows = chain.control("russia", as_of=date(2025, 6, 1)).rows
    found = {row["rule"]: row["status"] for row in rows}
    assert found["rules/russia-2022"] == "applies"
    assert "rules/embargo-cuba-iran-syria" not in found


def test_an_eccn_is_answered_by_its_notation(chain: Chain) -> None:
    rows = chain.control("3A090.c", as_of=date(2025, 6, 1)).rows
    assert {row["id"] for row in rows} == {"codes/eccn-3a090-c"}
    assert "rules/eccn-3a090-c-hbm" in {row["rule"] for row in rows}


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
        return Statement("claims/any", subject, predicate, target, "2020-01-01", "", *evidence)

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
    assert hit["as_what"] == {"designedBy": "designer", "fabricatedBy": "foundry"}[relation]
    owned = [*held, said("organisations/elsewhere", "subsidiaryOf", "organisations/listed")]
    assert {hit["as_what"] for hit in listings("chips/other", owned)} == {"foundry", "owner"}


def test_an_unknown_chip_and_a_thing_that_is_no_good_are_errors(chain: Chain) -> None:
    for name in ("H9000 Ultra Mega", "concepts/finance", "sources/kelly"):
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
