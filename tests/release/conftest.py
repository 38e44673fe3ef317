"""Tables of a few rows, which build in a moment."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import ontology_dir
from aigraph.rdf.claims import targets
from aigraph.release.build import build
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHIP = "chips/nvidia-h100-sxm"


@pytest.fixture(scope="session")
def few(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables with no more rows than one chip needs."""
    rows = {}
    for name in TABLES:
        with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows[name] = {row["key"]: row for row in csv.DictReader(stream)}
    kept: set[str] = set()
    waiting = {CHIP}
    while waiting:
        thing = waiting.pop()
        kept.add(thing)
        table, _, key = thing.partition("/")
        for column in TABLES[table].columns:
            if column.kind in {"reference", "references"}:
                waiting |= set(targets(column, rows[table][key][column.name])) - kept
    folder = tmp_path_factory.mktemp("few") / "data"
    folder.mkdir()
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            columns = [column.name for column in table.columns]
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for key, row in rows[name].items() if f"{name}/{key}" in kept)
    return folder


@pytest.fixture(scope="session")
def built(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with one release of those tables, to be copied and not changed."""
    cache = tmp_path_factory.mktemp("built") / "cache"
    build(few, ontology_dir(), cache)
    return cache


@pytest.fixture
def data(few: Path, tmp_path: Path) -> Path:
    """A copy of those tables that a test may change."""
    return shutil.copytree(few, tmp_path / "data")


@pytest.fixture
def cache(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, in which the release of those tables is."""
    copy = shutil.copytree(built, tmp_path / "cache")
    monkeypatch.setenv("AIGRAPH_CACHE", str(copy))
    return copy


@pytest.fixture(scope="session")
def small_files() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command that may write no file of more than 40 kB, as on a disk that is full."""

    def run(*words: object, cache: Path) -> subprocess.CompletedProcess[str]:
        limited = ["bash", "-c", 'ulimit -f 40; exec "$@"', "bash", sys.executable, "-m", "aigraph"]
        return subprocess.run(
            [*limited, *map(str, words)],
            capture_output=True,
            check=False,
            text=True,
            env={**os.environ, "AIGRAPH_CACHE": str(cache)},
        )

    return run
