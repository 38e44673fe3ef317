"""Map each estimate: who sold or owns how many chips of a type, when, between which bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_LOW: Final = "(5th percentile)"
_HIGH: Final = "(95th percentile)"
_UNITS: Final = (
    ("Number of Units", "Number of Units"),
    ("Number of Units (median)", "Number of Units"),
    ("Number of units (median)", "Number of units"),
)
_COMPUTE: Final = (
    "Compute estimate in H100e (median)",
    ("H100e", "Compute estimate in H100e"),
)
_ALL: Final = "all types"


def run(ctx: Context) -> None:
    """Import the tables of sales and of owners; what the model was fed with is left out."""
    for file in ctx.source.description.files:
        if file.name.startswith("data_inputs/"):
            ctx.each(file.name, lambda _record: ctx.skip("an input of the source's own model"))
        else:
            ctx.each(file.name, lambda record: _estimate(ctx, record))


def _estimate(ctx: Context, record: Record) -> None:
    owner = record.get("Owner")
    sort = ctx.listed("owner", owner)
    if sort == "group":
        ctx.skip("owned by many whom the source does not name")
        return
    maker = ctx.listed("maker", record["Chip manufacturer"]) or record["Chip manufacturer"]
    designer = ctx.thing(record, "organisations", maker)
    if sort == "country":
        who = ctx.place(owner)
    else:
        who = ctx.thing(record, "organisations", owner) if owner else designer
    kind = record.get("Chip type")
    if kind:
        chip = ctx.thing(record, "chips", f"{maker} {kind}", designer=designer)
        if owner and sort != "country":
            ctx.claim(record, who, "ownsAccelerator", chip)
    cumulative = "cumulative" in record.file.rpartition("/")[2]
    _figures(ctx, record, who, f"{maker} {kind or _ALL}", _span(ctx, record, cumulative))


def _span(ctx: Context, record: Record, cumulative: bool) -> tuple[str, str]:
    """Return the period and a word on what is counted in it."""
    period = f"{ctx.day(record, 'Start date')}/{ctx.day(record, 'End date')}"
    return period, "Sum from the first day." if cumulative else "Of this quarter alone."


def _figures(ctx: Context, record: Record, who: str, what: str, span: tuple[str, str]) -> None:
    verb = "owned" if record.get("Owner") else "shipped"
    period, note = span
    if record.get("Incomplete") or "Incomplete" in record.get("Notes"):
        note += " Marked by the source as incomplete."
    said: dict[str, Any] = {"period": period, "status": "estimate", "note": note}
    for column, stem in _UNITS:
        measure = ctx.measure(record, f"units-{verb}", f"{what}, {_how(note)}")
        ctx.observation(
            record,
            who,
            measure,
            column,
            "units",
            interval=(f"{stem} {_LOW}", f"{stem} {_HIGH}"),
            **said,
        )
    column, stems = _COMPUTE
    stem = next((stem for stem in stems if record.get(f"{stem} {_LOW}")), stems[0])
    measure = ctx.measure(record, f"h100-equivalents-{verb}", f"{what}, {_how(note)}")
    ctx.observation(
        record,
        who,
        measure,
        column,
        "H100e",
        interval=(f"{stem} {_LOW}", f"{stem} {_HIGH}"),
        **said,
    )


def _how(note: str) -> str:
    return "cumulative" if note.startswith("Sum") else "by quarter"
