"""Sites: what is known at the day of the data, what is expected after it, in which prices."""

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
_READ_AS_OF = "2026-07-07"


@pytest.fixture
def made(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> Callable[[str], list[Row]]:
    """The rows of a table as the sites make them."""
    imported = take("epoch_data_centers", real("epoch_data_centers"))

    def made(table: str) -> list[Row]:
        text = imported.files[f"{table}.csv"].decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return made


def test_what_is_after_the_day_of_the_data_is_expected(made: Callable[[str], list[Row]]) -> None:
    figures = made("observations")
    later = [row for row in figures if row["period"] > _READ_AS_OF]
    assert later
    assert {row["status"] for row in later} == {"forecast"}
    assert "forecast" not in {row["status"] for row in figures if row["period"] <= _READ_AS_OF}
    relations = made("relations")
    used = [row for row in relations if row["predicate"] == "usesAccelerator"]
    assert not [row for row in used if row["valid_from"] > _READ_AS_OF]
    assert any(row["predicate"] == "plansTo" for row in relations)


def test_costs_name_the_year_of_their_prices(made: Callable[[str], list[Row]]) -> None:
    costs = [row for row in made("observations") if row["unit"] == "USD"]
    assert {row["note"] for row in costs} == {"In dollars of 2025."}


def test_numbers_that_a_company_discloses_are_no_estimates(
    made: Callable[[str], list[Row]],
) -> None:
    """Row "A100 at Microsoft Project Osmium" is marked as an estimate."""
    disclosed = [row for row in made("observations") if row["note"] == "Disclosed by the company."]
    assert disclosed
    assert "estimate" not in {row["status"] for row in disclosed}


def test_who_owns_a_site_runs_it_by_inference_only(made: Callable[[str], list[Row]]) -> None:
    owners = [row for row in made("relations") if row["predicate"] == "operatedBy"]
    assert {row["grade"] for row in owners} == {"inferred"}


def test_the_share_of_a_type_counts_types_that_a_date_does_not_repeat(
    made: Callable[[str], list[Row]],
) -> None:
    """Papillion lists 194,429 TPU v4 in 2023 and, without them, three other types in 2024."""
    (share,) = (
        row
        for row in made("weights")
        if "papillion" in row["whole"] and row["period"] == "2024-08-03" and "v6e" in row["part"]
    )
    assert float(share["share"]) == pytest.approx(
        28_629 / (194_429 + 28_629 + 177_290 + 73_871), abs=1e-4
    )


def test_types_that_the_source_assumes_are_estimates(made: Callable[[str], list[Row]]) -> None:
    """Row "B300 at Meta Cheyenne": the type is marked as an estimate."""
    rows = [row for row in made("relations") if row["predicate"] in {"usesAccelerator", "plansTo"}]
    assumed = [row for row in rows if "estimates the type" in row["note"]]
    assert assumed
    assert {row["grade"] for row in assumed} == {"estimated"}
    assert any("cheyenne" in row["subject"] for row in assumed)
