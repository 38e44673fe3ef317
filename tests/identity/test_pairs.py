"""The rule against pairs that a reader labelled from the rows, drawn by `bench/draw_pairs.py`.

Half of them were looked at while the rule was written, the other half only counted.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aigraph.identity.deciding import compare
from aigraph.identity.known import Known
from aigraph.identity.pairs import read_pairs
from aigraph.identity.things import read_things
from aigraph.paths import data_dir, ontology_dir
from aigraph.sources.importing import import_source, write
from aigraph.sources.known import find_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aigraph.identity.shelves import Collection
    from aigraph.identity.things import Thing

HERE = Path(__file__).parent
DATASETS = Path(__file__).resolve().parents[3] / "shared" / "datasets"
LOCAL = ("eto_supply_chain", "ecosystem_graphs")
OTHERS = (
    "awesome_llms_in_china",
    "epoch_ai_companies",
    "epoch_chip_sales_owners",
    "epoch_data_centers",
    "epoch_gpu_clusters",
    "epoch_ml_hardware",
    "epoch_models",
    "lfai_landscape",
)
HALVES = ("tuning", "held out")
Labelled = tuple[dict[str, str], "Thing", "Thing"]


def rates(pairs: Iterable[Labelled], known: Known) -> tuple[float, float]:
    """Return precision and recall of "same"; what is unsure counts as not the same."""
    said = [
        (compare(left, right, known).judgement == "same", row["label"] == "same")
        for row, left, right in pairs
    ]
    right = sum(found and true for found, true in said)
    return right / sum(found for found, _ in said), right / sum(true for _, true in said)


def labelled() -> list[Labelled]:
    return list(read_pairs(HERE / "pairs.csv"))


def test_there_are_enough_pairs_and_hard_ones_among_them() -> None:
    rows = [row for row, _, _ in labelled()]
    with (HERE / "local_pairs.csv").open(encoding="utf-8", newline="") as stream:
        local = list(csv.DictReader(stream))
    assert len(rows) + len(local) >= 300
    assert {row["label"] for row in (*rows, *local)} == {"same", "different", "unsure"}
    hard = [row for row in rows if row["label"] == "different" and float(row["ratio"]) >= 85]
    assert len(hard) >= 100


def test_no_name_of_a_source_that_may_not_ship_is_in_the_pairs() -> None:
    prefixes = ("crfm-", "eto-chips-")
    ids = [row[f"{side}_id"] for row, _, _ in labelled() for side in ("left", "right")]
    assert not [one for one in ids if one.partition("/")[2].startswith(prefixes)]


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall(half: str, curated: Collection) -> None:
    by_id = {thing.id: thing for thing in curated.things}
    pairs = [
        (row, by_id.get(left.id, left), by_id.get(right.id, right))
        for row, left, right in labelled()
        if row["half"] == half
    ]
    precision, recall = rates(pairs, curated.known)
    assert precision >= 0.98
    assert recall >= 0.90


@pytest.fixture(scope="session")
def everything(
    absent: Callable[[str], None], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Thing]:
    """The things of the curated tables and of every data set, by a hash of their identifiers."""
    things = read_things(data_dir())
    known = {thing.id: thing for thing in things}
    target = tmp_path_factory.mktemp("imports")
    for name in (*LOCAL, *OTHERS):
        if not (DATASETS / name).is_dir():
            absent(f"../shared/datasets/{name}")
        found = import_source(
            find_source(name),
            DATASETS / name,
            data_dir(),
            ontology_dir(),
            lambda _: None,
            read_on="2026-11-28",
        )
        write(found, target / name, data_dir())
        things += read_things(target / name, name, known)
    return {hashlib.sha256(thing.id.encode()).hexdigest()[:16]: thing for thing in things}


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall_with_the_data_sets_that_may_not_ship(
    half: str, everything: dict[str, Thing]
) -> None:
    known = Known(everything.values())
    with (HERE / "local_pairs.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["half"] == half]
    pairs = [(row, everything[row["left"]], everything[row["right"]]) for row in rows]
    pairs += [item for item in labelled() if item[0]["half"] == half]
    precision, recall = rates(pairs, known)
    assert precision >= 0.98
    assert recall >= 0.90
