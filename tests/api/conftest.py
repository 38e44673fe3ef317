"""A source of its own, as docs/adding-a-source.md makes one, and tables that it goes with."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="session")
def example(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of both pages, and the metadata that installing makes."""
    folder = tmp_path_factory.mktemp("example")
    for page in ("adding-a-source.md", "open-data.md"):
        for name, text in BLOCK.findall((root / "docs" / page).read_text(encoding="utf-8")):
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


@pytest.fixture(scope="session")
def few(tables_of: Callable[..., Path]) -> Path:
    """The tables that the example refers to, and one chip."""
    places = ("places/germany", "places/argentina")
    return tables_of("chips/nvidia-h100-sxm", "concepts/power-capacity", *places)


@pytest.fixture
def data(few: Path, tmp_path: Path) -> Path:
    """A copy of those tables that a test may change."""
    return shutil.copytree(few, tmp_path / "data")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache, and a folder of imports, of this test's own."""
    monkeypatch.setenv("AIGRAPH_IMPORTED", str(tmp_path / "imported"))
    monkeypatch.setenv("AIGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("AIGRAPH_WITH", raising=False)
    return tmp_path / "cache"
