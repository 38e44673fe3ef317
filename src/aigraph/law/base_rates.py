"""The rate of a tariff schedule on a good of a code, on a day: what was read, and what was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

KNOWN: Final = "known"
UNVERIFIED: Final = "unverified"
UNKNOWN: Final = "unknown"

GENERAL: Final = "general"
SPECIAL: Final = "special"
OTHER: Final = "other"
COLUMNS: Final = (GENERAL, SPECIAL, OTHER)
"""The columns of the schedule: normal trade relations, programmes of preference, all others."""

_RATED: Final = 8
"""Digits of the line that has a rate in the schedule; longer codes share it."""


@dataclass(frozen=True)
class Rate:
    """One rate of a schedule, for as long as revisions that were read print it.

    Attributes:
        id: ``rates/key``.
        digits: digits of the code; longer codes that begin with them have the rate too.
        importer: ``places/key`` of the customs territory.
        column: ``general``, ``special`` or ``other``.
        rate: fraction of the value; None where the rate is not ad valorem alone.
        printed: the rate as printed.
        programmes: symbols of the programmes, for the column ``special``.
        valid_from: first day, as ISO.
        valid_to: last day, inclusive, as ISO; blank where the last revision that was read has it.
        confirmed_on: the day of the last revision that was read and has it, as ISO.
        source: ``sources/key``.
        locator: where in the source.
        grade: how the source supports it.
        confidence: high, medium or low; a low one is left out.
    """

    id: str
    digits: str
    importer: str
    column: str
    rate: float | None
    printed: str
    programmes: frozenset[str] = frozenset()
    valid_from: str = ""
    valid_to: str = ""
    confirmed_on: str = ""
    source: str = ""
    locator: str = ""
    grade: str = "stated"
    confidence: str = "high"


@dataclass(frozen=True)
class BaseRate:
    """What is known of the base rate of one customs entry.

    Attributes:
        rate_low: least fraction of the value; None where nothing is known below.
        rate_high: greatest; None where it is open.
        printed: the rate as printed, or several joined by `` | ``; blank where it is unknown.
        status: ``known``, ``unverified`` past the last revision that was read (the rate is then
            what would hold if nothing changed), or ``unknown``.
        column: the column of the schedule.
        programme: the programme by which it is reduced, or blank.
        valid_from: first day on which it was read, or blank.
        confirmed_on: the day of the last revision that has it, or blank.
        rates: identifiers of the rows that say so.
        source: ``sources/key``, or blank.
        locator: where in the source.
        grade: how the source supports it.
    """

    rate_low: float | None
    rate_high: float | None
    printed: str = ""
    status: str = UNKNOWN
    column: str = GENERAL
    programme: str = ""
    valid_from: str = ""
    confirmed_on: str = ""
    rates: tuple[str, ...] = ()
    source: str = ""
    locator: str = ""
    grade: str = ""

    @property
    def rate(self) -> float | None:
        """The rate, where it is one number and known on the day."""
        return self.rate_low if self.status == KNOWN and self.rate_low == self.rate_high else None


NOT_READ: Final = BaseRate(None, None)
"""No schedule was read for the code, the importer or the day."""


def base_rate(
    rates: Iterable[Rate],
    code: str,
    day: date,
    programme: str = "",
    *,
    importer: str = "places/united-states",
    column: str = GENERAL,
) -> BaseRate:
    """Return the base rate of a code on a day.

    A code shorter than eight digits has the rates of all lines below it: the bounds enclose them.
    A programme that the schedule does not name for the code reduces nothing.

    Args:
        rates: rates of schedules.
        code: digits of the code.
        day: day of import.
        programme: symbol of a programme under which the goods are claimed, such as ``S``; blank
            is none.
        importer: ``places/key`` of the customs territory.
        column: ``general``, or ``other`` for origins without normal trade relations.
    """
    lines: dict[str, list[Rate]] = {}
    for rate in rates:
        if rate.importer == importer and rate.confidence != "low" and _about(rate, code):
            lines.setdefault(rate.digits, []).append(rate)
    found = [_of_line(line, day, programme, column) for line in lines.values()]
    return _together([item for item in found if item is not None]) if found else NOT_READ


def _about(rate: Rate, code: str) -> bool:
    if len(code) >= _RATED:
        return code.startswith(rate.digits)
    return rate.digits.startswith(code)


def _of_line(line: list[Rate], day: date, programme: str, column: str) -> BaseRate | None:
    """Return the rate of one line of the schedule; None where the line was not there on the day."""
    if programme:
        reduced = [rate for rate in line if rate.column == SPECIAL and programme in rate.programmes]
        for rate, status in _holding(reduced, day):
            return _as_base(rate, status, programme)
    for rate, status in _holding([rate for rate in line if rate.column == column], day):
        return _as_base(rate, status, "")
    return None


def _holding(rates: Iterable[Rate], day: date) -> Iterator[tuple[Rate, str]]:
    """Yield the rates that hold on a day, with ``known`` or ``unverified``."""
    moment = day.isoformat()
    for rate in rates:
        if rate.valid_from <= moment and not (rate.valid_to and rate.valid_to < moment):
            last = rate.valid_to or rate.confirmed_on
            yield rate, KNOWN if moment <= last else UNVERIFIED


def _as_base(rate: Rate, status: str, programme: str) -> BaseRate:
    low, high = (0.0, None) if rate.rate is None else (rate.rate, rate.rate)
    return BaseRate(
        low,
        high,
        rate.printed,
        status,
        rate.column,
        programme,
        rate.valid_from,
        rate.valid_to or rate.confirmed_on,
        (rate.id,),
        rate.source,
        rate.locator,
        rate.grade,
    )


def _together(found: list[BaseRate]) -> BaseRate:
    """Return the bounds over several lines; what is unverified of one is unverified of all."""
    if len(found) <= 1:
        return found[0] if found else NOT_READ
    highs = [item.rate_high for item in found if item.rate_high is not None]
    first = found[0]
    return BaseRate(
        min(item.rate_low or 0.0 for item in found),
        max(highs) if len(highs) == len(found) else None,
        " | ".join(sorted({item.printed for item in found})),
        KNOWN if all(item.status == KNOWN for item in found) else UNVERIFIED,
        first.column,
        first.programme if all(item.programme == first.programme for item in found) else "",
        max(item.valid_from for item in found),
        min(item.confirmed_on for item in found),
        tuple(sorted(key for item in found for key in item.rates)),
        first.source,
        "; ".join(sorted({item.locator for item in found})[:3]),
        first.grade,
    )
