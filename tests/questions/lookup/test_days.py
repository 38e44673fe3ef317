"""Statements of other days: none lost without a word, and none of 2025 that reads as news."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

BEFORE, AFTER = date(2024, 6, 1), date(2026, 11, 25)
TARIFFS = "policies/us-tariff-policies-2025"


def left_out(answer: Answer) -> int:
    """Return how many statements an answer says it left out for its day."""
    for caveat in answer.caveats:
        if said := re.match(r"Statements left out because .* only: (\d+),", caveat.en):
            return int(said[1])
    return 0


def test_what_reports_say_of_tariffs_has_no_end(chain: Chain) -> None:
    told = [item for item in chain.release.view.statements if item.subject == TARIFFS]
    assert {item.source for item in told} >= {"sources/s000"}
    assert {item.valid_to for item in told} == {""}
    query = "SELECT ?p ?o { ?p ag:affectsSourcingOf ?o }"
    assert len(chain.sparql(query, as_of=AFTER).rows) == len(chain.sparql(query).rows) > 5


def test_show_and_sparql_leave_out_the_same(chain: Chain) -> None:
    every = [row for row in chain.show(TARIFFS).rows if "neighbour" in row]
    shown = chain.show(TARIFFS, as_of=BEFORE)
    kept = [row for row in shown.rows if "neighbour" in row]
    asked = chain.sparql(
        "SELECT ?p ?o { { policy:us-tariff-policies-2025 ?p ?o } UNION"
        " { ?o ?p policy:us-tariff-policies-2025 } }",
        as_of=BEFORE,
    )
    assert left_out(shown) == left_out(asked) == len(every) - len(kept) > 10
    assert left_out(chain.show(TARIFFS)) == left_out(chain.show(TARIFFS, as_of=AFTER)) == 0


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("SELECT ?p ?o { ?p ag:affectsSourcingOf ?o }", True),
        ("SELECT ?p ?o FROM agg:derived { ?p ag:affectsSourcingOf ?o }", True),
        ("SELECT ?p ?o { GRAPH agg:derived { ?p ag:affectsSourcingOf ?o } }", True),
        ("SELECT ?p ?o { GRAPH agg:things { ?p ag:affectsSourcingOf ?o } }", False),
        ("SELECT ?p ?o { ?p ag:designedBy ?o }", False),
        ("SELECT ?label { concept:gpu skos:prefLabel ?label }", False),
    ],
)
def test_a_query_counts_the_statements_that_it_could_mean(
    chain: Chain, query: str, some: bool
) -> None:
    assert bool(left_out(chain.sparql(query, as_of=BEFORE))) == some


def test_a_question_of_dependency_says_what_it_leaves_out(chain: Chain) -> None:
    view = chain.release.view
    wanted = sum(
        item.accepted
        and not item.holds(BEFORE)
        and view.terms[item.predicate].direction in {"subjectOnObject", "objectOnSubject"}
        for item in view.statements
    )
    for answer in (
        chain.paths("chips/nvidia-h100", "tsmc", as_of=BEFORE),
        chain.dependents("tsmc", as_of=BEFORE),
        chain.exposure(of="concepts/finance", as_of=BEFORE),
    ):
        assert left_out(answer) == wanted > 50


def test_a_statement_without_an_end_was_last_stated_when_its_source_was_made(
    chain: Chain,
) -> None:
    view = chain.release.view
    (day,) = (
        row["value"]
        for row in chain.show("sources/mondaq-arr").rows
        if row["predicate"] == "issued"
    )
    told = [item for item in view.statements if item.source == "sources/mondaq-arr"]
    assert {bool(item.valid_to) for item in told} >= {True}
    for item in told:
        assert item.last_stated == ("" if item.valid_to else day)


def test_the_words_of_a_source_are_shown_with_its_statement(chain: Chain) -> None:
    (row,) = (
        row
        for row in chain.show("concepts/procurement-decisions").rows
        if row["predicate"] == "shiftsAwayFrom"
    )
    assert (row["wording"], row["wording_zh"]) == ("shifts away from", "不再仅仅关注")
    (path,) = chain.paths(
        "concepts/procurement-decisions",
        "concepts/exclusive-focus-on-peak-performance-metrics",
        any_relation=True,
        limit=1,
    ).rows
    assert path["paths"][0]["edges"][0]["wording"] == "shifts away from"
    (said,) = chain.sparql(
        "SELECT (STR(?label) AS ?said) { relation:s002-164 ag:wording/skos:prefLabel ?label"
        ' FILTER(LANG(?label) = "en") }'
    ).rows
    assert said == {"said": "shifts away from"}
