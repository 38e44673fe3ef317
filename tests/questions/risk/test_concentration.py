"""Concentration of the real chain, checked against its own statements and figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def answer(chain: Chain) -> Answer:
    return chain.concentration("chip", as_of=DAY, each=True)


def test_a_market_with_all_shares_printed_has_one_value(answer: Answer) -> None:
    row = next(row for row in answer.rows if row["stage"] == "concepts/hbm-market-share")
    printed = {item["id"]: 100 * item["share"][0] for item in row["suppliers"]}
    assert row["hhi"] == pytest.approx(sum(share**2 for share in printed.values()), abs=0.1)
    assert row["level"] == "yes"
    assert {claim["source"] for claim in row["claims"]} == set(row["sources"])


def test_a_market_known_in_part_has_bounds(answer: Answer) -> None:
    row = next(row for row in answer.rows if row["stage"] == "concepts/gb200-order-share")
    assert row["known"] == pytest.approx(0.7)
    assert row["hhi"] is None
    assert row["hhi_range"] == [2500, 3400]  # 40² + 30², and 30² more if one has the rest


def test_products_without_a_known_foundry_stay_open(answer: Answer, chain: Chain) -> None:
    row = next(row for row in answer.rows if row["stage"] == "fabricatedBy")
    assert 0 < len(row["unseen"]) < row["products"]
    # Of a product with several foundries and no shares, no part is sure of any of them.
    makers: dict[str, set[str]] = {}
    for item in chain.release.view.held(DAY):
        if item.predicate == "fabricatedBy":
            makers.setdefault(item.subject, set()).add(item.object)
    single = sum(len(known) == 1 for known in makers.values())
    assert len(makers) + len(row["unseen"]) == row["products"]
    assert row["known"] == pytest.approx(single / row["products"], abs=1e-3)
    assert row["hhi_range"][0] < row["hhi_range"][1]


def test_stated_shares_of_one_input(answer: Answer) -> None:
    row = next(
        row
        for row in answer.rows
        if row["id"] == "chips/nvidia-rubin" and row.get("input") == "memoryFrom"
    )
    assert row["hhi_range"] == [5800, 5800]
    assert row["top"] == "organisations/sk-hynix"


def test_by_country_a_vendor_of_unknown_home_stays_open(chain: Chain) -> None:
    rows = chain.concentration("chip", "country", as_of=DAY).rows
    designed = next(row for row in rows if row["stage"] == "designedBy")
    assert designed["known"] < 1
    assert designed["hhi"] is None
    assert designed["top"] == "places/united-states"


def test_unknown_bases_are_refused(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="country"):
        chain.concentration(by="countri", as_of=DAY)
