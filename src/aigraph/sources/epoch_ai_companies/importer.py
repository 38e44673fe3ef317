"""Map each report: revenue, rounds, staff, users, spending on compute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_YEAR: Final = "Year"
_HIDDEN: Final = "Exclude from graph view"


def run(ctx: Context) -> None:
    """Import the tables."""
    ctx.each("ai_companies.csv", lambda record: _company(ctx, record))
    ctx.each("ai_companies_revenue_reports.csv", lambda record: _revenue(ctx, record))
    ctx.each("ai_companies_funding_rounds.csv", lambda record: _round(ctx, record))
    ctx.each("ai_companies_staff_reports.csv", lambda record: _staff(ctx, record))
    ctx.each("ai_companies_usage_reports.csv", lambda record: _usage(ctx, record))
    ctx.each("ai_companies_compute_spend.csv", lambda record: _spending(ctx, record))


def _company(ctx: Context, record: Record) -> None:
    ctx.thing(record, "organisations", record["Name"])


def _of(ctx: Context, record: Record) -> str:
    return ctx.thing(record, "organisations", record["Company"])


def _trust(ctx: Context, record: Record) -> str:
    """Return the trust in a report; one that the source hides from its charts is not accepted."""
    if record.get(_HIDDEN):
        return "low"
    return ctx.lookup("confidence", record.get("Confidence")) or "medium"


def _revenue(ctx: Context, record: Record) -> None:
    ctx.observation(
        record,
        _of(ctx, record),
        "annualised-revenue",
        "Revenue amount (normalize to annual)",
        "USD",
        period=ctx.day(record, "Date"),
        status="estimate",
        confidence="medium",
    )


def _round(ctx: Context, record: Record) -> None:
    closed = ctx.day(record, "Close date")
    status = "actual" if closed else "unspecified"
    period = closed or ctx.day(record, "Report date")
    note = " ".join(f"{part}." for part in (record["Status"], record["Type"]) if part)
    company = _of(ctx, record)
    for column, measure in (
        ("Funding (equity)", "equity-raised"),
        ("Funding (debt)", "debt-raised"),
        ("Valuation (post-money)", "valuation"),
    ):
        ctx.observation(
            record,
            company,
            measure,
            column,
            "USD",
            period=period,
            status=status,
            note=note,
            confidence=_trust(ctx, record),
        )


def _staff(ctx: Context, record: Record) -> None:
    part = record["Division name"]
    ctx.observation(
        record,
        _of(ctx, record),
        ctx.measure(record, "staff-count", part) if part else "staff-count",
        "Staff count",
        "count",
        period=ctx.day(record, "Date"),
        note=f"{record['Type']}: {part}." if part else "",
        confidence=_trust(ctx, record),
    )


def _usage(ctx: Context, record: Record) -> None:
    company, product = _of(ctx, record), record["Product"]
    span = record["Active users time period"].lower()
    said: dict[str, Any] = {"period": ctx.day(record, "Date"), "confidence": _trust(ctx, record)}
    for column, measure, about in (
        ("Active users", "active-users", f"{product}, {span}" if span else product),
        ("Daily tokens", "daily-tokens", product),
        ("Daily messages", "daily-messages", product),
    ):
        if record[column]:
            key = ctx.measure(record, measure, about) if about else measure
            ctx.observation(record, company, key, column, "count", **said)


def _spending(ctx: Context, record: Record) -> None:
    about = f"{record['Category']}, {record['Period type'].lower()}".strip(", ")
    on = ctx.day(record, "Date")
    yearly = record["Period type"] == _YEAR
    status, how = _known(ctx, record, on if yearly else "")
    ctx.observation(
        record,
        _of(ctx, record),
        ctx.measure(record, "compute-spending", about),
        "Amount",
        "USD",
        period=on,
        status=status,
        confidence=_trust(ctx, record),
        note=" ".join(filter(None, ("The date is the end of the year." if yearly else "", how))),
    )


def _known(ctx: Context, record: Record, end: str) -> tuple[str, str]:
    """Return what spending up to a day is, by its source, with a sentence on it.

    Args:
        ctx: reads the day.
        record: the row.
        end: the last day of the spending, blank for a rate.
    """
    if record.get("Source Type") == "Other":
        return "estimate", "Derived by the source from other figures."
    reported = ctx.day(record, "Report date")
    if end and reported and reported < end:
        return "forecast", f"Reported on {reported}, before the end."
    return "unspecified", ""
