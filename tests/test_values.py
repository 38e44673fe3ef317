"""Cells are held to forms that RDF reads as they are."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal

from aigraph.values import CHECKS

CASES = [
    ("share", "62", "62 % is written 0.62"),
    ("share", "-0.1", "not a share"),
    ("share", "1e-999999999", "has an exponent"),
    ("number", "1,234", "not a number"),
    ("number", "1_000", "not a number"),
    ("number", "１２", "not a number"),
    ("number", "٣", "not a number"),
    ("number", "NaN", "not a number"),
    ("number", "Infinity", "not a number"),
    ("number", "1e3", "write the number out"),
    ("number", "1E400000000", "has an exponent"),
    ("number", ".5", "not a number"),
    ("number", "5.", "not a number"),
    ("number", "0." + "1" * 21, "more than 20 digits"),
    ("number", " 1", "not a number"),
    ("number", "1\n", "not a number"),
    ("integer", "1.5", "whole number"),
    ("integer", "٣", "whole number"),
    ("integer", "--1", "whole number"),
    ("url", "javascript:alert(1)", "web address"),
    ("url", "https://", "web address"),
    ("url", "https://a b", "web address"),
    ("url", "https://a/%zz", "web address"),
    ("url", "https://a..b/", "web address"),
    ("url", "https://-a.org/", "web address"),
    ("url", "https://a/'x", "web address"),
    ("url", "https://a/ü", "web address"),
    ("key", "NVIDIA", "not a key"),
    ("key", "a" * 121, "at most 120"),
    ("period", "2032/2025", "ends before it begins"),
    ("period", "/", "lacks an end"),
    ("period", "2025/", "lacks an end"),
    ("period", "2025/2500", "not between 1800 and 2200"),
    ("date", "1 May 2025", "not a date"),
    ("date", "1799", "not between 1800 and 2200"),
    ("date", "2201-01", "not between 1800 and 2200"),
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
        ("share", "0.000000001"),
        ("number", "-3.5"),
        ("number", "9" * 20 + "." + "9" * 20),
        ("integer", "-2"),
        ("url", "https://example.org/a"),
        ("url", "http://xn--fiq228c.example:8080?q=%E4%B8%AD&a=(1)#top"),
        ("key", "a100-sxm"),
        ("key", "a" * 120),
        ("period", "2025"),
        ("period", "2025/2025"),
        ("date", "2025-05"),
        ("date", "1800"),
        ("date", "2200-12-31"),
    ],
)
def test_a_right_value_passes(kind: str, text: str) -> None:
    CHECKS[kind](text)


def accepted(kind: str, text: str) -> bool:
    try:
        CHECKS[kind](text)
    except ValueError:
        return False
    return True


NEAR_NUMBERS = st.from_regex(r"[-+]?[\d_.,]{0,6}([eE][-+]?\d{1,3})?", fullmatch=True) | st.text()
NEAR_DATES = st.from_regex(r"\d{4}(-\d{1,2}){0,2}(/(\d{4}(-\d\d)?)?)?", fullmatch=True) | st.text()


@given(NEAR_NUMBERS)
def test_an_accepted_number_is_a_decimal_of_xsd(text: str) -> None:
    for kind, datatype in (
        ("number", XSD.decimal),
        ("share", XSD.decimal),
        ("integer", XSD.integer),
    ):
        if accepted(kind, text):
            literal = Literal(text, datatype=datatype, normalize=False)
            assert not literal.ill_typed
            assert literal.value == Decimal(text)
            assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=4))
def test_a_plain_number_is_accepted(number: Decimal) -> None:
    CHECKS["number"](f"{number:f}")


@given(NEAR_DATES)
def test_an_accepted_date_is_one_of_xsd(text: str) -> None:
    datatypes = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    if accepted("date", text):
        assert not Literal(text, datatype=datatypes[len(text)], normalize=False).ill_typed
        assert text.isascii()
    if accepted("period", text):
        assert all(accepted("date", part) for part in text.split("/"))


@given(st.text() | st.from_regex(r"https?://[a-z<>.\"'@\u202e]{1,8}/.{0,4}", fullmatch=True))
def test_an_accepted_address_can_stand_in_turtle_and_in_html(text: str) -> None:
    if accepted("url", text):
        assert text.isascii()
        assert not set(text) & set("<>\"'{}|\\^` \n")
