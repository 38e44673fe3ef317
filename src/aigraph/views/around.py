"""Views around one thing: its neighbourhood, and a region with what is located in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.graph import dependencies
from aigraph.i18n import Text
from aigraph.questions.names import resolve, resolve_place
from aigraph.views.reach import accepted, between, distances, nearest
from aigraph.views.subgraph import assemble
from aigraph.views.supply import ONLY_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aigraph.graph import Statement
    from aigraph.release.opened import Release
    from aigraph.views.subgraph import Subgraph

_MOST_NEIGHBOURS: Final = 150
_MOST_IN_REGION: Final = 500


def neighbourhood(release: Release, name: str, as_of: date) -> Subgraph:
    """Return one thing with its neighbours, and what it depends on at two steps.

    Raises:
        NotFoundError: if nothing is called that.
    """
    view = release.view
    thing = resolve(view, name)
    held = accepted(view)
    distance = distances(dependencies(view, held), [thing], steps=2)
    for item in held:
        if thing in {item.subject, item.object}:
            distance[item.object if item.subject == thing else item.subject] = 1
    kept, caveats = nearest({**distance, thing: 0}, _MOST_NEIGHBOURS, held)
    return assemble(
        release,
        between(held, kept),
        title=view.name(thing),
        as_of=as_of,
        caveats=[ONLY_KNOWN, *caveats],
        focus=thing,
    )


def _inside(statements: Iterable[Statement], place: str) -> set[str]:
    """Return a place and all places that are part of it, however deep."""
    parts = [
        (item.subject, item.object)
        for item in statements
        if item.predicate == "partOf" and item.subject.startswith("places/")
    ]
    inside = {place}
    while found := {part for part, whole in parts if whole in inside} - inside:
        inside |= found
    return inside


def region(release: Release, name: str, as_of: date) -> Subgraph:
    """Return what sources locate in a place, and what that depends on or supplies at one step.

    Raises:
        NotFoundError: if no place is called that.
    """
    view = release.view
    place = resolve_place(view, name)
    held = accepted(view)
    inside = _inside(held, place)
    distance = dict.fromkeys(inside, 0)
    for item in held:
        if item.object in inside or item.subject in inside:
            distance.setdefault(item.subject, 1)
            distance.setdefault(item.object, 1)
    local = {thing for thing, steps in distance.items() if steps == 1}
    for item in held:
        if view.terms[item.predicate].direction != "noDependency":
            for near, far in ((item.subject, item.object), (item.object, item.subject)):
                if near in local:
                    distance.setdefault(far, 2)
    kept, caveats = nearest(distance, _MOST_IN_REGION, held)
    touched = {thing for thing in kept if distance[thing] < 2}
    return assemble(
        release,
        [
            item
            for item in between(held, kept)
            if item["subject"] in touched or item["object"] in touched
        ],
        title=Text("{place}: who and what is located there, and its links", place=view.name(place)),
        as_of=as_of,
        caveats=[ONLY_KNOWN, *caveats],
        focus=place,
    )
