"""Map each cluster: owner, users, place, chips, power, compute and cost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "gpu_clusters.csv"


class _Figure(NamedTuple):
    """A figure of a cluster.

    Attributes:
        column: its column.
        measure: key of its measure.
        unit: its unit.
        reported: the column that is filled where it was reported; blank if there is none.
        calculated: the column that is filled where the source calculated it; blank if all are
            calculated.
    """

    column: str
    measure: str
    unit: str
    reported: str
    calculated: str


_COMPUTE: Final = _Figure("H100 equivalents", "h100-equivalents-installed", "H100e", "", "")
_POWER: Final = _Figure(
    "Power Capacity (MW)",
    "power-capacity",
    "MW",
    "Reported Power Capacity (MW)",
    "Calculated Power Capacity (MW)",
)
_COST: Final = _Figure("Hardware Cost", "hardware-cost", "USD", "Reported Cost", "Calculated Cost")
_CHIPS: Final = "Total number of AI chips"
_UNNAMED: Final = "Anonymized"
_APART: Final = (
    *("First Operational Date", "H100 equivalents", _CHIPS),
    *("Rank when first operational", "Max OP/s (log)"),
)
"""What distinguishes systems to which the source gives one name, as far as anything does."""


def run(ctx: Context) -> None:
    """Import the table."""
    ctx.each(_FILE, lambda record: _cluster(ctx, record))


def _cluster(ctx: Context, record: Record) -> None:
    if record["Exclude"] == "True":
        ctx.skip("marked by the source as to be left out")
        return
    trust = ctx.lookup("confidence", record["Certainty"]) or "medium"
    status = ctx.lookup("status", record["Status"]) or "unspecified"
    since = ctx.day(record, "First Operational Date") if status == "actual" else ""
    until = ctx.day(record, "Decommissioned Date (if applicable)")
    name = record.id if record["Name"].startswith(_UNNAMED) else record["Name"]
    record = _found(record)
    owners = [ctx.thing(record, "organisations", name) for name in record.parts("Owner")]
    cluster = ctx.thing(
        record,
        "facilities",
        name,
        kind="cluster",
        place=ctx.place(record["Country"]),
        confidence=trust,
        note=_together(*_about(record)),
    )
    if status == "forecast":
        _plans(ctx, record, cluster, owners, trust)
    else:
        held = {"confidence": trust, "valid_from": since, "valid_to": until}
        _has(ctx, record, cluster, owners, held)
    _figures(ctx, record, cluster, status, {"period": since, "confidence": trust})


def _found(record: Record) -> Record:
    """Return a row whose locator says what distinguishes it, where its name does not."""
    if not record["Name"].startswith(_UNNAMED):
        return record
    apart = [f"{column} {record.get(column)}" for column in _APART if record.get(column)]
    return replace(record, id=", ".join([record["Name"], *apart]))


def _about(record: Record) -> Iterator[str]:
    """Yield what a reader has to know of a cluster, as sentences."""
    if record["Status"]:
        yield f"Status: {record['Status']}."
    if record["Name"].startswith(_UNNAMED):
        yield "The number is ours: the source gives many systems this name."
    yield _twice(record)
    yield _followed(record)


def _twice(record: Record) -> str:
    """Say that the source may have listed a cluster twice, and where."""
    if not record["Possible Duplicate"]:
        return ""
    others = ", ".join(record.parts("Possible Duplicate Of"))
    return f"Possibly listed twice by the source{': see ' if others else ''}{others}."


def _followed(record: Record) -> str:
    """Say what came in place of a cluster; the source does not say on which day it ended."""
    later = ", ".join(record.parts("Superseded by"))
    return f"Superseded by {later}, on a day that is not given." if later else ""


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _figures(ctx: Context, record: Record, cluster: str, status: str, said: dict[str, Any]) -> None:
    """Say how large a cluster is: what was reported, what was calculated, what is planned."""
    rounded = "Rounded by the source." if record["Name"].startswith(_UNNAMED) else ""
    caution = (rounded, _twice(record))
    for figure in (_COMPUTE, _POWER, _COST):
        known, origin = _origin(record, figure)
        ctx.observation(
            record,
            cluster,
            figure.measure,
            figure.column,
            figure.unit,
            status="forecast" if status == "forecast" else known,
            note=_together(origin, *caution),
            **said,
        )
    counted = "forecast" if status == "forecast" else "unspecified"
    note = _together(*caution)
    ctx.observation(
        record, cluster, "chips-installed", _CHIPS, "units", status=counted, note=note, **said
    )


def _origin(record: Record, figure: _Figure) -> tuple[str, str]:
    """Return whether a figure is actual or an estimate, and a sentence on where it is from."""
    if figure.reported and record.get(figure.reported):
        adjusted = record.get(figure.reported) != record[figure.column]
        how = ", adjusted for inflation by the source" if adjusted else ""
        return "actual", f"Reported in {figure.reported!r}{how}."
    if figure.calculated and not record.get(figure.calculated):
        return "estimate", ""
    return "estimate", "Calculated by the source."


def _has(
    ctx: Context, record: Record, cluster: str, owners: list[str], held: dict[str, str]
) -> None:
    """Say whose an existing cluster is, who uses it, and what it is made of."""
    later = _followed(record)
    owned = _together("Named as owner; that it runs the cluster is inferred.", later)
    for owner in owners:
        ctx.claim(record, cluster, "operatedBy", owner, grade="inferred", note=owned, **held)
    for user in _users(ctx, record):
        ctx.claim(record, user, "usesFacility", cluster, note=later, **held)
    for chip in _chips(ctx, record):
        ctx.claim(record, cluster, "usesAccelerator", chip, note=later, **held)


def _plans(ctx: Context, record: Record, cluster: str, owners: list[str], trust: str) -> None:
    """Say who plans a cluster that is not there yet, and with which chips."""
    for owner in owners:
        ctx.claim(record, owner, "plansTo", cluster, note="Owner of it.", confidence=trust)
    for user in _users(ctx, record):
        ctx.claim(record, user, "plansTo", cluster, note="User of it.", confidence=trust)
    for chip in _chips(ctx, record):
        ctx.claim(record, cluster, "plansTo", chip, note="To use it.", confidence=trust)


def _users(ctx: Context, record: Record) -> list[str]:
    found = []
    for name in record.parts("Users"):
        if _PHRASE.match(name):
            ctx.unclear(record, "Users", f"{name[:60]!r} is no name")
        elif ctx.listed("user", name) != "group":
            found.append(ctx.thing(record, "organisations", name))
    return found


_PHRASE: Final = re.compile(r"(and|but|including|scientists|primarily)\b", re.IGNORECASE)
"""How words begin that are parts of a sentence in a list of names."""


def _chips(ctx: Context, record: Record) -> list[str]:
    columns = ("Chip type (primary)", "Chip type (secondary)")
    return [ctx.thing(record, "chips", name) for column in columns for name in record.parts(column)]
