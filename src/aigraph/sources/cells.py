"""Cells that a source's words become: as our tables hold them, and what is refused in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.schema.columns import Column

    Cell = str | Sequence[str]

_MARKUP: Final = re.compile(
    r"<[A-Za-z/!?]|&(?:[a-z]{2,8}|#[0-9x]{1,6});|javascript:", re.IGNORECASE
)
_FORMULA: Final = re.compile(r"[=+@-]")


def hostile(row: Mapping[str, str], table: str) -> str:
    """Return what a spreadsheet or a page could take for more than text, or blank."""
    for column in TABLES[table].columns:
        cell = row[column.name]
        if column.kind == "text" and column.name != "printed" and _FORMULA.match(cell):
            return f"{column.name} begins like a formula"
        if column.kind == "text" and _MARKUP.search(cell):
            return f"{column.name} holds markup"
    return ""


def cell_of(column: Column, value: Cell) -> str:
    """Return a cell as our tables hold it; references lose their table where only one is meant."""
    if column.kind not in {"reference", "references"}:
        return value if isinstance(value, str) else ";".join(value)
    parts = [value] if isinstance(value, str) else list(dict.fromkeys(value))
    if len(column.targets) == 1:
        parts = [part.removeprefix(f"{column.targets[0]}/") for part in parts]
    return ";".join(filter(None, parts))
