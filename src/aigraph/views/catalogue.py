"""Every view by its name, and the names that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.questions.registry import ask
from aigraph.views.around import neighbourhood, region
from aigraph.views.evidence import disagreements, routes
from aigraph.views.law import exposed, policy
from aigraph.views.supply import chain, vendor, vertical

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from aigraph.release.opened import Release
    from aigraph.views.subgraph import Subgraph

VIEWS: Final[dict[str, tuple[str, ...]]] = {
    "chain": (),
    "exposure": (),
    "conflicts": (),
    "vertical": ("NAME",),
    "vendor": ("NAME",),
    "region": ("PLACE",),
    "policy": ("NAME",),
    "around": ("NAME",),
    "paths": ("FROM", "TO"),
}
"""The names that each view takes after its own."""


def draw(
    release: Release,
    what: str,
    names: Sequence[str] = (),
    *,
    as_of: date,
    of: str = "vertical",
    to: str = "tariff",
    importer: str = "united-states",
    destination: str = "china",
) -> Subgraph:
    """Return the part of the graph that a view shows.

    Args:
        release: what to draw.
        what: a view of ``VIEWS``; any other word is the name of a thing to look around.
        names: the names that the view takes.
        as_of: the day with which the page begins.
        of: for an exposure, of what.
        to: for an exposure, to what.
        importer: the place that imports, for duties.
        destination: where goods go, for export controls.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if a view gets too few or too many names.
    """
    if what not in VIEWS and not names:
        return neighbourhood(release, what, as_of)
    needed = VIEWS.get(what, ())
    if what not in VIEWS or len(names) != len(needed):
        raise ValueError(f"write: view {' '.join([what, *needed])}")
    name = names[0] if names else ""
    drawn: dict[str, Callable[[], Subgraph]] = {
        "chain": lambda: chain(release, as_of),
        "exposure": lambda: exposed(
            release,
            ask(
                release,
                "exposure",
                of,
                to,
                as_of=as_of,
                importer=importer,
                destination=destination,
            ),
            as_of,
        ),
        "conflicts": lambda: disagreements(release, as_of),
        "vertical": lambda: vertical(release, name, as_of),
        "vendor": lambda: vendor(release, name, as_of),
        "region": lambda: region(release, name, as_of),
        "policy": lambda: policy(release, name, as_of, importer, destination),
        "around": lambda: neighbourhood(release, name, as_of),
        "paths": lambda: routes(release, *names, as_of=as_of),
    }
    return drawn[what]()
