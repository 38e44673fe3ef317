"""What the tests of identity share: the curated tables, and small folders as imports write them."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from aigraph.identity.shelves import Collection, collect
from aigraph.identity.things import Thing
from aigraph.paths import data_dir
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@pytest.fixture(scope="session")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The things of the project's own tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIGRAPH_IMPORTED", str(tmp_path_factory.mktemp("imported")))
        return collect(data_dir(), None, lambda _: None)


@pytest.fixture
def tables(tmp_path: Path, root: Path) -> Path:
    """A copy of the curated tables alone, which a test may change."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in (root / "data").glob("*.csv"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def thing() -> Callable[..., Thing]:
    """A thing that no table holds, by its kind and name."""

    def thing(table: str, name: str, *makers: str, released: str = "", place: str = "") -> Thing:
        places = (place,) if place else ()
        return Thing(f"{table}/{name}", (name,), makers, released=released, places=places)

    return thing


@pytest.fixture
def shelf() -> Callable[..., Path]:
    """Make a folder of tables such as an import writes."""

    def shelf(
        folder: Path, source: str, rows: dict[str, Sequence[dict[str, str]]], **manifest: object
    ) -> Path:
        folder.mkdir(parents=True)
        for table, some in rows.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, TABLES[table].by_name, restval="")
                writer.writeheader()
                writer.writerows(some)
        (folder / "import.json").write_text(json.dumps({"source": source, **manifest}), "utf-8")
        return folder

    return shelf
