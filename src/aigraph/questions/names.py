"""Find things by name: both languages, aliases, and misspellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from aigraph.errors import NotFoundError
from aigraph.ids import table_of
from aigraph.law.codes import read_code
from aigraph.law.rules import code_digits
from aigraph.questions.name_forms import fold, is_short, makers, plain_forms, short_forms, tight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.graph import Name, View

_LEAST_SCORE: Final = 75.0
_SAME: Final = 100.0
_SHORT: Final = 99.0
_LISTED: Final = 98.0
_ENDS: Final = 97.0
_LIKE: Final = 95.0
"""The best score of a name that is neither the same, nor a shorter form, nor the end of one."""
_ABSTRACT: Final = {"markets": 20, "schemes": 21, "sources": 22}
_IMPORTED: Final = 30
_REPORT: Final = re.compile(r"schemes/s\d{3}-")


@dataclass(frozen=True)
class Match:
    """A thing whose name comes near what was asked for.

    Attributes:
        name: the name that matched.
        score: likeness from 0 to 100; 100 is the same but for case, width and script, 99 a name
            without its maker, qualifier or legal form, 97 the last words of a name.
    """

    name: Name
    score: float


def search(view: View, text: str, limit: int = 10) -> list[Match]:
    """Return the things whose names come nearest to a text, best first, each once.

    Of things that match alike, organisations come first, then other concrete things, then
    concepts, those of merged schemes before those of single reports, and sources last.
    """
    best: dict[str, Match] = {}
    known = makers(view)
    for match in (*_same(view, text, known), *_alike(view, fold(text), known)):
        other = best.get(match.name.thing)
        if other is None or match.score > other.score:
            best[match.name.thing] = match
    return sorted(best.values(), key=lambda match: _order(view, match))[:limit]


def _order(view: View, match: Match) -> tuple[float, tuple[int, str]]:
    """Return by what matches are sorted: likeness, then what kind of thing has the name.

    The very name of what only an imported data set names comes after curated names that are longer
    by a maker or a legal form.
    """
    thing = match.name.thing
    score = min(match.score, _LISTED) if view.things[thing].data_set else match.score
    return -score, _rank(view, thing)


def resolve(view: View, text: str, prefer: frozenset[str] = frozenset()) -> str:
    """Return the identifier of the one thing that a text names.

    A name that several things have is that of the organisation, else of the one concrete thing,
    else of the concept of a merged scheme. What only an imported data set names gives way to what
    is curated, also to a name without its maker: "H100" in a data set is no other than NVIDIA's. A
    misspelling is not taken for a name.

    Args:
        view: where to look.
        text: an identifier, a key, or a name in either language.
        prefer: tables whose things are meant where things of several tables have the name.

    Raises:
        NotFoundError: if nothing is called that, or several things are; it lists what comes near.
    """
    if text in view.things or text in view.records:
        return view.records.get(text, text)
    for key in (f"{table}/{text}" for table in sorted(prefer)):
        if key in view.things:
            return key
    code = code_named(view, text)
    if code:
        return code
    matches = _same(view, text, makers(view))
    meant = [match for match in matches if table_of(match.name.thing) in prefer]
    for pool in (meant, matches):
        for called in _called(view, pool):
            if called:
                return _most_meant(view, text, called)
    for pool in (meant, matches):
        ending = {m.name.thing for m in pool if _rank(view, m.name.thing)[0] < 2}
        if len(ending) == 1:
            return ending.pop()
    raise NotFoundError(text, _suggestions(view, text, prefer))


def code_named(view: View, text: str) -> str:
    """Return the code that a text writes, as ``codes/key``; blank if it writes none that is there.

    The key of a code is its classification and its number. Where two classifications have the
    number, that of a national schedule is meant, which divides further.
    """
    digits = read_code(text)
    if digits is None:
        return ""
    found = [
        thing
        for thing in view.things
        if table_of(thing) == "codes" and code_digits(thing.partition("-")[2]) == digits
    ]
    return max(found, key=lambda thing: (len(thing), thing), default="")


def resolve_place(view: View, text: str) -> str:
    """Return the place that a key such as ``china``, an identifier, ISO code or name means.

    Raises:
        NotFoundError: if it means no place.
    """
    found = resolve(view, text, frozenset({"places"}))
    if not found.startswith("places/"):
        raise NotFoundError(text, [found], what="place")
    return found


def _called(view: View, matches: list[Match]) -> Iterator[set[str]]:
    """Yield the things of a name, then those of a longer form: first what is curated, then all."""
    curated = [match for match in matches if not view.things[match.name.thing].data_set]
    for pool in (curated, matches):
        for score in (_SAME, _SHORT):
            yield {match.name.thing for match in pool if match.score == score}


def _most_meant(view: View, text: str, called: set[str]) -> str:
    """Return the thing that comes first among those of a name.

    Raises:
        NotFoundError: if several come first alike.
    """
    first = min(_rank(view, thing)[0] for thing in called)
    foremost = sorted(thing for thing in called if _rank(view, thing)[0] == first)
    if len(foremost) > 1:
        raise NotFoundError(text, foremost, what="single thing")
    return foremost[0]


def _suggestions(view: View, text: str, prefer: frozenset[str]) -> list[str]:
    """Return what may be meant: things of the preferred tables where any comes near, no source."""
    found = [match.name.thing for match in search(view, text, 50)]
    meant = [thing for thing in found if table_of(thing) in prefer]
    return (meant or [thing for thing in found if table_of(thing) != "sources"] or found)[:3]


def _rank(view: View, thing: str) -> tuple[int, str]:
    """Return how early a thing comes among those of one name, and its identifier.

    What only an imported data set names comes after all that is curated.
    """
    if view.things[thing].data_set:
        return _IMPORTED, thing
    table = table_of(thing)
    if table == "organisations":
        return 0, thing
    if table != "concepts":
        return _ABSTRACT.get(table, 1), thing
    scheme = view.things[thing].scheme
    if scheme == "schemes/themes":
        return 12, thing
    return (11 if _REPORT.match(scheme) else 10), thing


def _names(view: View) -> Iterator[tuple[str, Name]]:
    """Yield every name with its folded form, keys among them."""
    for name in view.findable():
        yield fold(name.label), name
        if name.kind == "preferred" and name.language == "en":
            yield fold(name.thing.partition("/")[2]), name


def _same(view: View, text: str, known: frozenset[str]) -> list[Match]:
    """Return the things that have the name, a shorter form of it, or a name that ends in it."""
    folded = fold(text)
    wanted = {tight(folded)}
    shorter = {tight(form) for form in plain_forms(folded)}
    ending = f" {folded}"
    found = []
    for label, name in _names(view):
        if tight(label) in wanted:
            found.append(Match(name, _SAME))
        elif tight(label) in shorter or _has_form(name, label, wanted | shorter, known):
            found.append(Match(name, _SHORT))
        elif label.endswith(ending) and table_of(name.thing) != "sources":
            found.append(Match(name, _ENDS))
    return found


def _has_form(name: Name, label: str, wanted: set[str], known: frozenset[str]) -> bool:
    if not any(form in tight(label) for form in wanted):
        return False
    return not wanted.isdisjoint(map(tight, short_forms(name, label, known)))


def _alike(view: View, wanted: str, known: frozenset[str]) -> Iterator[Match]:
    """Yield the things whose names look like a text.

    Short names, as "AR", are compared as a whole: within longer words they mean nothing.
    """
    candidates = list(_names(view))
    candidates += [
        (form, name)
        for label, name in candidates
        for form in sorted(short_forms(name, label, known))
    ]
    for short in (False, True):
        names = [(label, name) for label, name in candidates if is_short(label) == short]
        whole = short or is_short(wanted)
        for folded, score, index in process.extract_iter(
            wanted,
            [label for label, _ in names],
            scorer=fuzz.ratio if whole else fuzz.WRatio,
            score_cutoff=_LEAST_SCORE,
        ):
            likeness = min(score, _LIKE) - _length_penalty(folded, wanted)
            yield Match(names[index][1], round(likeness, 1))


def _length_penalty(folded: str, wanted: str) -> float:
    """Prefer names of about the length asked for, so that "nvidia" comes before "nvidia h100"."""
    return min(10.0, abs(len(folded) - len(wanted)) / 4)
