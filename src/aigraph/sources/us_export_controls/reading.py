"""What the JSON files hold, or a fault that names the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from aigraph.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


def bad(file: str, message: str) -> NoReturn:
    """Refuse a file.

    Raises:
        DataError: always.
    """
    raise DataError([Problem(file, 1, "", message)])


def mapping(value: Any, file: str) -> Mapping[str, Any]:
    """Return an object of a file.

    Raises:
        DataError: if the value is none.
    """
    if not isinstance(value, dict):
        bad(file, f"holds {type(value).__name__} where an object is expected")
    return value


def listed(tree: Any, name: str, file: str) -> list[Any]:
    """Return the list that an object of a file has under a name.

    Raises:
        DataError: if there is none.
    """
    found = mapping(tree, file).get(name)
    if not isinstance(found, list):
        bad(file, f"has no list {name!r}")
    return found


def text(value: Any, file: str) -> str:
    """Return a text of a file; nothing is blank.

    Raises:
        DataError: if the value is neither text, number nor nothing.
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        bad(file, f"holds {type(value).__name__} where a text is expected")
    return str(value)


def at(table: list[Any], number: Any, name: str, file: str) -> str:
    """Return the text that a number refers to in a table of a file; blank without a number.

    Raises:
        DataError: if the table has no such row.
    """
    if number is None:
        return ""
    if not isinstance(number, int) or not 0 <= number < len(table):
        bad(file, f"refers to row {number!r} of {name}, which has {len(table)}")
    return text(table[number], file)
