"""Map control list, country groups and licence exceptions; the lists are mapped in ``parties``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.sources.us_export_controls.parties import import_parties
from aigraph.sources.us_export_controls.reading import bad, listed, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_ECCNS: Final = "ccl.json"
_GROUPS: Final = "country-groups.json"
_EXCEPTIONS: Final = "license-exception-catalog.json"
_CHART: Final = "country-chart.json"
_NO_CHART: Final = "no rule of the chain turns on the country chart"


def run(ctx: Context) -> None:
    """Import the five files."""
    ctx.each(_ECCNS, lambda record: _eccn(ctx, record), ctx.items(_ECCNS, _eccns(ctx)))
    ctx.each(_GROUPS, lambda record: _member(ctx, record), ctx.items(_GROUPS, _members(ctx)))
    found = ctx.items(_EXCEPTIONS, _exceptions(ctx))
    ctx.each(_EXCEPTIONS, lambda record: _exception(ctx, record), found)
    if ctx.has(_CHART):
        chart = ctx.items(_CHART, _chart(ctx))
        ctx.each(
            _CHART, lambda _: ctx.skip("no rule of the chain turns on the country chart"), chart
        )
    import_parties(ctx)


def _dated(tree: Any, file: str) -> str:
    return text(mapping(tree, file).get("ecfrIssueDate"), file)


def _eccns(ctx: Context) -> Iterator[tuple[int, dict[str, str]]]:
    tree = ctx.tree(_ECCNS)
    day = _dated(tree, _ECCNS)
    for number, item in enumerate(listed(tree, "entries", _ECCNS), 1):
        entry = mapping(item, _ECCNS)
        cells = {name: text(entry.get(name), _ECCNS) for name in ("eccn", "category")}
        reasons = text(entry.get("reasonForControl"), _ECCNS)
        yield number, {**cells, "reasons": reasons, "on": day}


def _eccn(ctx: Context, record: Record) -> None:
    """Make a code of an entry; its label is ours, the text of the entry is not copied."""
    eccn = record["eccn"]
    if not ctx.listed("category", record["category"]):
        ctx.skip("a category of the control list that the chain has no part in")
        return
    if not eccn:
        bad(_ECCNS, "an entry has no ECCN")
    reasons = record["reasons"]
    note = f"Reasons for control on {record['on']}: {reasons}." if reasons else ""
    about = ctx.listed("eccn", eccn)
    label = f"ECCN {eccn}, {about}" if about else f"ECCN {eccn}"
    ctx.thing(record, "codes", label, identity=eccn, system="eccn", notation=eccn, note=note)


def _members(ctx: Context) -> Iterator[tuple[int, dict[str, str]]]:
    tree = ctx.tree(_GROUPS)
    day = _dated(tree, _GROUPS)
    groups = mapping(mapping(tree, _GROUPS).get("groups"), _GROUPS)
    number = 0
    for group, members in groups.items():
        for country in listed(groups, group, _GROUPS) if members else ():
            number += 1
            yield number, {"group": group, "country": text(country, _GROUPS), "on": day}


def _member(ctx: Context, record: Record) -> None:
    group = ctx.listed("country-group", record["group"])
    if not group:
        ctx.skip("a country group that no rule of the chain names")
        return
    place = ctx.place(record["country"])
    if not place:
        ctx.skip("a country that is no place here")
        return
    ctx.claim(record, place, "inCountryGroup", f"places/{group}", valid_from=record["on"])


def _exceptions(ctx: Context) -> Iterator[tuple[int, dict[str, str]]]:
    tree = ctx.tree(_EXCEPTIONS)
    day = _dated(tree, _EXCEPTIONS)
    for number, item in enumerate(listed(tree, "exceptions", _EXCEPTIONS), 1):
        entry = mapping(item, _EXCEPTIONS)
        cells = {name: text(entry.get(name), _EXCEPTIONS) for name in ("section", "title")}
        symbols = [text(symbol, _EXCEPTIONS) for symbol in listed(entry, "symbols", _EXCEPTIONS)]
        yield number, {**cells, "symbols": "; ".join(symbols), "on": day}


def _exception(ctx: Context, record: Record) -> None:
    policy = ctx.thing(
        record,
        "policies",
        f"US licence exceptions {record['symbols'].replace('; ', ' and ')}"
        if ";" in record["symbols"]
        else f"US licence exception {record['symbols']}",
        identity=record["section"],
        kind="regulation",
        jurisdiction="places/united-states",
        note=f"{record['section']}, as in force on {record['on']}.",
    )
    ctx.alias(record, policy, record["title"])


def _chart(ctx: Context) -> Iterator[tuple[int, dict[str, str]]]:
    countries = mapping(mapping(ctx.tree(_CHART), _CHART).get("countries"), _CHART)
    for number, country in enumerate(countries, 1):
        yield number, {"country": country}
