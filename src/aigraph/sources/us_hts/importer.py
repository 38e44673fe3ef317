"""Map the lines of the chain: codes, their tree, rates by revision, headings named in footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

from aigraph.law.codes import notation
from aigraph.sources.figures import written
from aigraph.sources.us_hts.chosen import code_of, line_of
from aigraph.sources.us_hts.lines import (
    COLUMNS,
    Line,
    ad_valorem,
    by_digits,
    label,
    programmes,
    read_lines,
)
from aigraph.sources.us_hts.spans import Revision, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_DATES: Final = "revision_dates.csv"
_FILES: Final = "hts_*.json.gz"
_REVISION: Final = re.compile(r"(?:(\d{4})_)?(basic|rev_\d+)")
_FIRST_YEAR: Final = "2025"
_LINE: Final = 8
_STATISTICAL: Final = 10
_CARRIED_BACK: Final = {
    "grade": "inferred",
    "confidence": "medium",
    "note": "Inferred from footnotes of 2025 and later: the rate had ended before.",
}
"""Of rates that ended before the first revision read."""
_UNDATED: Final = "in a revision of which no day is given"


def run(ctx: Context) -> None:
    """Import the days of the revisions, then what each prints that the one before does not."""
    revisions = _revisions(ctx)
    ctx.each(_DATES, lambda record: _dated(ctx, record))
    ctx.each("federal_register_sources.csv", lambda _record: ctx.skip("a notice behind a change"))
    _Schedule(ctx, revisions).say()


def _dated(ctx: Context, record: Record) -> None:
    if _file(record["revision"]) in ctx.names(_FILES):
        ctx.again()
    else:
        ctx.skip("dates a revision that is not there")


def _file(revision: str) -> str:
    """Return the file of a revision as the table of days calls it."""
    match = _REVISION.fullmatch(revision)
    return f"hts_{match[1] or _FIRST_YEAR}_{match[2]}.json.gz" if match else ""


def _revisions(ctx: Context) -> list[Revision]:
    """Return the revisions that are there and dated, in the order of their days."""
    days = {
        _file(record["revision"]): ctx.day(record, "effective_date") for record in ctx.rows(_DATES)
    }
    found = [
        Revision(name, _name(name), days[name]) for name in ctx.names(_FILES) if days.get(name)
    ]
    return sorted(found, key=lambda revision: (revision.day, _number(revision.file), revision.file))


def _name(file: str) -> str:
    """Return a revision as people call it: ``2026 revision 10``."""
    year, what = file.removeprefix("hts_").removesuffix(".json.gz").split("_", 1)
    return f"{year} {what.replace('rev_', 'revision ')}"


def _number(file: str) -> int:
    return int(next(iter(re.findall(r"rev_(\d+)", file)), 0))


def _is_rated(digits: str) -> bool:
    """Return whether a line may have a base rate: headings of chapter 99 change rates of others."""
    return len(digits) >= _LINE and not digits.startswith("99")


def _named_by(line: Line) -> str:
    """Return the digits of the code that footnotes of a line are about: the one that is rated."""
    rated = len(line.digits) == _STATISTICAL and line.cells["general"]
    return line.digits[:_LINE] if rated else line_of(line.digits)


class _Schedule:
    """The lines of all revisions, and what they say together."""

    def __init__(self, ctx: Context, revisions: Sequence[Revision]) -> None:
        self._ctx = ctx
        self._revisions = revisions
        self._lines: dict[str, dict[str, Line]] = {}
        self._passed: dict[str, Counter[str]] = {}
        for file in ctx.names(_FILES):
            lines, passed = read_lines(ctx.tree(file), file)
            self._lines[file], self._passed[file] = by_digits(lines), passed
        self._last: dict[str, str] = {}
        self._cells: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._cited: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
        self._there: dict[str, dict[str, bool]] = defaultdict(dict)
        for revision in revisions:
            for line in self._lines[revision.file].values():
                self._note(revision.file, line)

    def _note(self, file: str, line: Line) -> None:
        code = line_of(line.digits)
        self._last[line.digits] = file
        self._there[code][file] = True
        for column in COLUMNS:
            if line.cells[column] and _is_rated(line.digits):
                self._cells[line.digits[:_LINE], column][file] = line.cells[column]
        for heading in line.headings:
            self._cited[_named_by(line), heading][file] = True

    def say(self) -> None:
        """Say it: of each line in the last revision that has it."""
        dated = {revision.file for revision in self._revisions}
        for file, lines in self._lines.items():
            if file not in dated:
                passed = Counter({_UNDATED: len(lines) + self._passed[file].total()})
                self._ctx.each(file, lambda _record: None, [], passed)
                continue
            rows = [
                (line.at, {"htsno": line.digits, "description": line.words[-1]})
                for line in lines.values()
            ]
            records = self._ctx.items(file, rows)
            self._ctx.each(file, partial(self._one, file), records, self._passed[file])

    def _one(self, file: str, record: Record) -> None:
        """Say what a line says, in the last revision that has it."""
        digits = record["htsno"]
        line = self._lines[file][digits]
        if self._last[digits] != file:
            self._ctx.again()
            return
        self._code(record, line)
        rated = digits[:_LINE]
        if len(digits) == _STATISTICAL and line.cells["general"] and not digits.endswith("00"):
            self._named(record, rated, line)
        for column in COLUMNS:
            if line.cells[column] and _is_rated(digits):
                self._rates(record, rated, column)
        named = _named_by(line)
        for heading in sorted(item for code, item in self._cited if code == named):
            self._heading(record, named, heading)

    def _code(self, record: Record, line: Line) -> None:
        """Say that there is the code of a line, and what is above it."""
        digits = line_of(line.digits)
        code = self._named(record, digits, line)
        whole = code_of(line.digits)
        if whole != code and self._ctx.there(whole):
            self._ctx.claim(record, whole, "broader", code)

    def _named(self, record: Record, digits: str, line: Line) -> str:
        """Say that there is a code with the words of a line."""
        code, printed = code_of(digits), notation(digits)
        if not self._ctx.there(code):
            self._ctx.thing(
                record,
                "codes",
                label(line, printed),
                identity=printed,
                system="hts",
                notation=printed,
                locator=f"{self._name_of(record.file)}, {printed}",
                note=self._remarks(digits, line),
            )
        elif digits.startswith("99"):
            self._ctx.again()
        parent = self._above(digits)
        if parent:
            self._ctx.claim(record, code, "broader", parent)
        else:
            self._ctx.again()
        return code

    def _name_of(self, file: str) -> str:
        return f"HTS {_name(file)}"

    def _remarks(self, digits: str, line: Line) -> str:
        said = [f"Counted in {', '.join(line.units)}."] if line.units else []
        found = list(spans(self._there.get(digits, {}), self._revisions))
        if found and not (len(found) == 1 and found[0].from_start and not found[0].until):
            said.append(f"In {'; '.join(item.where for item in found)} only.")
        return " ".join(said)

    def _above(self, digits: str) -> str:
        """Return the code next above one, as far as a table has it."""
        if digits.startswith("99"):
            return ""
        for length in (8, 6, 4):
            if length < len(digits) and self._there.get(digits[:length]):
                return code_of(digits[:length])
        chapter = f"codes/hs-{digits[:2]}"
        return chapter if self._ctx.there(chapter) else ""

    def _rates(self, record: Record, digits: str, column: str) -> None:
        for span in spans(self._cells[digits, column], self._revisions):
            for printed, symbols in _parts(span.value, column):
                rate = ad_valorem(printed)
                self._ctx.rate(
                    record,
                    code=code_of(digits),
                    importer="places/united-states",
                    column=column,
                    rate="" if rate is None else written(rate),
                    printed=printed,
                    programmes=" ".join(symbols),
                    valid_from=span.first.day,
                    valid_to=span.until,
                    confirmed_on=span.last.day,
                    locator=f"{span.where}, {notation(digits)}, {column}",
                )

    def _heading(self, record: Record, digits: str, heading: str) -> None:
        code = code_of(digits)
        target = code_of(heading.replace(".", ""))
        if heading.replace(".", "") not in self._last and not self._ctx.there(target):
            self._ctx.unclear(record, "footnotes", f"no line {heading}")
            return
        rules: list[tuple[str, dict[str, str]]] = [
            (rule, {}) for rule in self._ctx.listed("rules of the heading", heading).split()
        ]
        ended = self._ctx.listed("earlier rules of the heading", heading)
        rules += [(rule, _CARRIED_BACK) for rule in ended.split()]
        part = self._ctx.listed("part of the line", f"{heading} {notation(digits)}")
        for span in spans(self._cited[digits, heading], self._revisions):
            cells = {
                "valid_from": "" if span.from_start else span.first.day,
                "valid_to": span.until,
                "locator": f"{span.where}, footnote to {notation(digits)}",
            }
            self._ctx.claim(record, code, "namedUnder", target, **cells)
            for rule, how in rules:
                self._ctx.scope(record, f"rules/{rule}", code_of(part or digits), **cells, **how)


def _parts(printed: str, column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rates of a cell, each with the programmes that have it."""
    if column != "special":
        yield printed, ()
        return
    yield from programmes(printed)
