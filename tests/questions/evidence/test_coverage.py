"""The ledger of the documents claims nothing that the graph does not hold."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from aigraph.api import load
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

LEDGER = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?fact ?row WHERE { GRAPH ?t { ?fact ag:heldBy ?row } }
"""
FIGURES = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?fact ?amount ?value WHERE {
  GRAPH ?t { ?fact ag:factKind "figure" ; ag:heldBy ?row }
  GRAPH ?g { ?row ag:value ?value ; ag:amount ?amount }
}
"""


@pytest.fixture(scope="module")
def gold(root: Path, absent: Callable[[str], None]) -> dict[str, dict[str, str]]:
    path = root.parent / "shared" / "gold" / "seed_facts.csv"
    if not path.exists():
        absent("the list of facts in the documents")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["id"].lower(): row for row in csv.DictReader(stream)}


def test_almost_everything_is_held(chain: Chain) -> None:
    *rows, total = chain.coverage().rows
    assert total["share"] >= 0.98
    seeds = [row for row in rows if row["collection"] == "seed-documents"]
    assert {row["document"] for row in seeds} == {f"sources/s00{n}" for n in range(5)}
    assert [row for row in seeds if row["share"] < 0.95] == []
    assert all(row["missing"] == [] for row in rows)


def test_every_fact_has_its_line_in_the_ledger(
    chain: Chain, root: Path, gold: dict[str, dict[str, str]]
) -> None:
    with (root / "data/coverage.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["collection"] == "seed-documents"]
    ledger = {row["key"]: row for row in rows}
    assert ledger.keys() == gold.keys()
    for key, row in ledger.items():
        assert row["kind"] == gold[key]["kind"]
        assert bool(row["rows"]) != bool(row["excluded"])
    counted = [row for row in chain.coverage().rows if row["collection"] == "seed-documents"]
    assert sum(row["facts"] for row in counted) == len(gold)


def test_every_figure_is_held_as_the_document_prints_it(
    chain: Chain, gold: dict[str, dict[str, str]]
) -> None:
    held: dict[str, set[float]] = {}
    for row in select(chain.release.store, FIGURES):
        key = identifier(row["fact"]).removeprefix("coverage/")
        held.setdefault(key, set()).add(float(row["value"]))
    checked = 0
    for key, fact in gold.items():
        printed = re.search(r"\d+(\.\d+)?", fact["value"])
        if fact["kind"] == "figure" and printed and key in held:
            assert float(printed.group()) in held[key], key
            checked += 1
    assert checked >= 80


def test_a_row_speaks_of_what_the_fact_speaks_of(
    chain: Chain, gold: dict[str, dict[str, str]]
) -> None:
    """Relations of the list name their ends; the rows that hold them must name the same."""
    view = chain.release.view
    ends = {item.claim: (item.subject, item.object) for item in view.statements}
    named: dict[str, set[str]] = {}
    for name in view.names:
        named.setdefault(name.thing, set()).add(name.label.casefold())
    rows: dict[str, list[str]] = {}
    for row in select(chain.release.store, LEDGER):
        rows.setdefault(identifier(row["fact"]).removeprefix("coverage/"), []).append(
            identifier(row["row"])
        )
    relations = {key: fact for key, fact in gold.items() if fact["kind"] == "relation"}
    same = 0
    for key, fact in relations.items():
        things = {end for row in rows.get(key, ()) for end in ends.get(row, (row,))}
        labels = {label for thing in things for label in named.get(thing, ())}
        wanted = {fact["subject"].casefold(), fact["object"].casefold()}
        same += bool(labels & wanted) or any(
            label in text or text in label for label in labels for text in wanted if text
        )
    assert same / len(relations) > 0.9


def test_a_row_taken_away_is_missed(tables: Path) -> None:
    path = tables / "relations.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    key = next(line.split(",")[0] for line in lines if line.startswith("s001-2"))
    path.write_text(
        "\n".join(line for line in lines if not line.startswith(f"{key},")), encoding="utf-8"
    )
    ledger = tables / "coverage.csv"
    text = ledger.read_text(encoding="utf-8")
    kept = re.sub(rf"relations/{key}(?=[;,])", "concepts/gpu", text)
    ledger.write_text(kept, encoding="utf-8")
    rows = load(tables).coverage().rows
    assert [item for row in rows[:-1] for item in row["missing"]] == [f"coverage/{key}"]
