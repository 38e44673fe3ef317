"""For how long rules cover goods: what the spans say of a day is what the projection has."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.law.coverage import Span

COVERED = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?good ?relation ?rule WHERE {
  GRAPH <https://w3id.org/aigraph/graph/derived> { ?good ?relation ?rule }
  FILTER(?relation IN (ag:coveredBy, ag:mayBeCoveredBy))
}
"""


@pytest.fixture(scope="module")
def spans(chain: Chain) -> list[Span]:
    return chain.release.coverage_spans()


@pytest.mark.parametrize("day", ["2017-01-01", "2019-05-10", "2025-04-11", "2026-02-23"])
def test_the_spans_say_what_the_projection_has(chain: Chain, spans: list[Span], day: str) -> None:
    projected = {
        (identifier(row["good"]), identifier(row["rule"]), row["relation"].endswith("/coveredBy"))
        for row in select(chain.release.store_at(date.fromisoformat(day)), COVERED)
    }
    held = {span[:3] for span in spans if span.first <= day and (not span.last or day <= span.last)}
    assert held == projected
    assert bool(held) == (day > "2018")


def test_the_spans_of_a_pair_do_not_overlap(spans: list[Span]) -> None:
    for one, other in pairwise(spans):
        if one[:2] == other[:2] and one.surely == other.surely:
            assert one.last < other.first
