"""What is known beforehand: makers, the names that one thing has, and what was judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from aigraph.identity.forms import forms, without_class
from aigraph.identity.makers import Makers
from aigraph.identity.spelled import fold, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.identity.things import Thing

_PLACES: Final = "places"
_REGION: Final = "region"


class Known:
    """The names that tables give to one thing, so that any of them is as good as all.

    Attributes:
        makers: the organisations under all their names.
    """

    def __init__(self, things: Iterable[Thing], same: Iterable[tuple[str, str]] = ()) -> None:
        """Begin.

        Args:
            things: all things, the curated ones first.
            same: pairs of identifiers that are judged to be one.
        """
        found = _joined(list(things), same)
        self.makers = Makers(found)
        self._names: dict[tuple[str, str], list[Thing]] = {}
        self._place_words: set[str] = set()
        self._within: dict[str, tuple[str, ...]] = {}
        for thing in found:
            self._add(thing)

    def _add(self, thing: Thing) -> None:
        if thing.table == _PLACES:
            words = (part.text for name in thing.names for part in tokens(name, _PLACES))
            self._place_words.update(words)
            self._within[thing.id.partition("/")[2]] = () if thing.kind == _REGION else thing.places
        names = _names(thing)
        if len(names) > 1:
            thing = replace(thing, names=names)
            for name in {tight(without_class(name)) for name in names}:
                others = self._names.setdefault((thing.table, name), [])
                if tight(thing.label) not in {tight(other.label) for other in others}:
                    others.append(thing)

    def completed(self, thing: Thing) -> tuple[Thing, bool]:
        """Return a thing with the names and makers of the one thing known by one of its names.

        Args:
            thing: the thing.

        Returns:
            The thing, and whether such a thing is known.
        """
        names, makers = list(thing.names), thing.makers
        for name in thing.names:
            bearers = self._names.get((thing.table, tight(name)), ())
            if len(bearers) == 1:
                names += bearers[0].names
                makers = makers or bearers[0].makers
        more = tuple(dict.fromkeys(names))
        return replace(thing, names=more, makers=makers), len(more) > len(thing.names)

    def is_place(self, word: str) -> bool:
        """Return whether a word is part of the name of a place."""
        return word in self._place_words

    def one_place(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Return whether one of some places is one of others, or within it.

        Args:
            left: keys of places.
            right: keys of others.
        """
        return bool(self._around(left) & set(right) or self._around(right) & set(left))

    def _around(self, places: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += self._within.get(place, ())
        return found


def _names(thing: Thing) -> tuple[str, ...]:
    """Return the names of a thing, those included that its brackets say."""
    found = list(thing.names)
    if thing.table == "organisations":
        made = (form for name in thing.names for form in forms(name, thing.table))
        found += [form.text for form in made if not form.weak]
    return tuple(dict.fromkeys(found))


def tight(name: str) -> str:
    """Return a name without blanks and hyphens, in one case and script."""
    return fold(name).replace(" ", "").replace("-", "")


def _joined(things: list[Thing], same: Iterable[tuple[str, str]]) -> list[Thing]:
    """Return the things, with the names of those that are judged to be one with them."""
    found = {thing.id: thing for thing in things}
    for left, right in same:
        if left in found and right in found:
            one, other = found.pop(left), found[right]
            names = tuple(dict.fromkeys((*other.names, *one.names)))
            found[right] = replace(other, names=names, makers=other.makers or one.makers)
    return list(found.values())
