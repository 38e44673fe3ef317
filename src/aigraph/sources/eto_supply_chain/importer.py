"""Map each input, stage, provider, share and step of the chain; for the user's own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.sources.figures import number
from aigraph.sources.records import RowFaultError

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_SCHEME: Final = "ETO supply chain: inputs"
_GROUP: Final = "a group of countries that is no place here"


def run(ctx: Context) -> None:
    """Import stages and inputs first, since the other tables refer to them by number."""
    known: dict[str, str] = {}
    ctx.each("stages.csv", lambda record: _stage(ctx, record, known))
    ctx.each("inputs.csv", lambda record: _input(ctx, record, known))
    ctx.each("providers.csv", lambda record: _provider(ctx, record, known))
    ctx.each("sequence.csv", lambda record: _step(ctx, record, known))
    ctx.each("provision.csv", lambda record: _share(ctx, record, known))


def _scheme(ctx: Context, record: Record) -> str:
    return ctx.thing(record, "schemes", _SCHEME, kind="component")


def _stage(ctx: Context, record: Record, known: dict[str, str]) -> None:
    scheme = _scheme(ctx, record)
    number = record["stage_id"]
    known[number] = ctx.thing(
        record, "concepts", record["stage_name"], identity=number, scheme=scheme
    )


def _input(ctx: Context, record: Record, known: dict[str, str]) -> None:
    number = record["input_id"]
    known[number] = ctx.thing(
        record,
        "concepts",
        record["input_name"],
        identity=number,
        scheme=_scheme(ctx, record),
    )
    if record["stage_id"] in known:
        ctx.claim(record, known[number], "partOf", known[record["stage_id"]])


def _provider(ctx: Context, record: Record, known: dict[str, str]) -> None:
    number = record["provider_id"]
    if record["provider_type"] == "country":
        known[number] = ctx.place(record["provider_name"])
        if known[number]:
            _scheme(ctx, record)
        else:
            ctx.skip(_GROUP)
        return
    known[number] = ctx.thing(
        record,
        "organisations",
        record["provider_name"],
        identity=number,
        headquarters=ctx.place(record["country"]),
    )
    if record.get("alias"):
        ctx.alias(record, known[number], record.get("alias"))


def _of(known: dict[str, str], number: str) -> str:
    """Return the thing of a number.

    Raises:
        RowFaultError: if no table of the source has it.
    """
    if number not in known:
        raise RowFaultError(f"refers to {number!r}, which no table lists")
    return known[number]


def _step(ctx: Context, record: Record, known: dict[str, str]) -> None:
    part = _of(known, record["input_id"])
    if record["goes_into_id"]:
        ctx.claim(record, _of(known, record["goes_into_id"]), "basedOn", part)
    elif record["is_type_of_id"]:
        ctx.claim(record, part, "broader", _of(known, record["is_type_of_id"]))


def _share(ctx: Context, record: Record, known: dict[str, str]) -> None:
    provider, part = _of(known, record["provider_id"]), _of(known, record["provided_id"])
    if not provider:
        ctx.skip(_GROUP)
        return
    ctx.claim(record, provider, "participatesIn", part)
    printed = record["share_provided"]
    if not printed:
        return
    try:
        share = number(printed).scaleb(-2)
    except ValueError as error:
        ctx.unclear(record, "share_provided", str(error))
        return
    ctx.weight(
        record, part, provider, "unspecified", share, period=record["year"], grade="estimated"
    )
