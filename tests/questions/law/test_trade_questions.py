"""Gold questions on trade law and chips, each answered by Python and by the command."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.cli.main import main
from aigraph.paths import ontology_dir
from aigraph.questions.lookup.sparql import run as run_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

Rows = list[dict[str, Any]]

BIG = "us-data-centre-over-100-mw"
END_USES = (
    BIG,
    "repair-or-replacement-in-us",
    "research-and-development-in-us",
    "startup-in-us",
    "consumer-electronics-outside-data-centres",
    "civil-industrial-outside-data-centres",
    "us-public-sector",
)
ASKED = {
    "TR01": "test_a_module_made_in_taiwan",
    "TR03": "test_a_card_made_in_china",
    "TR05": "test_a_bare_circuit_made_in_china",
    "TR07": "test_an_h200_for_data_centres_of_two_sizes",
    "TR09": "test_the_reciprocal_tariff_on_taiwan",
    "TR11": "test_the_acts_that_touched_a_code",
    "TR13": "test_the_h20_on_three_days",
    "TR15": "test_listed_firms_that_design_chips",
    "TR17": "test_models_without_nvidia_still_need_a_foundry",
    "TR19": "test_a_vertical_above_average_with_a_single_supplier",
}


@pytest.fixture
def both(
    chain: Chain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Rows]:
    """Ask by Python and by the command, hold the two to each other, and return the rows."""

    def ask(answer: Answer, *arguments: str) -> Rows:
        monkeypatch.setattr(sys, "argv", ["aigraph", *arguments, "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        printed = json.loads(capsys.readouterr().out)
        rows: Rows = json.loads(json.dumps(answer.rows, default=str))
        assert printed["rows"] == rows
        return rows

    return ask


def test_every_gold_question_has_a_test(root: Path, absent: Callable[[str], None]) -> None:
    path = root.parent / "shared" / "gold" / "questions.jsonl"
    if not path.exists():
        absent("the list of questions with gold answers")
    questions = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {item["id"] for item in questions if item["set"] == "trade facts"} == set(ASKED)
    assert set(ASKED.values()) <= set(globals())


def test_a_module_made_in_taiwan(chain: Chain, both: Callable[..., Rows]) -> None:
    day = date(2025, 5, 1)
    (row,) = both(
        chain.duty("gpu-module", origin="taiwan", as_of=day),
        *("duty", "gpu-module", "--origin=taiwan", f"--as-of={day}"),
    )
    assert (row["additional"], row["rules"]) == (0, [])
    assert row["exempted_by"] == ["rules/ieepa-reciprocal-semiconductor-exception"]


def test_a_card_made_in_china(chain: Chain, both: Callable[..., Rows]) -> None:
    day = date(2026, 3, 15)
    uses = [f"--given={use}=no" for use in END_USES]
    (row,) = both(
        chain.duty("chips/nvidia-h100-sxm", origin="china", as_of=day),
        *("duty", "chips/nvidia-h100-sxm", "--origin=china", f"--as-of={day}"),
    )
    assert row["additional"] == 0
    assert set(row["exempted_by"]) == {
        "rules/s122-exempt-list",
        "rules/s301-exclusion-gpu-modules",
    }
    # Under the code for which there is no exclusion the same card pays List 3.
    (row,) = both(
        chain.duty("gpu-module", origin="china", as_of=day, given=dict.fromkeys(END_USES, False)),
        *("duty", "gpu-module", "--origin=china", f"--as-of={day}", *uses),
    )
    assert row["rivals"][0]["code"] == "codes/hts-8471-80-4000"
    assert row["additional_range"][0] == 0


def test_a_bare_circuit_made_in_china(chain: Chain, both: Callable[..., Rows]) -> None:
    day = date(2026, 3, 15)
    (row,) = both(
        chain.duty("processor-ic", origin="china", as_of=day),
        *("duty", "processor-ic", "--origin=china", f"--as-of={day}"),
    )
    assert (row["additional"], row["rules"]) == (0.5, ["rules/s301-semiconductors-50"])


def test_an_h200_for_data_centres_of_two_sizes(chain: Chain, both: Callable[..., Rows]) -> None:
    day = date(2026, 2, 1)
    fixed = ("duty", "chips/nvidia-h200-sxm", "--origin=taiwan", f"--as-of={day}")
    (big,) = both(
        chain.duty("chips/nvidia-h200-sxm", origin="taiwan", as_of=day, given={BIG: True}),
        *(*fixed, f"--given={BIG}"),
    )
    assert big["additional"] == 0
    assert "rules/s232-exempt-data-centre" in big["exempted_by"]
    (small,) = both(
        chain.duty("chips/nvidia-h200-sxm", origin="taiwan", as_of=day, given={BIG: False}),
        *(*fixed, f"--given={BIG}=no"),
    )
    assert (small["additional"], small["additional_range"]) == (None, [0, 0.25])
    assert small["open"] == ["rules/s232-semiconductors"]


@pytest.mark.parametrize("item", ["gpu-server", "gpu-module", "processor-ic"])
def test_the_reciprocal_tariff_on_taiwan(
    chain: Chain, both: Callable[..., Rows], item: str
) -> None:
    rule = "rules/ieepa-reciprocal-taiwan-20"
    in_force = {}
    for day in (date(2025, 11, 1), date(2026, 3, 1)):
        (row,) = both(
            chain.duty(item, origin="taiwan", as_of=day),
            *("duty", item, "--origin=taiwan", f"--as-of={day}"),
        )
        effects = {effect["id"]: effect["status"] for effect in row["effects"]}
        in_force[day.year] = effects.get(rule)
        assert rule not in row["rules"]
    assert in_force == {2025: "exempt", 2026: None}


def test_the_acts_that_touched_a_code(chain: Chain, both: Callable[..., Rows]) -> None:
    rows = both(
        chain.law("8471.50", start=date(2018, 1, 1), until=date(2026, 12, 31)),
        *("law", "8471.50", "--from=2018", "--until=2026"),
    )
    assert {row["policy"] for row in rows} >= {
        "policies/section-301-china",
        "policies/ieepa-fentanyl",
        "policies/ieepa-mexico-canada",
        "policies/ieepa-reciprocal",
        "policies/memorandum-2025-04-11",
        "policies/proclamation-11012",
        "policies/proclamation-11002",
    }
    (limited,) = (row for row in rows if row["id"] == "rules/s232-semiconductors")
    assert limited["conditions"] == ["Memory bandwidth", "Total processing performance"]
    query = (ontology_dir() / "questions" / "CQ61-acts-on-a-code.rq").read_text(encoding="utf-8")
    _, asked = run_query(chain.release, query, date(2026, 11, 25))
    assert {row["id"] for row in rows} == {row["rule"] for row in asked}


def test_the_h20_on_three_days(chain: Chain, both: Callable[..., Rows]) -> None:
    for day in (date(2025, 4, 20), date(2025, 9, 1), date(2026, 2, 1)):
        rows = both(
            chain.control("H20", as_of=day),
            *("control", "H20", "--destination=china", f"--as-of={day}"),
        )
        (letter,) = (row for row in rows if row["rule"] == "rules/h20-licence-2025")
        assert (letter["status"], letter["licence"]) == ("applies", "required")
        assert letter["figures"]["concepts/total-processing-performance"] == 2368
        assert letter["figures"]["concepts/memory-bandwidth"] == 4000
    before = chain.control("H20", as_of=date(2025, 4, 8)).rows
    assert {row["status"] for row in before} == {"out-of-scope"}


def test_listed_firms_that_design_chips(chain: Chain, both: Callable[..., Rows]) -> None:
    path = ontology_dir() / "questions" / "CQ60-listed-chip-designers.rq"
    day = date(2026, 11, 25)
    rows = both(
        chain.sparql(path.read_text(encoding="utf-8"), as_of=day),
        *("sparql", str(path), f"--as-of={day}"),
    )
    since = {row["firm"].removeprefix("organisations/"): row["since"] for row in rows}
    assert since == {
        "hisilicon": "2019-05-16",
        "huawei": "2019-05-16",
        "hygon": "2019-06-24",
        "sugon": "2019-06-24",
        "phytium": "2021-04-08",
        "cambricon": "2022-12-16",
        "biren": "2023-10-17",
        "moore-threads": "2023-10-17",
        "sophgo": "2025-01-16",
    }


def test_models_without_nvidia_still_need_a_foundry(
    chain: Chain, both: Callable[..., Rows]
) -> None:
    day = date(2026, 6, 1)

    def depend(on: str) -> dict[str, dict[str, float]]:
        rows = both(
            chain.dependents(on, of="model", as_of=day, assumptions=["equal-weights"]),
            *("dependents", on, "--of=model", f"--as-of={day}", "--assume=equal-weights"),
        )
        return {row["id"].removeprefix("models/"): row for row in rows}

    nvidia, tsmc = depend("NVIDIA"), depend("TSMC")
    assert "gemini-family" not in nvidia
    assert 0 < nvidia["claude-family"]["central"] < 1
    assert "glm-5" not in nvidia
    assert tsmc["gemini-family"]["low"] == tsmc["claude-family"]["low"] == 1
    assert "glm-5" not in tsmc or tsmc["glm-5"]["low"] < 1


def test_a_vertical_above_average_with_a_single_supplier(
    chain: Chain, both: Callable[..., Rows]
) -> None:
    rates = {
        row["id"]: row["amount"]
        for row in both(chain.figures("ai-use-rate"), "figures", "ai-use-rate")
    }
    vertical = "concepts/professional-services"
    assert rates[vertical] == 31
    assert rates[vertical] > rates["places/united-states"]

    def identified(row: dict[str, Any]) -> str:
        return str(row["value"]).rpartition("(")[2].rstrip(")")

    def models(day: date) -> set[str]:
        facts = chain.show("applications/harvey", as_of=day).rows
        return {identified(row) for row in facts if row["predicate"] == "usesModel"}

    served = {
        identified(row)
        for row in chain.show("applications/harvey").rows
        if row["predicate"] == "servesVertical"
    }
    assert vertical in served
    assert models(date(2025, 4, 30)) == {"models/gpt-4", "models/harvey-case-law-model"}
    assert models(date(2025, 5, 1)) > {"models/claude-family", "models/gemini-family"}
