"""The command, and every command and block of code in the document about it."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from aigraph.cli.main import main

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/site.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["aigraph", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_every_command_of_the_document_runs(
    small_tables: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in "".join(blocks("sh")).splitlines():
        words = shlex.split(line.removeprefix("aigraph "))
        assert run(monkeypatch, *words, f"--data={small_tables}") == 0, line
        assert (tmp_path / words[words.index("-o") + 1]).exists()
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.search(r"wrote site: \d+ pages, \d+ files, [\d.]+ MB in [\d.]+ s", printed.err)
    assert "\x1b[" not in printed.err


def test_a_chart_of_another_form_and_a_folder_with_other_files_are_refused(
    small_tables: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    data = f"--data={small_tables}"
    assert run(monkeypatch, "chart", "market-size", f"-o{tmp_path / 'a.png'}", data) == 2
    assert ".html or .svg" in capsys.readouterr().err
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    assert run(monkeypatch, "site", f"-o{tmp_path}", data) == 1
    assert "something else than a site" in capsys.readouterr().err
