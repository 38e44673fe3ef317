from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api import Chain


def test_a_market_has_its_sizes_by_year_with_restatements(chain: Chain) -> None:
    rows = chain.figures("market-size", of="markets/image-generator-market").rows
    by_year: dict[str, set[float]] = {}
    for row in rows:
        by_year.setdefault(row["period"], set()).add(row["amount"])
    assert by_year == {"2025": {11.65e9}, "2026": {15.18e9}, "2032": {88.71e9}}
    assert {row["printed"] for row in rows} >= {"USD 11.65 billion", "116.5亿美元"}


def test_filings_by_province_are_those_of_the_table(chain: Chain) -> None:
    rows = [row for row in chain.figures("filed-services").rows if row["period"] == "2024-11"]
    assert len(rows) == 24
    assert sum(row["amount"] for row in rows) == 309
    assert rows[0]["source"] == "sources/s004"


def test_both_names_of_a_measure_work(chain: Chain) -> None:
    assert chain.figures("市场规模").rows == chain.figures("Market size").rows


def test_confined_to_a_source(chain: Chain) -> None:
    rows = chain.figures("market-size", sources=["s003"]).rows
    assert {row["printed"] for row in rows} == {"5784亿元", "14.4万亿元"}
    assert chain.figures("filed-services", sources=["s000"]).caveats[-1].en.startswith("Not stated")


@pytest.mark.parametrize("measure", ["marketsizes of", "NVIDIA", "concepts/finance"])
def test_what_is_no_measure_is_an_error(chain: Chain, measure: str) -> None:
    with pytest.raises(NotFoundError, match="no measure called"):
        chain.figures(measure)
