"""Exposures of things side by side: to tariffs, export controls, single vendors and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.graph import dependencies
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row
from aigraph.questions.declaration import question
from aigraph.questions.dependence.dependence import (
    Dependence,
    dependence,
    hardware_places,
    hardware_vendors,
)
from aigraph.questions.dependence.exposure import exposure
from aigraph.questions.parameters import Of
from aigraph.questions.rows import Identifier, Label, LabelZh, column, detail
from aigraph.questions.scope import EVERYTHING, Scope
from aigraph.questions.selection import members, named, not_stated
from aigraph.questions.shown import FREE_SHARES, assumed, bounded, named_row
from aigraph.questions.supply_chain import SupplyChain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.release.opened import Release

_SEPARATE: Final = Text(
    "The four are separate and must not be added up. Paths and sources are in the answers to"
    " exposure, for a measure, and to dependents, for a vendor or place. Vendors and places with"
    " equal bounds are ordered by how many of the known alternatives lead to them."
)
_SHOWN: Final = 5
_MEASURES: Final = {"tariff": "tariff", "export_control": "export-control"}


class DependedOn(TypedDict):
    """A vendor or place, and how far a thing depends on it."""

    id: Identifier
    label: Annotated[str, detail("English name.")]
    label_zh: LabelZh
    low: Annotated[float, detail("Least part, over all shares that sources allow.")]
    central: Annotated[float | None, detail("Central part, or null.")]
    high: Annotated[float, detail("Greatest part.")]


Status = str | None
Bound = float | None


class Profile(TypedDict):
    """The four exposures of one thing; a measure without a known path is null throughout."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    tariff_status: Annotated[Status, column("Tariff", "Status as exposure gives it.")]
    tariff_low: Annotated[Bound, column("At least", "Least exposed part.", "least")]
    tariff_central: Annotated[Bound, detail("Central exposed part.")]
    tariff_high: Annotated[Bound, column("At most", "Greatest exposed part.", "most")]
    export_control_status: Annotated[
        Status, column("Export control", "Status as exposure gives it.")
    ]
    export_control_low: Annotated[Bound, column("At least", "Least exposed part.", "least")]
    export_control_central: Annotated[Bound, detail("Central exposed part.")]
    export_control_high: Annotated[Bound, column("At most", "Greatest exposed part.", "most")]
    vendor: Annotated[str | None, column("Main vendor", "First of the vendors.")]
    vendors: Annotated[list[DependedOn], detail("Vendors depended on most, up to five.")]
    place: Annotated[str | None, column("Main place", "First of the places.")]
    places: Annotated[list[DependedOn], detail("Places depended on most, up to five.")]


@question(
    Profile,
    honours=EVERYTHING,
    examples=("aigraph profile --of vertical --as-of 2025-06-01",),
)
def profile(release: Release, scope: Scope, of: Of = "vertical") -> Reply:
    """Compare how far things are exposed to tariffs, export controls, vendors and places."""
    view = release.view
    statements = view.only(scope.sources).held(scope.as_of)
    chain = SupplyChain(view, dependencies(view, statements))
    by_measure = {
        key: {row["id"]: row for row in exposure(release, scope, of, to).rows}
        for key, to in _MEASURES.items()
    }
    vendors = dependence(chain, hardware_vendors(statements))
    places = dependence(chain, hardware_places(statements))
    rows = [
        {
            **named_row(view, target),
            **_measured("tariff", by_measure["tariff"].get(target)),
            **_measured("export_control", by_measure["export_control"].get(target)),
            **_main(chain, scope, "vendor", vendors, target),
            **_main(chain, scope, "place", places, target),
        }
        for target in members(view, of)
    ]
    rows = [row for row in rows if row["vendors"] or row["places"]]
    rows.sort(key=lambda row: (-(row["tariff_low"] or 0), -(row["tariff_high"] or 0), row["id"]))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text("Exposures of {of} side by side, {day}", of=named(view, of), day=day),
        rows=rows,
        caveats=[_SEPARATE, FREE_SHARES, *assumed(scope), *not_stated(scope.sources, rows)],
    )


def _measured(name: str, row: Mapping[str, object] | None) -> Row:
    # Without a known path nothing can be said; that is not "out of scope".
    return {
        f"{name}_{key}": row[key] if row else None for key in ("status", "low", "central", "high")
    }


def _main(chain: SupplyChain, scope: Scope, kind: str, found: Dependence, target: str) -> Row:
    """Return what a thing depends on most of a kind, and the next."""
    parts = [(on, part) for on in found.on if (part := found.of(target, on))]
    parts.sort(key=lambda item: (-item[1].low, -item[1].high, -item[1].equal, item[0]))
    listed = [
        {**named_row(chain.view, on), **bounded(part.low, part.equal, part.high, scope)}
        for on, part in parts[:_SHOWN]
    ]
    return {kind: listed[0]["id"] if listed else None, f"{kind}s": listed}
