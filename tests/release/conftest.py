"""Tables of a few rows, which build in a moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import ontology_dir
from aigraph.release.build import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHIP = "chips/nvidia-h100-sxm"


@pytest.fixture(scope="session")
def few(tables_of: Callable[..., Path]) -> Path:
    """The tables with no more rows than one chip needs."""
    return tables_of(CHIP)


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
