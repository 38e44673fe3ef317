"""The worked example of docs/adding-a-source.md works as it says."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.sources.importing import check_cases
from aigraph.sources.known import source_in

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/adding-a-source.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def place(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page, and the metadata that installing makes."""
    folder = tmp_path_factory.mktemp("example")
    for _, name, text in BLOCK.findall(page):
        if name:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    (folder / "harbour_sites/__init__.py").touch()
    installed = folder / "harbour_sites-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-sites\nVersion: 1\n")
    (installed / "entry_points.txt").write_text(
        "[aigraph.sources]\nharbour_sites = harbour_sites\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def told(place: Path, root: Path) -> str:
    """What the command prints on standard output."""
    found = os.pathsep.join((str(place), str(root / "src")))
    words = ["import", "harbour_sites", "download/sites.csv", "-o", "harbour"]
    run = subprocess.run(
        [sys.executable, "-m", "aigraph", *words],
        cwd=place,
        env={**os.environ, "PYTHONPATH": found},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_command_prints_what_the_page_shows(page: str, told: str) -> None:
    shown = [text for kind, _, text in BLOCK.findall(page) if kind == "text"]
    assert shown == [told]


def test_the_tables_say_what_the_file_says(place: Path, told: str) -> None:
    sites = (place / "harbour/facilities.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:5] for line in sites[1:]] == [
        ["harbour-hafen-1", "Hafen 1", "", "data-centre", ""],
        ["harbour-hafen-2", "Hafen 2", "", "data-centre", ""],
        ["harbour-pampa", "Pampa", "", "data-centre", ""],
    ]
    assert [line.split(",")[5] for line in sites[1:]] == ["germany", "germany", "argentina"]
    assert all('"sites.csv, row' in line for line in sites[1:])
    figures = (place / "harbour/observations.csv").read_text(encoding="utf-8")
    assert ",40," in figures
    assert "2025-12-31" in figures


def test_the_cases_hold_and_would_fail(place: Path, told: str) -> None:
    source = source_in(place / "harbour_sites", "harbour_sites")
    rows = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in (place / "harbour").glob("*.csv")
    }
    assert check_cases(source, rows) == 3
    rows["facilities"] = [{**row, "place": "germany"} for row in rows["facilities"]]
    with pytest.raises(DataError, match=r"harbour-pampa of facilities has .'germany'., not"):
        check_cases(source, rows)
