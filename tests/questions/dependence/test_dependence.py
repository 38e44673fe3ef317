"""Exposure to vendors and places apart from exposure to measures, alternatives counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError
from aigraph.ids import iri
from aigraph.vocab import compact

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2026, 6, 1)


def depend(chain: Chain, of: str, on: str) -> dict[str, float]:
    rows = chain.exposure(of, on, as_of=DAY).rows
    return {row["id"]: row["exposure"] for row in rows}


def test_alternatives_lower_the_need_of_a_vendor_and_not_of_the_foundry(chain: Chain) -> None:
    model = "models/claude-family"
    assert 0 < depend(chain, model, "NVIDIA")[model] < 1
    assert depend(chain, model, "TSMC")[model] == 1
    assert depend(chain, model, "places/taiwan")[model] == 1


def test_owning_accelerators_makes_no_own_chip_need_them(chain: Chain) -> None:
    assert depend(chain, "chips/google-tpu", "NVIDIA") == {}


def test_the_path_leads_from_the_one_to_the_other(chain: Chain) -> None:
    for row in chain.exposure("vertical", "TSMC", as_of=DAY).rows:
        edges = row["paths"][0]["edges"]
        assert row["id"] in {edges[0]["subject"], edges[0]["object"]}
        assert "organisations/tsmc" in {edges[-1]["subject"], edges[-1]["object"]}
        assert all(edge["source"] and edge["grade"] for edge in edges)


def test_what_is_not_known_is_an_error(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="measure"):
        chain.exposure("vertical", "Nowhere Chips Ltd", as_of=DAY)


def test_a_misspelt_fact_is_an_error_here_too(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="fact"):
        chain.exposure("model", "NVIDIA", as_of=DAY, given={"USMCA-qualifyin": True})


def test_a_profile_puts_the_four_side_by_side(chain: Chain) -> None:
    day = date(2025, 6, 1)
    tariff = {row["id"]: row for row in chain.exposure(as_of=day).rows}
    control = {
        row["id"]: row
        for row in chain.exposure(to="export-control", importer="china", as_of=day).rows
    }
    rows = chain.profile(as_of=day).rows
    assert rows
    for row in rows:
        if row["id"] in tariff:
            assert row["tariff"] == tariff[row["id"]]["exposure"]
            assert row["tariff_standing"] == tariff[row["id"]]["standing"]
        else:
            assert (row["tariff"], row["tariff_standing"]) == (None, None)
        if row["id"] in control:
            assert row["export_control"] == control[row["id"]]["exposure"]
        for kind in ("vendors", "places"):
            values = [item["exposure"] for item in row[kind]]
            assert values == sorted(values, reverse=True)


def test_a_profile_agrees_with_the_question_for_one_vendor(chain: Chain) -> None:
    asked = {row["id"]: row["exposure"] for row in chain.exposure(to="TSMC", as_of=DAY).rows}
    told = {
        row["id"]: item["exposure"]
        for row in chain.profile(as_of=DAY).rows
        for item in row["vendors"]
        if item["id"] == "organisations/tsmc"
    }
    assert told
    assert told.items() <= asked.items()


def test_a_time_line_of_a_vendor(chain: Chain) -> None:
    days: list[str] = []
    answer = chain.timeline(
        "models/grok-2",
        "NVIDIA",
        start=date(2025, 1, 1),
        end=date(2025, 3, 1),
        progress=days.append,
    )
    assert [row["date"] for row in answer.rows] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert days[-1].startswith("day 3 of 3")


@pytest.mark.parametrize("thing", ["organisations/tsmc", "organisations/nvidia", "places/taiwan"])
def test_sparql_finds_the_same_dependents(chain: Chain, thing: str) -> None:
    query = (
        "SELECT DISTINCT ?model FROM <https://w3id.org/aigraph/graph/derived>"
        " FROM <https://w3id.org/aigraph/graph/things>"
        f" {{ ?model a ag:Model ; ag:dependsOn+ {compact(iri(thing))} }}"
    )
    found = {row["model"] for row in chain.sparql(query, as_of=DAY).rows}
    assert found == set(depend(chain, "model", thing))
    assert found
