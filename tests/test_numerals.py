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
