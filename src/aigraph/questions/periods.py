"""The period that a question is asked about: from one day until another, both inclusive."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from aigraph.errors import ParameterError
from aigraph.questions.param import Param
from aigraph.questions.scope import day, last_day

From = Annotated[
    date | None,
    Param("First day of the period (default: open).", flag="--from", metavar="DATE", parse=day),
]
Until = Annotated[
    date | None,
    Param("Last day of the period (default: open).", metavar="DATE", parse=last_day),
]


class Window(NamedTuple):
    """A period of which either end may be open.

    Attributes:
        first: ISO day, blank when open.
        last: ISO day, inclusive, blank when open.
    """

    first: str
    last: str

    @property
    def bounded(self) -> bool:
        """Whether one of its ends is given."""
        return bool(self.first or self.last)

    def overlaps(self, start: str, end: str) -> bool:
        """Return whether a period of which the first and last day are given shares a day with it.

        What has no period at all is outside of every window that is bounded.
        """
        if not (start or end):
            return not self.bounded
        begun = not self.last or not start or start <= self.last
        return begun and (not self.first or not end or end >= self.first)


def window(start: date | None, until: date | None) -> Window:
    """Return the period from one day until another.

    Raises:
        ParameterError: if it ends before it begins.
    """
    first = day(start).isoformat() if start else ""
    last = last_day(until).isoformat() if until else ""
    if first and last and last < first:
        raise ParameterError(f"{last} is before {first}")
    return Window(first, last)
