"""The errors that aigraph raises, each with the exit code a command ends with.

AigraphError                 1
├── AssetError               1   browser assets are not built, or cannot be
├── DataError                2   the tables do not hold together
├── NotFoundError            3   no thing has that name
├── ParameterError           2   a parameter is wrong, or the question cannot honour it
├── QueryError               4   a query is malformed or refused
└── ReleaseError             5   a release can be neither opened nor built
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with the tables, and where.

    Attributes:
        path: the file, as a message shows it.
        line: the line on which the row begins, counted from 1.
        column: the column's name, or blank when the whole line or file is meant.
        message: what is wrong and what would mend it.
    """

    path: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return ``path:line: column: message``."""
        column = f"{self.column}: " if self.column else ""
        return f"{self.path}:{self.line}: {column}{self.message}"


class AigraphError(Exception):
    """Root of all errors that aigraph raises on purpose."""

    exit_code: ClassVar[int] = 1


class DataError(AigraphError):
    """The tables have problems; all of them are listed.

    Attributes:
        problems: every problem found, in file and line order.
    """

    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Collect the problems; the message is one line for each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotFoundError(AigraphError):
    """Nothing is called that.

    Attributes:
        name: what was asked for.
        nearest: identifiers that come close, best first.
    """

    exit_code = 3

    def __init__(self, name: str, nearest: Sequence[str] = (), *, what: str = "thing") -> None:
        """Name what was asked for and what comes near it."""
        self.name = name
        self.nearest = tuple(nearest)
        hint = f" (did you mean {' or '.join(map(repr, self.nearest))}?)" if self.nearest else ""
        super().__init__(f"no {what} called {name!r}{hint}")


class ParameterError(AigraphError, ValueError):
    """A parameter has a wrong value, or the question cannot take it into account."""

    exit_code = 2


class QueryError(AigraphError):
    """A query cannot be parsed, or asks for something that is refused."""

    exit_code = 4


class ReleaseError(AigraphError):
    """A release can be neither opened nor built."""

    exit_code = 5


class AssetError(AigraphError):
    """The browser assets of the SPARQL page are not built, or cannot be built here."""
