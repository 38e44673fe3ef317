from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import QueryError
from aigraph.questions.lookup.sparql import refuse

if TYPE_CHECKING:
    from aigraph.api import Chain


def test_a_selection_gives_plain_values(chain: Chain) -> None:
    answer = chain.sparql(
        "SELECT ?value ?unit { ?observation ag:entity chip:nvidia-h100-sxm ;"
        " ag:measure ?measure ; ag:value ?value ; ag:unit ?unit FILTER(?unit = 'TPP') }"
    )
    assert [heading.field for heading in answer.headings] == ["value", "unit"]
    assert answer.rows == [{"value": 15832.0, "unit": "TPP"}]


def test_a_yes_or_no(chain: Chain) -> None:
    assert chain.sparql("ASK { ?chip ag:fabricatedBy ?maker }").rows == [{"answer": True}]


def test_a_construction_gives_triples(chain: Chain) -> None:
    rows = chain.sparql(
        "CONSTRUCT { ?chip ag:fabricatedBy ?maker } WHERE { ?chip ag:fabricatedBy ?maker }"
    ).rows
    assert {row["predicate"] for row in rows} == {"https://w3id.org/aigraph/ns/fabricatedBy"}
    assert all(row["subject"].startswith("chips/") for row in rows)


def test_the_day_projects_the_edges(chain: Chain) -> None:
    query = "SELECT ?rule { chip:nvidia-h20-sxm ag:coveredBy ?rule }"
    before = chain.sparql(query, as_of=date(2017, 1, 1)).rows
    after = chain.sparql(query, as_of=date(2026, 3, 15)).rows
    assert len(before) < len(after)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { BIND(true AS ?x)service<http://example.org/sparql>{ ?s ?p ?o } }",
        "select * { SerViCe SILENT <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <urn:a>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM<http://example.org/> { ?s ?p ?o }",
    ],
)
def test_what_would_write_or_fetch_is_refused(chain: Chain, query: str) -> None:
    with pytest.raises(QueryError):
        refuse(query)
    with pytest.raises(QueryError):
        chain.sparql(query)


def test_a_malformed_query_says_where(chain: Chain) -> None:
    with pytest.raises(QueryError, match=r"\d+"):
        chain.sparql("SELECT ?x { ?x ")


def test_a_long_query_is_stopped(chain: Chain) -> None:
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
    with pytest.raises(QueryError, match="stopped after 2 seconds"):
        chain.sparql(f"SELECT (COUNT(*) AS ?n) {{ {product} }}", seconds=2)
    assert chain.sparql("ASK { ?s ?p ?o }").rows == [{"answer": True}]


def test_a_query_changes_nothing(chain: Chain) -> None:
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert chain.sparql(count).rows == chain.sparql(count).rows


def test_a_graph_is_chosen_by_address_or_by_prefix(chain: Chain) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM {} {{ ?s ?p ?o }}"
    by_address = chain.sparql(count.format("<https://w3id.org/aigraph/graph/derived>")).rows
    by_prefix = chain.sparql(count.format("agg:derived")).rows
    everything = chain.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert by_prefix == by_address
    assert by_prefix[0]["n"] < everything[0]["n"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { svc:amazon-web-services ag:providedBy ?o }",
        "SELECT ?s { ?s skos:prefLabel ?service } LIMIT 1",
        'SELECT ?s { ?s skos:prefLabel "Drop, load and service"@en }',
        "SELECT ?s { ?s a ag:Service } # insert nothing",
    ],
)
def test_names_and_texts_are_no_commands(chain: Chain, query: str) -> None:
    chain.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a ag:Chip.SERVICE <http://example.org/> {} }",
        "SELECT * { ?s ?p 'x' SERVICE<http://example.org/> {} }",
        "SELECT * { ?s ?p '''x''' } #\nDELETE",
        'SELECT * { ?s ?p "a\\"b" SERVICE <http://example.org/> {} }',
        "SELECT * { ?s ?p 1SERVICE <http://example.org/> {} }",
        "SELECT * { BIND(<a>AS?x)SERVICE<http://example.org/>{} }",
        "SELECT * { BIND(1 < 2 AS ?x) SERVICE <http://example.org/> {} BIND(3 > 2 AS ?y) }",
        "SELECT * { FILTER(?a<1)}{SERVICE?v{?s?p?o}FILTER(?b>1) }",
        "PREFIX : <http://example.org/> SELECT * { ?s a ag:Chip. SERVICE:x {} }",
        "SELECT * FROM <http://example.org/#> { ?s ?p ?o }",
    ],
)
def test_nothing_hides_behind_names_and_texts(chain: Chain, query: str) -> None:
    with pytest.raises(QueryError, match=r"refused|only name graphs"):
        chain.sparql(query)
