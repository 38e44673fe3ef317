from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph

from aigraph.site.description import Library

if TYPE_CHECKING:
    from aigraph.api import Chain


@pytest.fixture(scope="module")
def library(chain: Chain) -> Library:
    return Library(chain.release.store, chain.release.view)


def test_every_statement_stands_on_the_pages_of_both_its_ends(
    chain: Chain, library: Library
) -> None:
    things = set(library.things)
    shown = {(thing, fact.node) for thing in things for fact in library.facts(thing)}
    for statement in chain.release.view.statements:
        for end in {statement.subject, statement.object} & things:
            assert (end, statement.claim) in shown


def test_a_fact_carries_the_evidence_of_its_statement(chain: Chain, library: Library) -> None:
    stated = {item.claim: item for item in chain.release.view.statements}
    facts = [fact for fact in library.facts("organisations/tsmc") if fact.node in stated]
    assert {fact.group for fact in facts} == {"relation", "inverse"}
    for fact in facts:
        statement = stated[fact.node]
        assert (fact.source, fact.locator, fact.grade) == (
            statement.source,
            statement.locator,
            statement.grade,
        )
        ends = (statement.subject, statement.object)
        assert fact.value == ends[fact.group == "relation"]
    assert {"stated", "inferred"} <= {fact.grade for fact in facts}


def test_a_concept_names_its_figures_and_a_rule_what_it_covers(library: Library) -> None:
    groups = {fact.group for fact in library.facts("concepts/market-size")}
    assert "of-measure" in groups
    rule = [fact for fact in library.facts("rules/s301-list-3") if fact.group == "scope"]
    assert all(fact.value.startswith("codes/") and fact.source for fact in rule)
    assert rule


def test_json_ld_needs_no_other_document(library: Library) -> None:
    document = json.loads(library.json_ld("chips/nvidia-h100"))
    assert all(
        str(value).startswith("http") or value["@type"] in {"@id", "@vocab"}
        for value in document["@context"].values()
    )
    subjects = {node["@id"] for node in document["@graph"]}
    assert "chip:nvidia-h100" in subjects


@pytest.mark.parametrize("thing", ["chips/nvidia-h100", "rules/s301-list-3", "codes/eccn-3a090"])
def test_the_files_of_a_thing_say_the_same_in_every_form(library: Library, thing: str) -> None:
    turtle, json_ld = library.turtle(thing), library.json_ld(thing)
    own = set(library.triples(thing))
    assert own
    for text, form in ((turtle, RdfFormat.TURTLE), (json_ld, RdfFormat.JSON_LD)):
        assert {quad.triple for quad in parse(text, format=form)} == own
    lines = serialize(own, format=RdfFormat.N_TRIPLES)
    assert set(Graph().parse(data=turtle)) == set(Graph().parse(data=lines, format="nt"))
    assert b"\\/" not in turtle
