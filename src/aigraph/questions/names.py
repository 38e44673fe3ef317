"""Find things by name: both languages, aliases, and misspellings."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from aigraph.errors import NotFoundError
from aigraph.ids import table_of

if TYPE_CHECKING:
    from aigraph.graph import Name, View

_LEAST_SCORE: Final = 75.0
_SAME: Final = 100.0
_ABSTRACT_TABLES: Final = ("concepts/", "schemes/", "sources/", "markets/")


@dataclass(frozen=True)
class Match:
    """A thing whose name comes near what was asked for.

    Attributes:
        name: the name that matched.
        score: likeness from 0 to 100; 100 is the same but for case and width.
    """

    name: Name
    score: float


def fold(text: str) -> str:
    """Return a text as names are compared: one case, one width, hyphens as blanks.

    >>> fold("ＮＶＩＤＩＡ  H100-SXM")
    'nvidia h100 sxm'
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("-", " ").replace("_", " ")
    return " ".join(plain.split())


def search(view: View, text: str, limit: int = 10) -> list[Match]:
    """Return the things whose names come nearest to a text, best first, each once."""
    wanted = fold(text)
    candidates: list[tuple[str, Name]] = []
    for name in view.findable():
        candidates.append((fold(name.label), name))
        if name.kind == "preferred" and name.language == "en":
            candidates.append((fold(name.thing.partition("/")[2]), name))
    best: dict[str, Match] = {}
    for folded, score, index in process.extract_iter(
        wanted, [folded for folded, _ in candidates], scorer=fuzz.WRatio, score_cutoff=_LEAST_SCORE
    ):
        name = candidates[index][1]
        exact = 100.0 if folded == wanted else min(score, 99.0) - _length_penalty(folded, wanted)
        if name.thing not in best or exact > best[name.thing].score:
            best[name.thing] = Match(name, round(exact, 1))
    return sorted(best.values(), key=lambda match: (-match.score, match.name.thing))[:limit]


def resolve(view: View, text: str, prefer: frozenset[str] = frozenset()) -> str:
    """Return the identifier of the one thing that a text names.

    Args:
        view: where to look.
        text: an identifier, a key, or a name in either language.
        prefer: tables whose things are meant where things of several tables have the name.

    Raises:
        NotFoundError: if nothing is called that, or several things are; it lists what comes near.
    """
    if text in view.things:
        return text
    for key in (f"{table}/{text}" for table in sorted(prefer)):
        if key in view.things:
            return key
    exact = {match.name.thing for match in search(view, text, 20) if match.score == _SAME}
    if len(exact) == 1:
        return exact.pop()
    called = exact or _ending_in(view, text)
    meant = {thing for thing in called if table_of(thing) in prefer}
    concrete = _most_concrete(meant or called)
    if concrete:
        return concrete
    nearest = sorted(exact) or [match.name.thing for match in search(view, text, 3)]
    raise NotFoundError(text, nearest, what="single thing" if len(exact) > 1 else "thing")


def resolve_place(view: View, text: str) -> str:
    """Return the place that a key such as ``china``, an identifier or a name means.

    Raises:
        NotFoundError: if it means no place.
    """
    key = f"places/{text}"
    found = key if key in view.things else resolve(view, text)
    if not found.startswith("places/"):
        raise NotFoundError(text, [found], what="place")
    return found


def _most_concrete(things: set[str]) -> str:
    """Return the one organisation, chip, model... among things of a name, or blank.

    A name such as "Huawei" may also be the label of a concept; the concrete thing is meant then.
    """
    concrete = sorted(thing for thing in things if not thing.startswith(_ABSTRACT_TABLES))
    return concrete[0] if len(concrete) == 1 else ""


def _ending_in(view: View, text: str) -> set[str]:
    """Return what is called by a maker's name and then the text, as "NVIDIA H200" for "H200"."""
    ending = f" {fold(text)}"
    return {name.thing for name in view.findable() if fold(name.label).endswith(ending)}


def _length_penalty(folded: str, wanted: str) -> float:
    """Prefer names of about the length asked for, so that "nvidia" comes before "nvidia h100"."""
    return min(10.0, abs(len(folded) - len(wanted)) / 4)
