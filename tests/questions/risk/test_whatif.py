"""Scenarios: what they say, what they change, and what they leave as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.errors import DataError, NotFoundError, ParameterError
from aigraph.questions.risk.scenario import (
    HYPOTHETICAL,
    AddedSupplier,
    RuleChange,
    Scenario,
    changed_rules,
    read_scenario,
)

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.graph import View
    from aigraph.questions.answer import Answer

DAY = date(2025, 6, 1)
SHIPPED = sorted(Path(__file__).resolve().parents[3].glob("data/scenarios/*.toml"))


def row_of(answer: Answer, thing: str) -> dict[str, Any]:
    return next(row for row in answer.rows if row["id"] == thing)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_holds_together(path: Path, view: View) -> None:
    scenario = read_scenario(path.stem)
    assert scenario.when
    assert scenario.name != scenario.name_zh
    assert scenario.source == HYPOTHETICAL or scenario.source in view.things
    resolved = scenario.resolved(view)
    assert resolved.remove or resolved.degrade or resolved.rules or resolved.add_suppliers
    assert resolved == resolved.resolved(view)


def test_an_empty_scenario_changes_nothing(chain: Chain) -> None:
    answer = chain.whatif(Scenario(), as_of=DAY)
    true = {row["id"]: (row["low"], row["high"]) for row in chain.exposure(as_of=DAY).rows}
    assert answer.parameters["disrupted"] == []
    for row in answer.rows:
        assert (row["loss_low"], row["loss_central"], row["loss_high"]) == (0.0, 0.0, 0.0)
        assert row["disrupted"] is False
        assert row["paths_lost"] == 0
        bounds = true.get(row["id"], (None, None))
        assert (row["before_low"], row["before_high"]) == bounds
        assert (row["after_low"], row["after_high"]) == bounds


def test_chips_of_one_foundry_break_without_it(chain: Chain) -> None:
    answer = chain.whatif(Scenario(remove=("TSMC",)), of="chip", as_of=DAY)
    lost = row_of(answer, "chips/nvidia-h100-sxm")
    assert lost["disrupted"] is True
    assert (lost["loss_low"], lost["loss_high"]) == (1.0, 1.0)
    assert "organisations/tsmc" in lost["lost_suppliers"]
    assert lost["after_low"] is None
    assert row_of(answer, "chips/huawei-ascend-910b")["disrupted"] is False
    # Of this chip no foundry is known: that it is spared cannot be told.
    unseen = row_of(answer, "chips/moore-threads-mtt-s4000")
    assert unseen["disrupted"] is None
    assert unseen["loss_low"] is None


def test_a_stated_share_is_lost_with_its_supplier(chain: Chain) -> None:
    """Of the memory of Rubin 0.7 is stated; of who makes HBM4 no source states shares."""
    scenario, chip = Scenario(remove=("sk-hynix",)), "chips/nvidia-rubin"
    row = row_of(chain.whatif(scenario, of=chip, as_of=DAY), chip)
    assert (row["loss_low"], row["loss_central"], row["loss_high"]) == (0.0, None, 1.0)
    equal = chain.whatif(scenario, of=chip, as_of=DAY, assumptions=["equal-weights"])
    assert row_of(equal, chip)["loss_central"] == 0.7
    half = chain.whatif(scenario, of=chip, as_of=DAY, substitution=0.5)
    assert row_of(half, chip)["loss_central"] == 0.35


def test_a_switch_within_the_horizon_is_a_substitution(chain: Chain) -> None:
    scenario, chip = Scenario(remove=("sk-hynix",)), "chips/nvidia-rubin"
    asked = chain.whatif(scenario, of=chip, as_of=DAY, switch_weeks=13, horizon_weeks=52)
    assert asked.parameters["substitution"] == 0.75
    assert row_of(asked, chip)["loss_central"] == pytest.approx(0.7 * 0.25)


def test_a_degraded_supplier_takes_its_part(chain: Chain) -> None:
    answer = chain.whatif(Scenario(degrade={"TSMC": 0.25}), of="chips/nvidia-h100-sxm", as_of=DAY)
    (row,) = answer.rows
    assert (row["loss_low"], row["loss_high"]) == (0.75, 0.75)
    assert any("parameter, not a fact" in caveat.en for caveat in answer.caveats)


def test_changes_one_by_one_are_the_same_as_a_scenario(chain: Chain) -> None:
    chip = "chips/nvidia-rubin"
    whole = chain.whatif(Scenario(remove=("sk-hynix",), degrade={"TSMC": 0.5}), chip, as_of=DAY)
    single = chain.whatif(None, chip, remove=["sk-hynix"], degrade=[("TSMC", 0.5)], as_of=DAY)
    assert single.rows == whole.rows
    with pytest.raises(ParameterError, match="--remove"):
        chain.whatif(as_of=DAY)


def test_without_a_day_that_of_the_scenario_holds(chain: Chain) -> None:
    answer = chain.whatif("taiwan-stops", "chip")
    when = read_scenario("taiwan-stops").when
    assert when is not None
    assert answer.parameters["as_of"] == when.isoformat()


def test_a_supplier_that_comes_in_saves_what_would_break(chain: Chain) -> None:
    chip = "chips/nvidia-h100-sxm"
    scenario = Scenario(
        remove=("TSMC", "taiwan"),
        add_suppliers=tuple(
            AddedSupplier(chip, relation, supplier)
            for relation, supplier in {
                "fabricatedBy": "samsung",
                "packagedBy": "samsung",
                "originatesIn": "south-korea",
            }.items()
        ),
    )
    bare = Scenario(remove=("TSMC", "taiwan"))
    assert row_of(chain.whatif(bare, of=chip, as_of=DAY), chip)["disrupted"] is True
    saved = chain.whatif(scenario, of=chip, as_of=DAY)
    # Its packaging technology still hangs on the foundry, which the answer shows.
    others = {item for item in saved.parameters["disrupted"] if item.startswith("components/")}
    assert row_of(saved, chip)["disrupted"] is bool(others)


def test_rules_change_end_and_come_in(chain: Chain) -> None:
    chip = "chips/nvidia-h100-sxm"

    def after(*rules: RuleChange) -> tuple[float, float]:
        row = row_of(chain.whatif(Scenario(rules=rules), of="chip", as_of=DAY), chip)
        return row["after_low"], row["after_high"]

    exempt = "ieepa-reciprocal-semiconductor-exception"
    before = row_of(chain.exposure("chip", as_of=DAY), chip)
    assert (before["low"], before["high"]) == (0.0, 0.0)
    assert after(RuleChange(exempt, until=date.min)) == (1.0, 1.0)
    assert after(RuleChange(exempt, until=date(2025, 12, 31))) == (0.0, 0.0)
    added = RuleChange("s301-list-3", rate=0.5, origins=("taiwan",), copy=True)
    assert after(added) == (1.0, 1.0)


def test_changed_rules_leave_the_law_as_it_is(chain: Chain) -> None:
    rules = chain.release.law
    scenario = Scenario(
        key="try",
        rules=(
            RuleChange("rules/s301-list-3", rate=0.5, copy=True),
            RuleChange("rules/s301-list-3", until=date.min),
        ),
    )
    changed = changed_rules(rules, scenario, DAY)
    copy = changed["rules/s301-list-3-scenario-0"]
    assert (copy.rate, copy.valid_from, copy.grade) == (0.5, "", "assumed")
    assert copy.scopes == rules["rules/s301-list-3"].scopes
    assert changed["rules/s301-list-3"].force_on(DAY) == "no"
    assert rules["rules/s301-list-3"].force_on(DAY) == "yes"
    assert changed.keys() - rules.keys() == {copy.id}


def test_a_changed_rule_is_shown_as_assumed(chain: Chain) -> None:
    scenario = Scenario(
        key="try", rules=(RuleChange("s301-list-3", rate=0.5, origins=("taiwan",), copy=True),)
    )
    row = row_of(chain.whatif(scenario, of="chip", as_of=DAY), "chips/nvidia-h100-sxm")
    edges = [item for found in row["paths"] for item in found["edges"]]
    supposed = [item for item in edges if item["source"] == "scenarios/try"]
    assert supposed
    assert {item["grade"] for item in supposed} == {"assumed"}


def test_a_mitigation_is_what_the_network_says(chain: Chain) -> None:
    rows = chain.mitigation(Scenario(remove=("sk-hynix",)), as_of=DAY).rows
    first = rows[0]
    assert first["relation"] == "memoryFrom"
    assert first["loss_after"] < first["loss_before"]
    assert [row["loss_after"] for row in rows] == sorted(row["loss_after"] for row in rows)
    assert all(row["id"] != "organisations/sk-hynix" for row in rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 'x'\ndate = 2025-01-01\n", "source"),
        ("name = 'x'\nsource = 'hypothetical'\n", "date"),
        ("name = 'x'\nsource = 'hypothetical'\ndate = 2025-01-01\nremov = ['a']\n", "remov"),
        (
            "name = 'x'\nsource = 'hypothetical'\ndate = 2025-01-01\n[degrade]\ntsmc = 2\n",
            "part of a whole",
        ),
        ("name = ", "mine.toml:1: Invalid value"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_scenario(str(path))


def test_names_that_are_not_known_are_refused(view: View) -> None:
    with pytest.raises(NotFoundError, match="taiwan-stops"):
        read_scenario("taiwan-stop")
    with pytest.raises(NotFoundError, match="packagedBy"):
        Scenario(add_suppliers=(AddedSupplier("H100", "packagdBy", "TSMC"),)).resolved(view)
    with pytest.raises(NotFoundError, match="s301-list-3"):
        Scenario(rules=(RuleChange("s301-list-33", rate=0.1),)).resolved(view)
    with pytest.raises(NotFoundError, match="source"):
        Scenario(source="sources/nobody").resolved(view)
