"""What every question is asked within: day, knowledge, places, facts, sources, assumptions.

A part is declared once here: its option on the command line, its keyword in Python, and its
place in the parameters of an answer. A question says which parts it honours; one that is given
another part refuses it by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from aigraph.characters import readable
from aigraph.dates import span
from aigraph.errors import NotFoundError, ParameterError
from aigraph.questions.names import resolve_place
from aigraph.questions.selection import check_given, chosen_sources
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from aigraph.release.opened import Release

EQUAL_WEIGHTS: Final = "equal-weights"
"""Where sources give no weights, all alternatives weigh the same."""

ASSUMPTIONS: Final = (EQUAL_WEIGHTS,)


@dataclass(frozen=True)
class Part:
    """One part of a scope, as a user gives it.

    Attributes:
        name: keyword in Python and key in the parameters of an answer.
        flag: option on the command line.
        metavar: placeholder of its value in help.
        meaning: one sentence for help and documents.
        default: what holds where it is not given, in words.
        many: whether the option may be repeated.
    """

    name: str
    flag: str
    metavar: str
    meaning: str
    default: str
    many: bool = False


PARTS: Final = {
    part.name: part
    for part in (
        Part("as_of", "--as-of", "DATE", "Date to evaluate.", "today"),
        Part(
            "known_at", "--known-at", "DATE", "Leave out rules published after this date.", "none"
        ),
        Part("importer", "--importer", "PLACE", "Importing place.", "united-states"),
        Part("destination", "--destination", "PLACE", "Destination of exports.", "china"),
        Part(
            "given",
            "--given",
            "FACT[=no]",
            "A condition or end use known to hold (or not).",
            "nothing",
            many=True,
        ),
        Part("sources", "--source", "KEY", "Use only what this source states.", "all", many=True),
        Part(
            "assumptions",
            "--assume",
            "NAME",
            f"A named assumption: {', '.join(ASSUMPTIONS)}.",
            "none",
            many=True,
        ),
    )
}
"""Every part of a scope by name, in the order in which parameters are printed."""


@dataclass(frozen=True)
class Scope:
    """What a question is asked within, with every name resolved and every default filled in.

    Attributes:
        as_of: the day that the question is about.
        known_at: rules published later are left out; None leaves none out.
        importer: ``places/key`` of who imports.
        destination: ``places/key`` of where exports go.
        given: conditions and end uses known to hold (True) or not to hold (False), sorted.
        sources: only what these ``sources/key`` state is used; empty is all.
        assumptions: names from ``ASSUMPTIONS``.
        honoured: the parts that the question honours.
        dated: whether a day was named; without one a question may be about all days.
    """

    as_of: date
    known_at: date | None
    importer: str
    destination: str
    given: tuple[tuple[str, bool], ...]
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]
    honoured: frozenset[str]
    dated: bool

    @property
    def facts(self) -> dict[str, bool]:
        """The given conditions and end uses as a mapping."""
        return dict(self.given)

    def parameters(self) -> dict[str, Any]:
        """Return the honoured parts as plain values, as an answer prints them."""
        values: dict[str, Any] = {
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "importer": self.importer,
            "destination": self.destination,
            "given": self.facts,
            "sources": list(self.sources),
            "assumptions": list(self.assumptions),
        }
        return {name: value for name, value in values.items() if name in self.honoured}


def resolve_scope(
    release: Release, question: str, honoured: frozenset[str], wanted: Mapping[str, Any]
) -> Scope:
    """Return the scope that was asked for.

    Args:
        release: where names are looked up.
        question: name of the question, for messages.
        honoured: the parts that the question honours.
        wanted: parts by name as a user gives them; None and absent parts take their default.

    Raises:
        ParameterError: if a part is given that the question does not honour, or its value is wrong.
        NotFoundError: if a place, fact, source or assumption is not known.
    """
    given = {name: value for name, value in wanted.items() if not _is_blank(PARTS[name], value)}
    for name in given:
        if name not in honoured:
            raise ParameterError(_refusal(question, PARTS[name], honoured))
    as_of = day(given.get("as_of", date.today()))
    known_at = day(given["known_at"]) if "known_at" in given else None
    if known_at is not None and "as_of" in honoured and known_at < as_of:
        raise ParameterError(
            f"known_at {known_at} is before as_of {as_of}: what was expected is not recorded"
        )
    return Scope(
        as_of=as_of,
        known_at=known_at,
        importer=_place(release, given, "importer", honoured),
        destination=_place(release, given, "destination", honoured),
        given=_facts(release, given),
        sources=tuple(chosen_sources(release.view, _texts(given, "sources"))),
        assumptions=tuple(_assumption(text) for text in _texts(given, "assumptions")),
        honoured=honoured,
        dated="as_of" in given,
    )


def day(value: object) -> date:
    """Return a day given as a date, a time stamp or text; a month or year means its first day.

    Raises:
        ParameterError: if it is none of these.

    >>> day("2025-06"), day(datetime(2025, 6, 1, 12))
    (datetime.date(2025, 6, 1), datetime.date(2025, 6, 1))
    """
    return _day(value, first=True)


def last_day(value: object) -> date:
    """Return a day as ``day`` does, but of a month or year the last day.

    >>> last_day("2025-06")
    datetime.date(2025, 6, 30)
    """
    return _day(value, first=False)


def _day(value: object, *, first: bool) -> date:
    if isinstance(value, datetime) and value == value:  # not pandas.NaT
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ParameterError(f"{value!r} is not a date (write 2025, 2025-05 or 2025-05-14)")
    try:
        return span(value)[0 if first else 1]
    except ValueError as error:
        raise ParameterError(str(error)) from None


def parse_facts(items: Iterable[str]) -> dict[str, bool]:
    """Return facts given as text: ``FACT`` holds, ``FACT=no`` does not.

    >>> parse_facts(["USMCA-qualifying", "us-public-sector=no"])
    {'USMCA-qualifying': True, 'us-public-sector': False}
    """
    facts: dict[str, bool] = {}
    for item in items:
        fact, _, value = item.partition("=")
        if value not in {"", "yes", "no"}:
            raise ParameterError(f"{item!r}: write FACT, FACT=yes or FACT=no")
        if facts.setdefault(fact, value != "no") != (value != "no"):
            raise ParameterError(f"{fact!r} is given both as holding and as not holding")
    return facts


def _is_blank(part: Part, value: object) -> bool:
    if isinstance(value, str):
        return False
    return value is None or (part.many and isinstance(value, Sized) and len(value) == 0)


def _refusal(question: str, part: Part, honoured: frozenset[str]) -> str:
    known = ", ".join(name for name in PARTS if name in honoured) or "none"
    return f"{question} cannot take {part.name} into account (it takes: {known})"


def _texts(given: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts that a part consists of; one text is a list of one."""
    value = given.get(name, ())
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, Mapping | bytes) or not isinstance(texts, Iterable):
        raise ParameterError(f"{name} cannot be {value!r}: it takes text or a list of text")
    return [_text(name, text) for text in texts]


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not readable(value):
        raise ParameterError(f"{name} cannot be {value!r}: it takes text")
    return value


def _place(release: Release, given: Mapping[str, Any], name: str, honoured: frozenset[str]) -> str:
    if name not in honoured:
        return ""
    return resolve_place(release.view, _text(name, given.get(name, PARTS[name].default)))


def _facts(release: Release, given: Mapping[str, Any]) -> tuple[tuple[str, bool], ...]:
    value = given.get("given", {})
    facts = _mapped(value) if isinstance(value, Mapping) else parse_facts(_texts(given, "given"))
    if facts:
        check_given(release.law, facts)
    return tuple(sorted(facts.items()))


def _mapped(value: Mapping[Any, Any]) -> dict[str, bool]:
    for fact, holds in value.items():
        if not isinstance(holds, bool):
            raise ParameterError(f"given: {fact!r} must be True or False, not {holds!r}")
    return {_text("given", fact): holds for fact, holds in value.items()}


def _assumption(text: str) -> str:
    if text not in ASSUMPTIONS:
        raise NotFoundError(text, nearest(text, ASSUMPTIONS), what="assumption")
    return text


SOURCES: Final = frozenset({"sources"})
"""A question of what is stated on any day."""

EVIDENCE: Final = frozenset({"as_of", "sources"})
"""A question of what is stated on a day, by all or some sources."""

ASSUMED: Final = EVIDENCE | {"assumptions"}
"""A question of what is stated on a day, whose numbers may depend on a named assumption."""

EVERYTHING: Final = frozenset(PARTS)
"""A question that honours every part."""

NOTHING: Final[frozenset[str]] = frozenset()
