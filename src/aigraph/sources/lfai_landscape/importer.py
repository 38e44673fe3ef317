"""Map each item of the landscape: a project in its category, or an organisation, a member."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "landscape.yml"
_MODELS: Final = "Generative AI / Models"
_HOSTING: Final = re.compile(r"\s*\(hosting\)$")
"""What the landscape adds to names, as it lists some organisations twice."""


def run(ctx: Context) -> None:
    """Import the landscape."""
    rows = ctx.items(_FILE, _items(ctx.tree(_FILE)))
    ctx.each(_FILE, lambda record: _item(ctx, record), rows)


def _items(tree: Any) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of each item, with its category and subcategory.

    Raises:
        DataError: if the file is no landscape.
    """
    try:
        for category in tree["landscape"]:
            for part in category["subcategories"]:
                for item in part["items"]:
                    cells = {name: cell for name, cell in item.items() if isinstance(cell, str)}
                    place = {"category": category["name"], "subcategory": part["name"]}
                    yield item.line, {**cells, **place}
    except (KeyError, TypeError, AttributeError) as error:
        message = f"is no landscape of categories, subcategories and items ({error})"
        raise DataError([Problem(_FILE, 1, "", message)]) from None


def _item(ctx: Context, record: Record) -> None:
    if ctx.listed("no software", record.get("name")):
        ctx.skip("a licence")
        return
    category = f"{record['category']} / {record['subcategory']}"
    scheme = ctx.thing(record, "schemes", "LF AI & Data landscape: categories", kind="theme")
    kind = ctx.thing(record, "concepts", category, scheme=scheme)
    if ctx.listed("category", record["category"]) == "organisation":
        printed = record.get("name")
        name = _HOSTING.sub("", printed)
        thing = ctx.thing(record, "organisations", name, identity=printed)
    elif category == _MODELS:
        thing = ctx.thing(record, "models", record.get("name"))
    else:
        thing = ctx.thing(record, "services", record.get("name"), kind="software")
    project = record.get("project")
    note = f"Project of the foundation, stage {project}." if project else ""
    ctx.claim(record, thing, "inCategory", kind, note=note)
