from __future__ import annotations

import pytest

from aigraph.values import CHECKS

CASES = [
    ("share", "62", "62 % is written 0.62"),
    ("share", "-0.1", "not a share"),
    ("number", "1,234", "not a number"),
    ("number", "NaN", "finite"),
    ("number", "Infinity", "finite"),
    ("integer", "1.5", "whole number"),
    ("url", "javascript:alert(1)", "web address"),
    ("url", "https://", "web address"),
    ("key", "NVIDIA", "not a key"),
    ("period", "2032/2025", "ends before it begins"),
    ("date", "1 May 2025", "not a date"),
]


@pytest.mark.parametrize(("kind", "text", "message"), CASES)
def test_a_wrong_value_says_what_is_wrong(kind: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        CHECKS[kind](text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("share", "0"),
        ("share", "1"),
        ("number", "-3.5"),
        ("number", "1e3"),
        ("integer", "-2"),
        ("url", "https://example.org/a"),
        ("key", "a100-sxm"),
        ("period", "2025"),
        ("date", "2025-05"),
    ],
)
def test_a_right_value_passes(kind: str, text: str) -> None:
    CHECKS[kind](text)
