"""The things of a kind, and the rules of a kind of measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.i18n import Name, Text
from aigraph.ids import table_of
from aigraph.questions.names import resolve
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.law.rules import Rule

MEASURE_KINDS: Final = {"tariff": "duty", "export-control": "export-control"}
"""Kinds of measure as a question names them, and the kind of rule of each."""

_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kinds(view: View) -> dict[str, list[str]]:
    """Return the things of each kind, by the kind's name in lower case.

    Phrases of documents and measures are no things of the industry and have no kind here.

    A kind of concept means the merged scheme alone: the verticals of single reports are parts
    of merged verticals and would count twice.
    """
    found: dict[str, list[str]] = {}
    for thing in view.things.values():
        if not thing.is_of_industry:
            continue
        kind = _WORDS.sub("-", thing.kind).lower()
        if not thing.scheme or thing.scheme == f"schemes/{kind}s":
            found.setdefault(kind, []).append(thing.id)
    return found


def named(view: View, text: str) -> Name:
    """Return what a question calls ``text``: a kind of thing or of measure, or a thing.

    Args:
        view: where to look names up.
        text: such as ``vertical``, ``tariff`` or ``chips/nvidia-h100``; in English it stays.
    """
    class_name = "".join(word.capitalize() for word in text.split("-"))
    term = view.terms.get(class_name)
    if term is not None and text in kinds(view):
        return Name(text, term.label_zh)
    try:
        return Name(text, view.label(resolve(view, text), "zh"))
    except NotFoundError:
        return Name(text, text)


def members(view: View, of: str) -> list[str]:
    """Return the things that ``of`` means: all of a kind, or the one of that name.

    Raises:
        NotFoundError: if it is neither.
    """
    by_kind = kinds(view)
    if of in by_kind:
        return sorted(by_kind[of])
    try:
        return [resolve(view, of)]
    except NotFoundError as error:
        hints = [*nearest(of, by_kind, limit=2), *error.nearest]
        raise NotFoundError(of, hints, what="kind or thing") from None


def check_given(rules: Mapping[str, Rule], given: Mapping[str, bool]) -> None:
    """Refuse a fact on which no rule hangs: it would change nothing, and be a misspelling.

    Raises:
        NotFoundError: for the first such fact, with those that come near.
    """
    facts = {
        fact
        for rule in rules.values()
        for scope in rule.scopes
        for fact in (scope.condition, scope.end_use)
        if fact
    }
    for fact in given:
        if fact not in facts:
            raise NotFoundError(fact, nearest(fact, facts, limit=3), what="fact")


def chosen_sources(view: View, within: Sequence[str]) -> list[str]:
    """Return the sources that an answer uses, as ``sources/key``; empty is all.

    Raises:
        NotFoundError: if one of them is no source.
    """
    found = []
    for text in within:
        source = text if text.startswith("sources/") else f"sources/{text}"
        if source not in view.things:
            known = [thing for thing in view.things if thing.startswith("sources/")]
            raise NotFoundError(text, nearest(source, known), what="source")
        found.append(source)
    return found


def not_stated(chosen: Sequence[str], rows: Sequence[object]) -> list[Text]:
    """Return the caveat that sources say nothing, where an answer from them alone is empty."""
    if rows or not chosen:
        return []
    return [Text("Not stated in {sources}.", sources=list(chosen))]


def other_days(statements: Iterable[Statement], day: date) -> list[Text]:
    """Return the caveat that accepted statements hold on other days only, and on which.

    Args:
        statements: those that would count if they held on the day.
        day: the day asked for.
    """
    left = [item for item in statements if item.accepted and not item.holds(day)]
    if not left:
        return []
    bounds = sorted(
        moment for item in left for moment in (item.valid_from, item.valid_to) if moment
    )
    text = Text(
        "Statements left out because they hold on other days only: {count}, with first or last days"
        " from {start} to {end}.",
        count=len(left),
        start=bounds[0],
        end=bounds[-1],
    )
    return [text]


def dependencies_of_other_days(view: View, sources: Sequence[str], day: date) -> list[Text]:
    """Return that caveat for all statements that say what depends on what.

    Args:
        view: the statements.
        sources: those that the question is confined to; all without any.
        day: the day asked for.
    """
    relating = (
        item
        for item in view.only(sources).statements
        if view.terms[item.predicate].direction in {"subjectOnObject", "objectOnSubject"}
    )
    return other_days(relating, day)


def select_rules(view: View, rules: Mapping[str, Rule], to: str) -> tuple[str, dict[str, Rule]]:
    """Return the kind of rule and the rules that ``to`` means.

    Args:
        view: where to look names up.
        rules: all rules.
        to: a kind of measure, one rule, or one policy with all its rules.

    Raises:
        NotFoundError: if it is none of these, or a policy without rules.
    """
    if to in MEASURE_KINDS:
        kind = MEASURE_KINDS[to]
        return kind, {key: rule for key, rule in rules.items() if rule.kind == kind}
    try:
        thing = resolve(view, to)
    except NotFoundError as error:
        hints = [*nearest(to, MEASURE_KINDS, limit=1), *error.nearest]
        raise NotFoundError(to, hints, what="measure") from None
    chosen = {
        key: rule
        for key, rule in rules.items()
        if thing in {key, rule.policy} and rule.kind != "exemption"
    }
    if not chosen:
        measure = table_of(thing) in {"rules", "policies"}
        hints = list(MEASURE_KINDS) if measure else [f"dependents {thing}"]
        raise NotFoundError(to, hints, what="measure with rules" if measure else "measure")
    return next(iter(chosen.values())).kind, chosen
