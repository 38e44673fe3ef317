"""Map each cluster: owner, users, place, chips, power, compute and cost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "gpu_clusters.csv"
_FIGURES: Final = (
    ("H100 equivalents", "h100-equivalents-installed", "H100e"),
    ("Power Capacity (MW)", "power-capacity", "MW"),
    ("Hardware Cost", "hardware-cost", "USD"),
    ("Total number of AI chips", "chips-installed", "units"),
)


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
    owners = [ctx.thing(record, "organisations", name) for name in record.parts("Owner")]
    about = [f"Status: {record['Status']}."] if record["Status"] else []
    about += ["Possibly listed twice by the source."] if record["Possible Duplicate"] else []
    cluster = ctx.thing(
        record,
        "facilities",
        record.id if record.id.startswith("Anonymized") else record["Name"],
        kind="cluster",
        place=ctx.place(record["Country"]),
        confidence=trust,
        note=" ".join(about),
    )
    held = {"confidence": trust, "valid_from": since, "valid_to": until}
    if status == "forecast":
        _plans(ctx, record, cluster, owners, trust)
    else:
        _has(ctx, record, cluster, owners, held)
    for column, measure, unit in _FIGURES:
        ctx.observation(
            record, cluster, measure, column, unit, period=since, status=status, confidence=trust
        )


def _has(
    ctx: Context, record: Record, cluster: str, owners: list[str], held: dict[str, str]
) -> None:
    """Say whose an existing cluster is, who uses it, and what it is made of."""
    for owner in owners:
        ctx.claim(record, cluster, "operatedBy", owner, note="Named as owner.", **held)
    for user in _users(ctx, record):
        ctx.claim(record, user, "usesFacility", cluster, **held)
    for chip in _chips(ctx, record):
        ctx.claim(record, cluster, "usesAccelerator", chip, **held)


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
