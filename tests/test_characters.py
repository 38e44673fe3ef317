from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.characters import mixed_word, refused, skeleton


@given(st.characters())
def test_what_is_unseen_or_no_character_is_refused(character: str) -> None:
    bad = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    bad |= ord(character) & 0xFFFE == 0xFFFE
    if bad:
        assert refused(f"ab{character}").endswith(", at character 3")
    if unicodedata.category(character)[0] in "NPS" and unicodedata.category(character) != "So":
        assert refused(character) == ""


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("aé （）"))
)
def test_chinese_and_latin_names_pass(text: str) -> None:
    assert refused(text) == ""
    assert mixed_word(text) == ""


@pytest.mark.parametrize(
    "text", ["\u3164", "\u2800", "\u115f", "\ufe0f", "\U000e0100", "\u180e", "\ufdd0", "\ud800"]
)
def test_what_looks_like_nothing_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("NVIDIA", ""),
        ("Яндекс", ""),
        ("Яндекс Cloud", ""),
        ("μm", ""),
        ("ΔT", ""),
        ("Cafe\u0301", ""),
        ("Gооgle", "Gооgle"),
        ("by ΑMD", "ΑMD"),
    ],
)
def test_a_word_of_two_alphabets_is_found(text: str, word: str) -> None:
    assert mixed_word(text) == word


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_plain_text_looks_like_itself(text: str) -> None:
    assert skeleton(text) == text
