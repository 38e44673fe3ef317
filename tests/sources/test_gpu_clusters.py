"""Figures of clusters: reported, calculated or planned, as the columns of the file say."""

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
    """The rows of a table as the clusters make them."""
    imported = take("epoch_gpu_clusters", real("epoch_gpu_clusters"))

    def made(table: str) -> list[Row]:
        text = imported.files[f"{table}.csv"].decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return made


def _figure(rows: list[Row], cluster: str, measure: str) -> Row:
    entity = f"facilities/epoch-cluster-{cluster}"
    (row,) = [row for row in rows if (row["entity"], row["measure"]) == (entity, measure)]
    return row


def test_only_what_the_file_reports_is_actual(made: Callable[[str], list[Row]]) -> None:
    """Counted in the file: 30 existing or ended clusters have a reported cost that is used."""
    found = made("observations")
    assert _figure(found, "nvidia-selene-phase-2", "hardware-cost")["status"] == "estimate"
    calculated = _figure(found, "paper-on-bloomberggpt", "power-capacity")
    assert (calculated["status"], calculated["confidence"]) == ("estimate", "high")
    assert calculated["note"].startswith("Calculated by the source.")
    assert "Possibly listed twice by the source" in calculated["note"]
    assert {row["status"] for row in found if row["measure"] == "h100-equivalents-installed"} == {
        "estimate",
        "forecast",
    }
    colossus = _figure(found, "xai-colossus-memphis-phase-1", "power-capacity")
    assert (colossus["status"], colossus["note"][:11]) == ("actual", "Reported in")


def test_what_followed_a_phase_is_named(made: Callable[[str], list[Row]]) -> None:
    held = [
        row
        for row in made("relations")
        if row["subject"] == "facilities/epoch-cluster-xai-colossus-memphis-phase-1"
    ]
    assert held
    assert all("Superseded by xAI Colossus Memphis Phase 2" in row["note"] for row in held)


def test_who_owns_a_cluster_runs_it_by_inference_only(made: Callable[[str], list[Row]]) -> None:
    owners = [row for row in made("relations") if row["predicate"] == "operatedBy"]
    assert {row["grade"] for row in owners} == {"inferred"}


def test_systems_of_one_name_are_found_by_what_they_hold(
    made: Callable[[str], list[Row]],
) -> None:
    systems = [row for row in made("facilities") if "anonymized" in row["key"]]
    assert len(systems) == 257
    assert not any(" of 257)" in row["locator"] for row in systems)
    assert any("First Operational Date 2020-06-15" in row["locator"] for row in systems)
