"""What else speaks for or against one thing: makers, dates, places, memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from aigraph.dates import span
from aigraph.i18n import Text
from aigraph.identity.forms import without_class
from aigraph.identity.makers import KNOWN, OTHER, RELATED, SAME, UNKNOWN
from aigraph.identity.spelled import fold, tokens
from aigraph.identity.verdict import RANK, Verdict
from aigraph.identity.words import MANY, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aigraph.identity.known import Known
    from aigraph.identity.things import Thing

NEAR: Final = 62
"""Days between two releases that are as good as one."""
PRODUCTS: Final = frozenset({"chips", "models", "applications", "services", "servers", "datasets"})
"""Tables of things that somebody makes."""

_OF_UNITS: Final = frozenset({"ai", "labs", "systems"})
_FAR: Final = 400
_ROUNDED: Final = 0.03


def with_facts(found: Verdict, left: Thing, right: Thing, known: Known, relation: str) -> Verdict:
    """Weigh what the names say against makers, dates, places and memory."""
    if found.judgement == "different":
        return found
    for reason, judgement in _against(found, left, right, known, relation):
        if RANK[judgement] < RANK[found.judgement]:
            score = {"unsure": 0.75, "different": 0.4}[judgement]
            found = Verdict(judgement, min(found.score, score), (reason, *found.reasons))
    if found.judgement == "same":
        found = replace(found, reasons=(*found.reasons, *_for(left, right, relation)))
    return replace(found, score=round(found.score - (0.02 if relation == UNKNOWN else 0), 3))


def _against(
    found: Verdict, left: Thing, right: Thing, known: Known, relation: str
) -> Iterator[tuple[Text, str]]:
    """Yield what speaks against one thing, and what follows from it."""
    if left.table == "organisations":
        yield from _against_one_firm(found, left, right, known, relation)
    elif left.table == "facilities":
        if left.places and right.places and not known.one_place(left.places, right.places):
            yield Text("they are in two places"), "different"
        if relation == OTHER:
            yield Text("they have two operators"), "unsure"
    elif left.table in PRODUCTS:
        yield from _against_one_product(found, left, right, relation)
    if _memories_differ(left, right):
        sizes = {"one": left.memory, "other": right.memory}
        yield Text("memory of {one} GB and of {other} GB", **sizes), "unsure"


def _against_one_product(
    found: Verdict, left: Thing, right: Thing, relation: str
) -> Iterator[tuple[Text, str]]:
    days = apart(left, right)
    if relation == OTHER and not _on_one_day(found, left, right):
        yield Text("they have two makers"), "unsure" if days <= NEAR else "different"
    elif relation == UNKNOWN and not _is_distinctive(left, right):
        yield Text("the name is short, and a maker is not known"), "unsure"
    if days > _FAR:
        dates = {"one": left.released, "other": right.released}
        yield Text("released on {one} and on {other}", **dates), "unsure"
    if _family_and_member(left, right):
        yield Text("one is a family, the other was released on a day"), "unsure"


def _against_one_firm(
    found: Verdict, left: Thing, right: Thing, known: Known, relation: str
) -> Iterator[tuple[Text, str]]:
    elsewhere = left.places and right.places and not known.one_place(left.places, right.places)
    if elsewhere and relation != KNOWN:
        where = {"one": left.places[0], "other": right.places[0]}
        yield Text("one is in {one}, the other in {other}", **where), "unsure"
    short = min((fold(left.label), fold(right.label)), key=len)
    if len(short) < 2:
        yield Text("the name is a single letter"), "unsure"
    if set(found.left_out) & _OF_UNITS and _has_many(left, right):
        yield Text("it may be a division of the firm"), "unsure"
    if found.left_out and len(short) < 3:
        yield Text("the name is short"), "unsure"


def _has_many(left: Thing, right: Thing) -> bool:
    """Return whether one of two firms has many businesses, so that its units have names."""
    return any(
        is_word(token.text, MANY)
        for thing in (left, right)
        for token in tokens(thing.label, thing.table)
    )


def _on_one_day(found: Verdict, left: Thing, right: Thing) -> bool:
    """Return whether two things came out on one day: makers are often listed in part."""
    day = len(left.released) == len("2026-01-01") and left.released == right.released
    return day and found.score >= 1 and _is_distinctive(left, right)


def _memories_differ(left: Thing, right: Thing) -> bool:
    if not left.memory or not right.memory:
        return False
    one, other = float(left.memory), float(right.memory)
    return abs(one - other) > _ROUNDED * max(one, other)


def _is_distinctive(left: Thing, right: Thing) -> bool:
    """Return whether a name can hardly be that of two things: several parts, or a long word."""
    found = min((tokens(thing.label, thing.table) for thing in (left, right)), key=len)
    return len(found) > 1 or len(found[0].text) > 4


def _family_and_member(left: Thing, right: Thing) -> bool:
    """Return whether one is named as a family and has no date, as the other has."""
    return any(
        without_class(one.label) != one.label and other.released and not one.released
        for one, other in ((left, right), (right, left))
    )


def _for(left: Thing, right: Thing, relation: str) -> Iterator[Text]:
    if relation in {SAME, RELATED} and left.table != "organisations":
        yield Text("one maker") if relation == SAME else Text("makers that belong together")
    if left.released and apart(left, right) <= NEAR:
        yield Text("one date") if left.released == right.released else Text("dates close together")
    if left.table in {"facilities", "organisations"} and set(left.places) & set(right.places):
        yield Text("one place")


def apart(left: Thing, right: Thing) -> int:
    """Return how many days are between two releases at least; 0 where a date is missing."""
    if not left.released or not right.released:
        return 0
    (first, last), (earliest, latest) = span(left.released), span(right.released)
    return max(0, _days(last, earliest), _days(latest, first))


def _days(before: date, after: date) -> int:
    return (after - before).days
