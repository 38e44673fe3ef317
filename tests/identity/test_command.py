"""`aigraph resolve`: proposes, explains, records what is asked for, and nothing else."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVIDENCE = {"source": "epoch-hw", "locator": "row", "grade": "stated", "confidence": "high"}


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ended]:
    monkeypatch.setenv("AIGRAPH_IMPORTED", str(tmp_path / "mine"))

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["aigraph", "resolve", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ended(ended.value.code or 0, out, err)  # type: ignore[arg-type]

    return run


@pytest.fixture
def chips(tables: Path, shelf: Callable[..., Path]) -> Path:
    """Tables in which a source has three chips: one that is curated, one that is not, a class."""
    rows = [
        {"key": "made-b200", "label_en": "B200", **EVIDENCE},
        {"key": "made-b200-nvl", "label_en": "NVIDIA B200 NVL", **EVIDENCE},
        {"key": "made-b200-h100", "label_en": "NVIDIA B200/H100", **EVIDENCE},
    ]
    nothing = {"place": "list.csv, row X", "column": "chip", "name": "Trainium 2"}
    shelf(tables / "made", "made", {"chips": rows}, names_of_nothing=[nothing])
    return tables


def judged(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (folder / "same_as.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["left"], row["right"]): row for row in csv.DictReader(stream)}


def test_proposals_as_json(run: Callable[..., Ended], chips: Path) -> None:
    before = judged(chips)
    found = json.loads(run("made", "--data", chips, "--json", "--min-score", "0.9").out)
    assert [(item["left"], item["right"], item["judgement"]) for item in found] == [
        ("chips/made-b200", "chips/nvidia-b200", "same")
    ]
    assert found[0]["why"] == ["equal names"]
    assert judged(chips) == before


def test_the_rule_records_what_it_is_shown_to(run: Callable[..., Ended], chips: Path) -> None:
    before = judged(chips)
    ended = run("--accept-rule", "--data", chips)
    assert "wrote 1 judgements" in ended.err
    after = judged(chips)
    assert set(after) - set(before) == {("chips/made-b200", "chips/nvidia-b200")}
    row = after["chips/made-b200", "chips/nvidia-b200"]
    assert (row["judgement"], row["by"], row["why"]) == ("same", "rule", "Equal names.")
    assert run("made", "--data", chips, "--json", "--min-score", "0.9").out.strip() == "[]"


def test_a_judgement_by_hand_is_recorded_and_answers(
    run: Callable[..., Ended], chips: Path
) -> None:
    pair = ("chips/made-b200-nvl", "chips/nvidia-b200")
    assert run("--data", chips, "--confirm", *pair, "unsure", "--why", "No source.").code == 0
    row = judged(chips)[pair]
    assert (row["judgement"], row["by"], row["why"]) == ("unsure", "hand", "No source.")
    shown = run("--data", chips, "--pair", *pair).out
    assert "unsure" in shown
    assert "No source." in shown
    contrary = run("--data", chips, "--confirm", *pair, "same", "--why", "Else.")
    assert contrary.code != 0
    assert "judged unsure by hand" in contrary.err
    assert judged(chips)[pair] == row


def test_what_may_not_ship_is_judged_in_the_folder_of_the_user(
    run: Callable[..., Ended], tables: Path, tmp_path: Path, shelf: Callable[..., Path]
) -> None:
    row = {"key": "local-b200", "label_en": "B200", **EVIDENCE}
    shelf(tmp_path / "mine" / "local", "local", {"chips": [row]})
    before = judged(tables)
    assert run("--accept-rule", "--data", tables).code == 0
    assert judged(tables) == before
    assert set(judged(tmp_path / "mine")) == {("chips/local-b200", "chips/nvidia-b200")}


def test_answers_to_questions_are_recorded(
    run: Callable[..., Ended], chips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["y", "Read."])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    assert run("--ask", "--data", chips, "--min-score", "0.9").code == 0
    row = judged(chips)["chips/made-b200", "chips/nvidia-b200"]
    assert (row["judgement"], row["by"], row["why"]) == ("same", "hand", "Read.")


def test_names_that_lead_nowhere(run: Callable[..., Ended], chips: Path) -> None:
    found = json.loads(run("made", "--dangling", "--data", chips, "--json").out)
    assert found[0]["name"] == "Trainium 2"
    assert found[0]["nearest"][0]["thing"] == "chips/aws-trainium2"
    assert "dangling" not in {item["name"] for item in found}
    assert {item["name"] for item in found[1:]} == {"B200", "NVIDIA B200 NVL", "NVIDIA B200/H100"}


def test_classes_are_tied_to_their_members(run: Callable[..., Ended], chips: Path) -> None:
    found = json.loads(run("--classes", "--data", chips, "--json").out)
    tied = {(item["subject"], item["predicate"], item["object"]) for item in found}
    assert ("chips/made-b200-h100", "comprisesChip", "chips/nvidia-b200") in tied
    assert ("chips/made-b200-h100", "comprisesChip", "chips/nvidia-h100") in tied


def test_a_file_of_pairs(run: Callable[..., Ended], tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("kind,left,right\nchips,H100,H100 NVL\nchips,B200,NVIDIA B200\n", "utf-8")
    found = json.loads(run("--pairs", path, "--json").out)
    assert [item["judgement"] for item in found] == ["different", "same"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kind", "chip"], "chips"),
        (["--pair", "chips/nvidia-h1000", "H100"], "chips/nvidia-h100"),
        (["--pair", "Zxqv", "Qzxv"], "--kind"),
        (["--confirm", "chips/nvidia-h100", "chips/nvidia-h200", "equal", "--why", "x"], "same"),
        (["--confirm", "chips/nvidia-h100", "chips/nvidia-h200", "same"], "--why"),
        (["nowhere"], "imported source"),
        (["--classes", "--dangling"], "choose one"),
    ],
)
def test_mistakes_are_named(arguments: list[str], message: str, run: Callable[..., Ended]) -> None:
    ended = run(*arguments)
    assert ended.code != 0
    assert message in ended.err
