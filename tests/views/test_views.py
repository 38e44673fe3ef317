"""What each view draws: the right part of the graph, with evidence, and not too much of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError, ParameterError
from aigraph.views.catalogue import VIEWS
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.views.subgraph import Subgraph

DAY = date(2025, 6, 1)
ASKED = {
    "chain": (),
    "exposure": (),
    "conflicts": (),
    "vertical": ("Finance",),
    "vendor": ("NVIDIA",),
    "region": ("Taiwan",),
    "policy": ("policies/ieepa-reciprocal",),
    "around": ("TSMC",),
    "paths": ("GitHub Copilot", "TSMC"),
}


@pytest.fixture(scope="module")
def drawn(chain: Chain) -> dict[str, Subgraph]:
    return {what: chain.subgraph(what, *names, as_of=DAY) for what, names in ASKED.items()}


def ends(subgraph: Subgraph) -> set[str]:
    return {edge[end] for edge in subgraph.edges for end in ("subject", "object")}


def test_every_view_is_asked_here() -> None:
    assert {what: len(names) for what, names in ASKED.items()} == {
        what: len(needed) for what, needed in VIEWS.items()
    }


@pytest.mark.parametrize("what", ASKED)
def test_every_edge_has_evidence_and_both_ends(drawn: dict[str, Subgraph], what: str) -> None:
    subgraph = drawn[what]
    assert 10 < len(subgraph.nodes) <= 500
    assert ends(subgraph) <= {node.id for node in subgraph.nodes}
    for edge in subgraph.edges:
        assert edge["source"] in subgraph.source_titles
        assert edge["locator"]
        assert edge["grade"] in GRADES
        assert edge["predicate"] in subgraph.predicate_labels
    for labels in (subgraph.kind_labels, subgraph.predicate_labels, subgraph.segment_labels):
        for english, chinese in labels.values():
            assert english
            assert chinese


@pytest.mark.parametrize("what", ASKED)
def test_segments_are_named_and_have_companions(drawn: dict[str, Subgraph], what: str) -> None:
    subgraph = drawn[what]
    members = [node.segment for node in subgraph.nodes if node.segment]
    assert set(members) == set(subgraph.segment_labels)
    assert all(members.count(segment) > 1 for segment in members if "Claim|" not in segment)


def test_the_chain_runs_from_foundries_to_verticals(drawn: dict[str, Subgraph]) -> None:
    kinds = {node.kind for node in drawn["chain"].nodes}
    assert {"Organisation", "Chip", "Model", "Application", "Vertical"} <= kinds
    assert "organisations/tsmc" in ends(drawn["chain"])


def test_a_view_keeps_what_holds_on_other_days(drawn: dict[str, Subgraph]) -> None:
    edges = drawn["chain"].edges
    assert any(edge["valid_from"] > DAY.isoformat() for edge in edges)
    assert any(edge["valid_to"] and edge["valid_to"] < DAY.isoformat() for edge in edges)


def test_a_vertical_means_the_merged_one(drawn: dict[str, Subgraph]) -> None:
    assert drawn["vertical"].focus == "concepts/finance"
    assert {"organisations/tsmc", "concepts/finance"} <= ends(drawn["vertical"])


def test_a_vendor_is_seen_with_makers_and_users_of_what_it_makes(
    drawn: dict[str, Subgraph],
) -> None:
    assert {"chips/nvidia-h100-sxm", "organisations/tsmc", "organisations/sk-hynix"} <= ends(
        drawn["vendor"]
    )


def test_a_region_takes_in_the_places_within_it(chain: Chain) -> None:
    china = chain.subgraph("region", "china", as_of=DAY)
    assert {"places/beijing", "organisations/smic"} <= ends(china)
    with pytest.raises(NotFoundError):
        chain.subgraph("region", "NVIDIA", as_of=DAY)


def test_a_policy_is_seen_with_its_rules_and_what_they_reach(drawn: dict[str, Subgraph]) -> None:
    edges = drawn["policy"].edges
    rules = {edge["subject"] for edge in edges if edge["predicate"] == "ruleOf"}
    assert rules
    assert any(edge["object"] in rules for edge in edges)
    assert any(node.kind == "Vertical" and node.remark for node in drawn["policy"].nodes)


def test_a_policy_without_rules_is_seen_by_what_sources_say(chain: Chain) -> None:
    name = "Interim Measures for the Management of Generative AI Services"
    drawn = chain.subgraph("policy", name, as_of=DAY)
    assert len(drawn.edges) > 3
    assert {edge["subject"] for edge in drawn.edges} == {drawn.focus}


def test_paths_are_listed_from_end_to_end(drawn: dict[str, Subgraph]) -> None:
    subgraph = drawn["paths"]
    assert len(subgraph.routes) > 3
    for route in subgraph.routes:
        assert "organisations/tsmc" in {
            subgraph.edges[route[-1]][end] for end in ("subject", "object")
        }


def test_where_nothing_depends_any_relation_is_tried_and_said(chain: Chain) -> None:
    drawn = chain.subgraph("paths", "SMIC", "applications/midjourney", as_of=DAY)
    assert any("any relation" in caveat.en for caveat in drawn.caveats)


def test_a_conflict_shows_each_claim_with_its_source(drawn: dict[str, Subgraph]) -> None:
    compared = [edge for edge in drawn["conflicts"].edges if edge["predicate"] == "compares"]
    by_finding: dict[str, set[str]] = {}
    for edge in compared:
        by_finding.setdefault(edge["subject"], set()).add(edge["source"])
    assert max(map(len, by_finding.values())) > 1


def test_any_other_word_is_a_thing_to_look_around(chain: Chain) -> None:
    assert chain.subgraph("TSMC", as_of=DAY) == chain.subgraph("around", "TSMC", as_of=DAY)


@pytest.mark.parametrize("words", [("vertical",), ("paths", "TSMC"), ("chain", "x"), ("TSMC", "x")])
def test_too_little_or_too_much_is_said(chain: Chain, words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="write: view"):
        chain.subgraph(*words, as_of=DAY)


@pytest.mark.parametrize(
    ("what", "names", "given"),
    [
        ("chain", (), {"importer": "japan"}),
        ("conflicts", (), {"of": "model"}),
        ("vendor", ("NVIDIA",), {"destination": "japan"}),
        ("policy", ("policies/ieepa-reciprocal",), {"of": "model"}),
        ("TSMC", (), {"to": "tariff"}),
    ],
    ids=str,
)
def test_a_view_refuses_what_it_cannot_show(
    chain: Chain, what: str, names: tuple[str, ...], given: dict[str, str]
) -> None:
    with pytest.raises(ParameterError, match=f"view {what} cannot take {next(iter(given))}"):
        chain.subgraph(what, *names, as_of=DAY, **given)


@pytest.mark.parametrize("value", ["2025-06-01", "2025-06", datetime(2025, 6, 1, 3)], ids=repr)
def test_a_day_may_be_given_in_any_form(chain: Chain, value: str | date) -> None:
    assert chain.graph(value).edges == chain.graph(DAY).edges
    assert chain.subgraph("vendor", "NVIDIA", as_of=value).as_of == DAY.isoformat()
    with pytest.raises(ParameterError, match="not a date"):
        chain.graph("soon")
    with pytest.raises(ParameterError, match="not a date"):
        chain.rdf("")
