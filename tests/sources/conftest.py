"""What the tests of sources share: a made data set, and the real ones where they lie beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import data_dir, ontology_dir
from aigraph.sources.importing import import_source
from aigraph.sources.known import find_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.sources.importing import Imported

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT.parent / "shared" / "datasets"


@pytest.fixture
def take() -> Callable[[str, Path], Imported]:
    """Import a source from a place, writing nothing."""

    def take(name: str, path: Path) -> Imported:
        return import_source(
            find_source(name),
            path,
            data_dir(),
            ontology_dir(),
            lambda _: None,
            read_on="2026-11-28",
        )

    return take


@pytest.fixture(scope="session")
def real(absent: Callable[[str], None]) -> Callable[[str], Path]:
    """The folder of a real data set."""

    def real(name: str) -> Path:
        folder = DATASETS / name
        if not folder.is_dir():
            absent(f"../shared/datasets/{name}")
        return folder

    return real
