"""What depends on one thing: bounds, paths, and agreement with SPARQL."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2026, 6, 1)
EQUAL = ("equal-weights",)


def parts(chain: Chain, on: str, of: str) -> dict[str, tuple[float, float | None, float]]:
    rows = chain.dependents(on, of, as_of=DAY, assumptions=EQUAL).rows
    return {row["id"]: (row["low"], row["central"], row["high"]) for row in rows}


def test_alternatives_lower_the_need_of_a_vendor_and_not_of_the_foundry(chain: Chain) -> None:
    model = "models/claude-family"
    low, central, high = parts(chain, "NVIDIA", model)[model]
    assert low < central < high
    assert parts(chain, "TSMC", model)[model] == (1.0, 1.0, 1.0)
    assert parts(chain, "places/taiwan", model)[model] == (1.0, 1.0, 1.0)


def test_owning_accelerators_makes_no_own_chip_need_them(chain: Chain) -> None:
    assert parts(chain, "NVIDIA", "chips/google-tpu") == {}


def test_a_stated_share_is_the_least_part(chain: Chain) -> None:
    """A source gives SK hynix 0.7 of the memory of Rubin; of who makes HBM4 none states shares."""
    (found,) = parts(chain, "sk-hynix", "chips/nvidia-rubin").values()
    assert found == (0.7, 0.7, 1.0)


def test_a_central_value_needs_its_assumption(chain: Chain) -> None:
    model = "models/claude-family"
    bare = chain.dependents("NVIDIA", model, as_of=DAY)
    assert bare.rows[0]["central"] is None
    assert bare.parameters["assumptions"] == []
    assert not any("equal-weights" in caveat.en for caveat in bare.caveats)
    told = chain.dependents("NVIDIA", model, as_of=DAY, assumptions=EQUAL)
    assert any("equal-weights" in caveat.en for caveat in told.caveats)


@pytest.mark.parametrize("on", ["TSMC", "chips/nvidia-h100-sxm", "models/claude-family", "taiwan"])
def test_a_path_leads_from_the_one_to_the_other(chain: Chain, on: str) -> None:
    answer = chain.dependents(on, "vertical", as_of=DAY)
    assert answer.rows
    for row in answer.rows:
        edges = row["paths"][0]["edges"]
        assert row["id"] in {edges[0]["subject"], edges[0]["object"]}
        assert answer.parameters["on"] in {edges[-1]["subject"], edges[-1]["object"]}
        assert all(edge["source"] and edge["grade"] for edge in edges)


@pytest.mark.parametrize("thing", ["organisations/tsmc", "organisations/nvidia", "places/taiwan"])
def test_sparql_finds_the_same_dependents(chain: Chain, thing: str) -> None:
    query = (
        "SELECT DISTINCT ?model FROM <https://w3id.org/aigraph/graph/derived>"
        " FROM <https://w3id.org/aigraph/graph/things>"
        f" {{ ?model a ag:Model ; ag:dependsOn+ <https://w3id.org/aigraph/id/{thing}> }}"
    )
    found = {row["model"] for row in chain.sparql(query, as_of=DAY).rows}
    assert found
    assert found == set(parts(chain, thing, "model"))


def test_sources_confine_it(chain: Chain) -> None:
    whole = chain.dependents("TSMC", "chip", as_of=DAY)
    source = whole.rows[0]["sources"][0]
    some = chain.dependents("TSMC", "chip", as_of=DAY, sources=[source])
    assert 0 < len(some.rows) <= len(whole.rows)
    assert all(row["sources"] == [source] for row in some.rows)


def test_what_is_not_known_is_an_error(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="Nowhere Chips"):
        chain.dependents("Nowhere Chips Ltd", as_of=DAY)
