"""Exposures of things side by side: to tariffs, export controls, single vendors and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.dependence.dependence import hardware_places, hardware_vendors, parts
from aigraph.questions.dependence.exposure import exposure
from aigraph.questions.dependence.needs import needs_of
from aigraph.questions.selection import members, named
from aigraph.rdf.law import read_law

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("tariff", "Tariff", "关税"),
    Heading("tariff_standing", "Standing", "状况"),
    Heading("export_control", "Export control", "出口管制"),
    Heading("export_control_standing", "Standing", "状况"),
    Heading("vendor", "Vendor most needed", "最依赖的厂商"),
    Heading("vendor_exposure", "Part", "占比"),
    Heading("place", "Place most needed", "最依赖的地点"),
    Heading("place_exposure", "Part", "占比"),
)
_SEPARATE: Final = Bilingual(
    "The four exposures are separate and must not be added up. The paths and sources of each stand"
    " in the answer to exposure for that measure, vendor or place.",
    "四种暴露度彼此独立，不可相加。各项的路径与来源见针对该措施、厂商或地点的暴露度答案。",
)
_SHOWN: Final = 5


def profile(
    release: Release,
    *,
    of: str = "vertical",
    as_of: date,
    importer: str = "united-states",
    destination: str = "china",
    given: Mapping[str, bool] | None = None,
) -> Answer:
    """Answer how far things are exposed to tariffs, export controls, vendors and places.

    Args:
        release: what to ask.
        of: a kind of thing or one thing, as ``exposure`` takes it.
        as_of: the day.
        importer: the place that imports, for tariffs.
        destination: where goods go, for export controls.
        given: conditions and end uses known to hold or not.

    Raises:
        NotFoundError: if a name is not known.
    """
    view = release.view
    rules = read_law(release.store)
    statements = view.held(as_of)
    needs = list(needs_of(view, statements))
    of_kind = {
        kind: _by_id(
            exposure(release, of=of, to=kind, as_of=as_of, importer=place, given=given, rules=rules)
        )
        for kind, place in (("tariff", importer), ("export-control", destination))
    }
    candidates = {"vendor": hardware_vendors(statements), "place": hardware_places(statements)}
    values = {
        kind: {thing: parts(needs, thing, view.things) for thing in things}
        for kind, things in candidates.items()
    }
    rows = [
        {
            "id": target,
            "label": view.label(target),
            "label_zh": view.label(target, "zh"),
            **_measured("tariff", of_kind["tariff"].get(target)),
            **_measured("export_control", of_kind["export-control"].get(target)),
            **_needed("vendor", values["vendor"], target),
            **_needed("place", values["place"], target),
        }
        for target in members(view, of)
    ]
    rows = [row for row in rows if row["vendors"] or row["places"]]
    rows.sort(key=lambda row: (-(row["tariff"] or 0), -(row["vendor_exposure"] or 0), row["id"]))
    return Answer(
        question="profile",
        title=f"Exposures of {of} side by side, {as_of.isoformat()}",
        title_zh=f"{named(view, of, 'zh')}的各类暴露度对照，{as_of.isoformat()}",
        parameters={
            "of": of,
            "as_of": as_of.isoformat(),
            "importer": importer,
            "destination": destination,
            "given": dict(given or {}),
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[_SEPARATE],
    )


def _by_id(answer: Answer) -> dict[str, Row]:
    return {row["id"]: row for row in answer.rows}


def _measured(name: str, row: Row | None) -> Row:
    return {
        name: row["exposure"] if row else None,
        f"{name}_range": row["range"] if row else None,
        # Without a known path nothing can be said of how it stands; that is not "out of scope".
        f"{name}_standing": row["standing"] if row else None,
    }


def _needed(kind: str, values: Mapping[str, Mapping[str, float]], target: str) -> Row:
    """Return what a thing depends on most of a kind, and the next."""
    ranked = sorted(
        ((of_thing.get(target, 0.0), thing) for thing, of_thing in values.items()),
        key=lambda item: (-item[0], item[1]),
    )
    listed = [{"id": thing, "exposure": value} for value, thing in ranked[:_SHOWN] if value]
    return {
        kind: listed[0]["id"] if listed else None,
        f"{kind}_exposure": listed[0]["exposure"] if listed else None,
        f"{kind}s": listed,
    }
