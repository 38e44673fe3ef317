"""What a cell may hold: one parser for each kind of cell."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from aigraph.dates import period, span
from aigraph.ids import is_key

if TYPE_CHECKING:
    from collections.abc import Callable

LIST_SEPARATOR: Final = ";"
LONGEST_KEY: Final = 120
EARLIEST_YEAR: Final = 1800
LATEST_YEAR: Final = 2200

_DIGITS: Final = 20
_NUMBER: Final = re.compile(rf"-?[0-9]{{1,{_DIGITS}}}(?:\.[0-9]{{1,{_DIGITS}}})?")
_LONG_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_EXPONENT: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+")
_INTEGER: Final = re.compile(rf"-?[0-9]{{1,{_DIGITS}}}")
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS: Final = re.compile(
    rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?#@!$&()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)


def split_list(text: str) -> list[str]:
    """Return the parts of a list cell; a blank cell is an empty list.

    >>> split_list("tsmc;smic"), split_list("")
    (['tsmc', 'smic'], [])
    """
    return text.split(LIST_SEPARATOR) if text else []


def check_key(text: str) -> None:
    """Refuse what is no key, or is too long to be the name of a file."""
    if not is_key(text):
        raise ValueError(f"{text!r} is not a key (lower-case letters and digits, hyphens between)")
    if len(text) > LONGEST_KEY:
        raise ValueError(f"is {len(text)} characters long; a key has at most {LONGEST_KEY}")


def check_date(text: str) -> None:
    """Refuse what is no partial date, or is centuries away."""
    for day in span(text):
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValueError(f"{text!r} is not between {EARLIEST_YEAR} and {LATEST_YEAR}")


def check_period(text: str) -> None:
    """Refuse what is neither a partial date nor ``start/end``."""
    begin, end = period(text)
    if begin and end and begin > end:
        raise ValueError(f"{text!r} ends before it begins")
    for part in text.split("/"):
        check_date(part)


def check_number(text: str) -> None:
    """Refuse what is no plain decimal number: no thousands separators and no exponent.

    What passes is an ``xsd:decimal`` as it is.
    """
    if _NUMBER.fullmatch(text):
        return
    if _EXPONENT.fullmatch(text):
        raise ValueError(f"{text!r} has an exponent (write the number out: 1e3 is 1000)")
    if _LONG_NUMBER.fullmatch(text):
        raise ValueError(f"has more than {_DIGITS} digits before or after the point")
    raise ValueError(f"{text!r} is not a number (write 1234.5)")


def check_integer(text: str) -> None:
    """Refuse what is no whole number in digits 0 to 9."""
    if not _INTEGER.fullmatch(text):
        raise ValueError(f"{text!r} is not a whole number (write 12 or -12)")


def check_share(text: str) -> None:
    """Refuse what is no fraction between 0 and 1; a percentage is not a share."""
    check_number(text)
    if not 0 <= Decimal(text) <= 1:
        raise ValueError(f"{text!r} is not a share between 0 and 1 (62 % is written 0.62)")


def check_url(text: str) -> None:
    """Refuse what is no web address of plain characters; others are written as ``%E4``."""
    if not ADDRESS.fullmatch(text):
        raise ValueError(
            f"{text!r} is not a web address"
            " (write https://host/path, with quotes, blanks and foreign letters as %E4)"
        )


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
