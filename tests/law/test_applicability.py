"""What the rules do to a good, by the law of each day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.law.applicability import OPEN, STATUSES, effects
from aigraph.law.entries import CustomsEntry
from aigraph.law.rules import Figure, code_digits

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.law.rules import Rule

MODULE = ("codes/hts-8473-30-1180", "8473301180")
BARE = ("codes/hts-8542-31-0040", "8542310040")
SERVER = ("codes/hts-8471-50-0150", "8471500150")
TPP = ("concepts/total-processing-performance", "TPP")
BANDWIDTH = ("concepts/memory-bandwidth", "GB/s")
H200 = {"tpp": 15832.0, "bandwidth": 4800.0}


@pytest.fixture(scope="module")
def law(chain: Chain) -> dict[str, Rule]:
    return chain.release.law


def at(value: float) -> Figure:
    return Figure(value, value)


def entry(code: tuple[str, str], origin: str, **technical: float) -> CustomsEntry:
    return CustomsEntry(
        good="chips/any",
        item="items/any",
        code=code[0],
        digits=code[1],
        origin=f"places/{origin}" if origin else "",
        importer="places/united-states",
        figures={
            TPP: at(technical.get("tpp", 100.0)),
            BANDWIDTH: at(technical.get("bandwidth", 100.0)),
        },
    )


def duties(
    law: dict[str, Rule], way: CustomsEntry, day: date, given: dict[str, bool] | None = None
) -> dict[str, str]:
    return {
        effect.rule.id.removeprefix("rules/"): effect.status
        for effect in effects(way, law, day, "duty", given or {})
    }


def applying(law: dict[str, Rule], way: CustomsEntry, day: date, **given: bool) -> float:
    """Return the additional duty that certainly applies, as a fraction."""
    facts = {fact.replace("_", "-"): holds for fact, holds in given.items()}
    return sum(
        effect.rule.rate or 0
        for effect in effects(way, law, day, "duty", facts)
        if effect.status == "applies"
    )


def test_a_module_from_taiwan_in_may_2025_pays_nothing(law: dict[str, Rule]) -> None:
    found = duties(law, entry(MODULE, "taiwan"), date(2025, 5, 1))
    assert set(found.values()) == {"exempt"}


def test_a_module_from_china_in_may_2025_pays_the_fentanyl_duty_alone(
    law: dict[str, Rule],
) -> None:
    day = date(2025, 5, 1)
    found = duties(law, entry(MODULE, "china"), day)
    assert applying(law, entry(MODULE, "china"), day) == pytest.approx(0.2)
    assert found["s301-list-3"] == "exempt"
    assert found["ieepa-reciprocal-china-125"] == "exempt"


def test_the_same_module_on_2026_03_15_pays_nothing(law: dict[str, Rule]) -> None:
    found = duties(law, entry(MODULE, "china"), date(2026, 3, 15))
    assert "applies" not in found.values()
    assert found["s122-surcharge"] == "exempt"
    assert found["s301-list-3"] == "exempt"


def test_a_bare_chip_from_china_on_2026_03_15_pays_half(law: dict[str, Rule]) -> None:
    way = entry(BARE, "china")
    assert applying(law, way, date(2026, 3, 15)) == pytest.approx(0.5)


def test_an_h200_pays_unless_its_end_use_is_exempt(law: dict[str, Rule]) -> None:
    way, day = entry(MODULE, "taiwan", **H200), date(2026, 2, 1)
    assert duties(law, way, day)["s232-semiconductors"] == "conditional"
    big = {"us-data-centre-over-100-mw": True}
    assert duties(law, way, day, big)["s232-semiconductors"] == "exempt"
    uses = {scope.end_use: False for rule in law.values() for scope in rule.scopes if scope.end_use}
    assert duties(law, way, day, uses)["s232-semiconductors"] == "applies"


def test_a_slower_chip_is_below_the_thresholds(law: dict[str, Rule]) -> None:
    found = duties(law, entry(MODULE, "taiwan"), date(2026, 2, 1))
    assert "s232-semiconductors" not in found


def test_the_reciprocal_tariff_on_taiwan_came_and_went_and_never_hit_gpus(
    law: dict[str, Rule],
) -> None:
    for code in (MODULE, BARE, SERVER):
        in_force = duties(law, entry(code, "taiwan"), date(2025, 11, 1))
        assert in_force["ieepa-reciprocal-taiwan-20"] == "exempt"
        after = duties(law, entry(code, "taiwan"), date(2026, 3, 1))
        assert "ieepa-reciprocal-taiwan-20" not in after


def test_the_law_of_a_server_names_the_acts_that_touched_it(law: dict[str, Rule]) -> None:
    days = [date(2019, 6, 1), date(2025, 5, 1), date(2025, 11, 20), date(2026, 3, 15)]
    touched = set()
    for day in days:
        for origin in ("china", "mexico", "taiwan"):
            touched |= set(duties(law, entry(SERVER, origin, **H200), day))
    assert touched >= {
        "s301-list-3",
        "ieepa-fentanyl-china-20",
        "ieepa-mexico-25",
        "ieepa-reciprocal-baseline-10",
        "s122-surcharge",
        "s232-semiconductors",
    }


def test_past_the_last_confirmation_a_rule_is_unverified(law: dict[str, Rule]) -> None:
    found = duties(law, entry(BARE, "china"), date(2026, 11, 22))
    assert found["s301-semiconductors-50"] == "unverified"


def test_without_an_origin_a_rule_for_origins_is_undetermined(law: dict[str, Rule]) -> None:
    found = duties(law, entry(MODULE, ""), date(2025, 5, 1))
    assert found["ieepa-fentanyl-china-20"] == "undetermined"


def test_the_licence_for_the_h20_follows_the_day(law: dict[str, Rule]) -> None:
    way = CustomsEntry(
        good="chips/nvidia-h20-sxm",
        item="",
        code="codes/eccn-3a090-b-2",
        digits=code_digits("3A090.b.2"),
        origin="",
        importer="places/china",
        figures={TPP: at(2368), BANDWIDTH: at(4000)},
    )
    before = {item.rule.id for item in effects(way, law, date(2025, 3, 1), "export-control", {})}
    after = {item.rule.id for item in effects(way, law, date(2025, 4, 20), "export-control", {})}
    assert "rules/h20-licence-2025" not in before
    assert "rules/h20-licence-2025" in after


ORIGINS = ["china", "taiwan", "mexico", "canada", "malaysia", "japan", "european-union", ""]


@given(
    code=st.sampled_from([MODULE, BARE, SERVER]),
    origin=st.sampled_from(ORIGINS),
    day=st.dates(date(2018, 1, 1), date(2027, 1, 1)),
    tpp=st.one_of(st.none(), st.floats(0, 30000)),
)
def test_every_effect_is_in_force_and_says_why(
    law: dict[str, Rule], code: tuple[str, str], origin: str, day: date, tpp: float | None
) -> None:
    figures = {} if tpp is None else {TPP: at(tpp), BANDWIDTH: at(tpp)}
    way = replace(entry(code, origin), figures=figures)
    for effect in effects(way, law, day, "duty", {}):
        assert effect.status in STATUSES
        assert effect.rule.force_on(day) != "no"
        assert effect.rule.source
        if effect.status != "applies":
            assert effect.because


@given(origin=st.sampled_from(ORIGINS), day=st.dates(date(2018, 1, 1), date(2027, 1, 1)))
def test_more_facts_never_leave_more_open(law: dict[str, Rule], origin: str, day: date) -> None:
    way = entry(SERVER, origin)
    open_before = sum(status in OPEN for status in duties(law, way, day).values())
    given_facts = {
        fact: False
        for rule in law.values()
        for scope in rule.scopes
        for fact in (scope.condition, scope.end_use)
        if fact
    }
    open_after = sum(status in OPEN for status in duties(law, way, day, given_facts).values())
    assert open_after <= open_before
