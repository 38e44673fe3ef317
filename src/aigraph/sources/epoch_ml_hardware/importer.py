"""Map each chip of the table: maker, foundry, date of release, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "ml_hardware.csv"
_FIGURES: Final = (
    ("Release price (USD)", "launch-price", "USD", 0),
    ("FP64 (double precision) performance (FLOP/s)", "peak-fp64", "FLOP/s", 0),
    ("FP32 (single precision) performance (FLOP/s)", "peak-fp32", "FLOP/s", 0),
    ("TF32 (TensorFloat-32) performance (FLOP/s)", "peak-tf32", "FLOP/s", 0),
    ("FP16 (half precision) performance (FLOP/s)", "peak-fp16", "FLOP/s", 0),
    ("Tensor-FP16/BF16 performance (FLOP/s)", "peak-tensor-fp16", "FLOP/s", 0),
    ("FP8 performance (FLOP/s)", "peak-fp8", "FLOP/s", 0),
    ("FP4 performance (FLOP/s)", "peak-fp4", "FLOP/s", 0),
    ("INT16 performance (OP/s)", "peak-int16", "OP/s", 0),
    ("INT8 performance (OP/s)", "peak-int8", "OP/s", 0),
    ("INT4 performance (OP/s)", "peak-int4", "OP/s", 0),
    ("Memory (bytes)", "memory-capacity", "GB", -9),
    ("Memory bandwidth (byte/s)", "memory-bandwidth", "GB/s", -9),
    ("Intranode bandwidth (byte/s)", "intranode-bandwidth", "GB/s", -9),
    ("TDP (W)", "thermal-design-power", "W", 0),
    ("Die Size (mm^2)", "die-area", "mm2", 0),
    ("Process size (nm)", "process-node", "nm", 0),
    ("Transistors (millions)", "transistor-count", "count", 6),
    ("Base clock (MHz)", "base-clock", "MHz", 0),
    ("Boost clock (MHz)", "boost-clock", "MHz", 0),
)
"""Column, measure, unit, and the power of ten by which the column counts in that unit."""


def run(ctx: Context) -> None:
    """Import the table."""
    ctx.each(_FILE, lambda record: _chip(ctx, record))


def _chip(ctx: Context, record: Record) -> None:
    designers = [ctx.thing(record, "organisations", name) for name in record.parts("Manufacturer")]
    foundries = [ctx.thing(record, "organisations", name) for name in record.parts("Foundry")]
    chip = ctx.thing(
        record,
        "chips",
        record["Hardware name"],
        designer=designers,
        foundry=foundries,
        released=ctx.day(record, "Release date"),
    )
    for column, measure, unit, scale in _FIGURES:
        ctx.observation(record, chip, measure, column, unit, scale=scale)
