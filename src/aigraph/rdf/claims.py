"""The statements that the tables make about how things relate, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigraph.ids import claim_id
from aigraph.schema import TABLES, THING_TABLES
from aigraph.schema.claims import PLAIN_TABLES, is_claim, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.tables.files import Row
    from aigraph.tables.read import Tables


@dataclass(frozen=True)
class Claim:
    """A statement that a source makes, or that we infer, about two things.

    Attributes:
        id: ``relations/key`` of the row, or ``claims/...`` of the cell, that makes the claim.
        subject: ``table/key``.
        predicate: local name of the relation.
        object: ``table/key``.
        wording: key of the phrase in which the source says it; blank where none was judged.
        valid_from: partial date; blank is open.
        valid_to: partial date, inclusive; blank is open.
        source: key of the source.
        locator: where in the source.
        grade: stated, computed, estimated, inferred or assumed.
        confidence: high, medium or low.
        note: remarks.
    """

    id: str
    subject: str
    predicate: str
    object: str
    wording: str
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


def _cell_claims(table: str, row: Row) -> Iterator[Claim]:
    for column in TABLES[table].columns:
        if not is_claim(table, column):
            continue
        for target in targets(column, row[column.name]):
            yield Claim(
                id=claim_id(f"{table}/{row['key']}", column.name, target),
                subject=f"{table}/{row['key']}",
                predicate=column.says,
                object=target,
                wording="",
                valid_from="",
                valid_to="",
                source=row["source"],
                locator=row["locator"],
                grade=row["grade"],
                confidence=row["confidence"],
                note=row["note"],
            )
