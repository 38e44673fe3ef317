"""The data dictionary: ``python -m aigraph.render.dictionary > data/README.md``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from aigraph.render.exports import markdown_table
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from aigraph.schema.columns import Column, Table

_HEAD = """\
# The tables

CSV in UTF-8, comma-separated, quoted as RFC 4180 says, one row a line. Lines end in LF here; CR LF
and a byte order mark, as spreadsheets write them, are read too. Made from the schema by
`python -m aigraph.render.dictionary`; do not edit it by hand. `datapackage.json` says the same to
programs that read Frictionless data packages.

A **key** is minted once and never used again. A **reference** holds the key of a row of the table
named; where several tables are possible it holds `table/key`. **Lists** are joined by `;`.
**Dates** may be partial (`2025`, `2025-05`) and are inclusive at both ends; a blank end is open. A
**period** is a date or `start/end`. **Numbers** are written out in the digits 0 to 9, without
exponent or thousands separator. No cell holds a line break, a control character, or a character
that cannot be seen. Every column is text: read with pandas, pass
`dtype=str, keep_default_na=False, na_filter=False`, or Namibia's code `NA` becomes a missing value;
`aigraph.table` does that.
"""


def data_dictionary() -> str:
    """Return the description of every table and column as Markdown."""
    lines = [_HEAD]
    for table in TABLES.values():
        lines += _table(table)
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(table: Table) -> list[str]:
    rows = [
        [
            column.name,
            _kind(column),
            "yes" if column.required else "no",
            column.says,
            column.meaning,
        ]
        for column in table.columns
    ]
    headings = ["Column", "Holds", "Required", "Property", "Meaning"]
    return [f"## {table.name}.csv", "", table.meaning, "", *markdown_table(headings, rows), ""]


def _kind(column: Column) -> str:
    """Return what a cell of a column may hold, in words."""
    match column.kind:
        case "enumeration":
            return "one of " + ", ".join(column.values)
        case "reference":
            return "reference to " + (" or ".join(column.targets) or "any table")
        case "references":
            return "list of references to " + (" or ".join(column.targets) or "any table")
        case kind if column.low is not None:
            return f"{kind} from {column.low} to {column.high}"
        case kind:
            return kind


if __name__ == "__main__":
    sys.stdout.write(data_dictionary())
