"""The RDF projection carries each row with its evidence, in its source's graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph import vocab
from aigraph.ids import iri
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.api import Chain

CLAIMS = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?graph ?claim ?source WHERE { GRAPH ?graph { ?claim a ag:Claim ; ag:statedIn ?source } }
"""
UNEVIDENCED = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?claim WHERE {
  GRAPH ?graph { ?claim a ag:Claim }
  FILTER NOT EXISTS {
    GRAPH ?graph { ?claim ag:statedIn ?s ; ag:locator ?l ; ag:grade ?g ; ag:confidence ?c }
  }
}
"""
LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing
WHERE { GRAPH <https://w3id.org/aigraph/graph/things> { ?thing skos:prefLabel ?label } }
GROUP BY ?thing (LANG(?label)) HAVING (COUNT(*) > 1)
"""


def test_every_claim_has_evidence(chain: Chain) -> None:
    assert select(chain.release.store, UNEVIDENCED) == []


def test_a_claim_lies_in_the_graph_of_its_source(chain: Chain) -> None:
    rows = select(chain.release.store, CLAIMS)
    assert len(rows) > 3000
    for row in rows:
        key = row["source"].rpartition("/")[2]
        assert row["graph"] in {vocab.source_graph(key), vocab.INFERRED_GRAPH}


def test_a_thing_has_one_label_a_language(chain: Chain) -> None:
    assert select(chain.release.store, LABELS) == []


@pytest.mark.parametrize(("thing", "claims"), [("relations/t0548", 1), ("relations/no-such", 0)])
def test_a_row_is_found_by_its_key(chain: Chain, thing: str, claims: int) -> None:
    query = f"SELECT ?p WHERE {{ GRAPH ?g {{ <{iri(thing)}> a ?p }} }}"
    assert len(select(chain.release.store, query)) == claims


def test_there_are_no_blank_nodes(chain: Chain) -> None:
    query = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } FILTER(isBlank(?s) || isBlank(?o)) } LIMIT 1"
    assert select(chain.release.store, query) == []
