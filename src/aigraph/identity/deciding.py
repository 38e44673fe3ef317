"""The rule: whether two things are one, and why."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from aigraph.i18n import Text
from aigraph.identity.difference import Difference, compare_tokens
from aigraph.identity.forms import SPOKEN, Form, acronym, forms, several
from aigraph.identity.makers import KNOWN, OTHER, RELATED, SAME, UNKNOWN, implied
from aigraph.identity.spelled import Token, fold, tokens
from aigraph.identity.verdict import RANK, Verdict
from aigraph.identity.weighing import NEAR, PRODUCTS, apart, with_facts
from aigraph.identity.words import BRAND, CLASS, VARIANT, is_word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigraph.identity.known import Known
    from aigraph.identity.makers import Makers
    from aigraph.identity.things import Thing

SURE: Final = 0.9
"""From this score on the rule says that two things are one."""

_CODES: Final = re.compile(r"[A-Za-z]*\d\w*/[A-Za-z]*\d\w*")


def compare(left: Thing, right: Thing, known: Known) -> Verdict:
    """Return what the rule says of two things.

    Args:
        left: one thing.
        right: the other.
        known: makers, and the names that one thing is known to have.
    """
    if left.table != right.table:
        return Verdict("different", 0.0, (Text("they are things of different kinds"),))
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
    return with_facts(found, left, right, known, relation)


def _of_a_class(left: Thing, right: Thing) -> Verdict | None:
    """Return what follows where one of two things counts several together."""
    for one, other in ((left, right), (right, left)):
        if counts_several(one) and not counts_several(other):
            why = Text("{name} counts several together, and comprises them", name=one.label)
            return Verdict("different", 0.5, (why,))
    return None


def counts_several(thing: Thing) -> bool:
    """Return whether a thing counts several together, as "H100/H200" does."""
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
        how = [_made(form) for form in (one, other) if form.how]
        weak = one.weak or other.weak
        verdict = _verdict(difference, near, tuple(how), weak=weak, relation=relation)
        rank, highest = RANK[verdict.judgement], RANK[best.judgement]
        if (rank, verdict.score) > (highest, best.score) or not best.reasons:
            best = verdict
    return best


def _of_a_place(difference: Difference, known: Known) -> Difference:
    """Keep firms and schools of one name apart where a place says which is meant."""
    unsure = difference.judgement == "unsure" and difference.extra
    if unsure and all(known.is_place(word) for word in difference.extra):
        why = Text("only one is that of {place}", place=" ".join(difference.extra))
        return Difference("different", why, 0.7)
    return difference


def _differences(
    left: Thing, right: Thing, makers: Makers, relation: str
) -> Iterator[tuple[Form, Form, Difference]]:
    table, stated = left.table, (*left.makers, *right.makers)
    for one in _all_forms(left, makers):
        for other in _all_forms(right, makers):
            if one.how == other.how == SPOKEN:
                continue
            for first, confirmed in _cut(one, left, makers, relation, stated):
                for second, also in _cut(other, right, makers, relation, stated):
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
    form: Form, thing: Thing, makers: Makers, relation: str, stated: Sequence[str]
) -> Iterator[tuple[Sequence[Token], bool]]:
    """Yield the parts of a name, then those without the maker with whose name it begins.

    With each comes whether the maker that is left out is confirmed by what else is known.
    """
    found = tokens(form.text, thing.table)
    if found:
        yield found, True
    if thing.table not in PRODUCTS or not (length := makers.named_first(found, stated)):
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
    difference: Difference, near: float, how: tuple[Text, ...], *, weak: bool, relation: str
) -> Verdict:
    if difference.judgement == "different":
        return Verdict("different", round(min(near, 1) * difference.exact, 3), (difference.why,))
    reasons, left_out = (difference.why, *how), difference.extra
    if difference.judgement == "same" and weak and relation not in {SAME, RELATED}:
        return Verdict("unsure", 0.8, (*reasons, Text("no maker confirms it")), left_out)
    score = difference.exact - (0.03 if how else 0)
    return Verdict(difference.judgement, score, reasons, left_out)


def _made(form: Form) -> Text:
    return Text("{name} ({how})", name=form.text, how=form.how)


def _by_acronym(left: Thing, right: Thing, relation: str) -> Verdict | None:
    """Return what follows where one is named by the first letters of the other."""
    for one, other in ((left, right), (right, left)):
        for name in other.names:
            letters = acronym(name)
            if letters and any(fold(short) == letters for short in one.names):
                sure = relation in {SAME, RELATED} and apart(left, right) <= NEAR
                sure |= left.table == "organisations" and len(letters) > 3
                judgement, score = ("same", 0.92) if sure else ("unsure", 0.75)
                why = Text("{short} abbreviates {name}", short=letters.upper(), name=name)
                return Verdict(judgement, score, (why,))
    return None
