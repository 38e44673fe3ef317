"""Characters that a cell may not hold, and letters that pass for other letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NAMES: Final = {"Cc": "control character", "Cs": "lone surrogate", "Co": "private character"}
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters of no width or of blank shape that Unicode does not count as formats."""

_SUSPECT: Final = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u033f\u3041-\u3130\u4e00-\u9fff]")
"""What must be looked at one by one; the rest are letters and signs that anybody can see."""

_LOOK_ALIKES: Final = {
    "АВЕЅІЈКМНОРСТХҮԜԚаеѕіјорсухԁһԛԝ": "ABESIJKMHOPCTXYWQaesijopcyxdhqw",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυ": "ABEZHIKMNOPTYXvopu",
}
_LATIN_OF: Final = str.maketrans(
    {
        foreign: latin
        for alphabet, letters in _LOOK_ALIKES.items()
        for foreign, latin in zip(alphabet, letters, strict=True)
    }
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def refused(text: str) -> str:
    r"""Return what no cell may hold and where the text has it; blank where it has nothing such.

    Refused are controls, among them tabs and line ends, signs that turn the direction of writing,
    characters that are invisible, line and paragraph separators, surrogates, private characters and
    code points that are no characters.

    >>> refused("a\u202eb")
    'U+202E, which turns the direction of writing, at character 2'
    >>> refused("NVIDIA 英伟达 é µm²")
    ''
    """
    if text.isascii() and text.isprintable():
        return ""
    for match in _SUSPECT.finditer(text):
        what = _what(match.group())
        if what:
            return f"U+{ord(match.group()):04X}, {what}, at character {match.start() + 1}"
    return ""


def _what(character: str) -> str:
    """Return what is wrong with a character, or blank."""
    point, category = ord(character), unicodedata.category(character)
    if character in _BIDI:
        return "which turns the direction of writing"
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return "which is no character"
    if category in {"Zl", "Zp"} or character in "\n\r\x0b\x0c\x85":
        return "a line break"
    if category == "Cf" or character in _UNSEEN or _is_selector(point):
        return "which cannot be seen"
    name = _NAMES.get(category, "")
    return f"a {name}" if name else ""


def _is_selector(point: int) -> bool:
    return 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF or 0x180B <= point <= 0x180F


def skeleton(text: str) -> str:
    r"""Return what a text looks like: wide and styled letters plain, foreign ones as Latin.

    Two texts of one skeleton look the same to a reader.

    >>> skeleton("NV\u0406DIA") == "NVIDIA", skeleton("ＮＶＩＤＩＡ")
    (True, 'NVIDIA')
    """
    return unicodedata.normalize("NFKC", text).translate(_LATIN_OF)


def mixed_word(text: str) -> str:
    r"""Return a word that mixes Latin letters with Cyrillic or Greek ones that look like Latin.

    Greek letters that nobody takes for Latin may be joined to them: a length in μm.

    >>> mixed_word("NV\u0406DIA"), mixed_word("5 μm"), mixed_word("Яндекс GPT")
    ('NVІDIA', '', '')
    """
    for word in _WORD.findall(text):
        if not word.isascii() and word != word.translate(_LATIN_OF):
            names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
            if "LATIN" in names:
                return str(word)
    return ""


def readable(text: str) -> bool:
    r"""Return whether a text can be written as UTF-8.

    >>> readable("NVIDIA"), readable("\udcff")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
