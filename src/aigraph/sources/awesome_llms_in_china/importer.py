"""Map each model of the list: its maker, where the maker is, and the field it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "models.csv"


def run(ctx: Context) -> None:
    """Import the list."""
    ctx.each(_FILE, lambda record: _model(ctx, record))


def _model(ctx: Context, record: Record) -> None:
    company = ctx.thing(record, "organisations", record["company"], label_zh=record["company"])
    name = record["model_name"]
    model = ctx.thing(
        record,
        "models",
        name,
        identity=f"{record['company']} {name}",
        label_zh=name if not name.isascii() else "",
        developer=[company],
    )
    printed = record["province_city"]
    place = ctx.place(printed)
    if place:
        ctx.claim(record, company, "operatesIn", place, note=f"Listed under {printed}.")
    field = ctx.lookup("field", record["category"])
    if field:
        zh = ctx.listed("scheme", _SCHEME)
        scheme = ctx.thing(record, "schemes", _SCHEME, label_zh=zh, kind="vertical")
        cells = {"scheme": scheme, "label_zh": record["category"]}
        ctx.claim(record, model, "inCategory", ctx.thing(record, "concepts", field, **cells))


_SCHEME: Final = "Fields of the list of Chinese models"
