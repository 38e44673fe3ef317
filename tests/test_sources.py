"""What every source tells of itself, and where rows say that they stand in it."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def sources(root: Path) -> list[dict[str, str]]:
    return rows(root / "data" / "sources.csv")


def test_every_source_has_a_day_of_reading_and_a_licence(sources: list[dict[str, str]]) -> None:
    for source in sources:
        assert date.fromisoformat(source["read_on"]) <= date.today(), source["key"]
        assert source["licence"], source["key"]
        assert source["publisher"] or source["kind"] == "document", source["key"]


def test_the_licence_of_a_data_set_is_known(sources: list[dict[str, str]]) -> None:
    sets = [source for source in sources if source["kind"] == "dataset"]
    assert sets
    assert not [source["key"] for source in sets if source["licence"] == "unknown"]


def test_a_web_page_has_its_address(sources: list[dict[str, str]]) -> None:
    assert not [
        source["key"] for source in sources if source["kind"] == "web" and not source["url"]
    ]


def test_a_locator_names_a_place(root: Path) -> None:
    for path in sorted((root / "data").glob("*.csv")):
        for row in rows(path):
            assert "opening excerpt" not in row.get("locator", ""), (path.name, row["key"])


def test_a_row_whose_place_is_not_recorded_is_not_of_high_confidence(root: Path) -> None:
    for path in sorted((root / "data").glob("*.csv")):
        for row in rows(path):
            if "not recorded" in row.get("locator", "") and row.get("confidence"):
                assert row["confidence"] != "high", (path.name, row["key"])


def test_a_further_source_does_not_widen_when_a_fact_holds(root: Path) -> None:
    """Rows ``e0001`` and on repeat facts of other rows; where all those are dated, so are they."""
    facts: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows(root / "data" / "relations.csv"):
        key = row["subject"], row["predicate"], row["object"]
        facts.setdefault(key, []).append(row)
    for told in facts.values():
        repeats = [row for row in told if re.fullmatch(r"e\d{4}", row["key"])]
        first = [row for row in told if row not in repeats]
        if first and all(row["valid_from"] or row["valid_to"] for row in first):
            assert all(row["valid_from"] or row["valid_to"] for row in repeats), repeats
