"""How one thing depends on another: every route, best evidence first."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.graph import dependencies, graph
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row, by_fact, edge, path
from aigraph.questions.declaration import Param, question
from aigraph.questions.names import resolve
from aigraph.questions.rows import Paths, SourceCount, SourceList, column, detail
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import not_stated
from aigraph.questions.shown import evidence_row
from aigraph.questions.supply_chain import strength
from aigraph.supply.routes import layers_by_strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

    from aigraph.graph import Statement, View
    from aigraph.release.opened import Release

_ONLY_WHAT_IS_STATED: Final = Text(
    "No path found does not mean that there is none: only what sources state is known."
)
_ANY_RELATION: Final = Text("These paths follow any relation; they are not paths of dependency.")


class Route(TypedDict):
    """One path from a thing to another."""

    rank: Annotated[int, column("Rank", "Place in the order, best evidence first.")]
    grade: Annotated[str, column("Weakest grade", "Grade of the weakest edge.")]
    length: Annotated[int, column("Edges", "How many edges.")]
    text: Annotated[str, column("Path", "The path in words.")]
    sources: SourceList
    source_count: SourceCount
    paths: Paths
    reverse: Annotated[bool, detail("Whether it leads the other way round.")]


@question(
    Route,
    honours=EVIDENCE,
    examples=('aigraph paths "GitHub Copilot" TSMC --as-of 2025-06-01',),
)
def paths(
    release: Release,
    scope: Scope,
    start: Annotated[str, Param("The thing that depends.")],
    end: Annotated[str, Param("The thing that it depends on.")],
    *,
    limit: Annotated[int, Param("Greatest number of paths.", minimum=1)] = 10,
    any_relation: Annotated[
        bool, Param("Follow every relation in both directions, not dependency alone.")
    ] = False,
) -> Reply:
    """List the paths by which one thing depends on another, best evidence first.

    Paths are ordered by their weakest edge, then by length. Where there is no path of dependency
    in that direction, the reverse direction is tried, and the answer says so.
    """
    view = release.view
    first, last = resolve(view, start), resolve(view, end)
    statements = view.only(scope.sources).held(scope.as_of)
    caveats = [_ONLY_WHAT_IS_STATED]
    edges = _both_ways(graph(view, statements)) if any_relation else dependencies(view, statements)
    layers = layers_by_strength(edges, strength)
    found = _simple_paths(layers, first, last, limit)
    reverse = False
    if any_relation:
        caveats.append(_ANY_RELATION)
    elif not found and (found := _simple_paths(layers, last, first, limit)):
        reverse = True
        caveats.append(
            Text(
                "{start} does not depend on {end}; the reverse paths are shown.",
                start=first,
                end=last,
            )
        )
    repeats = by_fact(statements)
    rows = [
        _row(view, rank, steps, repeats, reverse=reverse)
        for rank, steps in enumerate(found, start=1)
    ]
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Paths from {start} to {end}, {day}",
            start=view.name(first),
            end=view.name(last),
            day=day,
        ),
        rows=rows,
        caveats=[*caveats, *not_stated(scope.sources, rows)],
        parameters={"start": first, "end": last},
    )


def _both_ways(edges: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    result = edges.copy()
    for start, end, key, attributes in edges.edges(keys=True, data=True):
        result.add_edge(end, start, key=key, **attributes)
    return result


def _simple_paths(
    layers: Sequence[nx.DiGraph[str]], start: str, end: str, limit: int
) -> list[list[Statement]]:
    """Return up to ``limit`` paths without repeated nodes, those of the strongest layer first."""
    found: dict[tuple[str, ...], list[Statement]] = {}
    for layer in layers:
        for nodes in islice(_walks(layer, start, end), limit):
            if len(found) < limit and tuple(nodes) not in found:
                steps = pairwise(nodes)
                found[tuple(nodes)] = [layer.edges[a, b]["best"]["statement"] for a, b in steps]
    return list(found.values())


def _walks(layer: nx.DiGraph[str], start: str, end: str) -> Iterator[list[str]]:
    import networkx as nx

    if start == end or start not in layer or end not in layer:
        return
    try:
        yield from nx.shortest_simple_paths(layer, start, end)
    except nx.NetworkXNoPath:
        return


def _row(
    view: View,
    rank: int,
    steps: list[Statement],
    repeats: Mapping[tuple[str, str, str], list[Statement]],
    *,
    reverse: bool,
) -> Row:
    named = [
        f"{view.label(step.subject)} —{step.predicate}→ {view.label(step.object)}" for step in steps
    ]
    edges = [edge(step, repeats[step.subject, step.predicate, step.object]) for step in steps]
    return {
        "rank": rank,
        "length": len(steps),
        "text": " · ".join(named),
        "reverse": reverse,
        **evidence_row([path(edges)]),
    }
