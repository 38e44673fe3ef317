"""The ontology class of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aigraph.tables.files import Row


def concept_classes(schemes: Sequence[Row]) -> dict[str, str]:
    """Return the class of a scheme's concepts by the scheme's key, of schemes of a known kind."""
    classes = TABLES["concepts"].classes
    return {row["key"]: classes[row["kind"]] for row in schemes if row["kind"] in classes}


def row_classes(rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, str]]:
    """Yield the identifier and class of every row whose class is known.

    Args:
        rows: rows by table name.
    """
    by_scheme = concept_classes(rows.get("schemes", ()))
    for name, found in rows.items():
        table = TABLES[name]
        for row in found:
            if name == "concepts":
                kind = by_scheme.get(row["scheme"])
            else:
                kind = table.classes.get(row[table.class_column] if table.class_column else "")
            if kind:
                yield f"{name}/{row['key']}", kind
