"""Which cells make claims of their own, and what they point to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.values import split_list

if TYPE_CHECKING:
    from aigraph.schema.columns import Column

PLAIN_TABLES: Final = frozenset(
    {
        "sources",
        "rules",
        "scopes",
        "thresholds",
        "rates",
        "observations",
        "weights",
        "aliases",
        "corrections",
        "coverage",
        "same_as",
        "list_entries",
    }
)
"""Tables whose rows describe themselves: their cells are plain values, not claims."""

PLAIN_PROPERTIES: Final = frozenset({"inScheme"})
"""Properties that make a thing what it is, and are therefore no claims either."""


def is_claim(table: str, column: Column) -> bool:
    """Return whether a column's cells become claims of their own."""
    return (
        table not in PLAIN_TABLES
        and column.says not in PLAIN_PROPERTIES
        and bool(column.says)
        and column.kind in {"reference", "references"}
    )


def targets(column: Column, cell: str) -> list[str]:
    """Return the identifiers that a reference cell points to."""
    parts = split_list(cell) if column.kind == "references" else [cell] if cell else []
    return [f"{column.targets[0]}/{part}" if len(column.targets) == 1 else part for part in parts]
