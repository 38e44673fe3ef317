"""Two things by what a user types: identifiers, keys, or names with what is known of them."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from aigraph.errors import AigraphError, NotFoundError
from aigraph.identity.candidates import keys
from aigraph.identity.deciding import compare
from aigraph.identity.things import COMPARED, Thing
from aigraph.paths import shown
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aigraph.identity.shelves import Collection
    from aigraph.identity.verdict import Verdict

_SIDES: Final = ("left", "right")


def find_pair(collection: Collection, left: str, right: str, kind: str) -> tuple[Thing, Thing]:
    """Return two things by what names them.

    Args:
        collection: the things of all folders.
        left: an identifier as ``table/key``, or a name that need not be in any table.
        right: the same of the other.
        kind: the table of things named by name; blank to take it from the other, or from the
            first table that has a thing of either name.

    Raises:
        NotFoundError: if no table has a thing of an identifier.
        AigraphError: if it is not clear what kind of things are meant.
    """
    by_id = {thing.id: thing for thing in collection.things}
    given = [_by_id(text, by_id) for text in (left, right)]
    table = kind or next((thing.table for thing in given if thing), "")
    table = table or _table_of(collection, left, right)
    one, other = (
        thing or Thing(f"{table}/{text}", (text,))
        for thing, text in zip(given, (left, right), strict=True)
    )
    return one, other


def _by_id(text: str, by_id: Mapping[str, Thing]) -> Thing | None:
    table, slash, _ = text.partition("/")
    if not slash or table not in COMPARED:
        return None
    if text not in by_id:
        raise NotFoundError(text, nearest(text, by_id, limit=3), what="thing")
    return by_id[text]


def _table_of(collection: Collection, left: str, right: str) -> str:
    for table in COMPARED:
        named = (Thing(f"{table}/{text}", (text,)) for text in (left, right))
        wanted = frozenset().union(*(keys(thing, collection.known) for thing in named))
        of_table = (thing for thing in collection.things if thing.table == table)
        if any(wanted & keys(thing, collection.known) for thing in of_table):
            return table
    raise AigraphError(
        f"no table has a thing called {left!r} or {right!r}; say with --kind what they are:"
        f" {', '.join(COMPARED)}"
    )


def judge(collection: Collection, left: Thing, right: Thing) -> Verdict:
    """Return what was judged of two things before, else what the rule says."""
    verdict = compare(left, right, collection.known)
    for item in collection.judgements:
        if item.pair == {left.id, right.id}:
            return replace(verdict, judgement=item.judgement)
    return verdict


def read_pairs(path: Path) -> Iterator[tuple[dict[str, str], Thing, Thing]]:
    """Yield the pairs of a file, each with its row.

    The columns ``kind, left, right`` must be there; for either side there may be ``left_maker``
    (names, joined by ``;``), ``left_released``, ``left_place`` (keys of places), ``left_memory``
    (gigabytes).

    Raises:
        AigraphError: if the file cannot be read, lacks a column or names no kind of things.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AigraphError(f"{shown(path)} cannot be read: {error}") from error
    for number, row in enumerate(rows, start=2):
        lacking = [name for name in ("kind", *_SIDES) if not row.get(name)]
        if lacking:
            raise AigraphError(f"{shown(path)}:{number}: {lacking[0]} is missing")
        if row["kind"] not in COMPARED:
            close = nearest(row["kind"], COMPARED, limit=3)
            raise NotFoundError(row["kind"], close, what="kind of things")
        one, other = (_of_row(row, side) for side in _SIDES)
        yield row, one, other


def _of_row(row: Mapping[str, str], side: str) -> Thing:
    def cell(name: str) -> str:
        return row.get(f"{side}_{name}") or ""

    return Thing(
        cell("id") or f"{row['kind']}/{side}: {row[side]}",
        (row[side],),
        makers=tuple(filter(None, cell("maker").split(";"))),
        released=cell("released"),
        places=tuple(filter(None, cell("place").split(";"))),
        memory=cell("memory"),
    )
