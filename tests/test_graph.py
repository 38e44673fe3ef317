"""Both projections agree: what networkx holds for a day, SPARQL derives for that day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.graph import dependencies
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.api import Chain

DAYS = [date(2023, 1, 1), date(2025, 6, 1), date(2026, 11, 25)]
DEPENDS = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?a ?b WHERE { GRAPH <https://w3id.org/aigraph/graph/derived> { ?a ag:dependsOn ?b } }
"""
EDGES = """
SELECT ?a ?p ?b WHERE { GRAPH <https://w3id.org/aigraph/graph/derived> { ?a ?p ?b } }
"""


@pytest.mark.parametrize("day", DAYS)
def test_dependencies_agree(chain: Chain, day: date) -> None:
    view = chain.release.view
    held = view.held(day)
    ours = {(a, b) for a, b in dependencies(view, held).edges()}
    theirs = {
        (identifier(row["a"]), identifier(row["b"]))
        for row in select(chain.release.store_at(day), DEPENDS)
    }
    declared = {item.predicate for item in held}
    direct = {(item.subject, item.object) for item in held if item.predicate == "dependsOn"}
    assert "dependsOn" not in declared or direct <= theirs
    assert ours == theirs


@pytest.mark.parametrize("day", DAYS)
def test_edges_agree(chain: Chain, day: date) -> None:
    view = chain.release.view
    ours = {(item.subject, item.predicate, item.object) for item in view.held(day)}
    theirs = {
        (identifier(row["a"]), row["p"].rpartition("/")[2].rpartition("#")[2], identifier(row["b"]))
        for row in select(chain.release.store_at(day), EDGES)
    }
    assert ours <= theirs
    added = {"dependsOn", "coveredBy", "mayBeCoveredBy"}
    assert {predicate for _, predicate, _ in theirs - ours} <= added


def test_a_low_confidence_stays_out_and_is_kept(chain: Chain) -> None:
    low = [item for item in chain.release.view.statements if item.confidence == "low"]
    assert low
    assert not any(item.accepted for item in low)


def test_the_networkx_graph_carries_evidence(chain: Chain) -> None:
    graph = chain.graph(date(2025, 6, 1))
    assert graph.number_of_edges() > 2000
    for _, _, attributes in graph.edges(data=True):
        statement = attributes["statement"]
        assert statement.source
        assert statement.locator
        assert statement.grade
