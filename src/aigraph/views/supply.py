"""Views of supply: the whole chain, one vertical, one vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.graph import dependencies
from aigraph.i18n import Text
from aigraph.ids import table_of
from aigraph.questions.answer import edge
from aigraph.questions.selection import kinds
from aigraph.views.reach import accepted, between, distances, nearest, resolve_kind
from aigraph.views.subgraph import assemble

if TYPE_CHECKING:
    from datetime import date

    from aigraph.release.opened import Release
    from aigraph.views.subgraph import Subgraph

_CHAIN_TABLES: Final = frozenset({"applications", "models", "chips", "servers", "services"})
_SUPPLIES: Final = frozenset({"fabricatedBy", "memoryFrom", "packagedBy", "designedBy"})
_MAKES: Final = frozenset(
    {"designedBy", "fabricatedBy", "madeBy", "developedBy", "providedBy", "operatedBy"}
)
_MOST_OF_ONE: Final = 300
ONLY_KNOWN: Final = Text(
    "Only what sources state or rules infer is drawn; a missing edge does not mean that there is"
    " no relation."
)
"""What holds for every picture."""


def chain(release: Release, as_of: date) -> Subgraph:
    """Return the chain from suppliers to verticals, of all that their applications depend on."""
    view = release.view
    held = accepted(view)
    graph = dependencies(view, held)
    verticals = kinds(view)["vertical"]
    wanted = {
        thing for thing in distances(graph, verticals) if table_of(thing) in _CHAIN_TABLES
    } | {
        vertical
        for vertical in verticals
        if vertical in graph
        and any(table_of(thing) == "applications" for thing in graph.successors(vertical))
    }
    suppliers = {
        item.object for item in held if item.subject in wanted and item.predicate in _SUPPLIES
    }
    return assemble(
        release,
        [
            edge(item)
            for item in held
            if {item.subject, item.object} <= wanted | suppliers
            and view.terms[item.predicate].direction != "noDependency"
            and item.predicate != "providedBy"
        ],
        title=Text("The generative-AI industry chain"),
        as_of=as_of,
        caveats=[ONLY_KNOWN],
        overview=True,
    )


def vertical(release: Release, name: str, as_of: date) -> Subgraph:
    """Return all that a vertical depends on, from its applications to the foundries.

    Raises:
        NotFoundError: if nothing is called that.
    """
    view = release.view
    thing = resolve_kind(view, name, "vertical")
    held = accepted(view)
    graph = dependencies(view, held)
    kept, caveats = nearest(distances(graph, [thing]), _MOST_OF_ONE, held)
    return assemble(
        release,
        [
            item
            for item in between(held, kept)
            if view.terms[item["predicate"]].direction != "noDependency"
        ],
        title=Text("Supply of the vertical {vertical}", vertical=view.name(thing)),
        as_of=as_of,
        caveats=[ONLY_KNOWN, *caveats],
        focus=thing,
    )


def vendor(release: Release, name: str, as_of: date) -> Subgraph:
    """Return a vendor with what it makes, who supplies that, and who uses it.

    Raises:
        NotFoundError: if nothing is called that.
    """
    view = release.view
    thing = resolve_kind(view, name, "organisation")
    held = accepted(view)
    distance = {thing: 0}
    for item in held:
        if thing in {item.subject, item.object}:
            distance.setdefault(item.object if item.subject == thing else item.subject, 1)
    products = {item.subject for item in held if item.object == thing and item.predicate in _MAKES}
    for item in held:
        if view.terms[item.predicate].direction != "noDependency":
            for near, far in ((item.subject, item.object), (item.object, item.subject)):
                if near in products:
                    distance.setdefault(far, 2)
    kept, caveats = nearest(distance, _MOST_OF_ONE, held)
    return assemble(
        release,
        [
            edge(item)
            for item in held
            if {item.subject, item.object} <= kept
            and {item.subject, item.object} & (products | {thing})
        ],
        title=Text("{vendor}: its products, their suppliers and users", vendor=view.name(thing)),
        as_of=as_of,
        caveats=[ONLY_KNOWN, *caveats],
        focus=thing,
    )
