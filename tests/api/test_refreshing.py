"""A refresh takes a new file in and shows what it changed, or leaves everything as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.api import refreshing
from aigraph.api.chain import load
from aigraph.api.refreshing import refresh
from aigraph.errors import AigraphError, DataError, ReleaseError
from aigraph.sources.known import source_in

if TYPE_CHECKING:
    from pathlib import Path

TEXT = re.compile(r"^```text\n(## .*?)^```$", re.DOTALL | re.MULTILINE)
COMMANDS = re.compile(r"^```sh\n(aigraph import harbour_sites.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(autouse=True)
def harbour(example: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the example be found as if it were installed."""
    monkeypatch.syspath_prepend(example)
    source = source_in(example / "harbour_sites", "harbour_sites")
    monkeypatch.setattr(refreshing, "find_source", lambda _: source)


@pytest.fixture
def shipped(data: Path, example: Path) -> Path:
    """Tables that hold the example's first file."""
    refresh("harbour_sites", example / "download/sites.csv", ship=True, data=data)
    return data


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_file_gives_a_new_release_that_holds_it(shipped: Path, example: Path) -> None:
    made = refresh("harbour_sites", example / "june/sites.csv", ship=True, data=shipped)
    assert made.folder == shipped / "harbour_sites"
    assert b"Bahia" in (made.folder / "facilities.csv").read_bytes()
    assert made.imported.report.as_json()["read_on"]
    answer = made.after.diff(made.before, skip_answers=True)
    changes = {(row["part"], row["change"], row["label"]) for row in answer.rows}
    assert ("things", "added", "Bahia") in changes
    assert ("things", "removed", "Hafen 2") in changes
    (power,) = [row for row in answer.rows if row["field"] == "value"]
    assert (power["before"], power["after"]) == ("120", "140")


def test_the_release_is_the_one_that_the_tables_then_name(shipped: Path, example: Path) -> None:
    made = refresh("harbour_sites", example / "june/sites.csv", ship=True, data=shipped)
    stages: list[str] = []
    assert load(shipped, progress=stages.append).release.name == made.after.release.name
    assert stages == []


def test_an_import_of_yours_goes_to_your_folder(data: Path, example: Path, cache: Path) -> None:
    tables = content(data)
    first = refresh("harbour_sites", example / "download/sites.csv", data=data)
    assert "facilities/harbour-pampa" not in first.before.release.view.things
    second = refresh("harbour_sites", example / "june/sites.csv", data=data)
    assert second.folder.parent == cache.parent / "imported"
    assert second.before.release.name == first.after.release.name
    assert content(data) == tables


def test_another_order_of_rows_is_no_difference(shipped: Path, example: Path) -> None:
    header, *rows = (example / "download/sites.csv").read_text("utf-8").splitlines()
    turned = shipped.parent / "sites.csv"
    turned.write_text("\n".join([header, *reversed(rows), ""]), "utf-8")
    made = refresh("harbour_sites", turned, ship=True, data=shipped)
    assert made.after.diff(made.before, skip_answers=True).rows == []


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda text: text.replace("Country", "Land"), "Country"),
        (lambda text: text.rpartition(",")[0].rpartition(",")[0], "cells"),
        (lambda _: "", "empty"),
    ],
    ids=["renamed", "truncated", "empty"],
)
def test_a_faulty_file_changes_nothing(
    shipped: Path, example: Path, spoil: object, message: str
) -> None:
    before, release = content(shipped), load(shipped).release.name
    bad = shipped.parent / "sites.csv"
    assert callable(spoil)
    bad.write_text(spoil((example / "june/sites.csv").read_text("utf-8")), "utf-8")
    with pytest.raises(DataError, match=message):
        refresh("harbour_sites", bad, ship=True, data=shipped)
    assert content(shipped) == before
    assert load(shipped).release.name == release


def test_a_build_that_fails_changes_nothing(
    shipped: Path, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_given: object) -> Path:
        raise ReleaseError("a check of the graph fails")

    before = content(shipped)
    monkeypatch.setattr(refreshing, "build", fails)
    with pytest.raises(ReleaseError):
        refresh("harbour_sites", example / "june/sites.csv", ship=True, data=shipped)
    assert content(shipped) == before


def test_a_folder_that_holds_something_else_is_refused_at_once(data: Path, example: Path) -> None:
    (data / "harbour_sites").mkdir()
    (data / "harbour_sites/notes.txt").write_text("mine", "utf-8")
    with pytest.raises(AigraphError, match="something else"):
        refresh("harbour_sites", example / "download/sites.csv", ship=True, data=data)


def test_the_page_shows_what_the_commands_print(root: Path, example: Path, data: Path) -> None:
    page = (root / "docs/open-data.md").read_text(encoding="utf-8")
    ((commands,), (shown,)) = COMMANDS.findall(page), TEXT.findall(page)
    found = os.pathsep.join((str(example), str(root / "src")))
    printed = ""
    for line in commands.splitlines():
        run = subprocess.run(
            [sys.executable, "-m", *line.split()],
            cwd=example,
            env={**os.environ, "PYTHONPATH": found, "AIGRAPH_DATA": str(data)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        printed = run.stdout
    assert printed.partition("\nRelease ")[0] == shown.rstrip("\n") + "\n"
