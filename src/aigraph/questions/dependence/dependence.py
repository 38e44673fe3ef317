"""How far things depend on one vendor, place, component or chip, alternatives counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.graph import dependencies
from aigraph.ids import table_of
from aigraph.kernels import Interval, best_routes, layers_by_strength, propagate
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, edge, path, sources
from aigraph.questions.dependence.needs import needs_of, strength
from aigraph.questions.names import resolve
from aigraph.questions.selection import MEASURE_KINDS, chosen_sources, members, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.kernels import Need
    from aigraph.release.opened import Release

_TABLES: Final = frozenset({"organisations", "places", "components", "chips", "equipment"})
_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("exposure", "Exposure", "暴露度"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)
_ALTERNATIVES: Final = Bilingual(
    "Exposure is the part of the known alternatives that lead to it, counted equally where no"
    " shares are stated; an alternative that no source tells is not seen.",
    "暴露度是已知可替代来源中依赖它的部分；未述份额时各来源等权计算；来源未述及的替代不可见。",
)


def depended_on(view: View, text: str) -> str | None:
    """Return the vendor, place, component or chip that a text names; None if it names a measure."""
    if text in MEASURE_KINDS:
        return None
    try:
        thing = resolve(view, text)
    except NotFoundError:
        return None
    return thing if table_of(thing) in _TABLES else None


def dependence(
    release: Release, *, of: str, on: str, as_of: date, within: Sequence[str] = ()
) -> Answer:
    """Answer how far things depend on one vendor, place, component or chip on a day.

    Alternatives of one need count equally unless shares are stated; of several needs the most
    dependent counts. A model that runs on GPUs or on its maker's own chips depends half on the
    maker of the GPUs, yet wholly on the foundry that makes both.

    Args:
        release: what to ask.
        of: a kind of thing or one thing, as ``exposure`` takes it.
        on: identifier of what is depended on.
        as_of: the day.
        within: use only statements of these sources; everything without any.

    Raises:
        NotFoundError: if a name is not known.
    """
    view = release.view
    confined = chosen_sources(view, within)
    statements = view.only(confined).held(as_of)
    targets = members(view, of)
    values = parts(list(needs_of(view, statements)), on, view.things)
    layers = layers_by_strength(dependencies(view, statements), strength)
    rows = [
        _row(view, target, values[target], [edge(step["statement"]) for step in routes[on]])
        for target in targets
        if values.get(target, 0.0) > 0 and on in (routes := best_routes(layers, target))
    ]
    rows.sort(key=lambda row: (-row["exposure"], row["id"]))
    return Answer(
        question="exposure",
        title=f"Exposure of {of} to {view.label(on)}, {as_of.isoformat()}",
        title_zh=f"{named(view, of, 'zh')}对{view.label(on, 'zh')}的依赖，{as_of.isoformat()}",
        parameters={"of": of, "to": on, "as_of": as_of.isoformat(), "sources": confined},
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[_ALTERNATIVES, *_silent(len(targets) - len(rows), len(targets))],
    )


def parts(needs: list[Need], on: str, things: Iterable[str]) -> dict[str, float]:
    """Return by thing the part of its alternatives that leads to one thing.

    Args:
        needs: all dependencies.
        on: what is depended on.
        things: all things; those of the same table are what it is told from.
    """
    table = table_of(on)
    leaves = {thing: Interval(0.0, 0.0) for thing in things if table_of(thing) == table}
    values = propagate(needs, leaves | {on: Interval(1.0, 1.0)})
    return {thing: round(value.low, 4) for thing, value in values.items()}


def hardware_vendors(statements: Iterable[Statement]) -> list[str]:
    """Return who designs, fabricates, packs or equips chips and who builds servers."""
    relations = {"designedBy", "fabricatedBy", "memoryFrom", "packagedBy", "madeBy", "assembledBy"}
    return _objects(statements, relations, "organisations")


def hardware_places(statements: Iterable[Statement]) -> list[str]:
    """Return where chips and servers originate, are packed or assembled."""
    return _objects(statements, {"originatesIn", "packagedIn", "assembledIn"}, "places")


def _objects(statements: Iterable[Statement], relations: set[str], table: str) -> list[str]:
    return sorted(
        {
            item.object
            for item in statements
            if item.predicate in relations and table_of(item.object) == table
        }
    )


def _row(view: View, target: str, value: float, steps: list[Row]) -> Row:
    best = path(steps)
    return {
        "id": target,
        "label": view.label(target),
        "label_zh": view.label(target, "zh"),
        "exposure": value,
        "standing": "applies",
        "range": [value, value],
        "in_scope": value,
        "measures": [],
        "rules": [],
        "grade": best["grade"],
        "sources": sources([best]),
        "source_count": len(sources([best])),
        "paths": [best],
    }


def _silent(silent: int, asked: int) -> list[Bilingual]:
    if not silent:
        return []
    return [
        Bilingual(
            f"{silent} of {asked} have no known path to it; that is not zero.",
            f"{asked} 项中有 {silent} 项没有通往它的已知路径；这不等于零。",
        )
    ]
