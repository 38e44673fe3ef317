"""The tables as a Frictionless data package.

``python -m aigraph.render.datapackage > data/datapackage.json`` writes it.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from aigraph import vocab
from aigraph.dates import PARTIAL
from aigraph.ids import KEY
from aigraph.schema import TABLES
from aigraph.values import ADDRESS, LIST_SEPARATOR, LONGEST_KEY
from aigraph.version import RELEASE_DATE, __version__

if TYPE_CHECKING:
    from aigraph.schema.columns import Column, Table

_TYPES: Final = {"number": "number", "share": "number", "integer": "integer"}
_PATTERNS: Final = {
    "date": PARTIAL.pattern,
    "period": f"{PARTIAL.pattern}(?:/{PARTIAL.pattern})?",
    "url": ADDRESS.pattern,
    "key": KEY.pattern,
}


def data_package() -> str:
    """Return the description of all tables as JSON, a descriptor of Data Package 2.0.

    What a descriptor cannot say is left to ``aigraph check``: references to several tables and
    lists of references are texts with a pattern.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "aigraph",
        "title": "aigraph: the tables",
        "version": __version__,
        "created": f"{RELEASE_DATE.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(table) for table in TABLES.values()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.meaning,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": ["key"],
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {"resource": column.targets[0], "fields": ["key"]},
                }
                for column in table.columns
                if column.kind == "reference" and len(column.targets) == 1
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": column.meaning,
        "constraints": _constraints(column),
    }
    if column.says:
        field["property"] = vocab.term(column.says)
    return {name: value for name, value in field.items() if value}


def _constraints(column: Column) -> dict[str, Any]:
    low, high = (0, 1) if column.kind == "share" else (column.low, column.high)
    longest = {"text": column.longest, "key": LONGEST_KEY}.get(column.kind)
    found = {
        "required": column.required or None,
        "unique": (column.name == "key") or None,
        "minimum": low,
        "maximum": high,
        "maxLength": longest,
        "enum": list(column.values) or None,
        "pattern": _pattern(column),
    }
    return {name: value for name, value in found.items() if value is not None}


def _pattern(column: Column) -> str | None:
    """Return what the whole cell must match, as XML Schema and Python both read it."""
    if column.kind not in {"reference", "references"}:
        return _PATTERNS.get(column.kind)
    key = KEY.pattern
    if len(column.targets) != 1:
        key = f"(?:{'|'.join(column.targets or TABLES)})/{key}"
    return key if column.kind == "reference" else f"{key}(?:{LIST_SEPARATOR}{key})*"


if __name__ == "__main__":
    sys.stdout.write(data_package())
