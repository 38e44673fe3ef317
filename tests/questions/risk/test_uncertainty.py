"""The spread of an exposure: repeatable, within bounds, and around the answer itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def answer(chain: Chain) -> Answer:
    return chain.uncertainty(as_of=DAY, draws=200, seed=7)


def test_the_same_seed_gives_the_same_answer(chain: Chain, answer: Answer) -> None:
    again = chain.uncertainty(as_of=DAY, draws=200, seed=7)
    other = chain.uncertainty(as_of=DAY, draws=200, seed=8)
    assert again.rows == answer.rows
    assert other.rows != answer.rows


def test_the_answer_lies_within_the_spread(answer: Answer) -> None:
    for row in answer.rows:
        low, high = row["interval"]
        assert 0 <= low <= row["median"] <= high <= 1
        assert row["low"] <= high
        assert low <= row["high"]
        assert row["rank"] == sorted(row["rank"])


def test_drivers_are_ordered_and_lie_in_the_chain(answer: Answer) -> None:
    for row in answer.rows:
        swings = [abs(item["high"] - item["low"]) for item in row["drivers"]]
        assert swings == pytest.approx(sorted(swings, reverse=True), abs=2e-4)
    assert any(row["drivers"] for row in answer.rows)


def test_what_has_one_supplier_is_sure(chain: Chain) -> None:
    answer = chain.uncertainty("chips/huawei-ascend-920", as_of=DAY, draws=20)
    (row,) = answer.rows
    assert row["interval"] == [row["low"], row["high"]] == [1.0, 1.0]
    assert row["drivers"] == []


def test_too_few_draws_are_refused(chain: Chain) -> None:
    with pytest.raises(ValueError, match="at least 20"):
        chain.uncertainty(as_of=DAY, draws=5)
