"""The statements that the tables make about how things relate, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.ids import claim_id
from aigraph.schema import TABLES, THING_TABLES
from aigraph.values import split_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.schema.columns import Column
    from aigraph.tables.files import Row
    from aigraph.tables.read import Tables

PLAIN_TABLES: Final = frozenset(
    {"sources", "rules", "scopes", "gates", "observations", "aliases", "corrections", "coverage"}
)
"""Tables whose rows describe themselves: their cells are plain values, not claims."""

PLAIN_PROPERTIES: Final = frozenset({"inScheme"})
"""Properties that make a thing what it is, and are therefore no claims either."""


@dataclass(frozen=True)
class Claim:
    """A statement that a source makes, or that we infer, about two things.

    Attributes:
        id: ``relations/key`` of the row, or ``claims/...`` of the cell, that makes the claim.
        subject: ``table/key``.
        predicate: local name of the relation.
        object: ``table/key``.
        share: fraction of the subject's need met by the object, as text; blank when not stated.
        valid_from: partial date; blank is open.
        valid_to: partial date, inclusive; blank is open.
        source: key of the source.
        locator: where in the source.
        grade: stated, computed, inferred or assumed.
        confidence: high, medium or low.
        note: remarks.
    """

    id: str
    subject: str
    predicate: str
    object: str
    share: str
    valid_from: str
    valid_to: str
    source: str
    locator: str
    grade: str
    confidence: str
    note: str


def claims(tables: Tables) -> Iterator[Claim]:
    """Yield the claim of every relation row and of every reference cell of a thing's row."""
    for row in tables.rows["relations"]:
        cells = dict(row.cells)
        yield Claim(id=f"relations/{cells.pop('key')}", **cells)
    for table in THING_TABLES:
        if table not in PLAIN_TABLES:
            for row in tables.rows[table]:
                yield from _cell_claims(table, row)


def is_claim(table: str, column: Column) -> bool:
    """Tell whether a column's cells become claims of their own."""
    return (
        table not in PLAIN_TABLES
        and column.says not in PLAIN_PROPERTIES
        and bool(column.says)
        and column.kind in {"reference", "references"}
    )


def targets(column: Column, cell: str) -> list[str]:
    """Return the identifiers that a reference cell points to."""
    parts = split_list(cell) if column.kind == "references" else [cell] if cell else []
    return [f"{column.targets[0]}/{part}" if len(column.targets) == 1 else part for part in parts]


def _cell_claims(table: str, row: Row) -> Iterator[Claim]:
    for column in TABLES[table].columns:
        if not is_claim(table, column):
            continue
        for target in targets(column, row[column.name]):
            yield Claim(
                id=claim_id(table, row["key"], column.name, target.partition("/")[2]),
                subject=f"{table}/{row['key']}",
                predicate=column.says,
                object=target,
                share="",
                valid_from="",
                valid_to="",
                source=row["source"],
                locator=row["locator"],
                grade=row["grade"],
                confidence=row["confidence"],
                note=row["note"],
            )
