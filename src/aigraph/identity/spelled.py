"""A name cut into what distinguishes it: words, numbers, sizes, memory, dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from aigraph.identity.words import BOARD, LIKE, NOISE, is_word, words

if TYPE_CHECKING:
    from opencc import OpenCC

HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE: Final = re.compile(rf"\(?\b({_MONTHS})[a-z]*\.? ((?:19|20)\d\d)\b\)?")
_POSSESSIVE: Final = re.compile(r"[’'`]s\b")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,}")
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4"}
_SIZED: Final = frozenset({"models", "datasets"})
_STORED: Final = frozenset({"chips", "servers"})


@dataclass(frozen=True)
class Token:
    """One part of a name.

    Attributes:
        text: what it says, in the form in which it is compared.
        kind: word, han, number, size, memory, board, date or sign.
    """

    text: str
    kind: str


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return a text in one case, width and script, without accents.

    >>> fold("Wrocław  ＡＩ"), fold("寒武紀") == fold("寒武纪")
    ('wroclaw ai', True)
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.replace("ł", "l").replace("ø", "o").replace("&", " and ")
    plain = _POSSESSIVE.sub("s", plain)
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    if HAN.search(plain):
        plain = _simplified().convert(plain)
    return " ".join(plain.split())


@cache
def _simplified() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _pattern(table: str) -> re.Pattern[str]:
    """Return what cuts the names of a table."""
    parts = []
    if table in _STORED:
        boards = "|".join(sorted(words()[BOARD], key=len, reverse=True))
        parts += [rf"(?P<board>\b(?:{boards})\b)", r"(?P<memory>\d+ ?g(?:ib|b)?\b)"]
    if table in _SIZED:
        parts.append(r"(?P<size>\d+x\d+(?:\.\d+)?b\b|\ba\d+(?:\.\d+)?b\b|\d+(?:\.\d+)? ?[bmtk]\b)")
    parts += [
        r"\bv(?P<version>\d{1,2}(?:\.\d+)*)(?!\d)",
        r"(?P<number>\d+(?:\.\d+)*)",
        r"(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)",
        r"(?P<word>[^\W\d_\u3400-\u9fff\uf900-\ufaff]+)",
        r"(?P<sign>\+)",
    ]
    return re.compile("|".join(parts))


@lru_cache(maxsize=65_536)
def tokens(name: str, table: str) -> tuple[Token, ...]:
    """Return the parts of a name that say which thing of a table it names.

    >>> [token.text for token in tokens("LLaMA-2 (70B)", "models")]
    ['llama', '2', '70b']
    >>> [token.text for token in tokens("NVIDIA A100 SXM4 40 GB", "chips")]
    ['nvidia', 'a', '100', 'sxm4', '40gb']
    """
    text, dates = fold(name), []
    for match in _DATE.finditer(text):
        month = _MONTHS.split("|").index(match.group(1)) + 1
        dates.append(Token(f"{match.group(2)}-{month:02}", "date"))
    found = [_token(match) for match in _pattern(table).finditer(_DATE.sub(" ", text))]
    kept = [item for item in found if not is_word(item.text, NOISE)]
    return (*(kept or found), *dates)


def _token(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup)
    text = match.group(kind).replace(" ", "")
    if kind == "board":
        return Token(words()[BOARD][text], kind)
    if kind == "memory":
        return Token(f"{text.rstrip('gib')}gb", kind)
    if kind in {"number", "version"}:
        return Token(_number(text), "number")
    if text in _ROMAN:
        return Token(_ROMAN[text], "number")
    return Token(words()[LIKE].get(text, text), kind)


def _number(text: str) -> str:
    """Return a version in its shortest form: 2.0 is 2.

    >>> _number("2.0"), _number("2.5"), _number("10")
    ('2', '2.5', '10')
    """
    while text.endswith(".0"):
        text = text[:-2]
    return text.lstrip("0") or "0"
