"""Whether something holds: yes, no, or open for named reasons (Kleene's three-valued logic)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

FACT: Final = "fact"
"""A condition or an end use is not given."""
MISSING: Final = "missing"
"""A figure, an origin or a place is not known."""
CONFIRMATION: Final = "confirmation"
"""No source confirms it as late as the day asked for."""

OPEN_STATUSES: Final = {CONFIRMATION: "unverified", MISSING: "undetermined", FACT: "conditional"}
"""The status of what is open, by the reason; the reason that a user can do least about first."""


class Reason(NamedTuple):
    """Why an outcome is open.

    Attributes:
        kind: ``FACT``, ``MISSING`` or ``CONFIRMATION``.
        about: the fact, measure or confirmation concerned.
    """

    kind: str
    about: str


@dataclass(frozen=True)
class Outcome:
    """Whether something holds.

    Attributes:
        holds: True, False, or None where it is open.
        reasons: why it is open; empty where it is not.
    """

    holds: bool | None
    reasons: tuple[Reason, ...] = ()

    @property
    def status(self) -> str:
        """The status of what is open."""
        kinds = {reason.kind for reason in self.reasons}
        return next(status for kind, status in OPEN_STATUSES.items() if kind in kinds)

    @property
    def because(self) -> tuple[str, ...]:
        """What the reasons are about, each once."""
        return tuple(dict.fromkeys(reason.about for reason in self.reasons))


HOLDS: Final = Outcome(True)
FAILS: Final = Outcome(False)


def still_open(kind: str, about: str) -> Outcome:
    """Return an open outcome with one reason."""
    return Outcome(None, (Reason(kind, about),))


def negation(outcome: Outcome) -> Outcome:
    """Return the opposite; what is open stays open.

    >>> negation(HOLDS).holds, negation(still_open(FACT, "use")).holds
    (False, None)
    """
    return outcome if outcome.holds is None else Outcome(not outcome.holds)


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Return whether all hold: no as soon as one fails, open as long as one is open.

    >>> every([HOLDS, still_open(FACT, "use")]).status
    'conditional'
    >>> every([FAILS, still_open(FACT, "use")]).holds
    False
    """
    found = list(outcomes)
    if any(outcome.holds is False for outcome in found):
        return FAILS
    return _open_or(found, HOLDS)


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """Return whether one holds: yes as soon as one holds, open as long as one is open.

    >>> some([HOLDS, still_open(FACT, "use")]).holds, some([]).holds
    (True, False)
    """
    found = list(outcomes)
    if any(outcome.holds for outcome in found):
        return HOLDS
    return _open_or(found, FAILS)


def _open_or(outcomes: Iterable[Outcome], otherwise: Outcome) -> Outcome:
    reasons = tuple(reason for outcome in outcomes for reason in outcome.reasons)
    return Outcome(None, tuple(dict.fromkeys(reasons))) if reasons else otherwise
