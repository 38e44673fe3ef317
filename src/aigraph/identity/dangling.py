"""Names that a source uses and no table has, each with what comes nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from aigraph.identity.known import tight
from aigraph.identity.makers import implied
from aigraph.identity.words import BRAND, words
from aigraph.sources.importing import read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigraph.identity.shelves import Collection
    from aigraph.identity.things import Thing

_ALIKE: Final = 72
_MOST: Final = 3
_OF_MAKERS: Final = frozenset({"chips", "models", "applications", "facilities"})
"""Tables in which a blank maker is a gap."""


@dataclass(frozen=True)
class Dangling:
    """A name that leads nowhere.

    Attributes:
        where: the row of the source.
        column: the column of the source, or of ours where it is blank.
        name: the name; of a blank cell that of the thing.
        nearest: identifiers and names of things that it may mean, best first.
    """

    where: str
    column: str
    name: str
    nearest: tuple[tuple[str, str], ...]


def dangling(collection: Collection, name: str) -> list[Dangling]:
    """Return the names of one source that lead nowhere, then its things without a maker.

    Args:
        collection: the things of all folders.
        name: the source.
    """
    found = list(_names(collection, name))
    for thing in collection.of(name):
        if thing.table in _OF_MAKERS and not thing.makers:
            makers = implied(thing, collection.known.makers, words()[BRAND])
            nearest = tuple(
                (item.id, item.label)
                for maker in makers
                for item in collection.things
                if item.table == "organisations" and tight(item.label) == tight(maker)
            )
            found.append(Dangling(thing.locator, "maker", thing.label, nearest[:_MOST]))
    return found


def _names(collection: Collection, name: str) -> Iterator[Dangling]:
    """Yield what the import reported as the name of nothing, or of several things."""
    key = name.replace("-", "_")
    reported = read_manifest(collection.folders[key]).get("names_of_nothing", [])
    labels = [(tight(label), thing) for thing in collection.things for label in thing.names]
    texts = [label for label, _ in labels]
    for item in reported:
        wanted = tight(item["name"])
        ends = [thing for label, thing in labels if len(wanted) > 3 and label.endswith(wanted)]
        close = process.extract(wanted, texts, scorer=fuzz.ratio, limit=10, score_cutoff=_ALIKE)
        nearest = _distinct([*ends, *(labels[place][1] for _, _, place in close)])
        yield Dangling(item["place"], item["column"], item["name"], nearest)


def _distinct(things: Sequence[Thing]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((thing.id, thing.label) for thing in things))[:_MOST]
