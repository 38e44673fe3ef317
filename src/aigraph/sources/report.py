"""What an import read, what it made of it, and what it left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_SHOWN: Final = 8


@dataclass
class FileReport:
    """What became of one file.

    Attributes:
        name: its name within the source.
        sha256: hash of its bytes.
        rows: how many rows it has.
        mapped: how many of them became rows of ours.
        left_out: reason, line and name of each row that did not, in the order of the rows; the
            name is blank where rows are counted only.
        faulty: those of them that could not be read.
        passed: how many further rows were left out unnamed, by reason.
        unread: columns that nobody asked for.
        absent: optional columns that it lacks, with what each may be called now.
        unended: whether its last line has no end, as where it is cut off.
        shipped: how many rows the file of the vintage that ships has, where they are more.
    """

    name: str
    sha256: str
    rows: int = 0
    mapped: int = 0
    left_out: list[tuple[str, int, str]] = field(default_factory=list)
    faulty: list[tuple[str, int, str]] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    unread: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unended: bool = False
    shipped: int = 0

    def reasons(self) -> Counter[str]:
        """Return how many rows were left out for each reason."""
        return Counter(reason for reason, _, _ in self.left_out) + self.passed


@dataclass
class Report:
    """What became of a source.

    Attributes:
        source: its name.
        vintage: date of the vintage, or blank where the files are of no known one.
        read_on: the day on which the files were read.
        files: what became of each file.
        missing: files that need not be there and are not.
        tables: how many rows each table of ours got.
        unknown: how often a word of the source has no meaning here, by list and word.
        unclear: cells that could not be understood and were left out: place, column, why.
        nameless: names that lead to no thing of the source, or to several: place, column, name.
        differing: cells of a thing that two rows state differently; the first counts.
        cases: how many expected rows hold.
    """

    source: str
    vintage: str = ""
    read_on: str = ""
    files: list[FileReport] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    unclear: list[tuple[str, str, str]] = field(default_factory=list)
    nameless: list[tuple[str, str, str]] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    cases: int = 0

    @property
    def rows(self) -> int:
        """How many rows the files have."""
        return sum(file.rows for file in self.files)

    @property
    def mapped(self) -> int:
        """How many of them became rows of ours."""
        return sum(file.mapped for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "source": self.source,
            "vintage": self.vintage,
            "read_on": self.read_on,
            "rows": self.rows,
            "mapped": self.mapped,
            "tables": self.tables,
            "files": [_file(file) for file in self.files],
            **({"files_missing": self.missing} if self.missing else {}),
            "unknown_words": [
                {"list": kind, "word": word, "times": times}
                for (kind, word), times in sorted(self.unknown.items())
            ],
            "unclear_cells": [
                {"place": place, "column": column, "why": why}
                for place, column, why in self.unclear
            ],
            "differing_cells": self.differing,
            "cases": self.cases,
            **self._names_of_nothing(),
        }

    def _names_of_nothing(self) -> dict[str, Any]:
        found = [
            {"place": place, "column": column, "name": name}
            for place, column, name in self.nameless
        ]
        return {"names_of_nothing": found} if found else {}

    def lines(self) -> Iterator[str]:
        """Yield the report for a reader, most important first."""
        dated = self.vintage or "a vintage that is not described"
        yield f"{self.source}, {dated}: {self.mapped:,} of {self.rows:,} rows mapped"
        for file in self.files:
            yield f"  {file.name}: {file.mapped:,} of {file.rows:,} rows mapped"
            for reason, times in file.reasons().most_common():
                yield f"    {times:,} left out: {reason}"
            if file.unread:
                yield f"    columns not used: {', '.join(file.unread)}"
            if file.absent:
                yield f"    columns absent: {', '.join(file.absent)}"
            if file.unended:
                yield "    the last line has no end; is the file cut off?"
            if file.shipped:
                yield f"    the vintage that ships has {file.shipped:,} rows; is the file cut off?"
        if self.missing:
            yield f"  files missing, which need not be there: {', '.join(self.missing)}"
        made = ", ".join(f"{count:,} {name}" for name, count in self.tables.items())
        yield f"  rows made: {made}"
        words = [f"{word!r} ({kind}, {n})" for (kind, word), n in self.unknown.most_common()]
        yield from _listed("words without a meaning here", words)
        unclear = [f"{place}, {column}: {why}" for place, column, why in self.unclear]
        yield from _listed("cells not understood", unclear)
        yield from _listed("stated twice and differently", self.differing)
        if self.cases:
            yield f"  expected rows found: {self.cases}"


def _listed(what: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"  {what}: {len(items):,}"
        yield from (f"    {item}" for item in items[:_MOST_SHOWN])
        if len(items) > _MOST_SHOWN:
            yield f"    and {len(items) - _MOST_SHOWN:,} more"


def _file(file: FileReport) -> dict[str, Any]:
    unnamed = file.passed + Counter(reason for reason, _, row in file.left_out if not row)
    return {
        "name": file.name,
        "sha256": file.sha256,
        "rows": file.rows,
        "mapped": file.mapped,
        "left_out": [
            {"reason": reason, "line": line, "row": row}
            for reason, line, row in file.left_out
            if row
        ],
        **({"left_out_unnamed": dict(sorted(unnamed.items()))} if unnamed else {}),
        "columns_not_used": file.unread,
        "columns_absent": file.absent,
        **({"last_line_has_no_end": True} if file.unended else {}),
    }
