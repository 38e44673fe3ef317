"""What is known of the ends of edges: segments, regions, facts, which report a concept is of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.i18n import Name
from aigraph.questions.answer import edge
from aigraph.views.subgraph import assemble

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.views.subgraph import Subgraph

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def nvidia(chain: Chain) -> Subgraph:
    return chain.subgraph("vendor", "NVIDIA", as_of=DAY)


def test_regions_are_countries_not_cities(nvidia: Subgraph) -> None:
    assert "places/taiwan" in nvidia.region_labels
    assert "places/hsinchu" not in nvidia.region_labels
    tsmc = next(node for node in nvidia.nodes if node.id == "organisations/tsmc")
    assert "places/taiwan" in tsmc.regions


def test_a_thing_comes_with_facts_and_their_sources(nvidia: Subgraph) -> None:
    h100 = next(n for n in nvidia.nodes if n.id == "chips/nvidia-h100-sxm")
    memory = [fact for fact in h100.facts if fact["predicate"] == "memory-capacity"]
    assert len(memory) > 1
    assert all(fact["source"] in nvidia.source_titles for fact in memory)


def test_chips_of_one_maker_share_a_segment(nvidia: Subgraph) -> None:
    segment = {node.id: node.segment for node in nvidia.nodes}
    assert segment["chips/nvidia-h100-sxm"] == segment["chips/nvidia-b200"]
    assert nvidia.segment_labels[segment["chips/nvidia-b200"]] == ("NVIDIA", "英伟达")


def test_what_the_picture_is_about_is_never_folded_away(nvidia: Subgraph) -> None:
    focus = next(node for node in nvidia.nodes if node.id == nvidia.focus)
    assert focus.segment == ""


def test_concepts_of_single_reports_are_told_apart(chain: Chain) -> None:
    drawn = chain.subgraph("exposure", as_of=DAY)
    finance = [node for node in drawn.nodes if node.label == "Finance"]
    assert len(finance) > 1
    assert len({node.remark for node in finance}) == len(finance)


def test_a_thing_without_edges_is_drawn_when_it_is_the_subject(chain: Chain) -> None:
    drawn = assemble(
        chain.release, [], title=Name("x", "x"), as_of=DAY, focus="organisations/nvidia"
    )
    assert [node.id for node in drawn.nodes] == ["organisations/nvidia"]


def test_routes_name_edges_by_number(chain: Chain) -> None:
    held = [edge(item) for item in chain.release.view.statements[:5]]
    drawn = assemble(
        chain.release, held, title=Name("x", "x"), as_of=DAY, routes=[[held[3], held[1]]]
    )
    assert [drawn.edges[number] for number in drawn.routes[0]] == [held[3], held[1]]
