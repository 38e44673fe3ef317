"""Competency questions: each query over the release gives its gold rows."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import ontology_dir
from aigraph.questions.sparql import run

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain

QUERIES = sorted((ontology_dir() / "questions").glob("*.rq"))
GOLD = [path for path in QUERIES if path.with_suffix(".csv").exists()]
DAY = date(2026, 11, 25)


def comparable(value: object) -> object:
    """Return numbers as numbers, whatever their spelling, and no value as an empty text."""
    if value is None:
        return ""
    try:
        return round(float(str(value)), 9)
    except ValueError:
        return str(value)


def test_there_are_enough() -> None:
    assert len(GOLD) >= 25


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_rows(chain: Chain, path: Path) -> None:
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        headings, *expected = list(csv.reader(stream))
    variables, rows = run(chain.release, path.read_text(encoding="utf-8"), DAY)
    assert variables == headings
    found = {tuple(comparable(row[name]) for name in variables) for row in rows}
    assert expected
    assert found == {tuple(comparable(cell) for cell in row) for row in expected}


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_query_says_what_it_asks(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
