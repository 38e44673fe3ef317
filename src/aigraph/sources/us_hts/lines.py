"""The lines of one revision of the schedule that the chain needs."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import DataError, Problem
from aigraph.sources.us_hts.chosen import is_below, is_chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLUMNS: Final = ("general", "special", "other")
NO_NUMBER: Final = "a line without a number, which divides what is below it"
OUTSIDE: Final = "a code outside the chain"
_TAG: Final = re.compile(r"<[^<>]{0,80}>")
_HEADING: Final = re.compile(r"99\d\d\.\d\d\.\d\d")
_PER_CENT: Final = re.compile(r"(\d+(?:\.\d+)?)%")
_PROGRAMMES: Final = re.compile(r"([^()]+?)\s*\(([^()]*)\)")
_NEEDED: Final = ("htsno", "indent", "description", "units", "footnotes", *COLUMNS)
_ADDITIONAL: Final = "99"


@dataclass(frozen=True)
class Line:
    """One line with a number.

    Attributes:
        at: its place in the revision, counted from 1.
        digits: the digits of its number.
        words: its description, and those of the lines above it, from the outermost.
        units: units in which it is counted.
        cells: the three columns as printed.
        headings: headings of chapter 99 to which its footnotes point.
    """

    at: int
    digits: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    cells: Mapping[str, str]
    headings: frozenset[str]


def read_lines(tree: Any, file: str) -> tuple[list[Line], Counter[str]]:
    """Return the lines that the chain needs, and how many others there are, by reason.

    Args:
        tree: a revision, as its file holds it.
        file: the file, as messages show it.

    Raises:
        DataError: if it is no list of lines with the columns of the schedule.
    """
    rows = _checked(tree, file)
    found, passed, above = [], Counter[str](), list[str]()
    for at, row in enumerate(rows, 1):
        digits = str(row["htsno"] or "").replace(".", "")
        depth = int(row["indent"] or 0)
        above[depth:] = [plain(row["description"])]
        if not digits:
            passed[NO_NUMBER] += 1
        elif digits.startswith(_ADDITIONAL) or is_chosen(digits):
            found.append(_line(at, digits, tuple(above), row))
        else:
            passed[OUTSIDE] += 1
    return _needed(found, passed), passed


def _needed(lines: Sequence[Line], passed: Counter[str]) -> list[Line]:
    """Return the lines without those of chapter 99 that are not chosen and not pointed to."""
    cited = {heading.replace(".", "") for line in lines for heading in line.headings}
    kept = [
        line
        for line in lines
        if not line.digits.startswith(_ADDITIONAL) or line.digits in cited or is_below(line.digits)
    ]
    passed[OUTSIDE] += len(lines) - len(kept)
    return kept


def _checked(tree: Any, file: str) -> list[Mapping[str, Any]]:
    if not isinstance(tree, list) or not all(isinstance(row, dict) for row in tree):
        raise DataError([Problem(file, 1, "", "is no list of lines of the schedule")])
    for at, row in enumerate(tree, 1):
        lacks = [name for name in _NEEDED if name not in row]
        if lacks:
            new = [name for name in row if name not in _NEEDED]
            message = f"the line lacks this column; it has {', '.join(map(repr, new[:8]))} besides"
            raise DataError([Problem(file, at, name, message) for name in lacks])
        wrong = next((name for name in _NEEDED if not _fits(name, row[name])), "")
        if wrong:
            message = f"line {at:,} holds {str(row[wrong])[:40]!r}, which is no such cell"
            raise DataError([Problem(file, at, wrong, message)])
    return tree


def _fits(name: str, cell: object) -> bool:
    """Return whether a cell is what the schedule has in a column."""
    if name in {"units", "footnotes"}:
        part = str if name == "units" else dict
        return cell is None or (isinstance(cell, list) and all(isinstance(x, part) for x in cell))
    if name == "indent":
        return cell is None or (isinstance(cell, (str, int)) and f"{cell or 0}".isdecimal())
    return cell is None or isinstance(cell, str)


def _line(at: int, digits: str, words: tuple[str, ...], row: Mapping[str, Any]) -> Line:
    notes = (str(note.get("value", "")) for note in row["footnotes"] or ())
    chained = not digits.startswith(_ADDITIONAL) and is_below(digits)
    cited = {heading for note in notes for heading in _HEADING.findall(note)} if chained else set()
    units = (plain(unit) for unit in row["units"] or ())
    return Line(
        at,
        digits,
        words,
        tuple(filter(None, units)),
        {column: plain(row[column]) for column in COLUMNS},
        frozenset(cited),
    )


def plain(text: object) -> str:
    r"""Return a text of the schedule without markup, on one line.

    >>> plain("<il>86.1¢/m<sup>2</sup></il> of recording\n surface")
    '86.1¢/m2 of recording surface'
    """
    return " ".join(html.unescape(_TAG.sub("", str(text or ""))).split())


def ad_valorem(printed: str) -> Decimal | None:
    """Return a printed rate as a fraction of value; None where it is not that alone.

    >>> ad_valorem("Free"), ad_valorem("3.4%"), ad_valorem("0.5¢/kg")
    (Decimal('0'), Decimal('0.034'), None)
    """
    if printed == "Free":
        return Decimal(0)
    found = _PER_CENT.fullmatch(printed)
    return Decimal(found[1]) / 100 if found else None


def programmes(printed: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each rate of the special column, with the programmes that have it.

    >>> list(programmes("Free (A*,AU, S)2.8% (JP)"))
    [('Free', ('A*', 'AU', 'S')), ('2.8%', ('JP',))]
    """
    for rate, symbols in _PROGRAMMES.findall(printed):
        yield rate.strip(), tuple(sorted({part.strip() for part in symbols.split(",")} - {""}))


def label(line: Line, notation: str, longest: int = 200) -> str:
    """Return a name of the line: its number, and what it is in the words of the schedule."""
    words = [word.rstrip(":") for word in line.words]
    said = words[-1:]
    if said and said[0].casefold() in {"other", "parts"} and len(words) > 1:
        named = next((word for word in words[-2::-1] if word.casefold() != "other"), "")
        said = [named, said[0]]
    text = f"HTS {notation}: {': '.join(filter(None, said))}"
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def by_digits(lines: Iterable[Line]) -> dict[str, Line]:
    """Return lines by their digits."""
    return {line.digits: line for line in lines}
