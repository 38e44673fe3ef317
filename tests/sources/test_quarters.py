"""Chips by quarter: fiscal and calendar quarters overlap, so that they are measures apart."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

Row = dict[str, str]


@pytest.fixture
def made(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> Callable[[str], list[Row]]:
    """The rows of a table as the sales of chips make them."""
    imported = take("epoch_chip_sales_owners", real("epoch_chip_sales_owners"))

    def made(table: str) -> list[Row]:
        text = imported.files[f"{table}.csv"].decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return made


def test_no_two_quarters_of_one_measure_overlap(made: Callable[[str], list[Row]]) -> None:
    spans: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in made("observations"):
        first, slash, last = row["period"].partition("/")
        if slash:
            spans[row["entity"], row["measure"]].add((first, last))
    assert spans
    for fact, found in spans.items():
        ordered = sorted(found)
        for (_, last), (first, _) in pairwise(ordered):
            assert last < first, fact


def test_that_a_measure_includes_another_is_inferred(made: Callable[[str], list[Row]]) -> None:
    grades = {row["grade"] for row in made("relations") if row["predicate"] == "includedIn"}
    assert grades == {"inferred"}


def test_measures_and_categories_keep_the_words_of_their_source(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    lists = take("us_tariff_lists", real("us_tariff_lists")).files["concepts.csv"].decode()
    assert "USMCA claim share: Mexico" in lists
    trade = take("us_ai_trade", real("us_ai_trade")).files["concepts.csv"].decode()
    assert "AI trade: cooling and HVAC" in trade
