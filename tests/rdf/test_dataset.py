"""The RDF projection carries each row with its evidence, in its source's graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph import vocab
from aigraph.ids import identifier, iri
from aigraph.ontology import read_ends
from aigraph.paths import data_dir, ontology_dir
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import select
from aigraph.tables.read import read_tables
from aigraph.vocab import THINGS, prologue, term

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


PREFIXES = prologue("ag", "agg", "rdfs", "skos", "xsd")
DATED = [
    (table.name, column.says)
    for table in TABLES.values()
    for column in table.columns
    if column.kind == "date" and not column.says.startswith(("valid", "confirmed", "known"))
]
"""Columns of partial dates that the graph keeps as they are; the others are days already."""


@pytest.mark.parametrize(("table", "says"), [pair for pair in DATED if pair[1]])
def test_a_comparison_with_a_day_drops_no_partial_date(chain: Chain, table: str, says: str) -> None:
    thing = f'?thing ag:{says} ?date FILTER(STRSTARTS(STR(?thing), "{THINGS}{table}/"))'
    dated = f"SELECT ?thing FROM agg:things {{ {thing} }}"
    compared = f"""SELECT ?thing FROM agg:things {{
      {thing}
      ?thing ag:{says}First ?first ; ag:{says}Last ?last .
      FILTER(?first <= ?last && ?first >= "1900-01-01"^^xsd:date)
      FILTER(?last < "2100-01-01"^^xsd:date)
    }}"""
    found = [row["thing"] for row in select(chain.release.store, PREFIXES + compared)]
    assert found
    assert len(found) == len(set(found))
    assert set(found) == {row["thing"] for row in select(chain.release.store, PREFIXES + dated)}


def test_a_year_and_a_month_span_their_days(chain: Chain) -> None:
    spans = """SELECT DISTINCT ?date ?first ?last FROM agg:things
    { ?thing ag:released ?date ; ag:releasedFirst ?first ; ag:releasedLast ?last }"""
    rows = select(chain.release.store, PREFIXES + spans)
    found = {row["date"]: (row["first"], row["last"]) for row in rows}
    assert found["2019"] == ("2019-01-01", "2019-12-31")
    assert found["2025-02"] == ("2025-02-01", "2025-02-28")
    assert all(found[day] == (day, day) for day in found if len(day) == 10)
    assert {len(day) for day in found} == {4, 7, 10}


def test_what_is_called_something_has_the_label_that_every_tool_reads(chain: Chain) -> None:
    pairs = [
        {
            (row["thing"], row["label"], row["language"])
            for row in select(
                chain.release.store,
                PREFIXES + f"SELECT ?thing ?label (LANG(?label) AS ?language) FROM agg:things"
                f" FROM agg:ontology {{ ?thing {label} ?label }}",
            )
        }
        for label in ("skos:prefLabel", "rdfs:label")
    ]
    assert len(pairs[0]) > 3000
    assert pairs[0] == pairs[1]


def test_an_alias_is_a_label_besides_and_a_misprint_a_hidden_one(chain: Chain) -> None:
    tables = read_tables(data_dir(), read_ends(ontology_dir()))
    query = """SELECT ?thing ?property ?label (LANG(?label) AS ?language)
    { VALUES ?property { skos:altLabel skos:hiddenLabel } GRAPH ?g { ?thing ?property ?label } }"""
    found = {
        (identifier(row["thing"]), row["label"], row["language"].lower()): row["property"]
        for row in select(chain.release.store, PREFIXES + query)
    }
    things = chain.release.view.things
    mistakes = {"ocr-error", "mistranslation"}
    shown = {
        (row["thing"], row["label"])
        for row in tables.rows["aliases"]
        if row["kind"] not in mistakes
    }
    for row in tables.rows["aliases"]:
        language = (row["language"] or "en").lower()
        hidden = (row["thing"], row["label"]) not in shown
        named = things[row["thing"]]
        told = found.get((row["thing"], row["label"], language), "")
        if row["label"] == {"en": named.label, "zh": named.label_zh}.get(language):
            assert told == ""
        else:
            assert told == term("hiddenLabel" if hidden else "altLabel")


def test_a_label_is_preferred_or_another_or_hidden(chain: Chain) -> None:
    both = """SELECT ?thing ?label {
      VALUES (?one ?other) { (skos:prefLabel skos:altLabel) (skos:prefLabel skos:hiddenLabel)
                             (skos:altLabel skos:hiddenLabel) }
      GRAPH ?g { ?thing ?one ?label } GRAPH ?h { ?thing ?other ?label } }"""
    assert select(chain.release.store, PREFIXES + both) == []
