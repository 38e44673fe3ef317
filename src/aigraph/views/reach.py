"""How far a view goes: what is within some steps, and which of it is kept."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Any

from aigraph.i18n import Text
from aigraph.questions.answer import edge
from aigraph.questions.names import resolve
from aigraph.questions.selection import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.graph import Statement, View


def accepted(view: View) -> list[Statement]:
    """Return the accepted statements of every day: the page itself chooses the day."""
    return [item for item in view.statements if item.accepted]


def distances(graph: Any, starts: Iterable[str], steps: int | None = None) -> dict[str, int]:
    """Return how many steps away all that some things depend on is, themselves at 0.

    Args:
        graph: what depends on what.
        starts: where to begin.
        steps: how far to go (default: to the end).
    """
    found = dict.fromkeys(starts, 0)
    queue = deque(found)
    while queue:
        node = queue.popleft()
        if node not in graph or found[node] == steps:
            continue
        for following in sorted(graph.successors(node)):
            if following not in found:
                found[following] = found[node] + 1
                queue.append(following)
    return found


def nearest(
    distance: Mapping[str, int], most: int, statements: Iterable[Statement]
) -> tuple[set[str], list[Text]]:
    """Return the nearest things, at most so many, and a caveat where others are left out.

    Of things equally far away, those of which the statements say most come first.
    """
    said = Counter(end for item in statements for end in (item.subject, item.object))
    kept = sorted(distance, key=lambda thing: (distance[thing], -said[thing], thing))[:most]
    left_out = len(distance) - len(kept)
    if not left_out:
        return set(kept), []
    return set(kept), [
        Text(
            "{count} things that are further away or less often named are not drawn.",
            count=left_out,
        )
    ]


def between(statements: Iterable[Statement], things: set[str]) -> list[dict[str, Any]]:
    """Return the statements whose both ends are among some things, as edges."""
    return [edge(item) for item in statements if {item.subject, item.object} <= things]


def resolve_kind(view: View, text: str, kind: str) -> str:
    """Return the thing of a kind that a key or name means; any other thing where none is.

    "Finance" names a merged vertical and those of single reports: as a vertical the merged one.

    Raises:
        NotFoundError: if nothing is called that, or several things are.
    """
    wanted = text.casefold()
    for thing in kinds(view).get(kind, []):
        named = {view.label(thing), view.label(thing, "zh"), thing.partition("/")[2]}
        if wanted in {name.casefold() for name in named}:
            return thing
    return resolve(view, text)
