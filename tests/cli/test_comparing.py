"""The commands that compare releases, as a script sees them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHIP = "chips/nvidia-h100-sxm"


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def places(
    tables_of: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, Path]:
    """A cache, tables, and the same tables with one label changed."""
    old = tables_of(CHIP)
    new = shutil.copytree(old, tmp_path_factory.mktemp("new") / "data")
    chips = new / "chips.csv"
    text = chips.read_text(encoding="utf-8")
    chips.write_text(text.replace(",NVIDIA H100 SXM,", ",NVIDIA <i>H100</i>,"), encoding="utf-8")
    return tmp_path_factory.mktemp("cache"), old, new


@pytest.fixture
def run(
    places: tuple[Path, Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Ended]:
    def run(*arguments: object) -> Ended:
        monkeypatch.setenv("AIGRAPH_CACHE", str(places[0]))
        monkeypatch.setattr(sys, "argv", ["aigraph", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ended(ended.value.code or 0, out, err)  # type: ignore[arg-type]

    return run


def test_a_table_by_default_with_progress_beside(
    run: Callable[..., Ended], places: tuple[Path, Path, Path]
) -> None:
    _, old, new = places
    ended = run("diff", old, new)
    assert ended.code == 0
    assert "NVIDIA <i>H100</i>" in ended.out
    assert "What changed: things (1)" in ended.out
    assert "comparing what the releases say" in ended.err
    assert "asking exposure --of vertical --to tariff" in ended.err
    assert "asking" not in ended.out
    assert "变更内容" in run("diff", old, new, "--skip-answers", "--lang", "zh").out


def test_every_form(
    run: Callable[..., Ended], places: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    words = ("diff", *places[1:], "--skip-answers")
    published = json.loads(run(*words, "--json").out)
    assert published["counts"]["things"] == {"added": 0, "removed": 0, "changed": 1}
    (row,) = published["rows"]
    assert (row["id"], row["field"]) == (CHIP, "label_en")
    head, line = list(csv.reader(io.StringIO(run(*words, "--csv").out)))
    assert dict(zip(head, line, strict=True))["after"] == "NVIDIA <i>H100</i>"
    assert "&lt;i&gt;H100" in run(*words, "--md").out
    for ending, start in {"md": "# ", "html": "<!doctype html>", "json": "{"}.items():
        output = tmp_path / f"changes.{ending}"
        assert run(*words, "-o", output).out == ""
        text = output.read_text(encoding="utf-8")
        assert text.startswith(start)
        assert "<i>H100" not in text or ending == "json"


def test_exit_codes(run: Callable[..., Ended], places: tuple[Path, Path, Path]) -> None:
    _, old, new = places
    assert run("diff", old, new, "--skip-answers", "--exit-code").code == 1
    assert run("diff", old, old, "--exit-code").code == 0
    assert run("diff", "nowhere", new).code == 3
    assert run("diff", old, new, "--limit", "-1").code == 2
    assert run("diff", old, new, "--json", "--csv", "--skip-answers").code == 2
    assert run("diff", old, new, "-o", "x.docx").code == 2


def test_a_pin_is_a_release(
    run: Callable[..., Ended],
    places: tuple[Path, Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, old, new = places
    assert run("build", "--data", old, "--pin", "before").code == 0
    monkeypatch.setenv("AIGRAPH_DATA", str(new))
    published = json.loads(run("diff", "before", "--skip-answers", "--json").out)
    assert published["counts"]["things"]["changed"] == 1


def test_refresh_needs_a_known_data_set(run: Callable[..., Ended], tmp_path: Path) -> None:
    ended = run("refresh", "epoch_ml_hardwre", tmp_path)
    assert (ended.code, ended.out) == (3, "")
    assert "epoch_ml_hardware" in ended.err
