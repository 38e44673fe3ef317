"""The list of open data sets, and the commands that import one."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

ITEM = "          - item:\n            name: Loom {}\n            project: sandbox\n"
HEAD = "landscape:\n  - category:\n    name: Data\n    subcategories:\n"
HEAD += "      - subcategory:\n        name: Tool\n        items:\n"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("AIGRAPH_IMPORTED", str(tmp_path / "mine"))

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["aigraph", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err  # type: ignore[return-value]

    return run


def test_what_is_imported_is_listed(
    chain: Chain, run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (before,) = chain.sources("landscape").rows
    assert (before["licence"], before["may_ship"]) == ("Apache-2.0", "yes")
    assert before["things"] > 300
    path = tmp_path / "landscape.yml"
    path.write_text(HEAD + "".join(ITEM.format(n) for n in range(300)))
    code, out, _ = run("import", "lfai-landscape", path)
    assert code == 0
    assert "landscape.yml: 300 of 300 rows mapped" in out
    assert run("import", "lfai_landscape", path, "--check")[0] == 0
    (after,) = chain.sources("landscape").rows
    assert (after["rows"], after["mapped"], after["things"]) == (300, 300, 300)
    path.write_text(HEAD + "".join(ITEM.format(n) for n in range(301)))
    code, out, _ = run("import", "lfai_landscape", path, "--check")
    assert code == 1
    assert "services.csv differs from what the import makes" in out
    (kept,) = chain.sources("landscape").rows
    assert kept == after


def test_a_maintainer_renews_the_tables_that_ship(
    root: Path, run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    tables = shutil.copytree(root / "data", tmp_path / "data")
    path = tmp_path / "landscape.yml"
    path.write_text(HEAD + "".join(ITEM.format(n) for n in range(300)))
    words = ("import", "lfai_landscape", path, "--ship", "--data", tables)
    assert run(*words, "--check")[0] == 1
    code, out, _ = run(*words)
    assert code == 0, out
    assert "Loom 299" in (tables / "lfai_landscape/services.csv").read_text(encoding="utf-8")
    assert run(*words, "--check")[0] == 0
    assert not (tmp_path / "mine").exists()
    assert run(*words, "-o", tmp_path / "elsewhere")[0] == 2


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("lfai_landscap", "x"), 3, "no source called 'lfai_landscap' (did you mean"),
        (("lfai_landscape", "nowhere"), 2, "there is no such file or folder"),
    ],
)
def test_what_cannot_be_imported(
    run: Callable[..., tuple[int, str, str]], words: tuple[str, ...], code: int, message: str
) -> None:
    ended, _, err = run("import", *words)
    assert ended == code
    assert message in err


def test_what_may_not_be_passed_on_is_told(chain: Chain) -> None:
    kept = {row["name"] for row in chain.sources().rows if row["may_ship"] == "no"}
    assert kept == {"ecosystem_graphs", "eto_supply_chain"}
