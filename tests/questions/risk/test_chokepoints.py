"""Chokepoints of the real chain, and of small ones where the answer is plain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError, ParameterError
from aigraph.questions.supply_chain import supply_chain

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.graph import View
    from aigraph.questions.answer import Answer

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def by_vendor(chain: Chain) -> Answer:
    return chain.chokepoints("chip", as_of=DAY)


def test_the_foundry_breaks_the_chips_that_only_it_makes(by_vendor: Answer, view: View) -> None:
    row = next(row for row in by_vendor.rows if row["id"] == "organisations/tsmc")
    makers: dict[str, set[str]] = {}
    for item in view.held(DAY):
        if item.predicate == "fabricatedBy":
            makers.setdefault(item.subject, set()).add(item.object)
    only = {chip for chip, known in makers.items() if known == {"organisations/tsmc"}}
    assert only
    assert only <= set(row["disrupted"])
    assert only <= set(row["supplies_alone"])
    assert by_vendor.rows[0] is row


def test_every_row_rests_on_evidence(by_vendor: Answer) -> None:
    for row in by_vendor.rows:
        assert row["reaches"] >= 1
        assert row["paths"]
        assert 0 < row["path_share"] <= 1
        assert set(row["disrupted"]).isdisjoint({row["id"]})


def test_what_breaks_by_one_is_a_set_of_one(chain: Chain) -> None:
    single = {
        (target, row["id"])
        for row in chain.chokepoints("model", as_of=DAY).rows
        for target in row["disrupted"]
    }
    sets = chain.minimal_cut_sets("model", as_of=DAY, size=1).rows
    assert {(row["id"], row["members"][0]) for row in sets} == single


def test_sets_of_two_contain_no_set_of_one(chain: Chain) -> None:
    rows = chain.minimal_cut_sets("application", as_of=DAY, size=2).rows
    singles = {(row["id"], row["members"][0]) for row in rows if row["size"] == 1}
    pairs = [row for row in rows if row["size"] == 2]
    assert pairs
    for row in pairs:
        assert not any((row["id"], member) in singles for member in row["members"])


def test_a_place_removes_companies_only_when_asked(chain: Chain) -> None:
    def broken(firms: bool) -> set[str]:
        asked = chain.chokepoints("model", "place", as_of=DAY, include_headquartered_firms=firms)
        (row,) = (row for row in asked.rows if row["id"] == "places/china")
        return set(row["disrupted"])

    assert broken(firms=False) < broken(firms=True)


def test_gaps_are_told(by_vendor: Answer, chain: Chain) -> None:
    unseen = supply_chain(chain.release.view, chain.release.view.held(DAY))
    assert unseen.unseen(["chips/moore-threads-mtt-s4000"]) == ["chips/moore-threads-mtt-s4000"]
    assert any("are not known" in caveat.en for caveat in by_vendor.caveats)


def test_rival_shares_become_an_interval(view: View) -> None:
    (first,) = [
        item
        for item in view.held(DAY)
        if item.share == (0.7, 0.7) and item.object == "organisations/sk-hynix"
    ]
    rival = replace(first, claim="relations/rival", share=(0.5, 0.5))
    network = supply_chain(view, [first, rival]).network
    assert (network.low[0], network.high[0]) == (0.5, 0.7)


def test_unknown_groups_are_refused(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="vendor"):
        chain.chokepoints(by="vendr", as_of=DAY)
    with pytest.raises(ParameterError, match="at most 3"):
        chain.minimal_cut_sets(size=4, as_of=DAY)
