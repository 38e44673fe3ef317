"""The wheel in an empty environment, asked from another folder, answers as the checkout does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.render.assets import find_assets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path, **environment: str) -> str:
    ended = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(
    root: Path, tmp_path_factory: pytest.TempPathFactory, absent: Callable[[str], None]
) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    ended = subprocess.run([*build, str(root)], capture_output=True, check=False, text=True)
    if ended.returncode != 0:
        absent(f"what pip needs to build a wheel ({ended.stderr.strip()[-200:]})")
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_tables_ontology_and_pages(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("data", "ontology", "viz"):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                assert f"aigraph/_bundle/{path.relative_to(root).as_posix()}" in names
    assert not [name for name in names if name.startswith("tests/")]
    built = find_assets()
    carried = {name.split("/")[3] for name in names if name.startswith("aigraph/_bundle/assets/")}
    assert carried == ({built.name} if built else set())


def test_the_installed_wheel_gives_the_same_answers(
    wheel: Path, tmp_path: Path, chain: Chain
) -> None:
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=tmp_path)
    binaries = venv / ("Scripts" if os.name == "nt" else "bin")
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    away = tmp_path / "away"
    away.mkdir()
    question = ["exposure", "--as-of", "2025-06-01", "--json"]
    told = run(binaries / "aigraph", *question, cwd=away, AIGRAPH_CACHE=str(tmp_path / "cache"))
    ours = chain.exposure(as_of=date(2025, 6, 1)).to_json()
    assert json.loads(told) == json.loads(json.dumps(ours))
    page = tmp_path / "chain.html"
    run(
        *(binaries / "aigraph", "view", "chain", "-o", page),
        cwd=away,
        AIGRAPH_CACHE=str(tmp_path / "cache"),
    )
    assert page.stat().st_size > 500_000
    if find_assets():
        asked = tmp_path / "sparql.html"
        run(
            *(binaries / "aigraph", "sparql-page", "-o", asked),
            cwd=away,
            AIGRAPH_ASSETS=str(tmp_path / "none"),
            AIGRAPH_CACHE=str(tmp_path / "cache"),
        )
        assert asked.stat().st_size > 2_000_000
