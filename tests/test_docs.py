"""Every command and code block of README and docs runs; what the documents name exists."""

from __future__ import annotations

import re
import runpy
import shlex
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aigraph.cli.main import main
from aigraph.version import __version__

if TYPE_CHECKING:
    from aigraph.api import Chain

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md")), ROOT / "data/README.md"]
README = ROOT / "README.md"
GUIDES = [README, *sorted(ROOT.glob("docs/*.md"))]


def blocks(document: Path, language: str) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def lines(document: Path) -> list[str]:
    return [line for block in blocks(document, "sh") for line in block.splitlines() if line]


COMMANDS = lines(README)
SET_UP = [line for line in COMMANDS if line.startswith("python")]
ELSEWHERE = ("aigraph site ", "aigraph assets", "aigraph sparql-page ", "aigraph import ")
ELSEWHERE += ("aigraph refresh ", "aigraph resolve --accept-rule", "aigraph resolve --confirm")
"""Commands that other tests run, with what these need, or on tables that they may change."""
ASKED = sorted(
    {
        line
        for guide in GUIDES
        for line in lines(guide)
        if line.startswith("aigraph") and not line.startswith(ELSEWHERE)
    }
)


def test_there_are_two_set_up_commands_each_one_line() -> None:
    assert len(SET_UP) == 2
    assert set(COMMANDS) == {*SET_UP, *(line for line in COMMANDS if line in ASKED)}
    assert "README.md" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [SET_UP[0].partition("-m aigraph")[2], *ASKED])
def test_a_command_runs(
    line: str,
    chain: Chain,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    words = shlex.split(line.removeprefix("aigraph"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["aigraph", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in {0, None}
    assert capsys.readouterr().out or list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "block",
    [
        block
        for guide in GUIDES
        if guide.name != "sparql-page.md"  # its own tests run it, with what it needs
        for block in blocks(guide, "python")
    ],
    ids=lambda _: "",
)
def test_a_python_block_runs(
    chain: Chain, block: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "block.py").write_text(block, encoding="utf-8")
    runpy.run_path(str(tmp_path / "block.py"), run_name="__main__")


def test_the_python_block_of_the_readme_prints(
    chain: Chain, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = blocks(README, "python")
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert names["rows"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_to_a_file_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / target).exists(), target


def test_every_folder_the_readme_names_exists() -> None:
    for name in re.findall(r"^\| `([a-z]+/)` \|", README.read_text("utf-8"), re.MULTILINE):
        assert (ROOT / name).is_dir(), name


def test_the_version_is_told_once_and_dated() -> None:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        assert tomllib.load(stream)["project"]["dynamic"] == ["version"]
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
