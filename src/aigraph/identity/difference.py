"""In what two names differ, and what that says of the things that they name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from aigraph.i18n import Text
from aigraph.identity.words import (
    BRAND,
    CLASS,
    CODENAME,
    FORM,
    PART,
    REGION,
    SCHOOL,
    SOFT,
    UNIT,
    VARIANT,
    is_word,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aigraph.identity.spelled import Token

_NAMED: Final = frozenset({"word", "han"})
_MAY_BE_UNSAID: Final = frozenset({"size", "memory", "date"})
_CLASHING: Final = ("number", "size", "memory", "date", "board", "sign")
_LEAST_MISSPELT: Final = 7
_OF_WORDS: Final = frozenset({"organisations", "facilities", "datasets", "places"})
"""Tables whose names are words, in which one letter is a slip and no other product."""
_MADE: Final = frozenset({"chips", "models", "servers", "datasets"})


@dataclass(frozen=True)
class Difference:
    """What two names say of their things.

    Attributes:
        judgement: same, different or unsure, by the names alone.
        why: the reason in words.
        exact: how close they are: 1 for equal names, less where something was left aside.
        extra: what only one of them has, where the other has nothing of its own.
    """

    judgement: str
    why: Text
    exact: float = 1.0
    extra: tuple[str, ...] = ()


def compare_tokens(left: Sequence[Token], right: Sequence[Token], table: str) -> Difference:
    """Return in what two names differ.

    Args:
        left: the parts of one name.
        right: the parts of the other.
        table: the table of the things that they name.
    """
    if _runs(left) == _runs(right):
        return Difference("same", Text("equal names"))
    if Counter(left) == Counter(right) and _numbers(left) == _numbers(right):
        return Difference("same", Text("equal words in another order"), 0.98)
    one, other = _unmatched(left, right)
    if clash := _clash(one, other):
        return clash
    ones, others = _names_only(one), _names_only(other)
    if ones and others:
        return _two_sided(ones, others, one, other, table)
    found = _one_sided([*one, *other], table)
    if found.judgement == "same" and found.extra and _of_a_school(left, right):
        return Difference("unsure", found.why, 0.7, found.extra)
    numbered = set(_numbers(left)) & set(_numbers(right))
    if found.judgement == "same" and table == "chips" and not numbered:
        return Difference("different", Text("only one has a number"), 0.6)
    return found


def _of_a_school(*names: Iterable[Token]) -> bool:
    return any(is_word(token.text, SCHOOL) for found in names for token in found)


def _runs(found: Iterable[Token]) -> list[str]:
    """Return the words between numbers as one, so that "Deep Seek" is "DeepSeek"."""
    runs = [""]
    for token in found:
        if token.kind in _NAMED:
            runs[-1] += token.text
        else:
            runs += [token.text, ""]
    return runs


def _numbers(found: Iterable[Token]) -> list[str]:
    return [token.text for token in found if token.kind == "number"]


def _names_only(found: Iterable[Token]) -> list[Token]:
    return [token for token in found if token.kind in _NAMED]


def _unmatched(left: Sequence[Token], right: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return what each name has that the other lacks."""
    if _spelled(left) == _spelled(right):
        left = [token for token in left if token.kind not in _NAMED]
        right = [token for token in right if token.kind not in _NAMED]
    one, other = Counter(left), Counter(right)
    return list((one - other).elements()), list((other - one).elements())


def _spelled(found: Iterable[Token]) -> str:
    return "".join(token.text for token in found if token.kind in _NAMED)


def _clash(one: Sequence[Token], other: Sequence[Token]) -> Difference | None:
    """Return what the names say differently of one quality."""
    for kind in _CLASHING:
        ones = [token.text for token in one if token.kind == kind]
        others = [token.text for token in other if token.kind == kind]
        if ones and others:
            return Difference("different", _against(ones, others), 0.5)
    return None


def _against(ones: Iterable[str], others: Iterable[str]) -> Text:
    return Text("{one} against {other}", one=" ".join(ones), other=" ".join(others))


def _two_sided(
    ones: Sequence[Token],
    others: Sequence[Token],
    one: Sequence[Token],
    other: Sequence[Token],
    table: str,
) -> Difference:
    """Judge names of which each has words that the other lacks."""
    texts = [[token.text for token in side] for side in (ones, others)]
    first, second = "".join(t.text for t in ones), "".join(t.text for t in others)
    aside = [kind for kind in left_out(table) if kind not in {CODENAME, REGION}]
    if all(is_word(token.text, *aside) for token in (*ones, *others)):
        return _one_sided([*one, *other], table)
    sole = len(one) == len(ones) == len(other) == len(others) == 1
    if sole and table in _OF_WORDS and _misspelt(first, second):
        why = Text("{one} is {other}, misspelt or spelt otherwise", one=first, other=second)
        return Difference("same", why, 0.94)
    return Difference("different", _against(*texts), 0.4)


def _misspelt(first: str, second: str) -> bool:
    """Return whether one word is the other with a slip: an ending, two letters exchanged.

    >>> _misspelt("university", "univeristy"), _misspelt("wikipedia", "wikimedia")
    (True, False)
    """
    if min(len(first), len(second)) < _LEAST_MISSPELT or not (first + second).isascii():
        return False
    slip = len(first) != len(second) or sorted(first) == sorted(second)
    return slip and first[:3] == second[:3] and OSA.distance(first, second) <= 1


def left_out(table: str) -> tuple[str, ...]:
    """Return the kinds of words that may be left out of a name in a table."""
    if table == "organisations":
        return (FORM,)
    return {"chips": (BRAND, CODENAME), "facilities": (REGION,)}.get(table, ())


def _one_sided(extra: Sequence[Token], table: str) -> Difference:
    """Judge names of which one says more."""
    left = [token for token in extra if not _left_aside(token, table)]
    texts = tuple(token.text for token in left)
    if not left:
        return Difference("same", _but_for(token.text for token in extra), 0.96)
    if all(token.kind in _MAY_BE_UNSAID for token in left):
        return Difference("unsure", Text("only one says {words}", words=texts), 0.85, texts)
    if table == "organisations" and all(is_word(token.text, SOFT, FORM) for token in left):
        return Difference("same", _but_for(texts), 0.93, texts)
    for token in left:
        if meaning := _meaning(token, table):
            return Difference("different", meaning, 0.6, texts)
    judgement, exact = ("different", 0.6) if table in _MADE else ("unsure", 0.7)
    return Difference(judgement, Text("only one is named {words}", words=texts), exact, texts)


def _but_for(texts: Iterable[str]) -> Text:
    return Text("equal names but for {words}", words=tuple(texts))


def _left_aside(token: Token, table: str) -> bool:
    kinds = left_out(table)
    abbreviated = REGION in kinds and token.text in words()[REGION].values()
    return token.kind in _NAMED and (is_word(token.text, *kinds) or abbreviated)


def _meaning(token: Token, table: str) -> Text | None:
    """Return what a word or number makes of a thing, where that alone makes it another."""
    word = token.text
    if token.kind in {"number", "sign"}:
        return Text("only one is numbered {word}", word=word)
    if token.kind == "board":
        return Text("only one has the form factor {word}", word=word)
    if is_word(word, CLASS):
        return Text("only one is a family ({word})", word=word)
    if is_word(word, UNIT) and table == "organisations":
        return Text("only one is a unit ({word})", word=word)
    if is_word(word, PART) and table == "facilities":
        return Text("only one is a part ({word})", word=word)
    if is_word(word, VARIANT) and table != "organisations":
        return Text("only one is the variant {word}", word=word)
    return None
