"""Scenarios: what they say, what they change, and what they leave as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.errors import DataError, NotFoundError
from aigraph.questions.risk.scenario import (
    HYPOTHETICAL,
    AddedSupplier,
    RuleChange,
    Scenario,
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
    true = {row["id"]: row["range"] for row in chain.exposure(as_of=DAY).rows}
    assert answer.parameters["broken"] == []
    for row in answer.rows:
        assert row["loss"] == [0.0, 0.0]
        assert row["broken"] is False
        assert row["paths_lost"] == 0
        assert row["range_before"] == row["range_after"] == true.get(row["id"])


def test_chips_of_one_foundry_break_without_it(chain: Chain) -> None:
    answer = chain.whatif(Scenario(remove=("TSMC",)), of="chip", as_of=DAY)
    lost = row_of(answer, "chips/nvidia-h100-sxm")
    assert lost["broken"] is True
    assert lost["loss"] == [1.0, 1.0]
    assert "organisations/tsmc" in lost["lost_suppliers"]
    assert lost["range_after"] is None
    assert row_of(answer, "chips/huawei-ascend-910b")["broken"] is False
    # Of this chip no foundry is known: that it is spared cannot be told.
    unseen = row_of(answer, "chips/moore-threads-mtt-s4000")
    assert unseen["broken"] is None
    assert unseen["loss"] is None


def test_a_share_that_is_stated_is_the_share_that_is_lost(chain: Chain) -> None:
    scenario = Scenario(remove=("sk-hynix",))
    least, greatest = row_of(chain.whatif(scenario, of="chip", as_of=DAY), "chips/nvidia-rubin")[
        "loss"
    ]
    assert (least, greatest) == (0.0, 0.7)
    half = chain.whatif(scenario, of="chips/nvidia-rubin", as_of=DAY, substitution=0.5)
    assert half.rows[0]["loss"] == [0.35, 0.35]


def test_a_degraded_supplier_takes_its_part(chain: Chain) -> None:
    answer = chain.whatif(Scenario(degrade={"TSMC": 0.25}), of="chips/nvidia-h100-sxm", as_of=DAY)
    assert answer.rows[0]["loss"] == [0.75, 0.75]
    assert any("parameter, not a fact" in caveat.en for caveat in answer.caveats)


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
    assert row_of(chain.whatif(bare, of=chip, as_of=DAY), chip)["broken"] is True
    saved = chain.whatif(scenario, of=chip, as_of=DAY)
    # Its packaging technology still hangs on the foundry, which the answer shows.
    others = {item for item in saved.parameters["broken"] if item.startswith("components/")}
    assert row_of(saved, chip)["broken"] is bool(others)


def test_rules_change_end_and_come_in(chain: Chain) -> None:
    def after(*rules: RuleChange) -> dict[str, Any]:
        answer = chain.whatif(Scenario(rules=rules), of="chip", as_of=DAY)
        return {row["id"]: row["range_after"] for row in answer.rows}

    exempt = "ieepa-reciprocal-semiconductor-exception"
    chip = "chips/nvidia-h100-sxm"
    before = {row["id"]: row["range"] for row in chain.exposure("chip", as_of=DAY).rows}
    assert before[chip] == [0.0, 0.0]
    assert after(RuleChange(exempt, until=date.min))[chip] == [1.0, 1.0]
    assert after(RuleChange(exempt, until=date(2025, 12, 31)))[chip] == [0.0, 0.0]
    added = RuleChange("s301-list-3", rate=0.5, origins=("taiwan",), copy=True)
    assert added.copy
    assert after(added)[chip] == [1.0, 1.0]


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
