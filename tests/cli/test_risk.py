"""The commands of risk as a script sees them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from aigraph.cli.main import main, make_app

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = "--as-of=2025-06-01"


def ask(*arguments: str) -> dict[str, Any]:
    ended = CliRunner().invoke(make_app(arguments), [*arguments, "--json"])
    assert ended.exit_code == 0, ended.output
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def test_flags_make_a_scenario(chain: Chain) -> None:
    told = ask(
        "whatif",
        "--degrade=TSMC=0.5",
        "--end-rule=usmca-exemption-ieepa",
        "--change-rule=ieepa-mexico-25=0.1",
        "--add-rule=s301-list-3=0.5,taiwan",
        "--add-supplier=chips/amd-mi300x,packagedBy,samsung=0.5",
        "--of=chips/nvidia-h100-sxm",
        "--switch-weeks=26",
        DAY,
    )
    parameters = told["parameters"]
    assert parameters["degrade"] == {"organisations/tsmc": 0.5}
    assert parameters["substitution"] == 0.5
    assert parameters["add_supplier"] == ["chips/amd-mi300x packagedBy organisations/samsung"]
    assert parameters["end_rule"] == ["rules/usmca-exemption-ieepa"]
    assert parameters["change_rule"] == ["rules/ieepa-mexico-25 rate 0.1"]
    assert parameters["add_rule"] == ["rules/s301-list-3 rate 0.5 places/taiwan"]
    # Nobody else makes it, so that there is nothing to switch to.
    assert [told["rows"][0][f"loss_{end}"] for end in ("low", "high")] == [0.5, 0.5]


@pytest.mark.parametrize(
    "arguments",
    [
        ("whatif", DAY),
        ("whatif", "--degrade=TSMC", DAY),
        ("whatif", "--degrade=TSMC=2", DAY),
        ("whatif", "--degrade=TSMC=much", DAY),
        ("whatif", "--add-supplier=TSMC", DAY),
        ("whatif", "--change-rule=s301-list-3", DAY),
        ("cascade", "TSMC", DAY),
        ("cascade", "TSMC=0", DAY),
        ("cascade", "TSMC=3:1.5", DAY),
        ("minimal-cut-sets", "--size=4", DAY),
        ("chokepoints", "--by=colour", DAY),
        ("report", "whatif", "-o", "x.html"),
        ("report", "weather", "-o", "x.html"),
    ],
)
def test_bad_usage_ends_with_2(
    chain: Chain, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "argv", ["aigraph", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_is_written(chain: Chain, tmp_path: Path, language: str) -> None:
    file = tmp_path / "report.html"
    words = ["report", "whatif", "hbm-maker-stops", "-o", str(file), "--lang", language]
    ended = CliRunner().invoke(make_app(words), words)
    assert ended.exit_code == 0, ended.output
    assert "SK" in file.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    text = (Path(__file__).resolve().parents[2] / "docs/risk.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_scenario_of_the_document_runs(chain: Chain, tmp_path: Path) -> None:
    (block,) = blocks("toml")
    file = tmp_path / "mine.toml"
    file.write_text(block, encoding="utf-8")
    told = ask("whatif", str(file), "--of=chips/amd-mi300x")
    assert told["parameters"]["source"] == "sources/trendforce-mi300"
