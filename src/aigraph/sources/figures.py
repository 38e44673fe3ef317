"""Numbers and dates as sources print them, as our tables hold them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from aigraph.dates import span

_NUMBER: Final = re.compile(
    r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,3})?"
)
_SCALED_FROM: Final = 6
_LARGEST: Final = 30
_PLACES: Final = 15
_SLASHES: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TIMESTAMP: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+(?:Z|[+-][0-9:]+)?")


def number(text: str) -> Decimal:
    """Return the number that a text prints.

    Raises:
        ValueError: if it is none, or beyond 30 digits.

    >>> number("1,001"), number("1.52e+24"), number("512.0")
    (Decimal('1001'), Decimal('1.52E+24'), Decimal('512.0'))
    """
    if not _NUMBER.fullmatch(text) or not any(sign.isdigit() for sign in text):
        raise ValueError(f"{text[:60]!r} is no number")
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"{text[:60]!r} is no number") from None
    if found and not -_LARGEST <= found.adjusted() <= _LARGEST:
        raise ValueError(f"{text[:60]!r} is out of reason")
    return found


def scale_of(value: Decimal) -> int:
    """Return the power of a thousand by which a large number is best written, or 0.

    >>> scale_of(Decimal("4.42E+24")), scale_of(Decimal("8192"))
    (24, 0)
    """
    places = value.adjusted() if value else 0
    return places // 3 * 3 if places >= _SCALED_FROM else 0


def written(value: Decimal, scale: int = 0) -> str:
    """Return a number without exponent, as a cell of ours holds it.

    Args:
        value: the number.
        scale: the power of ten taken out of it.

    >>> written(Decimal("1.52E+24"), 24), written(Decimal("512.0"))
    ('1.52', '512')
    """
    found = value.scaleb(-scale)
    if found != found.to_integral_value():
        found = round(found, _PLACES)
    text = f"{found:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def day(text: str) -> str:
    """Return a date as we write it: of ``2025-12-31``, ``12/31/2025``, a year or a month.

    Slashes separate month, day and year, in this order.

    Raises:
        ValueError: if it is no date.

    >>> day("3/1/2023"), day("2025-05"), day("2025-07-30 16:53:19+00:00")
    ('2023-03-01', '2025-05', '2025-07-30')
    """
    slashes = _SLASHES.fullmatch(text)
    if slashes:
        month, of_month, year = slashes.groups()
        text = f"{year}-{int(month):02}-{int(of_month):02}"
    stamped = _TIMESTAMP.fullmatch(text)
    if stamped:
        text = stamped[1]
    span(text)
    return text
