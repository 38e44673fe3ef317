"""A small world of tables that hold together, for tests to break."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from aigraph.ontology import read_ends
from aigraph.paths import ontology_dir
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from aigraph.ontology import Ends

EVIDENCE = {"source": "s1", "locator": "L1", "grade": "stated", "confidence": "high"}
ROWS: dict[str, list[dict[str, str]]] = {
    "sources": [
        {
            "key": "s1",
            "title": "A report, revised",
            "url": "https://example.org/a",
            "read_on": "2026-11-25",
            "licence": "CC-BY-4.0",
            "kind": "web",
        },
    ],
    "schemes": [
        {"key": "parts", "label_en": "Parts", "kind": "component"},
        {"key": "measures", "label_en": "Measures", "kind": "measure"},
        {"key": "industries", "label_en": "Industries", "kind": "vertical"},
    ],
    "concepts": [
        {"key": "gpu", "label_en": "GPU", "scheme": "parts"},
        {"key": "processor", "label_en": "Processor", "scheme": "parts"},
        {"key": "speed", "label_en": "Speed", "scheme": "measures"},
        {"key": "health", "label_en": "Health", "scheme": "industries"},
    ],
    "organisations": [
        {"key": "tsmc", "label_en": "TSMC", "kind": "company", "headquarters": "taiwan"},
        {"key": "nvidia", "label_en": "NVIDIA", "label_zh": "英伟达", "kind": "company"},
    ],
    "places": [
        {"key": "asia", "label_en": "Asia", "kind": "region"},
        {"key": "taiwan", "label_en": "Taiwan", "kind": "economy", "within": "asia"},
    ],
    "chips": [
        {"key": "h100", "label_en": "NVIDIA H100", "designer": "nvidia", "released": "2022-09"},
        {"key": "b100", "label_en": "NVIDIA B100", "category": "gpu", "designer": "nvidia"},
    ],
    "models": [
        {"key": "m", "label_en": "A model", "access": "api"},
    ],
    "policies": [
        {"key": "act", "label_en": "An act", "kind": "statute"},
    ],
    "codes": [
        {"key": "hs-1", "label_en": "Goods", "system": "hs", "notation": "1"},
    ],
    "rules": [
        {
            "key": "duty",
            "label_en": "A duty",
            "kind": "duty",
            "policy": "act",
            "rate": "0.25",
            "covers_all": "no",
            "valid_from": "2025",
            "status": "in-force",
        },
    ],
    "scopes": [
        {"key": "sc", "rule": "duty", "code": "hs-1"},
    ],
    "thresholds": [
        {"key": "ga", "scope": "sc", "measure": "speed", "at_least": "5", "unit": "TPP"},
    ],
    "relations": [
        {
            "key": "r1",
            "subject": "chips/h100",
            "predicate": "fabricatedBy",
            "object": "organisations/tsmc",
        },
    ],
    "observations": [
        {
            "key": "o1",
            "entity": "chips/h100",
            "measure": "speed",
            "value": "12.5",
            "unit": "W",
            "period": "2025",
            "status": "actual",
            "printed": "12.5",
        },
    ],
    "aliases": [
        {"key": "a1", "thing": "chips/h100", "label": "H100", "language": "en", "kind": "alias"},
    ],
}
"""Rows by table, without their evidence; tables that are not named have a header alone."""


def contents() -> dict[str, bytes]:
    """Return the bytes of every table of the small world."""
    found = {}
    for name, table in TABLES.items():
        file = io.StringIO(newline="")
        writer = csv.DictWriter(file, list(table.by_name), lineterminator="\n")
        writer.writeheader()
        for row in ROWS.get(name, []):
            evidence = {column: EVIDENCE.get(column, "") for column in table.by_name}
            writer.writerow(evidence | row)
        found[name] = file.getvalue().encode()
    return found


@pytest.fixture(scope="session")
def ends() -> dict[str, Ends]:
    return read_ends(ontology_dir())


@pytest.fixture
def small() -> dict[str, bytes]:
    """The files of the small world by table."""
    return contents()
