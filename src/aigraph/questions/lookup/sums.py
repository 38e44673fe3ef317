"""Sums of figures, where they are amounts of things that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from aigraph import vocab
from aigraph.errors import ParameterError
from aigraph.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aigraph.graph import View

_HOLDERS: Final = frozenset({"organisations", "facilities", "places"})
"""Tables of things that have amounts; the figures of a chip or a model are those of one piece."""
_NO_AMOUNT: Final = frozenset({"percent", "multiple", "year", "rank", "nm", "MHz", "TPP"})
"""Units of figures that are no amounts; so are those by area or by time."""
_WITHIN: Final = frozenset({"partOf", "subsidiaryOf"})
_INCLUDED: Final = frozenset({"includedIn", "broader"})
_MOST_NAMED: Final = 6
_SUMS: Final = Text(
    "Sums are computed over figures of one source and unit whose measures and things do not"
    " overlap; low and high are the sums of all lower and all upper ends."
)
_LEFT_OUT: Final = Text("Not added up, because {reason}: {things}.")
_RIVALS: Final = Text("the source gives several figures for one measure and period")
_NESTED: Final = Text("one is part of another")


def added_up(
    view: View, rows: Sequence[Mapping[str, Any]], by: str, *, newest: bool = False
) -> tuple[list[Any], list[Text]]:
    """Return the sums of figures, and what to say of them.

    Args:
        view: what is part of what.
        rows: figures, as the question of figures has them.
        by: ``thing`` adds up the measures of each thing, ``period`` the things of each period.
        newest: whether each thing has its newest figures only, so that periods may differ.

    Raises:
        ParameterError: if the figures are no amounts, or of things that have none.
    """
    _check(rows)
    wider = _above(view, _INCLUDED)
    larger = _above(view, _WITHIN)
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        period = "" if newest else row["period"]
        thing = row["id"] if by == "thing" else ""
        groups[thing, period, row["unit"], row["source"]].append(row)
    sums, rivals, nested = [], set(), set()
    for group in groups.values():
        parts = _outermost(group, wider)
        things = {row["id"] for row in parts}
        inner = {thing for thing in things if larger.get(thing, set()) & things}
        facts = [(row["id"], row["measure"]) for row in parts]
        if len(facts) > len(set(facts)):
            rivals |= {
                row["label"] for row in parts if facts.count((row["id"], row["measure"])) > 1
            }
        elif inner:
            nested |= {view.label(thing) for thing in inner}
        else:
            sums.append(_sum(view, parts, by))
    sums.sort(key=lambda row: (row["unit"], row["source"], row["period"], -row["amount"]))
    said = [_SUMS]
    for reason, found in ((_RIVALS, rivals), (_NESTED, nested)):
        if found:
            some = sorted(found)[:_MOST_NAMED]
            said.append(Text(_LEFT_OUT.message, reason=reason, things=some))
    return sums, said


def _check(rows: Sequence[Mapping[str, Any]]) -> None:
    units = {row["unit"] for row in rows}
    wrong = sorted(unit for unit in units if unit in _NO_AMOUNT or "/" in unit)
    if wrong:
        raise ParameterError(f"figures in {', '.join(wrong)} are no amounts that can be added up")
    tables = {row["id"].partition("/")[0] for row in rows} - _HOLDERS
    if tables:
        raise ParameterError(
            f"figures of {', '.join(sorted(tables))} cannot be added up: they may overlap, or be"
            " those of one piece; name a measure of organisations, facilities or places"
        )


def _above(view: View, relations: frozenset[str]) -> dict[str, set[str]]:
    """Return for each thing all in which it is contained by some relations."""
    direct: dict[str, set[str]] = defaultdict(set)
    for item in view.statements:
        if item.predicate in relations and item.accepted:
            direct[item.subject].add(item.object)
    found: dict[str, set[str]] = {}
    for thing in direct:
        reached: set[str] = set()
        open_ones = set(direct[thing])
        while open_ones:
            reached |= open_ones
            open_ones = {far for near in open_ones for far in direct.get(near, ())} - reached
        found[thing] = reached
    return found


def _outermost(
    rows: Iterable[Mapping[str, Any]], wider: Mapping[str, set[str]]
) -> list[Mapping[str, Any]]:
    """Return the rows whose measure is in none that the same thing has a figure of."""
    rows = list(rows)
    measures: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        measures[row["id"]].add(row["measure"])
    return [row for row in rows if not wider.get(row["measure"], set()) & measures[row["id"]]]


def _sum(view: View, parts: Sequence[Mapping[str, Any]], by: str) -> dict[str, Any]:
    first = parts[0]
    if len(parts) == 1:
        return {**first}
    measures = {row["measure"] for row in parts}
    periods = sorted({row["period"] for row in parts})
    intervals = any(row["interval"] for row in parts)
    pieces = [f"{row['label']}, {row['measure_label']}: {row['printed']}" for row in parts]
    more = len(pieces) - _MOST_NAMED
    statuses = {row["status"] for row in parts}
    every = Text("{count} things", count=len({row["id"] for row in parts}))
    return {
        **first,
        **({} if by == "thing" else {"id": "", "label": every.en, "label_zh": every.to("zh")}),
        **(_named(view, parts) if len(measures) > 1 else {}),
        "period": periods[0] if len(periods) == 1 else f"{periods[0]} ... {periods[-1]}",
        "amount": sum(row["amount"] for row in parts),
        "interval": [_ends(parts, 0), _ends(parts, 1)] if intervals else [],
        "printed": Text("sum of {count} figures", count=len(parts)).en,
        "status": statuses.pop() if len(statuses) == 1 else "unspecified",
        "locator": "; ".join(dict.fromkeys(row["locator"] for row in parts[:_MOST_NAMED])),
        "grade": vocab.weakest(["computed", *(row["grade"] for row in parts)]),
        "note": "; ".join(pieces[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else ""),
    }


def _ends(parts: Iterable[Mapping[str, Any]], end: int) -> float:
    return sum(float(row["interval"][end] if row["interval"] else row["amount"]) for row in parts)


def _named(view: View, parts: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return as measure of a sum the one measure above all of its own, or nothing."""
    above = _above(view, frozenset({"broader"}))
    common = set.intersection(*(above.get(row["measure"], set()) for row in parts))
    measure = min(common, default="")
    return {
        "measure": measure,
        "measure_label": view.label(measure) if measure else "",
        "measure_label_zh": view.label(measure, "zh") if measure else "",
    }
