from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aigraph.questions import subgraph
from aigraph.render.layout import BANDS, band_of, column_of, positions

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2025, 6, 1)


def test_the_layers_stand_from_left_to_right() -> None:
    kinds = ("DutyRule", "Organisation", "Chip", "Model", "Application", "Vertical")
    columns = [column_of(kind) for kind in kinds]
    assert columns == sorted(columns)
    assert [band_of(kind) for kind in ("Rule", "Chip", "Model", "Application", "Vertical")] == [
        key for key, _, _ in BANDS
    ]


def test_no_two_things_stand_in_one_place(chain: Chain) -> None:
    placed = positions(subgraph.chain(chain.release, DAY))
    assert len(placed) > 50
    assert len(set(placed.values())) == len(placed)


def test_a_thing_stands_right_of_those_of_lower_layers(chain: Chain) -> None:
    drawn = subgraph.chain(chain.release, DAY)
    placed = positions(drawn)
    column = {node.id: column_of(node.kind) for node in drawn.nodes}
    for one in drawn.nodes[::7]:
        for other in drawn.nodes[::7]:
            if column[one.id] < column[other.id]:
                assert placed[one.id][0] < placed[other.id][0]


def test_the_layout_is_the_same_on_every_run(chain: Chain) -> None:
    drawn = subgraph.chain(chain.release, DAY)
    assert positions(drawn) == positions(drawn)
