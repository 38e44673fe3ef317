"""Map each site, what is known of it at each date, and its chips at each date."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from aigraph.sources.figures import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_SITES: Final = "data_centers.csv"
_TIMELINES: Final = "data_center_timelines.csv"
_CHIPS: Final = "data_center_chip_quantities.csv"
_TRUSTED: Final = re.compile(r"(?P<name>.+?)(?:\s+#(?P<trust>\w+))?")
_FIGURES: Final = (
    ("IT power (MW)", "it-power", "MW", 0, ""),
    ("Power (MW)", "power-capacity", "MW", 0, ""),
    ("H100 equivalents", "h100-equivalents-installed", "H100e", 0, ""),
    ("Total capital cost (2025 USD billions)", "capital-cost", "USD", 9, "In dollars of 2025."),
    ("Compute cost (2025 USD billions)", "hardware-cost", "USD", 9, "In dollars of 2025."),
)
_DISCLOSED: Final = "Company disclosure"
_ESTIMATE: Final = "Estimate"
_OWNER: Final = "Named as owner; that it runs the site is inferred."


def run(ctx: Context) -> None:
    """Import the sites, then what belongs to them."""
    ctx.each(_SITES, lambda record: _site(ctx, record))
    ctx.each(_TIMELINES, lambda record: _state(ctx, record))
    installed = _installed(ctx)
    ctx.each(_CHIPS, lambda record: _chips(ctx, record, installed))
    for file in ("data_center_chillers.csv", "data_center_cooling_towers.csv"):
        ctx.each(file, lambda _record: ctx.skip("a model of cooling equipment, outside the model"))


def _site(ctx: Context, record: Record) -> None:
    site = ctx.thing(
        record, "facilities", record["Name"], kind="data-centre", place=ctx.place(record["Country"])
    )
    for owner, trust in _organisations(ctx, record, "Owner"):
        ctx.claim(
            record, site, "operatedBy", owner, grade="inferred", confidence=trust, note=_OWNER
        )
    for user, trust in _organisations(ctx, record, "Users"):
        ctx.claim(record, user, "usesFacility", site, confidence=trust)
    for column, note in _PARTIES:
        for party, trust in _organisations(ctx, record, column):
            predicate = "investsIn" if column == "Investors" else "suppliesTo"
            ctx.claim(record, party, predicate, site, note=note, confidence=trust)
    for name in record.parts("Current chip types"):
        ctx.claim(record, site, "usesAccelerator", ctx.thing(record, "chips", name))


_PARTIES: Final = (
    ("Investors", "Named as investor."),
    ("Construction companies", "Named as builder."),
    ("Energy companies", "Named as supplier of energy."),
)


def _organisations(ctx: Context, record: Record, column: str) -> Iterator[tuple[str, str]]:
    """Yield the organisations of a list, each with the confidence that its mark means."""
    for part in record.parts(column):
        match = _TRUSTED.fullmatch(part)
        if match:
            trust = ctx.lookup("confidence", match["trust"] or "") or "medium"
            yield ctx.thing(record, "organisations", match["name"]), trust


def _named(ctx: Context, record: Record) -> str:
    """Return the site that a row is about; the table of sites leaves some out that others name."""
    return ctx.thing(record, "facilities", record["Data center"], kind="data-centre")


def _state(ctx: Context, record: Record) -> None:
    site = _named(ctx, record)
    on = ctx.day(record, "Date")
    said: dict[str, Any] = {"period": on, "status": "forecast" if on > ctx.as_of else "estimate"}
    for column, measure, unit, scale, note in _FIGURES:
        ctx.observation(record, site, measure, column, unit, scale=scale, note=note, **said)


def _installed(ctx: Context) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Return the chips of each site at each of its dates, by type.

    A date lists only the types whose number changed; the others stay as they were.
    """
    counts: dict[str, dict[str, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for record in ctx.rows(_CHIPS):
        if record["Number of Units"]:
            counts[record["Data center"]][record["Date"]][record["Chip type"]] = _count(record)
    found = {}
    for site, dates in counts.items():
        there: dict[str, Decimal] = {}
        for date in sorted(dates):
            there |= dates[date]
            found[site, date] = {chip: count for chip, count in there.items() if count}
    return found


def _count(record: Record) -> Decimal:
    """Return how many chips a row counts; 0 where it is no number."""
    try:
        return number(record["Number of Units"])
    except ValueError:
        return Decimal()


def _chips(
    ctx: Context, record: Record, installed: Mapping[tuple[str, str], Mapping[str, Decimal]]
) -> None:
    if not record["Data center"]:
        ctx.skip("names no data centre")
        return
    site = _named(ctx, record)
    chip = record["Chip type"]
    measure = ctx.measure(record, "chips-installed", chip)
    on = ctx.day(record, "Date")
    disclosed = record.get("Number of Units source") == _DISCLOSED
    planned = on > ctx.as_of
    ctx.observation(
        record,
        site,
        measure,
        "Number of Units",
        "units",
        period=on,
        status="forecast" if planned else "actual" if disclosed else "estimate",
        note="Disclosed by the company." if disclosed else "",
    )
    thing = ctx.thing(record, "chips", chip)
    if record["Number of Units"] and not _count(record):
        return
    assumed = record.get("Chip type source") == _ESTIMATE
    how = {"grade": "estimated", "confidence": "medium"} if assumed else {}
    note = "The source estimates the type of the chips." if assumed else ""
    if planned:
        expected = f"To use it from {on}, as the source expects."
        ctx.claim(record, site, "plansTo", thing, note=f"{expected} {note}".strip(), **how)
        return
    ctx.claim(record, site, "usesAccelerator", thing, valid_from=on, note=note, **how)
    counts = installed.get((record["Data center"], record["Date"]), {})
    if len(counts) > 1 and (count := _count(record)):
        ctx.weight(
            record,
            site,
            thing,
            "units",
            count / sum(counts.values()),
            relation="usesAccelerator",
            period=on,
            grade="computed",
            confidence="medium",
            note=f"The number of these chips by those of all {len(counts)} types there.",
        )
