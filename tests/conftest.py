"""What tests share: one release built once, and tools that may be absent from a machine."""

from __future__ import annotations

import csv
import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from aigraph.paths import assets_dir

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache" / "aigraph"
"""Where tests build releases; a release is named by what it is made from, so runs share it."""
os.environ["AIGRAPH_ASSETS"] = str(assets_dir())  # built once, by `aigraph assets`
os.environ["AIGRAPH_CACHE"] = str(CACHE)
os.environ.pop("AIGRAPH_DATA", None)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aigraph.api import Chain
    from aigraph.graph import View


# A busy machine must not fail a property; speed is measured in bench/.
settings.register_profile("aigraph", deadline=None)
settings.load_profile("aigraph")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let go of the releases that earlier runs built from folders that are gone."""
    if not hasattr(session.config, "workerinput"):
        from aigraph.release.cache import Cache

        cache = Cache(CACHE)
        for pin in cache.pins():
            cache.unpin(pin)
        cache.prune()


def _absent(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def absent() -> Callable[[str], None]:
    """Skip a test whose tool is absent, except in CI, where that is a failure."""
    return _absent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def chain() -> Chain:
    import aigraph
    from aigraph.release.cache import Cache

    chain = aigraph.load()
    Cache(CACHE).pin("tests", chain.release.folder.name)  # tests build more than the cache keeps
    return chain


@pytest.fixture(scope="session")
def view(chain: Chain) -> View:
    return chain.release.view


@pytest.fixture(scope="session")
def tables_of(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make a folder of tables with no more rows than some things need: they build in a moment."""
    from aigraph.rdf.claims import targets
    from aigraph.schema import TABLES

    def tables_of(*things: str) -> Path:
        rows = {}
        for name in TABLES:
            with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                rows[name] = {row["key"]: row for row in csv.DictReader(stream)}
        kept: set[str] = set()
        waiting = set(things)
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

    return tables_of


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may break."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    return folder


@pytest.fixture(scope="session")
def browser(absent: Callable[[str], None]) -> Iterator[Any]:
    """One Chromium for all tests that need one: two would each want the event loop."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    wanted = ("playwright", "axe_playwright_python")
    if program is None or not all(map(importlib.util.find_spec, wanted)):
        absent("playwright, axe-playwright-python or Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()
