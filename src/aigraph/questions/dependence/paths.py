"""How one thing depends on another: every way, best evidence first."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

from aigraph.graph import dependencies, graph
from aigraph.supply.routes import layers_by_strength
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, edge, path, sources
from aigraph.questions.names import resolve
from aigraph.questions.selection import chosen_sources, not_stated
from aigraph.vocab import CONFIDENCES, GRADES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import networkx as nx

    from aigraph.graph import Statement, View
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("rank", "Rank", "序号"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("length", "Edges", "边数"),
    Heading("text", "Path", "路径"),
    Heading("source_count", "Sources", "来源数"),
)

_ONLY_WHAT_IS_STATED: Final = Bilingual(
    "No path found does not mean that there is none: only what sources state is known.",
    "未找到路径不等于不存在：所知仅限来源所述。",
)
_ANY_RELATION: Final = Bilingual(
    "These paths follow any relation and are no paths of dependency.",
    "所示路径经由任意关系，并非依赖路径。",
)


def paths(
    release: Release,
    start: str,
    end: str,
    *,
    as_of: date,
    limit: int = 10,
    any_relation: bool = False,
    within: Sequence[str] = (),
) -> Answer:
    """Answer by which paths one thing depends on another.

    Paths are ordered by their weakest edge, then by length. Where there is no path of dependency
    in that direction, the reverse direction is tried and said so.

    Args:
        release: what to ask.
        start: the thing that depends.
        end: the thing it depends on.
        as_of: the day on which every edge must hold.
        limit: how many paths at most.
        within: use only what these sources state; everything without any.
        any_relation: follow every relation in both directions instead of dependency alone.

    Raises:
        NotFoundError: if a name is not known.
    """
    view = release.view
    first, last = resolve(view, start), resolve(view, end)
    chosen = chosen_sources(view, within)
    statements = view.only(chosen).held(as_of)
    caveats = [_ONLY_WHAT_IS_STATED]
    if any_relation:
        layers = _layers(_both_ways(graph(view, statements)))
        caveats.append(_ANY_RELATION)
        found = _simple_paths(layers, first, last, limit)
    else:
        layers = _layers(dependencies(view, statements))
        found = _simple_paths(layers, first, last, limit)
        if not found and (found := _simple_paths(layers, last, first, limit)):
            caveats.append(
                Bilingual(
                    f"{first} does not depend on {last}; the reverse paths are shown.",
                    f"{first} 不依赖 {last}；所示为反向路径。",
                )
            )
    rows = [_row(view, rank, steps) for rank, steps in enumerate(found, start=1)]
    return Answer(
        question="paths",
        title=f"Paths from {view.label(first)} to {view.label(last)}, {as_of.isoformat()}",
        title_zh=(
            f"{view.label(first, 'zh')} 到 {view.label(last, 'zh')} 的路径，{as_of.isoformat()}"
        ),
        parameters={
            "from": first,
            "to": last,
            "as_of": as_of.isoformat(),
            "limit": limit,
            "any_relation": any_relation,
            "sources": chosen,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[*caveats, *not_stated(chosen, rows)],
    )


def _layers(edges: nx.MultiDiGraph[str]) -> list[nx.DiGraph[str]]:
    def strength(attributes: Mapping[str, Any]) -> tuple[int, int, str]:
        item: Statement = attributes["statement"]
        return GRADES.index(item.grade), CONFIDENCES.index(item.confidence), item.claim

    return layers_by_strength(edges, strength)


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


def _row(view: View, rank: int, steps: list[Statement]) -> Row:
    found = path([edge(step) for step in steps])
    named = [
        f"{view.label(step.subject)} —{step.predicate}→ {view.label(step.object)}" for step in steps
    ]
    found_sources = sources([found])
    return {
        "rank": rank,
        "grade": found["grade"],
        "length": len(steps),
        "text": " · ".join(named),
        "sources": found_sources,
        "source_count": len(found_sources),
        "paths": [found],
    }
