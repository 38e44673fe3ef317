from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError, ParameterError
from aigraph.questions.lookup.sums import added_up

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.graph import View


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


def test_a_period_confines_what_is_listed(chain: Chain) -> None:
    rows = chain.figures("market-size", of="markets/image-generator-market", start="2026").rows
    assert {row["period"] for row in rows} == {"2026", "2032"}
    rows = chain.figures(
        "market-size", of="markets/image-generator-market", start="2026-06-01", until="2026"
    ).rows
    assert {row["period"] for row in rows} == {"2026"}


def test_money_is_converted_by_the_mean_of_the_year(chain: Chain) -> None:
    """The mean of 2023 is between the lowest and highest rate of the year, 6.69 and 7.35 CNY."""
    market = "markets/china-ai-core-industry"
    (row,) = [
        row
        for row in chain.figures("market-size", of=market, unit="billion USD").rows
        if row["source"] == "sources/s003"
    ]
    assert 578.4 / 7.35 < row["amount"] < 578.4 / 6.69
    assert (row["unit"], row["grade"]) == ("billion USD", "computed")
    assert row["printed"] == "5784亿元"
    assert "255 days, 2023-01-02 to 2023-12-29" in row["converted_by"]


def test_what_has_no_rate_is_left_out_and_named(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/image-generator-market", unit="CNY")
    assert {row["period"] for row in answer.rows} == {"2025"}
    assert "before 2032-12-31" in " ".join(caveat.en for caveat in answer.caveats)


def test_units_that_do_not_fit_are_refused(chain: Chain) -> None:
    with pytest.raises(ParameterError, match="no figure asked for can be given in 'MW'"):
        chain.figures("market-size", unit="MW")
    with pytest.raises(ParameterError, match="no number word"):
        chain.figures("market-size", unit="dozen USD")


def test_power_in_gigawatts_is_that_in_megawatts(chain: Chain) -> None:
    plain = chain.figures("power-capacity", latest=True).rows
    giga = chain.figures("power-capacity", latest=True, unit="GW").rows
    assert plain
    assert [row["amount"] for row in giga] == pytest.approx([row["amount"] / 1e3 for row in plain])


def test_sums_are_of_one_source_and_do_not_count_twice(chain: Chain) -> None:
    """Google's TPUs and NVIDIA chips at the end of 2025, and no type of chip beside all types."""
    day = "2025-12-31"
    answer = chain.figures("h100-equivalents-owned", start=day, until=day, sum="thing")
    rows = [row for row in answer.rows if row["period"] == day]
    (google,) = [row for row in rows if row["label"] == "Google"]
    assert google["amount"] == 3812878 + 1236936
    assert google["grade"] == "computed"
    low, high = google["interval"]
    assert low < google["amount"] < high
    assert {row["source"] for row in rows} == {"sources/epoch-chips"}


def test_what_is_no_amount_is_not_added_up(chain: Chain) -> None:
    for measure in ("user-share", "launch-price", "market-size"):
        with pytest.raises(ParameterError, match="added up"):
            chain.figures(measure, sum="period")


def test_provinces_are_not_added_to_their_country(view: View) -> None:
    rows = [
        {"id": thing, "label": thing, "measure": "concepts/filed-services", "period": "2024",
         "unit": "count", "source": "sources/s", "amount": 1.0, "interval": [], "printed": "1",
         "status": "actual", "locator": "L1", "grade": "stated", "measure_label": "x"}
        for thing in ("places/beijing", "places/china")
    ]  # fmt: skip
    sums, said = added_up(view, rows, "period")
    assert sums == []
    assert "part of another" in said[-1].en
    one, _ = added_up(view, rows[:1], "period")
    assert [row["amount"] for row in one] == [1.0]
