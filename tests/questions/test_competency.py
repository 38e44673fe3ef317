"""Competency questions: each query over the release gives the rows that stand beside it.

Those about the documents were written from the documents; ``test_gold`` holds them to answers of
others. Those about products and law (CQ33 to CQ58, CQ60, CQ61) were reviewed and kept: they tell
when an answer changes, not that it is right.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import ontology_dir
from aigraph.questions.lookup.sparql import run

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


def test_every_relation_that_is_used_has_a_question(chain: Chain) -> None:
    asked = {
        word
        for path in QUERIES
        for word in re.findall(r"(?:ag|skos):(\w+)", path.read_text(encoding="utf-8"))
    }
    used = {item.predicate for item in chain.release.view.statements}
    assert used - asked == set()


def test_a_relation_that_nothing_uses_is_not_defined(chain: Chain) -> None:
    used = {item.predicate for item in chain.release.view.statements}
    laws = {
        "subjectTo",
        "exemptFrom",
        "satisfies",
        "shippedIn",
    }  # edges that answers draw themselves
    derived = {"dependsOn", "coveredBy", "mayBeCoveredBy"}
    imported = {"usesFacility", "trainedOnData"}  # what importers of open data state
    defined = {name for name, term in chain.release.view.terms.items() if term.direction}
    assert defined - used - laws - derived - imported == set()


GUARDS = [
    # asked of three market reports that name no company, tariff rate or customs code
    "SELECT ?what ?maker { ?what ag:fabricatedBy|ag:designedBy|ag:madeBy|ag:developedBy ?maker }",
    "SELECT ?rate { ?observation ag:measure concept:base-duty-rate ; ag:value ?rate }",
    "SELECT ?code { ?good ag:classifiedIn ?code }",
    "SELECT ?model ?chip { ?model ag:trainedOn ?chip }",
    "SELECT ?maker { concept:gpu ag:metBy ?chip . ?chip ag:fabricatedBy ?maker }",
]


@pytest.mark.parametrize("query", GUARDS)
def test_what_the_reports_do_not_say_is_not_stated(chain: Chain, query: str) -> None:
    answer = chain.sparql(query, sources=["s000", "s001", "s002"])
    assert answer.rows == []
    assert [caveat.en for caveat in answer.caveats] == [
        "Not stated in sources/s000, sources/s001, sources/s002."
    ]


def test_confined_to_sources_an_answer_rests_on_them_alone(chain: Chain) -> None:
    rows = chain.show("GPU", sources=["s000"]).rows
    assert rows
    assert {row["source"] for row in rows} == {"sources/s000"}
    assert (
        chain.paths("GitHub Copilot", "TSMC", sources=["s000"]).caveats[-1].en.startswith("Not st")
    )
