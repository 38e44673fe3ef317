"""The other ways to write one name: its acronym, its Chinese part, how Chinese is spoken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aigraph.i18n import Text
from aigraph.identity.spelled import HAN, fold
from aigraph.identity.words import CLASS, CODENAME, ENGLISH, FORM, is_word, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETS: Final = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]")
_ORIGINALLY: Final = re.compile(r"\b(?:formerly|originally|hosting)\b", re.IGNORECASE)
_LIST: Final = re.compile(r"\s*(?:[;；、]|[,，](?=\S*[\u3400-\u9fff]))\s*")
SPOKEN: Final = Text("as Chinese is spoken")
_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "at", "de", "a"})
_CODE: Final = re.compile(r"[A-Za-z]+[ -]?[A-Za-z]*\d{2,}$")
_LEAST_LATIN: Final = 4
_LEAST_HAN: Final = 2
_LEAST_SPOKEN: Final = 3


@dataclass(frozen=True)
class Form:
    """One way to write a name.

    Attributes:
        text: the name so written.
        how: how it was made of the name; None for the name itself.
        weak: whether equal forms need one maker besides, because they leave much away.
    """

    text: str
    how: Text | None = None
    weak: bool = False


@lru_cache(maxsize=32_768)
def forms(name: str, table: str) -> tuple[Form, ...]:
    """Return the ways to write a name, itself first.

    >>> [form.text for form in forms("Zhejiang University (ZJU)", "organisations")]
    ['Zhejiang University (ZJU)', 'Zhejiang University', 'ZJU']
    """
    found = [Form(name), *_unbracketed(name, table)]
    if table == "organisations":
        found += [Form(part, Text("one of its two names")) for part in _split(name, " / ", " aka ")]
    if HAN.search(name) and not several(name):
        found += _parts(name, table)
        found += _spoken(name, table)
    return tuple(dict.fromkeys(found))


def without_class(name: str) -> str:
    """Return a name without the word in brackets that says that it is a family's.

    >>> without_class("Qwen (family)"), without_class("Falcon (7B)")
    ('Qwen', 'Falcon (7B)')
    """
    match = _BRACKETS.search(name)
    if match and any(is_word(word, CLASS) for word in fold(match.group(1)).split()):
        return f"{name[: match.start()]}{name[match.end() :]}".strip()
    return name


def several(name: str) -> bool:
    """Return whether a name lists several things.

    >>> several("XVERSE-7B; XVERSE-13B"), several("TeleChat,启明"), several("Cadence Design, Inc.")
    (True, True, False)
    """
    return len([part for part in _LIST.split(name) if part]) > 1


def _split(name: str, *signs: str) -> Iterator[str]:
    for sign in signs:
        if sign in name:
            yield from (part.strip() for part in name.split(sign) if part.strip())


def _unbracketed(name: str, table: str) -> Iterator[Form]:
    """Yield a name without its brackets, where these hold another name or a remark."""
    for match in _BRACKETS.finditer(name):
        inner, before, after = match.group(1), name[: match.start()], name[match.end() :]
        without = f"{before}{after}".strip()
        if not without:
            continue
        if _ORIGINALLY.search(inner):
            yield Form(without, Text("without the remark in brackets"))
        elif HAN.search(inner) and not HAN.search(without):
            yield Form(without, Text("without its Chinese name in brackets"))
            yield Form(inner, Text("its Chinese name in brackets"), weak=True)
        elif length := _acronym_of(inner, before):
            yield Form(without, Text("without the acronym in brackets"))
            words_before = before.split()
            short = " ".join([*words_before[:-length], inner]) + after
            yield Form(short.strip(), Text("by the acronym in brackets"))
        elif table == "chips" and _CODE.match(inner):
            yield Form(without, Text("without its other name in brackets"))
            yield Form(inner, Text("its other name in brackets"))
        elif table == "chips" and any(is_word(word, CODENAME) for word in fold(inner).split()):
            yield Form(without, Text("without the name of its generation in brackets"))


def _acronym_of(text: str, before: str) -> int:
    """Return how many of the last words a text abbreviates; 0 where it abbreviates none.

    >>> _acronym_of("UC", "University of California"), _acronym_of("China", "Fudan University")
    (3, 0)
    >>> _acronym_of("ZJU", "Zhejiang University")
    2
    """
    if sum(sign.isupper() or sign.isdigit() for sign in text) < _LEAST_HAN or " " in text:
        return 0
    letters = re.sub(r"[^a-z0-9]", "", fold(text))
    found = [fold(word) for word in before.replace("-", " ").split()]
    if not _LEAST_HAN <= len(letters) <= 10 or ("-" in before and " " not in before):
        return 0
    for length in range(2, min(len(found), 10) + 1):
        last = found[-length:]
        without_small = "".join(word[0] for word in last if word not in _SMALL)
        if last[0] not in _SMALL and letters in {"".join(w[0] for w in last), without_small}:
            return length
    whole = "".join(found)
    is_part = letters[:1] == whole[:1] and _in_order(letters.rstrip("0123456789"), whole)
    return len(found) if is_part and len(found) > 1 else 0


def _in_order(letters: str, text: str) -> bool:
    """Return whether a text holds some letters in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def acronym(name: str) -> str:
    """Return the first letters of the words of a name, blank where it has fewer than three.

    >>> acronym("Segment Anything Model"), acronym("Harvey")
    ('sam', '')
    """
    found = [
        word
        for word in re.sub(r"[^\w ]", " ", fold(name)).split()
        if word not in _SMALL and not is_word(word, FORM)
    ]
    return "".join(word[0] for word in found) if len(found) >= _LEAST_SPOKEN else ""


def _parts(name: str, table: str) -> Iterator[Form]:
    """Yield the Latin and the Chinese part of a name that has both, as in 天工Skywork."""
    if table == "organisations":
        return
    latin = re.sub(r"[^\x20-\x7e]", " ", HAN.sub(" ", name)).strip(" .,;()-")
    chinese = "".join(HAN.findall(name))
    if sum(map(str.isalpha, latin)) >= _LEAST_LATIN and len(chinese) >= _LEAST_HAN:
        yield Form(latin, Text("its Latin part"), weak=True)
        if not any(map(str.isdigit, latin)):
            yield Form(chinese, Text("its Chinese part"), weak=True)


def _spoken(name: str, table: str) -> Iterator[Form]:
    """Yield how a Chinese name is said, with the words that English translates translated."""
    text, translated = fold(name), False
    for word in sorted(words()[FORM], key=len, reverse=True):
        if HAN.search(word):
            text = text.replace(word, "")
    for word, means in words()[ENGLISH].items():
        if word in text:
            text, translated = text.replace(word, f" {means} "), True
    syllables = len(HAN.findall(text))
    said = re.sub(r"[\u3400-\u9fff]+", _pinyin, text)
    weak = table != "organisations" or not (translated and syllables)
    if syllables >= _LEAST_HAN:
        yield Form(" ".join(said.split()), SPOKEN, weak=weak)


def _pinyin(match: re.Match[str]) -> str:
    from pypinyin import lazy_pinyin

    return f" {''.join(lazy_pinyin(match.group()))} "
