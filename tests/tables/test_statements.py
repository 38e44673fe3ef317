"""Statements are compared with each other: the same claim of two cells, and circles."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from aigraph.ontology import Ends
from aigraph.tables.statements import Statement, circles, repeated

ENDS = {"partOf": Ends(relation=True, acyclic=True), "drives": Ends(relation=True)}
PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


def stated(
    line: int, column: str, thing: str, *, path: str = "a.csv", is_row: bool = False
) -> Statement:
    return Statement(path, line, column, "chips/x", "designedBy", thing, is_row=is_row)


def test_a_second_cell_with_the_same_claim_names_the_first() -> None:
    first = stated(2, "designer", "organisations/y")
    again = stated(2, "partner", "organisations/y")
    (problem,) = repeated([first, again, stated(2, "designer", "organisations/z")])
    assert (
        str(problem)
        == "a.csv:2: partner: 'organisations/y' is claimed already at a.csv:2: designer"
    )


def test_a_row_of_relations_may_repeat_a_cell() -> None:
    cell = stated(2, "designer", "organisations/y")
    row = stated(9, "object", "organisations/y", path="relations.csv", is_row=True)
    assert list(repeated([cell, row, row])) == []


@given(PAIRS)
def test_a_circle_is_found_exactly_where_there_is_one(pairs: list[tuple[int, int]]) -> None:
    statements = [
        Statement("a.csv", line, "within", f"places/{start}", "partOf", f"places/{end}")
        for line, (start, end) in enumerate(pairs, 2)
    ]
    graph = nx.DiGraph(pair for pair in pairs if pair[0] != pair[1])
    rings = [group for group in nx.strongly_connected_components(graph) if len(group) > 1]
    problems = list(circles(statements, ENDS))
    assert len(problems) == len(rings)
    for problem in problems:
        start, end = pairs[problem.line - 2]
        assert any({start, end} <= ring for ring in rings)


@given(PAIRS)
def test_relations_that_may_run_in_circles_do(pairs: list[tuple[int, int]]) -> None:
    statements = [
        Statement("a.csv", line, "object", f"places/{start}", "drives", f"places/{end}")
        for line, (start, end) in enumerate(pairs, 2)
    ]
    assert list(circles(statements, ENDS)) == []
