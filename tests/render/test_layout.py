from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from aigraph.render.layout import BANDS, COLUMNS, band_of, column_of, order, shape_of

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.views.subgraph import Subgraph

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def drawn(chain: Chain) -> Subgraph:
    return chain.subgraph("chain", as_of=DAY)


def test_the_layers_stand_from_left_to_right() -> None:
    kinds = ("DutyRule", "Organisation", "Chip", "Model", "Application", "Vertical", "Finding")
    columns = [column_of(kind) for kind in kinds]
    assert columns == sorted(columns)
    assert list(dict.fromkeys(map(band_of, kinds))) == [key for key, _ in BANDS]


def test_kinds_of_one_column_differ_in_outline() -> None:
    for column in COLUMNS:
        shapes = [shape_of(kind) for kind in column.kinds]
        assert len(set(shapes)) == len(shapes)


def test_every_thing_stands_once_and_columns_follow_each_other(drawn: Subgraph) -> None:
    ordered = order(drawn)
    assert sorted(ordered) == [node.id for node in drawn.nodes]
    assert len(ordered) > 50
    column = {node.id: column_of(node.kind) for node in drawn.nodes}
    columns = [column[name] for name in ordered]
    assert columns == sorted(columns)


def test_things_of_one_segment_stand_together(drawn: Subgraph) -> None:
    segment = {node.id: node.segment for node in drawn.nodes}
    runs = [key for key, _ in groupby(segment[name] for name in order(drawn)) if key]
    assert len(runs) == len(set(runs)) > 5


def test_the_order_leaves_fewer_crossings_than_the_alphabet(drawn: Subgraph) -> None:
    column = {node.id: column_of(node.kind) for node in drawn.nodes}

    def crossings(names: list[str]) -> int:
        place = {name: number for number, name in enumerate(names)}
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for edge in drawn.edges:
            ends = sorted((edge["subject"], edge["object"]), key=lambda name: column[name])
            between = column[ends[0]], column[ends[1]]
            if between[0] != between[1]:
                found.setdefault(between, []).append((place[ends[0]], place[ends[1]]))
        return sum(
            (a - c) * (b - d) < 0
            for pairs in found.values()
            for number, (a, b) in enumerate(pairs)
            for c, d in pairs[:number]
        )

    ids = [node.id for node in drawn.nodes]
    alphabet = sorted(ids, key=lambda name: (column[name], name))
    assert crossings(order(drawn)) < 0.9 * crossings(alphabet)


def test_the_order_is_the_same_on_every_run(drawn: Subgraph) -> None:
    assert order(drawn) == order(drawn)
