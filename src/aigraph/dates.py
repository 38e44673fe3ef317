"""Partial dates: a year, a month or a day, and the span of days of each."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def span(text: str) -> tuple[date, date]:
    """Return the first and last day that a partial date covers.

    Args:
        text: ``2025``, ``2025-05`` or ``2025-05-14``.

    Raises:
        ValueError: if the text is no partial date, or names a day that does not exist.

    A year as the end of a validity means its last day, not its first:

    >>> span("2025")
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> span("2024-02")[1]
    datetime.date(2024, 2, 29)
    """
    match = PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date (write 2025, 2025-05 or 2025-05-14)")
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{text!r} names a day that does not exist") from None
    if day:
        return first, first
    last_month = first.month if month else 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def first_day(text: str) -> date | None:
    """Return the day on which a validity begins; None when it is open.

    >>> first_day("2025-05")
    datetime.date(2025, 5, 1)
    """
    return span(text)[0] if text else None


def last_day(text: str) -> date | None:
    """Return the last day of a validity, inclusive; None when it is open.

    >>> last_day("2025-05")
    datetime.date(2025, 5, 31)
    """
    return span(text)[1] if text else None


def period(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a period: a partial date or ``start/end``.

    Raises:
        ValueError: if an end is missing or no date.

    >>> period("2025/2032")
    (datetime.date(2025, 1, 1), datetime.date(2032, 12, 31))
    >>> period("2025-06")
    (datetime.date(2025, 6, 1), datetime.date(2025, 6, 30))
    """
    if not text:
        return None, None
    start, slash, end = text.partition("/")
    if slash and not (start and end):
        raise ValueError(f"{text!r} lacks an end (write 2025 or 2025/2032)")
    return span(start)[0], span(end if slash else start)[1]
