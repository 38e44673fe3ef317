"""Map each asset: who made it, and on which other assets it depends, by what both are."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "resources/all_assets.csv"
_TABLES: Final = {"model": "models", "dataset": "datasets", "application": "applications"}
_MAKER: Final = {"model": "developer", "dataset": "publisher", "application": "vendor"}
_RELATIONS: Final = {
    ("models", "models"): "derivedFrom",
    ("models", "datasets"): "trainedOnData",
    ("applications", "models"): "usesModel",
}


def run(ctx: Context) -> None:
    """Import the assets."""
    named: dict[str, set[str]] = defaultdict(set)
    for record in ctx.rows(_FILE):
        if record["type"] in _TABLES:
            named[record["name"]].add(_identifier(ctx, record))
    ctx.each(_FILE, lambda record: _asset(ctx, record, named))


def _id(record: Record) -> str:
    """Return what distinguishes an asset: two makers may use one name."""
    return f"{record['organization']} {record['name']}"


def _identifier(ctx: Context, record: Record) -> str:
    table = _TABLES[record["type"]]
    return f"{table}/{ctx.key(table, _id(record))}"


def _asset(ctx: Context, record: Record, named: dict[str, set[str]]) -> None:
    kind = record["type"]
    if kind not in _TABLES:
        ctx.skip("neither a model nor a data set nor an application")
        return
    makers = [
        ctx.thing(record, "organisations", name)
        for name in record.parts("organization")
        if ctx.listed("nobody", name) != "nobody"
    ]
    table = _TABLES[kind]
    cells: dict[str, str | list[str]] = {_MAKER[kind]: makers}
    if kind == "model":
        cells |= {"access": ctx.lookup("access", record["access"])}
    if kind != "dataset":
        cells |= {"released": ctx.day(record, "created_date")}
    asset = ctx.thing(record, table, record["name"], identity=_id(record), **cells)
    for name in _listed(ctx, record, "dependencies"):
        _depends(ctx, record, asset, name, named.get(name, set()))


def _depends(ctx: Context, record: Record, asset: str, name: str, meant: set[str]) -> None:
    """Say that an asset depends on another; a name of none or of several is reported."""
    if len(meant) != 1:
        which = "several assets" if meant else "no asset"
        ctx.dangling(record, "dependencies", name, f"is the name of {which} of the list")
        return
    other = next(iter(meant))
    if other != asset:
        kinds = (asset.partition("/")[0], other.partition("/")[0])
        ctx.claim(record, asset, _RELATIONS.get(kinds, "requires"), other)


def _listed(ctx: Context, record: Record, column: str) -> list[str]:
    """Return the texts of a cell that holds a list as Python writes it; nothing is run."""
    text = record[column]
    if not text:
        return []
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        ctx.unclear(record, column, "is no list of names")
        return []
    return [" ".join(part.split()) for part in found]
