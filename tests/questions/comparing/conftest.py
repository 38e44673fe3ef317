"""Small tables that a test may edit, and the releases built from them compared."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.api.chain import Chain
from aigraph.paths import ontology_dir
from aigraph.release.build import build
from aigraph.release.opened import open_release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.questions.answer import Answer

CHIPS = ("chips/nvidia-h100-sxm", "chips/amd-mi300x")
NAMED = (*CHIPS, "organisations/nvidia", "organisations/tsmc")


@pytest.fixture(scope="session")
def few(tables_of: Callable[..., Path], root: Path) -> Path:
    """Tables of two chips, a few statements, figures and thresholds."""
    more = []
    for table, wanted, about in (
        ("relations", 6, CHIPS),
        ("observations", 4, CHIPS),
        ("aliases", 3, NAMED),
    ):
        with (root / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            rows = [
                row
                for row in csv.DictReader(stream)
                if any(thing in row.values() for thing in about)
            ]
        more += [f"{table}/{row['key']}" for row in rows[:wanted]]
    return tables_of(*CHIPS, *more, "thresholds/s232-semiconductors-104-tpp")


@pytest.fixture
def data(few: Path, tmp_path: Path) -> Path:
    """A copy of those tables that a test may change."""
    return shutil.copytree(few, tmp_path / "data")


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Chain]:
    """Build tables, once for each content, and open the release."""
    cache = tmp_path_factory.mktemp("cache")
    return lambda folder: Chain(open_release(build(folder, ontology_dir(), cache)))


@pytest.fixture
def compared(few: Path, opened: Callable[[Path], Chain]) -> Callable[..., Answer]:
    """Compare the tables as they were with those that a test changed."""

    def compared(data: Path, **given: Any) -> Answer:
        return opened(data).diff(opened(few), **{"skip_answers": True, **given})

    return compared


@pytest.fixture(scope="session")
def edit() -> Callable[..., str]:
    """Change cells of the row of a key; return what the first of them was."""

    def edit(data: Path, table: str, row_key: str, /, **cells: str) -> str:
        path = data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            columns, rows = list(reader.fieldnames or ()), list(reader)
        (row,) = [row for row in rows if row["key"] == row_key]
        before = row[next(iter(cells))]
        row.update(cells)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return before

    return edit
