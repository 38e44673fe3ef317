"""One thing, one key: rows of imported data sets that are judged to be things already there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from aigraph.errors import Problem
from aigraph.schema import TABLES, THING_TABLES
from aigraph.schema.claims import is_claim, targets
from aigraph.values import LONGEST_KEY, split_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aigraph.schema.columns import Table
    from aigraph.tables.files import Row

_REFERENCES: Final = frozenset({"reference", "references"})
_LANGUAGES: Final = {"label_en": "en", "label_zh": "zh"}
_EVIDENCE: Final[tuple[str, ...]] = ("source", "locator", "grade", "confidence", "note")
_MARK: Final = 8


@dataclass(frozen=True)
class Record:
    """What a data set says of a thing that has a key already.

    Attributes:
        id: ``table/key`` of the data set's own row.
        row: that row; what it refers to is named by the keys that are kept.
        of: ``table/key`` of the thing.
    """

    id: str
    row: Row
    of: str


def wrong_judgements(rows: Mapping[str, Sequence[Row]]) -> Iterator[Problem]:
    """Yield the judgements of sameness that cannot be carried out.

    Args:
        rows: rows by table name.
    """
    known = {f"{table}/{row['key']}": row for table in THING_TABLES for row in rows.get(table, ())}
    judged: dict[str, Row] = {}
    for row in _same(rows):
        left, right = row["left"], row["right"]
        if left.partition("/")[0] != right.partition("/")[0]:
            message = f"{left!r} cannot be {right!r}: they are of different tables"
            yield Problem(row.path, row.line, "right", message)
        elif left in known and not known[left].imported:
            message = f"{left!r} is a curated row; merge it with {right!r} by hand"
            yield Problem(row.path, row.line, "left", message)
        elif left in judged:
            message = f"{left!r} is judged on line {judged[left].line} already"
            yield Problem(row.path, row.line, "left", message)
        judged.setdefault(left, row)
    kept = {left: row["right"] for left, row in judged.items()}
    for left, row in judged.items():
        if _last(left, kept) is None:
            message = f"{left!r} gives way to itself, over several judgements"
            yield Problem(row.path, row.line, "right", message)
    yield from _contradictions(rows, judged)


def merge(
    rows: Mapping[str, Sequence[Row]],
) -> tuple[dict[str, list[Row]], tuple[Record, ...]]:
    """Return the rows with one key for each thing, and what gave way.

    A thing that is judged the same as another gives way to it: whatever refers to it refers to the
    other, its names are names of the other, and what its cells state are statements on the other,
    each with the source of its own row.

    Args:
        rows: rows by table name, whose judgements can be carried out.
    """
    judged = {row["left"]: row["right"] for row in _same(rows)}
    if not judged:
        return {name: list(found) for name, found in rows.items()}, ()
    kept = {left: last for left in judged if (last := _last(left, judged))}
    renamed = {
        name: _renamed(TABLES[name], found, kept) if name != "same_as" else list(found)
        for name, found in rows.items()
    }
    records: list[Record] = []
    for name in THING_TABLES:
        stays = []
        for row in renamed[name]:
            thing = f"{name}/{row['key']}"
            if thing in kept:
                records.append(Record(thing, row, kept[thing]))
            else:
                stays.append(row)
        renamed[name] = stays
    renamed["aliases"] += _names(renamed, records)
    renamed["relations"] += [row for record in records for row in _statements(record)]
    return renamed, tuple(records)


def _same(rows: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    return (row for row in rows.get("same_as", ()) if row["judgement"] == "same")


def _last(thing: str, kept: Mapping[str, str]) -> str | None:
    """Return the thing to which another gives way in the end; None if that is itself."""
    seen = {thing}
    while thing in kept:
        thing = kept[thing]
        if thing in seen:
            return None
        seen.add(thing)
    return thing


def _contradictions(
    rows: Mapping[str, Sequence[Row]], judged: Mapping[str, Row]
) -> Iterator[Problem]:
    """Yield the judgements on two things that others make one, over however many steps."""
    for row in rows.get("same_as", ()):
        left, right, word = row["left"], row["right"], row["judgement"]
        if word != "same" and (lines := _same_by(left, right, judged)):
            message = f"{left!r} and {right!r} are judged {word}, but the same by {lines}"
            yield Problem(row.path, row.line, "judgement", message)


def _same_by(one: str, other: str, judged: Mapping[str, Row]) -> str:
    """Return in words the lines of the judgements by which two things are the same, or nothing."""
    ways = [_way(thing, judged) for thing in (one, other)]
    ends = {
        way[-1]["right"] if way else thing for way, thing in zip(ways, (one, other), strict=True)
    }
    if len(ends) > 1 or one == other:
        return ""
    first, second = ({row.line for row in way} for way in ways)
    *lines, last = sorted(first ^ second)
    return f"lines {', '.join(map(str, lines))} and {last}" if lines else f"line {last}"


def _way(thing: str, judged: Mapping[str, Row]) -> list[Row]:
    """Return the judgements by which a thing gives way, in order, each once."""
    found: list[Row] = []
    while (row := judged.get(thing)) and row not in found:
        found.append(row)
        thing = row["right"]
    return found


def _renamed(table: Table, rows: Iterable[Row], kept: Mapping[str, str]) -> list[Row]:
    """Return rows in which what gave way is named by the key that is kept."""
    columns = [column for column in table.columns if column.kind in _REFERENCES]
    prefixes = {
        column.name: f"{column.targets[0]}/" if len(column.targets) == 1 else ""
        for column in columns
    }
    found = []
    for row in rows:
        changed = {}
        for column in columns:
            cell, prefix = row[column.name], prefixes[column.name]
            parts = split_list(cell) if column.kind == "references" else [cell] if cell else []
            if any(prefix + part in kept for part in parts):
                new = (kept.get(prefix + part, prefix + part) for part in parts)
                named = dict.fromkeys(thing.removeprefix(prefix) for thing in new)
                changed[column.name] = ";".join(named)
        found.append(replace(row, cells=row.cells | changed) if changed else row)
    return found


def _names(rows: Mapping[str, Sequence[Row]], records: Iterable[Record]) -> Iterator[Row]:
    """Yield the names of what gave way as names of what is kept, each once."""
    known = {
        (f"{table}/{row['key']}", row.cells.get(column, ""))
        for table in THING_TABLES
        for row in rows[table]
        for column in _LANGUAGES
    } | {(row["thing"], row["label"]) for row in rows["aliases"]}
    for record in records:
        for column, language in _LANGUAGES.items():
            label = record.row.cells.get(column, "")
            if not label or (record.of, label) in known:
                continue
            known.add((record.of, label))
            cells = {
                "key": _key(record, language),
                "thing": record.of,
                "label": label,
                "language": language,
                "kind": "alias",
            }
            yield _row("aliases", record, cells)


def _statements(record: Record) -> Iterator[Row]:
    """Yield what the cells of a record state, as statements on the thing."""
    table = record.id.partition("/")[0]
    for column in TABLES[table].columns:
        if not is_claim(table, column):
            continue
        for target in targets(column, record.row[column.name]):
            if target == record.of:
                continue
            cells = {
                "key": _key(record, column.name, target),
                "subject": record.of,
                "predicate": column.says,
                "object": target,
            }
            yield _row("relations", record, cells)


def _key(record: Record, *parts: str) -> str:
    """Return the key of a row made of a record: the same whatever else there is."""
    mark = hashlib.sha256("\x1f".join((record.id, *parts)).encode()).hexdigest()[:_MARK]
    start = record.row["key"][: LONGEST_KEY - 40].strip("-")
    return f"{start}-{parts[0].replace('_', '-')}-{mark}"


def _row(table: str, record: Record, cells: Mapping[str, str]) -> Row:
    """Return a row that has the evidence of a record, and its place."""
    own, blank = record.row.cells, dict.fromkeys(TABLES[table].by_name, "")
    evidence = {name: own[name] for name in _EVIDENCE if name in own and name in blank}
    return replace(record.row, cells={**blank, **evidence, **cells})
