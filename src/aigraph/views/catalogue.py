"""Every view by its name, and the names that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.errors import ParameterError
from aigraph.questions.registry import ask
from aigraph.views.around import neighbourhood, region
from aigraph.views.evidence import disagreements, routes
from aigraph.views.law import exposed, policy
from aigraph.views.supply import chain, vendor, vertical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
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

_LAW: Final = frozenset({"importer", "destination"})
_TAKEN: Final = {"exposure": _LAW | {"of", "to"}, "policy": _LAW}
"""What each view takes besides names and a day."""


def draw(
    release: Release,
    what: str,
    names: Sequence[str] = (),
    *,
    as_of: date,
    of: str | None = None,
    to: str | None = None,
    importer: str | None = None,
    destination: str | None = None,
) -> Subgraph:
    """Return the part of the graph that a view shows.

    Args:
        release: what to draw.
        what: a view of ``VIEWS``; any other word is the name of a thing to look around.
        names: the names that the view takes.
        as_of: the day with which the page begins.
        of: for an exposure, of what (default: vertical).
        to: for an exposure, to what (default: tariff).
        importer: for an exposure or a policy, the place that imports (default: united-states).
        destination: for an exposure or a policy, where goods go (default: china).

    Raises:
        NotFoundError: if a name is not known.
        ParameterError: if a view gets too few or too many names, or what it cannot show.
    """
    given = {"of": of, "to": to, "importer": importer, "destination": destination}
    wanted = {name: value for name, value in given.items() if value is not None}
    _refuse_others(what, wanted)
    if what not in VIEWS and not names:
        return neighbourhood(release, what, as_of)
    needed = VIEWS.get(what, ())
    if what not in VIEWS or len(names) != len(needed):
        raise ParameterError(f"write: view {' '.join([what, *needed])}")
    name = names[0] if names else ""
    drawn: dict[str, Callable[[], Subgraph]] = {
        "chain": lambda: chain(release, as_of),
        "exposure": lambda: exposed(
            release,
            ask(release, "exposure", as_of=as_of, **wanted),
            as_of,
        ),
        "conflicts": lambda: disagreements(release, as_of),
        "vertical": lambda: vertical(release, name, as_of),
        "vendor": lambda: vendor(release, name, as_of),
        "region": lambda: region(release, name, as_of),
        "policy": lambda: policy(release, name, as_of, **wanted),
        "around": lambda: neighbourhood(release, name, as_of),
        "paths": lambda: routes(release, *names, as_of=as_of),
    }
    return drawn[what]()


def _refuse_others(what: str, wanted: Iterable[str]) -> None:
    taken = _TAKEN.get(what, frozenset())
    for name in wanted:
        if name not in taken:
            raise ParameterError(f"view {what} cannot take {name} into account")
