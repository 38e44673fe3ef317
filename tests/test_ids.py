from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Graph, URIRef

from aigraph.ids import KEY, claim_id, identifier, iri, is_key, table_of
from aigraph.schema import TABLES

KEYS = st.from_regex(KEY, fullmatch=True)
FEW_KEYS = st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map("-".join)
TABLE_NAMES = st.sampled_from(sorted(TABLES))
COLUMN_NAMES = st.sampled_from(
    sorted({column.name for table in TABLES.values() for column in table.columns})
)
CELLS = st.tuples(
    st.tuples(TABLE_NAMES, FEW_KEYS | KEYS).map("/".join),
    COLUMN_NAMES | st.sampled_from(["a_b", "a", "b", "on"]),
    st.tuples(TABLE_NAMES, FEW_KEYS | KEYS).map("/".join),
)


@given(KEYS, KEYS)
def test_identifiers_and_iris_go_both_ways(table: str, key: str) -> None:
    thing = f"{table}/{key}"
    assert identifier(iri(thing)) == thing
    assert table_of(thing) == table


@given(st.text())
def test_no_key_breaks_out_of_an_iri_or_a_path(text: str) -> None:
    if is_key(text):
        assert not set(text) & set("/\\<>\"'{}|^` .%#?")


@given(CELLS, CELLS)
def test_two_cells_never_mint_one_claim(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert (claim_id(*one) == claim_id(*other)) == (one == other)


@given(CELLS)
def test_a_claim_is_read_back_from_its_identifier(cell: tuple[str, str, str]) -> None:
    table, key, column, *target = claim_id(*cell).removeprefix("claims/").split(".")
    assert (f"{table}/{key}", column, "/".join(target)) == cell


def test_the_cells_that_once_minted_one_claim_mint_two() -> None:
    assert claim_id("chips/x-designer-y", "designer", "organisations/z") != claim_id(
        "chips/x", "designer", "organisations/y-designer-z"
    )
    assert claim_id("applications/a", "runs_on", "services/x") != claim_id(
        "applications/a-runs", "on", "services/x"
    )


def test_no_table_or_column_holds_the_separator() -> None:
    for table in TABLES.values():
        assert not set("./") & set("".join((table.name, *table.by_name)))


@given(CELLS)
def test_a_claim_needs_no_escape_in_a_query(cell: tuple[str, str, str]) -> None:
    graph = Graph()
    node = URIRef(iri(claim_id(*cell)))
    graph.add((node, RDF.type, RDFS.Resource))
    turtle = f"<{node}> a <{RDFS.Resource}> ."
    assert set(Graph().parse(data=turtle, format="turtle")) == set(graph)
    name = claim_id(*cell).removeprefix("claims/")
    query = f"PREFIX c: <{iri('claims/')}> ASK {{ c:{name} a ?kind }}"
    assert graph.query(query).askAnswer
