"""The rule: whether two things are one, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from aigraph.dates import span
from aigraph.identity.difference import Difference, compare_tokens
from aigraph.identity.forms import SPOKEN, Form, acronym, forms, several, without_class
from aigraph.identity.makers import OTHER, RELATED, SAME, UNKNOWN, implied
from aigraph.identity.spelled import Token, fold, tokens
from aigraph.identity.words import BRAND, CLASS, MANY, SOFT, VARIANT, is_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aigraph.identity.known import Known
    from aigraph.identity.makers import Makers
    from aigraph.identity.things import Thing

SURE: Final = 0.9
"""From this score on the rule says that two things are one."""

KNOWN: Final = "known"
"""Stands for the relation of makers where both names are known as those of one thing."""
_FAR: Final = 400
_NEAR: Final = 62
_ROUNDED: Final = 0.03
_PRODUCTS: Final = frozenset({"chips", "models", "applications", "services", "servers", "datasets"})
_CODES: Final = re.compile(r"[A-Za-z]*\d\w*/[A-Za-z]*\d\w*")
_RANK: Final = {"same": 2, "unsure": 1, "different": 0}


@dataclass(frozen=True)
class Verdict:
    """What the rule says of a pair.

    Attributes:
        judgement: same, different or unsure.
        score: from 0 to 1, how near the two are to being one thing.
        reasons: why, in words, the deciding one first.
    """

    judgement: str
    score: float
    reasons: tuple[str, ...]


def compare(left: Thing, right: Thing, known: Known) -> Verdict:
    """Return what the rule says of two things.

    Args:
        left: one thing.
        right: the other.
        known: makers, and the names that one thing is known to have.
    """
    if left.table != right.table:
        return Verdict("different", 0.0, (f"one is of {left.table}, the other of {right.table}",))
    if found := _of_a_class(left, right):
        return found
    (left, one_known), (right, other_known) = (known.completed(thing) for thing in (left, right))
    ones, others = (implied(thing, known.makers, words()[BRAND]) for thing in (left, right))
    relation = known.makers.relation(ones, others)
    found = _names(left, right, known, relation)
    if found.judgement == "different":
        found = _by_acronym(left, right, relation) or found
    if one_known and other_known and relation == UNKNOWN:
        relation = KNOWN
    return _with_facts(found, left, right, known, relation)


def _of_a_class(left: Thing, right: Thing) -> Verdict | None:
    """Return what follows where one of two things counts several together, or is a family."""
    for one, other in ((left, right), (right, left)):
        if counts_several(one) and not counts_several(other):
            reason = f"{one.label!r} counts several things together; it comprises them"
            return Verdict("different", 0.5, (reason,))
        if without_class(one.label) != one.label and other.released and not one.released:
            reason = f"{one.label!r} is a family, the other was released on a day"
            return Verdict("unsure", 0.7, (reason,))
    return None


def counts_several(thing: Thing) -> bool:
    """Tell whether a thing counts several together, as "H100/H200" does."""
    if thing.table == "chips":
        return bool(_CODES.search(thing.label))
    return thing.table == "models" and several(thing.label)


def _names(left: Thing, right: Thing, known: Known, relation: str) -> Verdict:
    """Return what the names say that fit best."""
    best = Verdict("different", 0.0, ())
    for one, other, difference in _differences(left, right, known.makers, relation):
        near = fuzz.WRatio(fold(one.text), fold(other.text)) / 100
        if left.table == "organisations":
            difference = _of_a_place(difference, known)
        how = [f"{form.text!r}: {form.how}" for form in (one, other) if form.how]
        verdict = _verdict(difference, near, tuple(how), weak=one.weak or other.weak, relation=relation)
        if (_RANK[verdict.judgement], verdict.score) > (_RANK[best.judgement], best.score):
            best = verdict
        elif not best.reasons:
            best = verdict
    return best


def _of_a_place(difference: Difference, known: Known) -> Difference:
    """Tell firms and schools of one name apart where a place says which is meant."""
    if difference.extra and all(known.is_place(word) for word in difference.extra):
        return Difference("different", f"only one is that of {' '.join(difference.extra)}", 0.7)
    return difference


def _differences(
    left: Thing, right: Thing, makers: Makers, relation: str
) -> Iterator[tuple[Form, Form, Difference]]:
    table = left.table
    for one in _all_forms(left, makers):
        for other in _all_forms(right, makers):
            if one.how == other.how == SPOKEN:
                continue
            for first, confirmed in _cut(one, left, makers, relation):
                for second, also in _cut(other, right, makers, relation):
                    difference = compare_tokens(first, second, table)
                    weak = one.weak or not (confirmed and also)
                    yield replace(one, weak=weak), other, difference


def _all_forms(thing: Thing, makers: Makers) -> Iterator[Form]:
    """Yield the ways to write the names of a thing, but for those that are a maker's name."""
    for name in thing.names:
        for form in forms(name, thing.table):
            found = tokens(form.text, thing.table)
            of_a_maker = form.weak and makers.named_first(found) == len(found)
            if not of_a_maker or thing.table == "organisations":
                yield form


def _cut(
    form: Form, thing: Thing, makers: Makers, relation: str
) -> Iterator[tuple[Sequence[Token], bool]]:
    """Yield the parts of a name, then those without the maker with whose name it begins.

    With each comes whether the maker that is left out is confirmed by what else is known.
    """
    found = tokens(form.text, thing.table)
    if found:
        yield found, True
    if thing.table not in _PRODUCTS or not (length := makers.named_first(found)):
        return
    rest, named = found[length:], " ".join(token.text for token in found[:length])
    if relation == OTHER or not any(_distinguishes(token, thing.table) for token in rest):
        return
    if thing.makers and makers.relation((named,), thing.makers) not in {SAME, RELATED}:
        return
    yield rest, relation in {SAME, RELATED} or thing.table == "chips"


def _distinguishes(token: Token, table: str) -> bool:
    if token.kind == "number":
        return table == "chips" and len(token.text) > 1
    return token.kind in {"word", "han"} and not is_word(token.text, VARIANT, CLASS)


def _verdict(
    difference: Difference, near: float, how: tuple[str, ...], *, weak: bool, relation: str
) -> Verdict:
    if difference.judgement == "different":
        return Verdict("different", round(min(near, 1) * difference.exact, 3), (difference.why,))
    reasons = (difference.why, *how)
    if difference.judgement == "same" and weak and relation not in {SAME, RELATED}:
        return Verdict("unsure", 0.8, (*reasons, "no maker confirms it"))
    return Verdict(difference.judgement, difference.exact - (0.03 if how else 0), reasons)


def _by_acronym(left: Thing, right: Thing, relation: str) -> Verdict | None:
    """Return what follows where one is named by the first letters of the other."""
    for one, other in ((left, right), (right, left)):
        for name in other.names:
            letters = acronym(name)
            if letters and any(fold(short) == letters for short in one.names):
                sure = relation in {SAME, RELATED} and _apart(left, right) <= _NEAR
                sure |= left.table == "organisations" and len(letters) > 3
                judgement, score = ("same", 0.92) if sure else ("unsure", 0.75)
                return Verdict(judgement, score, (f"{letters.upper()!r} abbreviates {name!r}",))
    return None


def _with_facts(
    found: Verdict, left: Thing, right: Thing, known: Known, relation: str
) -> Verdict:
    """Weigh what the names say against makers, dates, places and memory."""
    if found.judgement == "different":
        return found
    for reason, judgement in _against(found, left, right, known, relation):
        if _RANK[judgement] < _RANK[found.judgement]:
            score = {"unsure": 0.75, "different": 0.4}[judgement]
            found = Verdict(judgement, min(found.score, score), (reason, *found.reasons))
    if found.judgement == "same":
        found = replace(found, reasons=(*found.reasons, *_for(left, right, relation)))
    return replace(found, score=round(found.score - (0.02 if relation == UNKNOWN else 0), 3))


def _against(
    found: Verdict, left: Thing, right: Thing, known: Known, relation: str
) -> Iterator[tuple[str, str]]:
    """Yield what speaks against one thing, and what follows from it."""
    apart = _apart(left, right)
    if left.table == "organisations":
        yield from _against_one_firm(found, left, right, known, relation)
    elif left.table == "facilities":
        if left.places and right.places and not known.one_place(left.places, right.places):
            yield "they are in two places", "different"
        if relation == OTHER:
            yield "they have two operators", "unsure"
    elif left.table in _PRODUCTS:
        if relation == OTHER and not _on_one_day(found, left, right):
            yield "they have two makers", "unsure" if apart <= _NEAR else "different"
        elif relation == UNKNOWN and not _telling(left, right):
            yield "the name is short, and a maker is not known", "unsure"
        if apart > _FAR:
            yield f"released {left.released} and {right.released}", "unsure"
    if _memories_differ(left, right):
        yield f"memory of {left.memory} GB against {right.memory} GB", "unsure"


def _against_one_firm(
    found: Verdict, left: Thing, right: Thing, known: Known, relation: str
) -> Iterator[tuple[str, str]]:
    apart = left.places and right.places and not known.one_place(left.places, right.places)
    if apart and relation != KNOWN:
        yield f"one is in {left.places[0]}, the other in {right.places[0]}", "unsure"
    short = min((fold(left.label), fold(right.label)), key=len)
    if len(short) < 2:
        yield "the name is a single letter", "unsure"
    left_out = [word for word in words()[SOFT] if any(repr(word) in why for why in found.reasons)]
    if "ai" in left_out and is_word(short, MANY):
        yield f"'{short} AI' may be a division", "unsure"
    if left_out and len(short) <= 3:
        yield "the name is short", "unsure"


def _on_one_day(found: Verdict, left: Thing, right: Thing) -> bool:
    """Tell whether two things of one name came out on one day; makers are often listed in part."""
    day = len(left.released) == len("2026-01-01") and left.released == right.released
    return day and found.score >= 1 and _telling(left, right)


def _memories_differ(left: Thing, right: Thing) -> bool:
    if not left.memory or not right.memory:
        return False
    one, other = float(left.memory), float(right.memory)
    return abs(one - other) > _ROUNDED * max(one, other)


def _telling(left: Thing, right: Thing) -> bool:
    """Tell whether a name can hardly be that of two things: several parts, or a long word."""
    found = min((tokens(thing.label, thing.table) for thing in (left, right)), key=len)
    return len(found) > 1 or len(found[0].text) > 4


def _for(left: Thing, right: Thing, relation: str) -> Iterator[str]:
    if relation in {SAME, RELATED} and left.table != "organisations":
        yield "one maker" if relation == SAME else "makers that belong together"
    if left.released and _apart(left, right) <= _NEAR:
        yield "one date" if left.released == right.released else "dates close together"
    if left.table in {"facilities", "organisations"} and set(left.places) & set(right.places):
        yield "one place"


def _apart(left: Thing, right: Thing) -> int:
    """Return how many days lie between two releases at least; 0 where a date is missing."""
    if not left.released or not right.released:
        return 0
    (first, last), (earliest, latest) = span(left.released), span(right.released)
    return max(0, _days(last, earliest), _days(latest, first))


def _days(before: date, after: date) -> int:
    return (after - before).days
