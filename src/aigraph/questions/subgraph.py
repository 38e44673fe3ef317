"""Parts of the graph small enough to draw: the chain, an exposure, one thing's surroundings."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aigraph.graph import dependencies
from aigraph.ids import table_of
from aigraph.questions.answer import Answer, Bilingual, edge
from aigraph.questions.names import resolve
from aigraph.questions.selection import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.graph import View
    from aigraph.release import Release

_CHAIN_TABLES: Final = frozenset({"applications", "models", "chips", "servers", "services"})
_PATHS_PER_MEASURE: Final = 2
_MOST_NEIGHBOURS: Final = 60


@dataclass(frozen=True)
class Node:
    """A thing to draw.

    Attributes:
        id: ``table/key``.
        label: English label.
        label_zh: Chinese label, blank where none is attested.
        kind: local name of its class.
        remark: short English text to show below the label, or blank.
        remark_zh: the same in Chinese.
    """

    id: str
    label: str
    label_zh: str
    kind: str
    remark: str = ""
    remark_zh: str = ""


@dataclass(frozen=True)
class Subgraph:
    """What a page draws.

    Attributes:
        title: English heading.
        title_zh: Chinese heading.
        nodes: the things, sorted by identifier.
        edges: evidence edges as answers carry them: subject, predicate, object, source...
        predicate_labels: English and Chinese label of each relation drawn.
        kind_labels: English and Chinese label of each kind drawn.
        source_titles: English and Chinese title and address of each source cited.
        as_of: ISO day.
        release: version and content hash.
        caveats: what a reader must know.
    """

    title: str
    title_zh: str
    nodes: tuple[Node, ...]
    edges: tuple[dict[str, Any], ...]
    predicate_labels: dict[str, tuple[str, str]]
    kind_labels: dict[str, tuple[str, str]]
    source_titles: dict[str, tuple[str, str, str]]
    as_of: str
    release: str
    caveats: tuple[Bilingual, ...]


def chain(release: Release, as_of: date) -> Subgraph:
    """Return the chain from suppliers to verticals: all that a vertical's applications rest on."""
    view = release.view
    held = view.held(as_of)
    graph = dependencies(view, held)
    wanted: set[str] = set()
    for vertical in kinds(view)["vertical"]:
        wanted |= _reach(graph, vertical)
    wanted = {node for node in wanted if table_of(node) in _CHAIN_TABLES} | {
        vertical
        for vertical in kinds(view)["vertical"]
        if any(table_of(node) == "applications" for node in _successors(graph, vertical))
    }
    suppliers = {
        item.object
        for item in held
        if item.subject in wanted
        and item.predicate in {"fabricatedBy", "memoryFrom", "packagedBy", "designedBy"}
    }
    return _subgraph(
        release,
        [
            edge(item)
            for item in held
            if {item.subject, item.object} <= wanted | suppliers
            and view.terms[item.predicate].direction != "noDependency"
            and item.predicate != "providedBy"
        ],
        title="The generative-AI industry chain",
        title_zh="生成式人工智能产业链",
        as_of=as_of,
        caveats=(
            Bilingual(
                "Only what sources state or rules infer is drawn; a missing edge is not a no.",
                "仅绘出来源所述或规则推断的内容；没有连线不等于没有关系。",
            ),
        ),
    )


def exposed(release: Release, answer: Answer, as_of: date) -> Subgraph:
    """Return the best paths of an exposure answer, drawn together."""
    edges: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in answer.rows:
        drawn: dict[str, int] = {}
        for path in row["paths"]:
            measure = path["edges"][-1]["object"] + path["edges"][-1]["subject"].partition("/")[0]
            drawn[measure] = drawn.get(measure, 0) + 1
            if drawn[measure] <= _PATHS_PER_MEASURE:
                for item in path["edges"]:
                    edges[item["subject"], item["predicate"], item["object"], item["source"]] = item
    return _subgraph(
        release,
        edges.values(),
        title=answer.title,
        title_zh=answer.title_zh,
        as_of=as_of,
        caveats=tuple(answer.caveats),
        remarks={row["id"]: _remark(row) for row in answer.rows},
    )


def _remark(row: dict[str, Any]) -> tuple[str, str]:
    """Return a row's exposure in words, English and Chinese."""
    if row["exposure"] is not None:
        return f"exposure {row['exposure']:.2f}", f"暴露度 {row['exposure']:.2f}"
    low, high = row["range"] or (0, 1)
    return f"unknown: {low:.2f} to {high:.2f}", f"未知：{low:.2f} 至 {high:.2f}"


def surroundings(release: Release, name: str, as_of: date) -> Subgraph:
    """Return one thing with its neighbours, and what it depends on at two steps.

    Raises:
        NotFoundError: if nothing is called that.
    """
    view = release.view
    thing = resolve(view, name)
    held = view.held(as_of)
    near = [item for item in held if thing in {item.subject, item.object}]
    neighbours = {item.subject for item in near} | {item.object for item in near}
    graph = dependencies(view, held)
    two_steps = _reach(graph, thing, steps=2) | {thing}
    far = [item for item in held if {item.subject, item.object} <= two_steps]
    chosen = {item.claim: item for item in [*near, *far]}
    left_out = max(0, len(neighbours | two_steps) - _MOST_NEIGHBOURS)
    kept = set(
        sorted(neighbours | two_steps, key=lambda node: (node != thing, node))[:_MOST_NEIGHBOURS]
    )
    return _subgraph(
        release,
        [edge(item) for item in chosen.values() if {item.subject, item.object} <= kept],
        title=view.label(thing),
        title_zh=view.label(thing, "zh"),
        as_of=as_of,
        caveats=(
            Bilingual(
                f"{left_out} further neighbours are not drawn.", f"另有 {left_out} 个未绘出。"
            ),
        )
        if left_out
        else (),
    )


def _successors(graph: Any, node: str) -> list[str]:
    return list(graph.successors(node)) if node in graph else []


def _reach(graph: Any, start: str, steps: int | None = None) -> set[str]:
    """Return all that a node depends on within a number of steps."""
    seen = {start}
    queue = deque([(start, 0)])
    while queue:
        node, distance = queue.popleft()
        if steps is not None and distance == steps:
            continue
        for following in _successors(graph, node):
            if following not in seen:
                seen.add(following)
                queue.append((following, distance + 1))
    return seen - {start}


def _subgraph(
    release: Release,
    edges: Iterable[dict[str, Any]],
    *,
    title: str,
    title_zh: str,
    as_of: date,
    caveats: tuple[Bilingual, ...],
    remarks: Mapping[str, tuple[str, str]] | None = None,
) -> Subgraph:
    view = release.view
    drawn = sorted(edges, key=lambda item: (item["subject"], item["predicate"], item["object"]))
    ids = sorted({item[end] for item in drawn for end in ("subject", "object")})
    nodes = tuple(_node(view, thing, (remarks or {}).get(thing, ("", ""))) for thing in ids)
    addresses = release.source_addresses
    return Subgraph(
        title=title,
        title_zh=title_zh,
        nodes=nodes,
        edges=tuple(drawn),
        predicate_labels={
            name: (view.terms[name].label_en, view.terms[name].label_zh)
            for name in sorted({item["predicate"] for item in drawn})
        },
        kind_labels={
            kind: (view.terms[kind].label_en, view.terms[kind].label_zh)
            if kind in view.terms
            else (kind, kind)
            for kind in sorted({node.kind for node in nodes})
        },
        source_titles={
            source: (view.label(source), view.label(source, "zh"), addresses.get(source, ""))
            for source in sorted({item["source"] for item in drawn})
        },
        as_of=as_of.isoformat(),
        release=release.name,
        caveats=caveats,
    )


def _node(view: View, thing: str, remark: tuple[str, str]) -> Node:
    known = view.things.get(thing)
    if known is None:
        return Node(thing, thing, "", "Theme")
    return Node(thing, known.label, known.label_zh, known.kind, *remark)
