"""Codes of goods as people write them, and the tree that tariff codes form by their digits."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from aigraph.law.rules import code_digits

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMED: Final = re.compile(r"(?:HTSUSA?|HTS|HS|ECCN)[ .:#-]*(?:CODE|NO\.?|NUMBER)?[ .:#-]*(?=\d)")
_TARIFF: Final = re.compile(r"\d{4,10}")
_CHAPTER: Final = re.compile(r"\d{2}")
_CONTROL: Final = re.compile(r"\d[A-E]\d{3}(?:[A-Z0-9]*)")
_BETWEEN: Final = re.compile(r"[\s.\-\u2010-\u2015]+")
_PARTS: Final = ((2, 2), (4, 4), (6, 6), (8, 8))


def notation(digits: str) -> str:
    """Return the digits of a tariff code as they are printed.

    >>> notation("84"), notation("847150"), notation("84715001"), notation("8471500150")
    ('84', '8471.50', '8471.50.01', '8471.50.0150')
    """
    return ".".join(filter(None, (digits[:4], digits[4:6], digits[6:8]))) + digits[8:]


def read_code(text: str) -> str | None:
    r"""Return the letters and digits of the code that a text writes; None if it writes none.

    Points, blanks, hyphens, full-width digits and a name of the classification before the code are
    no part of it. A chapter of two digits is a code only where the classification is named.

    >>> [read_code(text) for text in ("8471.50.0150", "8471500150", " HTS 8471.50 ", "\uff18471")]
    ['8471500150', '8471500150', '847150', '8471']
    >>> read_code("HS 84"), read_code("84"), read_code("ECCN 3a090.a"), read_code("H100")
    ('84', None, '3A090A', None)
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    named = _NAMED.match(plain)
    found = _BETWEEN.sub("", plain[named.end() :] if named else plain)
    if _CONTROL.fullmatch(found) or (_TARIFF.fullmatch(found) and _grouped(plain)):
        return found
    return found if named and _CHAPTER.fullmatch(found) else None


def _grouped(plain: str) -> bool:
    """Return whether a text is no date: ``2025-06-01`` has the digits of a code too."""
    return re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", plain) is None


def below(digits: str, known: Iterable[str]) -> list[str]:
    """Return the known codes next below a code in the tree, sorted.

    Args:
        digits: the code.
        known: digits of all codes.

    >>> below("8471", ["8471", "847150", "84715001", "84718010", "8473"])
    ['847150', '84718010']
    """
    under = sorted(code for code in set(known) if code != digits and code.startswith(digits))
    found: list[str] = []
    for code in under:
        if not (found and code.startswith(found[-1])):
            found.append(code)
    return found


def above(digits: str, known: Iterable[str]) -> list[str]:
    """Return the known codes above a code in the tree, the nearest first.

    >>> above("84715001", ["84", "847150", "8473"])
    ['847150', '84']
    """
    found = {code for code in known if code != digits and digits.startswith(code)}
    return sorted(found, key=len, reverse=True)


def neighbours(digits: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return the known codes nearest to one that is not known, best first.

    Codes that begin alike come first, then those as long, then those nearest by number.

    >>> neighbours("84715099", ["847150", "84715001", "84718010", "3818"])
    ['84715001', '847150', '84718010']
    """
    numbers = {code for code in known if code.isdigit()} if digits.isdigit() else set()

    def shared(code: str) -> int:
        return next(
            (place for place, (a, b) in enumerate(zip(code, digits, strict=False)) if a != b),
            min(len(code), len(digits)),
        )

    def apart(code: str) -> int:
        return abs(int(code.ljust(10, "0")) - int(digits.ljust(10, "0")))

    def unlike(code: str) -> tuple[int, int, int, str]:
        return -shared(code), abs(len(code) - len(digits)), apart(code), code

    return sorted(numbers, key=unlike)[:limit]


def covers(scope: str, code: str) -> bool:
    """Return whether a scope of one code covers another: it covers all that is below.

    >>> covers("847150", "8471500150"), covers("8471500150", "847150")
    (True, False)
    """
    return code_digits(code).startswith(code_digits(scope))
