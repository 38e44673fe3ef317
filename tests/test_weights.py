"""Which part counts on a day: the latest period begun, rivals as an interval, no territory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aigraph.weights import Weight, weights_on

HBM = ("components/hbm", "madeBy", "organisations/a")
BASE = Weight(
    id="weights/a",
    whole=HBM[0],
    relation=HBM[1],
    part=HBM[2],
    place="",
    share=0.6,
    low=None,
    high=None,
    basis="revenue",
    period="2025-06",
    start="2025-06-01",
    end="2025-06-30",
    source="sources/one",
    locator="L1",
    grade="stated",
    confidence="high",
    note="",
)
DAY = date(2025, 12, 1)


def test_the_latest_period_that_has_begun_counts() -> None:
    later = replace(BASE, id="weights/b", share=0.5, start="2025-09-01", end="2025-09-30")
    assert weights_on([BASE, later], DAY) == {HBM: (0.5, 0.5)}
    assert weights_on([BASE, later], date(2025, 7, 1)) == {HBM: (0.6, 0.6)}
    assert weights_on([BASE, later], date(2025, 5, 31)) == {}


def test_rivals_of_one_period_make_an_interval() -> None:
    rival = replace(BASE, id="weights/b", share=0.55, low=0.5, high=0.58, source="sources/two")
    assert weights_on([BASE, rival], DAY) == {HBM: (0.5, 0.6)}


def test_a_part_without_a_period_counts_only_where_none_is_dated() -> None:
    undated = replace(BASE, id="weights/b", share=0.9, period="", start="", end="")
    assert weights_on([undated], DAY) == {HBM: (0.9, 0.9)}
    assert weights_on([undated, BASE], DAY) == {HBM: (0.6, 0.6)}


def test_parts_of_a_territory_or_of_low_confidence_or_of_no_relation_do_not_count() -> None:
    for change in ({"place": "places/china"}, {"confidence": "low"}, {"relation": ""}):
        assert weights_on([replace(BASE, **change)], DAY) == {}


def test_a_single_bound_leaves_the_other_open() -> None:
    assert replace(BASE, share=None, high=0.1).bounds == (0.0, 0.1)
    assert replace(BASE, share=None, low=0.7).bounds == (0.7, 1.0)
    assert replace(BASE, low=0.5).bounds == (0.5, 0.6)
