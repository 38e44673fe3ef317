"""What a cell may hold: one parser for each kind of cell."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from aigraph.dates import period, span
from aigraph.ids import is_key

if TYPE_CHECKING:
    from collections.abc import Callable

LIST_SEPARATOR: Final = ";"


def split_list(text: str) -> list[str]:
    """Return the parts of a list cell; a blank cell is an empty list.

    >>> split_list("tsmc;smic"), split_list("")
    (['tsmc', 'smic'], [])
    """
    return text.split(LIST_SEPARATOR) if text else []


def check_key(text: str) -> None:
    """Refuse what is no key."""
    if not is_key(text):
        raise ValueError(f"{text!r} is not a key (lower-case letters and digits, hyphens between)")


def check_date(text: str) -> None:
    """Refuse what is no partial date."""
    span(text)


def check_period(text: str) -> None:
    """Refuse what is neither a partial date nor ``start/end``."""
    begin, end = period(text)
    if begin and end and begin > end:
        raise ValueError(f"{text!r} ends before it begins")


def check_number(text: str) -> None:
    """Refuse what is no finite decimal number; thousands separators are not allowed."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number (write 1234.5)") from None
    if not number.is_finite():
        raise ValueError(f"{text!r} is not a finite number")


def check_integer(text: str) -> None:
    """Refuse what is no whole number."""
    if not text.removeprefix("-").isdecimal():
        raise ValueError(f"{text!r} is not a whole number")


def check_share(text: str) -> None:
    """Refuse what is no fraction between 0 and 1; a percentage is not a share."""
    check_number(text)
    if not 0 <= Decimal(text) <= 1:
        raise ValueError(f"{text!r} is not a share between 0 and 1 (62 % is written 0.62)")


def check_url(text: str) -> None:
    """Refuse what is no web address."""
    scheme, mark, rest = text.partition("://")
    if scheme not in {"http", "https"} or not mark or not rest or any(map(str.isspace, text)):
        raise ValueError(f"{text!r} is not a web address (https://...)")


CHECKS: Final[dict[str, Callable[[str], None]]] = {
    "key": check_key,
    "date": check_date,
    "period": check_period,
    "number": check_number,
    "integer": check_integer,
    "share": check_share,
    "url": check_url,
}
"""The parser of each simple kind of cell; references and enumerations need the schema."""
