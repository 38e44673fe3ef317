"""Which codes a question of law means by a text: one code, or all lines below a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.ids import table_of
from aigraph.law.codes import below, neighbours, notation, read_code
from aigraph.questions.names import code_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.graph import View

_LINE: Final = 8
_SUFFIX: Final = 10


def code_meant(view: View, notations: Mapping[str, str], text: str) -> str | None:
    """Return the code, as ``codes/key``, that a text means; None if it writes none.

    A statistical suffix of zeros divides nothing, so it means the line itself.

    Args:
        view: where to look names up.
        notations: letters and digits by code.
        text: a code as people write it, or ``codes/key``.

    Raises:
        NotFoundError: if it writes a code that is not known, with those nearest in the tree.
    """
    found = text if text in view.things and table_of(text) == "codes" else code_named(view, text)
    if found:
        return found
    digits = read_code(text)
    if digits is None:
        return None
    if len(digits) == _SUFFIX and digits.endswith("00"):
        line = code_named(view, notation(digits[:_LINE]))
        if line:
            return line
    near = neighbours(digits, notations.values())
    raise NotFoundError(text, [_written(code) for code in near], what="code")


def _written(digits: str) -> str:
    return notation(digits) if digits.isdigit() else digits


def lines_below(notations: Mapping[str, str], code: str) -> list[str]:
    """Return the codes below one that have none below themselves; the code itself if it is such.

    A duty is owed on a line, so a heading means all its lines.

    Args:
        notations: letters and digits by code.
        code: ``codes/key``.
    """
    by_digits = {digits: key for key, digits in sorted(notations.items(), reverse=True)}
    start = notations[code]
    found, queue = [], [start]
    while queue:
        digits = queue.pop()
        under = below(digits, by_digits) if digits.isdigit() else []
        if under:
            queue += under
        else:
            found.append(code if digits == start else by_digits[digits])
    return sorted(found)


def next_below(notations: Mapping[str, str], code: str) -> list[str]:
    """Return the codes next below one in the tree, as they are printed."""
    return [notation(digits) for digits in below(notations[code], notations.values())]
