"""For how long consecutive revisions of a schedule print the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

V = TypeVar("V", bound="Hashable")


@dataclass(frozen=True)
class Revision:
    """A revision that was read.

    Attributes:
        file: its file.
        name: as locators call it: ``2026 revision 10``.
        day: the first day on which it holds, as ISO.
    """

    file: str
    name: str
    day: str


@dataclass(frozen=True)
class Span(Generic[V]):
    """What revisions print from one to another, both included.

    Attributes:
        value: what they print.
        first: the first of them.
        last: the last of them.
        until: the day before the next revision, which prints something else; blank if there is
            none.
        from_start: whether the first is the first revision that was read.
    """

    value: V
    first: Revision
    last: Revision
    until: str
    from_start: bool

    @property
    def where(self) -> str:
        """The revisions, as a locator names them."""
        names = dict.fromkeys((self.first.name, self.last.name))
        return f"HTS {' to '.join(names)}"


def spans(printed: Mapping[str, V], revisions: Sequence[Revision]) -> Iterator[Span[V]]:
    """Yield how long each value was printed.

    Args:
        printed: the value by file of the revision; where there is none it was not printed.
        revisions: all revisions that were read, in the order of their days.
    """
    begin = 0
    for at, revision in enumerate(revisions):
        following = revisions[at + 1] if at + 1 < len(revisions) else None
        value = printed.get(revision.file)
        if following is not None and value == printed.get(following.file):
            continue
        if value is not None:
            until = _day_before(following.day) if following else ""
            yield Span(value, revisions[begin], revision, until, begin == 0)
        begin = at + 1


def _day_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))
