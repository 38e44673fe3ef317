"""Cascades through the real chain, held to what the network itself says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2025, 6, 1)
CHIP = "chips/nvidia-h100-sxm"


def test_stock_is_what_a_chip_survives_on(chain: Chain) -> None:
    for stock in (0, 3, 7):
        (row,) = chain.cascade([("TSMC", 10, 0.0)], CHIP, as_of=DAY, weeks=20, stock=stock).rows
        assert row["time_to_survive"] == stock
        assert row["time_to_recover"] == 10
        assert row["lost"] == pytest.approx(10 - stock)
        assert len(row["output"]) == 20


def test_an_outage_shorter_than_the_stock_is_not_felt(chain: Chain) -> None:
    (row,) = chain.cascade([("TSMC", 3, 0.0)], CHIP, as_of=DAY, stock=4).rows
    assert row["time_to_survive"] is None
    assert row["lost"] == 0


def test_what_rests_on_nothing_known_stays_unknown(chain: Chain) -> None:
    rows = chain.cascade([("TSMC", 10, 0.0)], "chip", as_of=DAY).rows
    unseen = next(row for row in rows if row["id"] == "chips/moore-threads-mtt-s4000")
    assert (unseen["lost"], unseen["output"]) == (None, None)
    assert unseen["coverage"]["seen"] == 0


def test_the_worst_outage_has_the_index_one(chain: Chain) -> None:
    rows = chain.risk_exposure("chip", as_of=DAY, duration=8, weeks=12).rows
    index = {row["id"]: row["index"] for row in rows}
    assert rows[0]["index"] == 1
    assert list(index.values()) == sorted(index.values(), reverse=True)
    # Whoever makes most chips costs more than whoever makes a few.
    assert index["organisations/tsmc"] > index["organisations/smic"] > 0


@pytest.mark.parametrize(
    ("outage", "stock", "message"),
    [((0, 0.0), 1.0, "at least 1"), ((3, 2.0), 1.0, "whole"), ((3, 0.0), -1.0, "at least 0")],
)
def test_nonsense_is_refused(
    chain: Chain, outage: tuple[int, float], stock: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        chain.cascade([("TSMC", *outage)], CHIP, as_of=DAY, stock=stock)
