"""What SPARQL says of goods is what the law says, on the shipped rules and on changed ones."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from aigraph.law.applicability import effects
from aigraph.ontology import read_ends
from aigraph.paths import ontology_dir
from aigraph.rdf.dataset import quads
from aigraph.rdf.law import read_goods
from aigraph.rdf.projection import project
from aigraph.stores.oxigraph import select
from aigraph.tables.read import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain

DAYS = [date(2019, 6, 1), date(2025, 5, 1), date(2025, 11, 1), date(2026, 2, 1), date(2026, 11, 25)]
DAY = date(2026, 2, 1)
IMPORTERS = ("places/united-states", "places/china")
COVERED = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?good ?relation ?rule WHERE {
  VALUES ?relation { ag:coveredBy ag:mayBeCoveredBy }
  GRAPH <https://w3id.org/aigraph/graph/derived> { ?good ?relation ?rule }
}
"""


def covered(store: Store, good: str = "") -> set[tuple[str, ...]]:
    return {
        tuple(value.rpartition("/")[2] for value in row.values())
        for row in select(store, COVERED)
        if row["good"].endswith(good)
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_day_has_the_edges_of_the_engine(chain: Chain, day: date) -> None:
    release = chain.release
    goods = read_goods(release.store, release.view.held(day))
    facts = {
        fact: True for rule in release.law.values() for item in rule.scopes for fact in item.facts
    }
    surely: dict[tuple[str, str], bool] = {}
    for good in {*goods.items, *goods.classified}:
        for importer in IMPORTERS:
            for entry in goods.entries(good, importer):
                for effect in effects(entry, release.law, day, given=facts):
                    key = good.rpartition("/")[2], effect.rule.id.rpartition("/")[2]
                    surely[key] = surely.get(key, False) or not effect.missing
    wanted = {
        (good, "coveredBy" if sure else "mayBeCoveredBy", rule)
        for (good, rule), sure in surely.items()
    }
    assert covered(release.store_at(day)) == wanted
    assert wanted


def append(path: Path, key: str, like: str, **cells: str) -> None:
    """Add a copy of a row with other cells."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        (row,) = (row for row in reader if row["key"] == like)
        names = reader.fieldnames or []
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, names, lineterminator="\n").writerow(row | {"key": key} | cells)


def of_h200(folder: Path) -> set[tuple[str, ...]]:
    """Return what covers the H200 by tables alone; its trade is inferred from none of them."""
    path = folder / "relations.csv"
    append(path, "test-item", "t0548", **edge("tradedAs", "items/gpu-module"))
    append(path, "test-origin", "t0548", **edge("originatesIn", "places/taiwan"))
    store = Store()
    lines = "".join(quads(read_tables(folder, read_ends(ontology_dir()))))
    store.bulk_load(lines.encode(), format=RdfFormat.N_QUADS)
    project(store, ontology_dir(), DAY)
    return {edge[1:] for edge in covered(store, "/nvidia-h200-sxm")}


def edge(predicate: str, target: str) -> dict[str, str]:
    subject = "chips/nvidia-h200-sxm"
    return {
        "subject": subject,
        "predicate": predicate,
        "object": target,
        "valid_from": "",
        "grade": "assumed",
    }


def test_a_doubtful_figure_and_an_ended_rule_change_nothing(tables: Path) -> None:
    doubtful = {"value": "1", "printed": "1", "confidence": "low"}
    append(tables / "observations.csv", "test-low", "t0310", **doubtful)
    ended = {
        "label_en": "A rule that ended",
        "label_zh": "",
        "covers_all": "yes",
        "origins": "",
        "valid_to": "2024-01-01",
        "confirmed_on": "",
    }
    append(tables / "rules.csv", "test-ended", "s301-list-1", **ended)
    assert of_h200(tables) == {
        ("coveredBy", "s232-semiconductors"),
        ("coveredBy", "ieepa-reciprocal-taiwan-20"),
    }


def test_a_lower_figure_of_a_rival_lets_no_chip_escape(tables: Path) -> None:
    append(tables / "observations.csv", "test-rival", "t0310", value="1", printed="1")
    assert of_h200(tables) == {
        ("mayBeCoveredBy", "s232-semiconductors"),
        ("coveredBy", "ieepa-reciprocal-taiwan-20"),
    }
