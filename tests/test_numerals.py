"""Numbers as people read them: no exponents, no false certainty, bounds that stay bounds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.numerals import number, percent, percent_range, rate, rate_range

if TYPE_CHECKING:
    from pathlib import Path

PARTS = st.floats(0, 1)


def _value(text: str) -> float:
    return float(re.sub(r"[^0-9.]", "", text))


def test_python_and_the_page_agree(root: Path) -> None:
    cases = json.loads((root / "tests/viz/numerals.json").read_text(encoding="utf-8"))
    assert [number(value) for value, _ in cases["counts"]] == [text for _, text in cases["counts"]]
    assert [number(value, "en") for value, *_ in cases["numbers"]] == [
        text for _, text, _ in cases["numbers"]
    ]
    assert [number(value, "zh") for value, *_ in cases["numbers"]] == [
        text for *_, text in cases["numbers"]
    ]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_no_number_has_an_exponent(value: float) -> None:
    for language in ("en", "zh"):
        assert not re.search(r"\de[+-]?\d", number(value, language))


@given(PARTS)
def test_bounds_stay_bounds(part: float) -> None:
    assert _value(percent(part, rounding="down")) <= part * 100 + 1e-9
    assert _value(percent(part, rounding="up")) >= part * 100 - 1e-9


@given(PARTS)
def test_a_part_shows_at_most_two_digits_that_matter(part: float) -> None:
    text = percent(part)
    shown = _value(text)
    if part * 100 <= 99:
        digits = f"{shown:.2f}".replace(".", "").strip("0")
        assert len(digits) <= 2
    else:
        assert shown >= 99
    if 1e-9 < part < 1 - 1e-9:
        assert text not in {"0 %", "100 %"}


@pytest.mark.parametrize(
    ("part", "text"),
    [(0, "0 %"), (0.003, "0.3 %"), (0.0578, "5.8 %"), (0.1905, "19 %"), (0.99, "99 %"),
     (0.995, "99.5 %"), (1, "100 %")],
)  # fmt: skip
def test_parts(part: float, text: str) -> None:
    assert percent(part) == text


def test_ranges_are_rounded_outwards() -> None:
    assert percent_range(0.1949, 0.3301) == "19–34 %"
    assert percent_range(0.1949, 0.3301, "zh") == "19–34%"
    assert percent_range(0.0, 0.0) == "0 %"


def test_the_rate_of_a_duty_keeps_its_digits() -> None:
    assert [rate(part) for part in (0.1, 0.275, 0.1425, 1.45)] == [
        "10 %",
        "27.5 %",
        "14.25 %",
        "145 %",
    ]
    assert rate_range(0.1, 0.275) == "10–27.5 %"
    assert rate_range(0.1, None, "zh") == "≥ 10%"


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0.0, "0", "0"),
        (9_999.0, "9999", "9999"),
        (10_000.0, "10,000", "1万"),
        (-12_345.0, "-12,345", "-1.2345万"),
        (999_999.0, "999,999", "99.9999万"),
        (1_000_000.0, "1 million", "100万"),
        (1e8, "100 million", "1亿"),
        (1e9, "1 billion", "10亿"),
        (-1e12, "-1 trillion", "-1万亿"),
        (1e12, "1 trillion", "1万亿"),
        (0.123456789, "0.123457", "0.123457"),
        (100, "100", "100"),
        (10_000, "10,000", "10,000"),
    ],
)
def test_a_number_has_six_digits_and_the_word_of_its_scale(
    value: float, english: str, chinese: str
) -> None:
    assert (number(value), number(value, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("part", "nearest", "down", "up"),
    [
        (0.0, "0 %", "0 %", "0 %"),
        (0.00001, "< 0.01 %", "0 %", "0.01 %"),
        (0.0001, "0.01 %", "0.01 %", "0.01 %"),
        (0.00125, "0.12 %", "0.12 %", "0.13 %"),
        (0.0123, "1.2 %", "1.2 %", "1.3 %"),
        (0.0996, "10 %", "9.9 %", "10 %"),
        (0.1, "10 %", "10 %", "10 %"),
        (0.125, "12 %", "12 %", "13 %"),
        (0.986, "99 %", "98 %", "99 %"),
        (0.9914, "99.14 %", "99.14 %", "99.14 %"),
        (0.99146, "99.15 %", "99.14 %", "99.15 %"),
        (0.9999, "99.99 %", "99.99 %", "99.99 %"),
        (0.99999, "> 99.99 %", "99.99 %", "100 %"),
        (1.0, "100 %", "100 %", "100 %"),
        (1.234, "123 %", "123 %", "124 %"),
        (-0.125, "-12 %", "-13 %", "-12 %"),
    ],
)
def test_a_part_is_rounded_to_the_nearest_or_outwards(
    part: float, nearest: str, down: str, up: str
) -> None:
    assert percent(part) == nearest
    assert percent(part, rounding="down") == down
    assert percent(part, rounding="up") == up
    assert percent(part, "zh") == nearest.replace(" %", "%")


def test_a_range_without_an_end_or_of_one_number() -> None:
    assert percent_range(0.1299, None) == "≥ 12 %"
    assert percent_range(0.1299, None, "zh") == "≥ 12%"
    assert percent_range(0.1299, 0.1299, "zh") == "13%"
    assert percent_range(0.0, 1.0) == "0–100 %"
    assert rate_range(0.1, 0.1, "zh") == "10%"
    assert rate_range(0.12345, None, "zh") == "≥ 12.35%"
    assert rate_range(0.12345, 0.5, "zh") == "12.35–50%"
    assert (rate(0.0), rate(0.123456)) == ("0 %", "12.35 %")
