"""Whether two makers are one, belong together, or are two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.identity.forms import forms
from aigraph.identity.spelled import Token, fold, tokens
from aigraph.identity.words import FORM, MANY, RENAMED, SOFT, is_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aigraph.identity.things import Thing

SAME: Final = "same"
RELATED: Final = "related"
OTHER: Final = "other"
UNKNOWN: Final = "unknown"
KNOWN: Final = "known"
"""In place of the relation of makers, where both names are known as those of one thing."""
_TABLE: Final = "organisations"
_LEAST: Final = 3
_CORE: Final = 4
"""Letters of a name from which words are left out, so that it still names a maker."""


def core(name: str) -> tuple[str, ...]:
    """Return the words of a firm's name without its legal form and what is often left out.

    >>> core("Huawei Technologies Co., Ltd"), core("Z.ai"), core("Meta AI")
    (('huawei',), ('z', 'ai'), ('meta', 'ai'))
    """
    found = [token.text for token in tokens(name, _TABLE) if not is_word(token.text, FORM)]
    kept = [word for word in found if not is_word(word, SOFT)]
    many = len(kept) == 1 and is_word(kept[0], MANY) and "ai" in found
    letters = sum(map(len, kept))
    return tuple(found if many or letters < _LEAST else kept)


class Makers:
    """The organisations that tables name, under all their names."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Begin.

        Args:
            things: things, the organisations among which count; of one name the first counts.
        """
        self._ids: dict[tuple[str, ...], str] = {}
        self._above: dict[str, str] = {}
        self._begins: dict[str, list[tuple[str, ...]]] = {}
        found = [thing for thing in things if thing.table == _TABLE]
        for thing in found:
            self._add(thing)
        for thing in found:
            for parent in thing.makers:
                self._above[self.id(thing.label)] = self.id(parent)

    def _add(self, thing: Thing) -> None:
        first = tuple(sorted(core(thing.label)))
        one = self._ids.setdefault(first, " ".join(core(thing.label)))
        for name in thing.names:
            for form in forms(name, _TABLE):
                if form.weak:
                    continue
                key = core(form.text)
                self._ids.setdefault(tuple(sorted(key)), one)
                texts = tuple(token.text for token in tokens(form.text, _TABLE))
                for begin in {key, texts}:
                    if begin and sum(map(len, begin)) >= (_LEAST if begin == texts else _CORE):
                        self._begins.setdefault(begin[0], []).append(begin)

    def id(self, name: str) -> str:
        """Return what is the same for all names of one organisation, as far as is known."""
        for form in forms(name, _TABLE):
            if not form.weak and (found := self._ids.get(tuple(sorted(core(form.text))))):
                return found
        text = " ".join(core(name))
        return words()[RENAMED].get(text, text)

    def relation(self, left: Sequence[str], right: Sequence[str]) -> str:
        """Return how the makers of two things are related.

        Args:
            left: names of the makers of one.
            right: names of the makers of the other.
        """
        if not left or not right:
            return UNKNOWN
        ones, others = {self.id(name) for name in left}, {self.id(name) for name in right}
        if ones & others:
            return SAME
        if any(self._belong(one, other) for one in ones for other in others):
            return RELATED
        return OTHER

    def _belong(self, one: str, other: str) -> bool:
        """Return whether one is part of the other, or both of a third."""
        if self._top(one) == self._top(other):
            return True
        first, second = _known_as(one), _known_as(other)
        short, long = sorted((first, second), key=len)
        return bool(short) and sum(map(len, short)) >= _LEAST and _within(short, long)

    def _top(self, one: str) -> str:
        seen: set[str] = set()
        while one in self._above and one not in seen:
            seen.add(one)
            one = self._above[one]
        return one

    def named_first(self, found: Sequence[Token], stated: Iterable[str] = ()) -> int:
        """Return how many tokens at the beginning of a name are the name of a maker; 0 if none.

        Args:
            found: the tokens of a name.
            stated: names of makers besides those that are known.
        """
        if not found:
            return 0
        texts = tuple(token.text for token in found)
        begins = (*self._begins.get(texts[0], ()), *map(core, stated))
        return max((len(begin) for begin in begins if texts[: len(begin)] == begin), default=0)


def _known_as(one: str) -> tuple[str, ...]:
    """Return the words of a maker, with a firm's present name for one that it had."""
    text = one.split()
    return tuple(part for word in text for part in words()[RENAMED].get(word, word).split())


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether a longer name begins with a shorter one, or ends with it.

    >>> _within(["google"], ["google", "research"]), _within(["mind"], ["deep", "minds"])
    (True, False)
    """
    size = len(short)
    return list(long[:size]) == list(short) or list(long[-size:]) == list(short)


def implied(thing: Thing, makers: Makers, brands: Mapping[str, str]) -> tuple[str, ...]:
    """Return the makers of a thing: those stated, else the one with whose name its name begins.

    Args:
        thing: the thing.
        makers: the organisations.
        brands: words that name a brand where a name of this table begins with them, no maker.
    """
    if thing.makers or thing.table == _TABLE:
        return thing.makers
    found = tokens(thing.label, thing.table)
    length = makers.named_first(found)
    if not length or length == len(found) or fold(found[0].text) in brands:
        return ()
    return (" ".join(token.text for token in found[:length]),)
