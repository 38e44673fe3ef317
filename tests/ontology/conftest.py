"""The files of the ontology, parsed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    return ROOT / "ontology"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def terms(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "aigraph.ttl")


@pytest.fixture(scope="session")
def shapes(ontology_folder: Path) -> Graph:
    return Graph().parse(ontology_folder / "shapes.ttl")


@pytest.fixture(scope="session")
def good() -> Graph:
    return Graph().parse(Path(__file__).with_name("good.ttl"))
