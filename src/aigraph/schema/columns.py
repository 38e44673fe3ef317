"""What a table is made of: columns with a kind, and what each says in the graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from aigraph.vocab import CONFIDENCES, GRADES

LONGEST_TEXT: Final = 5000
LONGEST_NAME: Final = 300


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: the header.
        kind: ``text``, ``key``, ``date``, ``period``, ``number``, ``integer``, ``share``, ``url``,
            ``enumeration``, ``reference`` (one key), or ``references`` (keys joined by ``;``).
        meaning: one sentence for the data dictionary.
        required: whether a blank cell is a problem.
        targets: the tables a reference may point to. With one table the cell holds a bare key,
            with several or none named here (any table) it holds ``table/key``.
        values: the words an enumeration allows.
        says: the ontology property the cell states; for a reference the cell becomes a claim
            of its own, for anything else a plain value of the thing.
        low: the least number that makes sense, or None.
        high: the greatest number that makes sense, or None.
        longest: how many characters a cell may have.
    """

    name: str
    kind: str
    meaning: str
    required: bool = False
    targets: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    says: str = ""
    low: int | None = None
    high: int | None = None
    longest: int = LONGEST_TEXT


@dataclass(frozen=True)
class Table:
    """A CSV file: what a row is and which columns it has.

    Attributes:
        name: the file's stem, and the first part of its rows' identifiers.
        meaning: what one row is, for the data dictionary.
        classes: the ontology class of a row by the value of ``class_column``; the entry under the
            blank key is the default.
        class_column: the column that decides the class, or blank.
        layer: the band of the page in which things of this table are drawn.
        columns: the columns in file order.
    """

    name: str
    meaning: str
    classes: dict[str, str]
    columns: tuple[Column, ...]
    class_column: str = ""
    layer: str = ""
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns by name."""
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})


def text(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    says: str = "",
    longest: int = LONGEST_TEXT,
) -> Column:
    """Make a column of free text."""
    return Column(name, "text", meaning, required=required, says=says, longest=longest)


def typed(name: str, kind: str, meaning: str, *, required: bool = False, says: str = "") -> Column:
    """Make a column whose cells have one of the simple kinds."""
    return Column(name, kind, meaning, required=required, says=says)


def bounded(name: str, kind: str, low: int, high: int, meaning: str, *, says: str = "") -> Column:
    """Make a column of numbers that make no sense below or above bounds, both inclusive."""
    return Column(name, kind, meaning, says=says, low=low, high=high)


def choice(
    name: str, values: str, meaning: str, *, required: bool = True, says: str = ""
) -> Column:
    """Make an enumeration; ``values`` are separated by blanks."""
    words = tuple(values.split())
    return Column(name, "enumeration", meaning, required=required, values=words, says=says)


def one(name: str, targets: str, meaning: str, *, required: bool = False, says: str = "") -> Column:
    """Make a reference to one row of one of the tables named, blanks between them."""
    tables = tuple(targets.split())
    return Column(name, "reference", meaning, required=required, targets=tables, says=says)


def many(name: str, targets: str, meaning: str, *, says: str = "") -> Column:
    """Make a list of references."""
    return Column(name, "references", meaning, targets=tuple(targets.split()), says=says)


KEY = typed("key", "key", "Identifies the row; minted once, never reused.", required=True)
LABELS = (
    text("label_en", "Preferred English name.", required=True, longest=LONGEST_NAME),
    text(
        "label_zh",
        "Preferred Chinese name in simplified characters.",
        longest=LONGEST_NAME,
    ),
)
EVIDENCE = (
    one("source", "sources", "Where the row was read.", required=True),
    text("locator", "Where in the source: line, row, note or heading.", required=True),
    choice("grade", " ".join(GRADES), "How the source supports the row."),
    choice("confidence", " ".join(CONFIDENCES), "Trust in the row; low keeps it out of answers."),
    text("note", "What a reader should know about the row, in our words."),
)


def thing_table(
    name: str,
    ontology_class: str | dict[str, str],
    layer: str,
    meaning: str,
    *columns: Column,
    class_column: str = "",
) -> Table:
    """Return a table of things: key, labels, its own columns, evidence."""
    classes = {"": ontology_class} if isinstance(ontology_class, str) else ontology_class
    return Table(name, meaning, classes, (KEY, *LABELS, *columns, *EVIDENCE), class_column, layer)
