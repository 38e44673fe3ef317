"""Map each estimate: who sold or owns how many chips of a type, when, between which bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aigraph.sources.epoch_chip_sales_owners.parts import Wholes

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
_SUM: Final = "cumulative"
_OUTER: Final = "Inferred from what the two measures count; the row gives one of them."
_BOUNDS: Final = (
    " Quotient of medians; bounds from the 5th and 95th percentiles, set against each other."
)
_PREMISES: Final = {
    "chip": "Of the owner's chips designed by Nvidia, AMD, Google and Amazon, in H100"
    f" equivalents, cumulative by chip (owners_csv_export).{_BOUNDS}",
    "owner": "All designers' cumulative totals of the owner (owners_csv_export) by those of all"
    f" chips that Nvidia, AMD, Google and Amazon shipped (csv_export).{_BOUNDS}",
    "designer": "Of all chips that Nvidia, AMD, Google and Amazon shipped, in H100 equivalents,"
    f" cumulative totals (csv_export).{_BOUNDS}",
}
"""From which figures each sort of part is computed."""


class _Chips(NamedTuple):
    """Which chips a row counts.

    Attributes:
        maker: their designer.
        kind: their type; blank is all types.
        others: a remark on whose they are, or blank.
    """

    maker: str
    kind: str
    others: str

    def of(self, kind: str) -> str:
        """Return in words the chips of a type; blank is all types."""
        return f"{self.maker} {kind or _ALL}{self.others}"


def run(ctx: Context) -> None:
    """Import the tables of sales and of owners; what the model was fed with is left out."""
    wholes = Wholes(ctx)
    for file in ctx.source.description.files:
        if file.name.startswith("data_inputs/"):
            ctx.each(file.name, lambda _record: ctx.skip("an input of the source's own model"))
        else:
            ctx.each(file.name, lambda record: _estimate(ctx, record, wholes))


def _estimate(ctx: Context, record: Record, wholes: Wholes) -> None:
    owner = record.get("Owner")
    sort = ctx.listed("owner", owner)
    maker = ctx.listed("maker", record["Chip manufacturer"]) or record["Chip manufacturer"]
    designer = ctx.thing(record, "organisations", maker)
    if sort == "country":
        who = ctx.place(owner)
    elif sort == "group":
        who = designer
    else:
        who = ctx.thing(record, "organisations", owner) if owner else designer
    kind, chip = record.get("Chip type"), ""
    if kind:
        chip = ctx.thing(record, "chips", f"{maker} {kind}", designer=designer)
        if owner and not sort:
            ctx.claim(record, who, "ownsAccelerator", chip)
    others = ", owners not named" if sort == "group" else ""
    span = _span(ctx, record)
    _figures(ctx, record, who, _Chips(maker, kind, others), span)
    if sort != "group":
        _part(ctx, record, who, chip, wholes)


def _part(ctx: Context, record: Record, who: str, chip: str, wholes: Wholes) -> None:
    """Say which part the row is of an owner's base, or of all that was sold."""
    found = wholes.part(record)
    if found is None or (chip and not who.startswith("organisations/")):
        return
    kind, part = found
    cells: dict[str, Any] = {
        "low": part.low,
        "high": part.high,
        "period": ctx.day(record, "End date"),
        "grade": "computed",
        "confidence": "medium",
        "note": _PREMISES[kind],
    }
    if kind == "chip":
        cells["relation"] = "ownsAccelerator"
        ctx.weight(record, who, chip, "compute", part.median, **cells)
    else:
        measure = "owned" if kind == "owner" else "shipped"
        whole = f"concepts/h100-equivalents-{measure}"
        ctx.weight(record, whole, who, "compute", part.median, **cells)


class _Span(NamedTuple):
    """When chips of a row were counted.

    Attributes:
        period: the days, or the day on which a sum is an amount.
        how: what is counted, in the words of its measure.
        note: the same as a sentence.
    """

    period: str
    how: str
    note: str


def _span(ctx: Context, record: Record) -> _Span:
    """Return when chips were counted; quarters of a fiscal year overlap those of the calendar."""
    name = record.file.rpartition("/")[2]
    first, last = ctx.day(record, "Start date"), ctx.day(record, "End date")
    if "cumulative" in name:
        return _Span(last, _SUM, f"Sum from {first}.")
    period = f"{first}/{last}"
    if "fiscal" in name:
        note = "Of this fiscal quarter alone; not to be added to calendar quarters."
        return _Span(period, "by fiscal quarter", note)
    return _Span(period, "by quarter", "Of this quarter alone.")


def _figures(ctx: Context, record: Record, who: str, chips: _Chips, span: _Span) -> None:
    verb = "owned" if record.get("Owner") else "shipped"
    note = span.note
    if record.get("Incomplete") or "Incomplete" in record.get("Notes"):
        note += " Marked by the source as incomplete."
    said: dict[str, Any] = {"period": span.period, "status": "estimate", "note": note}
    for column, stem in _UNITS:
        if record.get(column):
            measure = _measure(ctx, record, f"units-{verb}", chips, span.how)
            ends = (f"{stem} {_LOW}", f"{stem} {_HIGH}")
            ctx.observation(record, who, measure, column, "units", interval=ends, **said)
    column, stems = _COMPUTE
    stem = next((stem for stem in stems if record.get(f"{stem} {_LOW}")), stems[0])
    measure = _measure(ctx, record, f"h100-equivalents-{verb}", chips, span.how)
    ends = (f"{stem} {_LOW}", f"{stem} {_HIGH}")
    ctx.observation(record, who, measure, column, "H100e", interval=ends, **said)


def _measure(ctx: Context, record: Record, broader: str, chips: _Chips, how: str) -> str:
    """Return the measure of a row; it is included in that of all types, and that in the sum."""
    measure = ctx.measure(record, broader, f"{chips.of(chips.kind)}, {how}")
    narrow = measure
    for manner in dict.fromkeys((how, _SUM)):
        wide = ctx.measure(record, broader, f"{chips.of('')}, {manner}")
        if wide != narrow:
            inner, outer = f"concepts/{narrow}", f"concepts/{wide}"
            ctx.claim(record, inner, "includedIn", outer, grade="inferred", note=_OUTER)
            narrow = wide
    return measure
