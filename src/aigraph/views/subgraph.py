"""A part of the graph to draw: its things, the edges between them, and what both are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aigraph.i18n import Name, Text
from aigraph.questions.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.graph import View
    from aigraph.release.opened import Release

_SEGMENT_BY: Final = {
    "Chip": "designedBy",
    "Model": "developedBy",
    "Organisation": "hasRole",
    "Policy": "appliesIn",
    "Application": "servesVertical",
    "Facility": "locatedIn",
}
"""The relation by whose object things of a kind are put together."""

_ALONE: Final = frozenset({"Vertical"})
"""Kinds that are never put together: one looks for each of them by name."""

_LEAST_SEGMENT: Final = 3
_FLOW: Final = {"subjectOnObject": 1, "objectOnSubject": -1}
_LAW_FLOW: Final = {
    **dict.fromkeys(("tradedAs", "classifiedIn", "controlledUnder"), 1),
    **dict.fromkeys(("subjectTo", "exemptFrom", "coveredBy"), 1),
    **dict.fromkeys(("affects", "affectsSourcingOf", "raisesCostOf"), -1),
}
"""Which way from a good to what the law says of it."""

_OTHERS: Final = Text("Others")
_LOCATED: Final = frozenset(
    {"headquarteredIn", "locatedIn", "originatesIn", "appliesIn", "assembledIn", "operatesIn"}
)
_WORLD: Final = "places/global"


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
        segment: key of the segment to which it belongs, or blank.
        regions: places in which sources locate it, as countries and the like.
        facts: what is said of it alone: properties, names, figures.
    """

    id: str
    label: str
    label_zh: str
    kind: str
    remark: str = ""
    remark_zh: str = ""
    segment: str = ""
    regions: tuple[str, ...] = ()
    facts: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Subgraph:
    """What a page draws.

    Attributes:
        title: heading.
        nodes: the things, sorted by identifier.
        edges: evidence edges as answers carry them: subject, predicate, object, source...
        predicate_labels: label of each relation drawn.
        predicate_flow: 1 where the subject of a relation depends on its object, -1 where the
            object depends on the subject; relations that say neither are missing.
        kind_labels: label of each kind drawn.
        source_titles: English and Chinese title and address of each source cited.
        as_of: ISO day with which the page begins; edges of other days are there but hidden.
        release: version and content hash.
        caveats: what a reader must know.
        segment_labels: label of each segment.
        region_labels: label of each region.
        focus: the thing that the picture is about, or blank.
        overview: whether the picture begins with segments closed.
        opened: segments that begin open all the same.
        routes: paths to list beside the picture: each the numbers of its edges.
    """

    title: Text | Name
    nodes: tuple[Node, ...]
    edges: tuple[dict[str, Any], ...]
    predicate_labels: dict[str, Name]
    kind_labels: dict[str, Name]
    source_titles: dict[str, tuple[str, str, str]]
    as_of: str
    release: str
    caveats: tuple[Text | Name, ...]
    segment_labels: dict[str, Name] = field(default_factory=dict)
    region_labels: dict[str, Name] = field(default_factory=dict)
    focus: str = ""
    overview: bool = False
    opened: tuple[str, ...] = ()
    routes: tuple[tuple[int, ...], ...] = ()
    predicate_flow: dict[str, int] = field(default_factory=dict)


def assemble(
    release: Release,
    edges: Iterable[dict[str, Any]],
    *,
    title: Text | Name,
    as_of: date,
    caveats: Iterable[Text | Name] = (),
    remarks: Mapping[str, Text] | None = None,
    focus: str = "",
    overview: bool = False,
    opened: Iterable[str] = (),
    routes: Iterable[list[dict[str, Any]]] = (),
    extra: Iterable[Node] = (),
    labels: Mapping[str, Text] | None = None,
) -> Subgraph:
    """Return the subgraph of some edges, with all that is known of their ends.

    Args:
        release: where the edges come from.
        edges: evidence edges, each once.
        title: heading.
        as_of: the day with which the page begins.
        caveats: what a reader must know.
        remarks: texts to show below the label of things.
        focus: the thing that the picture is about; drawn even without an edge.
        overview: whether the picture begins with segments closed.
        opened: segments that begin open all the same.
        routes: paths of these edges to list beside the picture.
        extra: nodes that are no things of the graph, such as findings.
        labels: labels of kinds, relations and groups that the ontology has not.
    """
    view = release.view
    listed = {id(item) for route in routes for item in route}
    drawn = sorted(
        (item for item in edges if id(item) in listed or _is_drawn(view, item, focus)),
        key=lambda item: (item["subject"], item["predicate"], item["object"]),
    )
    added = {node.id: node for node in extra}
    ids = {item[end] for item in drawn for end in ("subject", "object")} - set(added)
    ids |= {focus} if focus else set()
    known = sorted(thing for thing in ids if thing in view.things)
    known_facts = facts(view, release.store, known)
    segments = _segments(view, [thing for thing in known if thing != focus])
    regions = _regions(view)
    nodes = [
        _node(view, thing, (remarks or {}).get(thing), segments, regions, known_facts)
        for thing in sorted(ids)
    ]
    nodes = sorted([*nodes, *added.values()], key=lambda node: node.id)
    predicates = sorted({item["predicate"] for item in drawn})
    number = {id(item): index for index, item in enumerate(drawn)}
    cited = {item["source"] for item in drawn} | {
        fact["source"] for node in nodes for fact in node.facts if fact["source"]
    }
    named = {key: Name(text.en, text.zh) for key, text in (labels or {}).items()}
    return Subgraph(
        title=title,
        nodes=tuple(nodes),
        edges=tuple(drawn),
        predicate_labels={name: named.get(name) or view.name(name) for name in predicates},
        predicate_flow={name: flow for name in predicates if (flow := _flow(view, name))},
        kind_labels={
            kind: named.get(kind) or view.name(kind)
            for kind in sorted({node.kind for node in nodes})
        },
        source_titles={
            source: (*view.name(source), release.source_addresses.get(source, ""))
            for source in sorted(cited)
        },
        as_of=as_of.isoformat(),
        release=release.name,
        caveats=tuple(caveats),
        segment_labels={
            segment: named.get(segment.partition("|")[2]) or _segment_label(view, segment)
            for segment in sorted({node.segment for node in nodes} - {""})
        },
        region_labels={
            place: view.name(place)
            for place in sorted({place for node in nodes for place in node.regions})
        },
        focus=focus,
        overview=overview,
        opened=tuple(opened),
        routes=tuple(tuple(number[id(item)] for item in route) for route in routes),
    )


def _is_drawn(view: View, item: Mapping[str, Any], focus: str) -> bool:
    """Return whether no end of an edge is a phrase of a document, unless one is in focus."""
    ends = [item["subject"], item["object"]]
    if focus in ends and focus in view.things and view.things[focus].is_of_document:
        return True
    known = (view.things.get(end) for end in ends if end != focus)
    return not any(thing.is_of_document for thing in known if thing is not None)


def _flow(view: View, predicate: str) -> int:
    """Return which way a relation is followed to find all that a thing depends on."""
    if predicate in _LAW_FLOW:
        return _LAW_FLOW[predicate]
    return _FLOW.get(view.terms[predicate].direction, 0) if predicate in view.terms else 1


def _node(
    view: View,
    thing: str,
    remark: Text | None,
    segments: Mapping[str, str],
    regions: Mapping[str, tuple[str, ...]],
    known_facts: Mapping[str, list[dict[str, Any]]],
) -> Node:
    known = view.things.get(thing)
    if known is None:
        return Node(thing, thing, "", "Theme")
    below = remark or view.name(_report_of(view, thing))
    return Node(
        thing,
        known.label,
        known.label_zh,
        known.kind,
        below.en,
        below.zh,
        segment=segments.get(thing, ""),
        regions=regions.get(thing, ()),
        facts=tuple(known_facts.get(thing, ())),
    )


def _report_of(view: View, thing: str) -> str:
    """Return the scheme of a concept that belongs to one report; blank for the merged ones.

    Several reports have a vertical called "Finance": the scheme distinguishes them.
    """
    known = view.things[thing]
    merged = f"schemes/{known.kind.lower()}s"
    return known.scheme if merged in view.things and known.scheme != merged else ""


def _segments(view: View, things: Iterable[str]) -> dict[str, str]:
    """Return the segment of each thing: its kind, and a maker, role, place or scheme.

    What has too few companions goes with the rest of its kind; of a kind with few things none is
    put together.
    """
    group: dict[tuple[str, str], str] = {}
    for item in view.statements:
        if item.accepted:
            place = item.subject, item.predicate
            group[place] = min(group.get(place, item.object), item.object)
    keys = {}
    for thing in things:
        known = view.things[thing]
        if known.kind not in _ALONE or _report_of(view, thing):
            relation = _SEGMENT_BY.get(known.kind, "")
            keys[thing] = f"{known.kind}|{group.get((thing, relation), known.scheme)}"
    for rest in (True, False):
        sizes = Counter(keys.values())
        for thing, key in list(keys.items()):
            if sizes[key] < _LEAST_SEGMENT:
                if rest:
                    keys[thing] = f"{key.partition('|')[0]}|*"
                else:
                    del keys[thing]
    return keys


def _segment_label(view: View, segment: str) -> Name:
    """Return what the members of a segment share beside their kind."""
    kind, _, group = segment.partition("|")
    return Name(_OTHERS.en, _OTHERS.zh) if group == "*" else view.name(group or kind)


def _regions(view: View) -> dict[str, tuple[str, ...]]:
    """Return where sources locate each thing: countries, and places that are in no country."""
    above = {
        item.subject: item.object
        for item in view.statements
        if item.predicate == "partOf" and item.subject.startswith("places/")
    }

    def country(place: str) -> str:
        while above.get(above.get(place, _WORLD), _WORLD) != _WORLD:
            place = above[place]
        return place

    found: dict[str, set[str]] = {}
    for item in view.statements:
        if item.accepted and item.predicate in _LOCATED and item.object.startswith("places/"):
            found.setdefault(item.subject, set()).add(country(item.object))
    for thing in view.things.values():
        if thing.kind == "Place":
            found[thing.id] = {country(thing.id)}
    return {thing: tuple(sorted(places)) for thing, places in found.items()}
