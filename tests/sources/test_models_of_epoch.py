"""Models: on which data they were trained, and which figures the file calls estimates."""

from __future__ import annotations

import csv
import io
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
    """The rows of a table as the models make them."""
    imported = take("epoch_models", real("epoch_models"))

    def made(table: str) -> list[Row]:
        text = imported.files[f"{table}.csv"].decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return made


def test_a_model_is_trained_on_its_data(made: Callable[[str], list[Row]]) -> None:
    predicates = {row["predicate"] for row in made("relations") if "datasets/" in row["object"]}
    assert predicates == {"trainedOnData"}


@pytest.mark.parametrize(
    ("model", "measure", "status"),
    [
        ("mi-dm-200b", "parameter-count", "unspecified"),
        ("transformer-xl-define-141m", "parameter-count", "unspecified"),
        ("grok-3", "training-time", "estimate"),
        ("grok-3", "training-compute", "estimate"),
    ],
)
def test_an_estimate_is_what_the_file_calls_so(
    model: str, measure: str, status: str, made: Callable[[str], list[Row]]
) -> None:
    """Remarks: "200B"; "Table 2b"; "Estimated to be approximately 3 months"."""
    entity = f"models/epoch-model-{model}"
    found = [
        row["status"]
        for row in made("observations")
        if (row["entity"], row["measure"]) == (entity, measure)
    ]
    assert set(found) == {status}


def test_costs_name_the_year_of_their_prices(made: Callable[[str], list[Row]]) -> None:
    costs = [row for row in made("observations") if row["measure"] == "training-cost"]
    assert {row["note"] for row in costs} == {"In dollars of 2023."}
