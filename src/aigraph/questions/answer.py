"""The form of every answer: what was asked, rows with evidence, and what to beware of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from aigraph.vocab import CONFIDENCES, GRADES, weakest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aigraph.graph import Statement
    from aigraph.i18n import Name, Text

Row = dict[str, Any]
Unit = Literal["", "part", "least", "most", "rate"]
"""How a number is written: as it is, as a part of a whole in per cent (to the nearest, or rounded
down or up as a bound), or as the rate of a duty."""


@dataclass(frozen=True)
class Heading:
    """A column of the table that shows an answer.

    Attributes:
        field: name of the field in each row.
        text: the heading.
        unit: how the numbers below it are written.
    """

    field: str
    text: Text | Name
    unit: Unit = ""

    def to(self, language: str) -> str:
        """Return the heading in a language."""
        return self.text.to(language)


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    Attributes:
        question: name of the question, as the command spells it.
        title: the question in words.
        parameters: what was asked for, with defaults filled in.
        release: version and content hash of the release that answered.
        headings: the columns that a table shows, in order; rows may hold more.
        rows: one mapping a row; values are plain, ready for JSON.
        caveats: what a reader must know before using the rows.
        counts: how much was found in all, by part and kind, where rows may list a part of it only.
        html: makes what a notebook shows of an answer; set by ``aigraph.load``, because making
            pages is on a higher floor.
    """

    html: ClassVar[Callable[[Answer], str] | None] = None

    question: str
    title: Text | Name
    parameters: Mapping[str, Any]
    release: str
    headings: Sequence[Heading]
    rows: Sequence[Row]
    caveats: Sequence[Text | Name] = ()
    counts: Mapping[str, Mapping[str, int]] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the published form: question, parameters, release, counts, rows and caveats."""
        return {
            "question": self.question,
            "parameters": dict(self.parameters),
            "release": self.release,
            **({} if self.counts is None else {"counts": self.counts}),
            "rows": list(self.rows),
            "caveats": [str(caveat) for caveat in self.caveats],
        }

    def _repr_html_(self) -> str | None:
        """Return the answer as a table with its evidence, for notebooks."""
        make = type(self).html
        return None if make is None else make(self)


@dataclass(frozen=True)
class Reply:
    """What a question's function returns; the registry makes an ``Answer`` of it.

    Attributes:
        title: the question in words.
        rows: one mapping a row.
        caveats: what a reader must know before using the rows.
        parameters: the question's own parameters as they were resolved; others stay as given.
        row: type of the rows, where it is not the question's usual one.
        headings: columns, where they depend on what was asked and not on the type of the rows.
        counts: how much was found in all, by part and kind.
    """

    title: Text | Name
    rows: Sequence[Mapping[str, Any]]
    caveats: Sequence[Text | Name] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    row: type | None = None
    headings: Sequence[Heading] | None = None
    counts: Mapping[str, Mapping[str, int]] | None = None


EDGE_FIELDS: Final = (
    "subject",
    "predicate",
    "object",
    "source",
    "locator",
    "grade",
    "valid_from",
    "valid_to",
    "wording",
    "wording_zh",
    "last_stated",
)
"""What every edge of every path in an answer names, in this order."""

UNWORDED: Final[Row] = {"wording": "", "wording_zh": "", "last_stated": ""}
"""What an edge says of its wording that no source words: what a rule does to a good, a finding."""


def edge(statement: Statement, repeats: Iterable[Statement] = ()) -> Row:
    """Return a statement as an edge of a path, in the direction in which it was stated.

    Args:
        statement: what the edge says.
        repeats: statements of the same fact; those of other sources are named beside it, since a
            fact that is said again is the same edge with a further source.
    """
    row = {field: getattr(statement, field) for field in EDGE_FIELDS}
    named = {statement.source}
    also = []
    for item in sorted(repeats, key=best_first):
        if item.source not in named:
            named.add(item.source)
            also.append({"source": item.source, "locator": item.locator, "grade": item.grade})
    return row | {"also": also} if also else row


def edges(statements: Iterable[Statement]) -> list[Row]:
    """Return statements as edges, one for each fact, with all the sources that state it."""
    ranked = (sorted(same, key=best_first) for same in by_fact(statements).values())
    return [edge(best, repeats) for best, *repeats in ranked]


def by_fact(statements: Iterable[Statement]) -> dict[tuple[str, str, str], list[Statement]]:
    """Return statements by what they say, whoever says it: subject, relation and object."""
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for item in statements:
        found.setdefault((item.subject, item.predicate, item.object), []).append(item)
    return found


def best_first(statement: Statement) -> tuple[int, int, str]:
    """Order statements: by grade, then by confidence, then by claim so that ties are stable."""
    return (
        GRADES.index(statement.grade),
        CONFIDENCES.index(statement.confidence),
        statement.claim,
    )


def edge_key(row: Row) -> tuple[str, ...]:
    """Return what distinguishes an edge from others: its fields without its further sources."""
    return tuple(row[field] for field in EDGE_FIELDS)


def path(edges: Sequence[Row]) -> Row:
    """Return a path: its edges, and the grade of the weakest of them."""
    return {"grade": weakest([item["grade"] for item in edges]), "edges": list(edges)}


def sources(paths: Sequence[Row]) -> list[str]:
    """Return every source of some paths, once, sorted."""
    edges = [item for found in paths for item in found["edges"]]
    return sorted({one["source"] for item in edges for one in (item, *item.get("also", ()))})
