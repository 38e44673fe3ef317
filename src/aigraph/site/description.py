"""What the graph says of each thing: the triples of its files, and the facts of its page."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from aigraph import vocab
from aigraph.ids import identifier, iri, table_of
from aigraph.schema import THING_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from aigraph.graph import Thing, View

_LEFT_OUT: Final = frozenset({vocab.ONTOLOGY_GRAPH, vocab.DERIVED_GRAPH})
"""The ontology has files of its own; derived edges repeat claims, for one day only."""

_SUBJECT_OF: Final = (
    *("subject", "object", "entity", "measure", "whole", "part", "labelOf", "scopeOf", "corrects"),
)
"""Properties by which a statement, figure, part, name, scope or correction points to what it is
about."""

_EVIDENCE: Final = frozenset(
    {"type", "statedIn", "locator", "grade", "confidence", "note"}
    | {"subject", "predicate", "object", "entity", "measure", "amount"}
    | {"labelOf", "labelText", "attestationKind", "periodStart", "periodEnd"}
)
"""Properties that have columns of their own, or are not shown."""
_BY_ADDRESS: Final = ("statedIn", "subject", "object", "entity", "measure", "whole", "part")
_BY_TERM: Final = ("grade", "confidence", "predicate")
_CONTEXT: Final = {
    "@vocab": vocab.TERMS,
    **{name: {"@type": "@id"} for name in _BY_ADDRESS},
    **{name: {"@type": "@vocab"} for name in _BY_TERM},
}
"""What short names mean: terms need no prefix, and some properties no mark that they refer."""


@dataclass(frozen=True)
class Fact:
    """One line of a thing's page.

    Attributes:
        node: identifier of the claim, figure, name, scope or correction; for a plain property
            that of the thing itself.
        group: ``property``, ``name``, ``figure``, ``relation``, ``inverse``, ``divided``,
            ``part-of``, ``scope``, ``correction`` or ``reference``.
        predicate: local name of a property, or the measure of a figure.
        value: text, or the identifier of a thing.
        refers: whether the value is an identifier.
        extra: further values of the node, each with the local name of its property.
        source: ``sources/key``, blank for a source's own properties.
        locator: where in the source.
        grade: stated, computed, estimated, inferred or assumed; blank where names have none.
        confidence: high, medium, low or blank.
        valid_from: ISO day or blank.
        valid_to: ISO day or blank.
        note: remarks.
    """

    node: str
    group: str
    predicate: str
    value: str
    refers: bool
    extra: tuple[tuple[str, str], ...] = ()
    source: str = ""
    locator: str = ""
    grade: str = ""
    confidence: str = ""
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""


class Library:
    """Every triple of a release by subject, and what is about which thing."""

    def __init__(self, store: Store, view: View) -> None:
        """Read the store once."""
        self._own: dict[str, list[Triple]] = defaultdict(list)
        self._about: dict[str, list[str]] = defaultdict(list)
        self._incoming: dict[str, list[Triple]] = defaultdict(list)
        for quad in store:
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value in _LEFT_OUT:
                continue
            if isinstance(quad.subject, NamedNode):
                self._own[quad.subject.value].append(quad.triple)
        self.things = [
            key
            for key, thing in view.things.items()
            if table_of(key) in THING_TABLES and thing.is_described
        ]
        self._paged = frozenset(self.things)
        self.listed: dict[str, list[str]] = defaultdict(list)
        for key, thing in view.things.items():
            if thing.data_set and not thing.is_of_document:
                self.listed[thing.data_set].append(key)
        paged = {iri(thing) for thing in self.things}
        for subject, triples in self._own.items():
            self._own[subject] = sorted(set(triples), key=str)
            self._index(subject, paged)

    def _index(self, subject: str, paged: set[str]) -> None:
        for triple in self._own[subject]:
            if not isinstance(triple.object, NamedNode) or triple.object.value not in paged:
                continue
            name = vocab.local_name(triple.predicate.value)
            if subject in paged:
                if name != "statedIn":
                    self._incoming[triple.object.value].append(triple)
            elif name in _SUBJECT_OF and subject not in self._about[triple.object.value]:
                self._about[triple.object.value].append(subject)

    def has_page(self, thing: str) -> bool:
        """Return whether a thing has a page; phrases and headings of documents have none."""
        return thing in self._paged

    def place(self, thing: Thing) -> str:
        """Return where a thing is described, below the folder ``id``; blank where nowhere.

        What one data set alone names is a line on the page of that data set.
        """
        if thing.id in self._paged:
            return f"{thing.id}.html"
        is_listed = thing.data_set and not thing.is_of_document
        return f"{thing.data_set}.html#{thing.id}" if is_listed else ""

    def triples(self, thing: str) -> list[Triple]:
        """Return all that is said of a thing, sorted: its row, statements, figures and names."""
        about = iri(thing)
        found = [*self._own[about], *self._incoming[about]]
        for node in self._about[about]:
            found += self._own[node]
        return sorted(set(found), key=str)

    def node(self, node: str) -> dict[str, str]:
        """Return the first value of each property of a claim, figure or other node."""
        return {name: found[0][0] for name, found in self._values(iri(node)).items()}

    def turtle(self, thing: str) -> bytes:
        """Return what is said of a thing as Turtle."""
        triples = self.triples(thing)
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(triples)) or b""

    def json_ld(self, thing: str) -> bytes:
        """Return what is said of a thing as JSON-LD, with short names and their meaning in it."""
        nodes: dict[str, dict[str, list[Any]]] = {}
        triples = self.triples(thing)
        for triple in triples:
            node = nodes.setdefault(_compact(triple.subject), {"@id": [_compact(triple.subject)]})
            if triple.predicate.value == vocab.RDF_TYPE:
                node.setdefault("@type", []).append(_compact(triple.object))
            else:
                name = _compact(triple.predicate)
                node.setdefault(name, []).append(_json_value(name, triple.object))
        graph = [
            {key: found[0] if len(found) == 1 else found for key, found in node.items()}
            for node in nodes.values()
        ]
        document = {"@context": {**_CONTEXT, **_prefixes(triples)}, "@graph": graph}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        return f"{text}\n".encode()

    def facts(self, thing: str) -> list[Fact]:
        """Return the lines of a thing's page, one for each property, statement, figure and name."""
        about = iri(thing)
        found = list(self._properties(about))
        found += [self._node(node, about) for node in self._about[about]]
        found += [
            Fact(
                node=identifier(str(triple.subject.value)),  # type: ignore[union-attr]
                group="reference",
                predicate=vocab.local_name(triple.predicate.value),
                value=identifier(str(triple.subject.value)),  # type: ignore[union-attr]
                refers=True,
            )
            for triple in self._incoming[about]
        ]
        return sorted(found, key=lambda fact: (fact.group, fact.predicate, fact.value, fact.node))

    def _properties(self, about: str) -> Iterator[Fact]:
        values = self._values(about)
        for name, found in values.items():
            if name in _EVIDENCE | vocab.REPEATING:
                continue
            for text, refers in found:
                yield Fact(identifier(about), "property", name, text, refers, **_evidence(values))

    def _node(self, node: str, about: str) -> Fact:
        """Return a claim, figure, name, scope or correction as a line about a thing."""
        values = self._values(node)

        def first(name: str) -> str:
            return values.get(name, [("", False)])[0][0]

        group, predicate, value, refers = "relation", first("predicate"), first("object"), True
        if "entity" in values:
            group, predicate, value, refers = "figure", first("measure"), first("printed"), False
            if iri(predicate) == about:
                group, predicate = "of-measure", first("entity")
        elif "whole" in values:
            whole = iri(first("whole")) == about
            group, predicate = ("divided", "part") if whole else ("part-of", "whole")
            value = first(predicate)
        elif "labelOf" in values:
            group, predicate = "name", first("attestationKind")
            value, refers = first("labelText"), False
        elif "scopeOf" in values:
            group, predicate, value = "scope", "coversCode", first("coversCode")
        elif "corrects" in values:
            group, predicate = "correction", first("misprint")
            value, refers = first("correctedText"), False
        elif iri(first("subject")) != about:
            group, value = "inverse", first("subject")
        elsewhere = {"printed", "coversCode", "misprint", "correctedText", "scopeOf", "corrects"}
        elsewhere |= {"whole", "part"}
        return Fact(
            identifier(node),
            group,
            predicate,
            value,
            refers,
            extra=tuple(
                (name, text)
                for name, found in values.items()
                if name not in _EVIDENCE | elsewhere | {"validFrom", "validTo"}
                for text, _ in found
            ),
            valid_from=first("validFrom"),
            valid_to=first("validTo"),
            note=first("note"),
            **_evidence(values),
        )

    def _values(self, node: str) -> dict[str, list[tuple[str, bool]]]:
        """Return the values of a node by property, each with whether it refers to a thing."""
        values: dict[str, list[tuple[str, bool]]] = {}
        for triple in self._own[node]:
            name = vocab.local_name(triple.predicate.value)
            if isinstance(triple.object, Literal):
                values.setdefault(name, []).append((triple.object.value, False))
            elif isinstance(triple.object, NamedNode):
                target = triple.object.value
                known = target.startswith(vocab.THINGS)
                text = identifier(target) if known else vocab.local_name(target)
                values.setdefault(name, []).append((text, known))
        return values


def _prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes of the names that triples hold, so that a small file stays small."""
    names: set[str] = set()
    for triple in triples:
        names |= {triple.predicate.value, getattr(triple.subject, "value", "")}
        value = triple.object
        names.add(value.datatype.value if isinstance(value, Literal) else str(value)[1:-1])
    used = {name[: 1 + max(name.rfind("/"), name.rfind("#"))] for name in names}
    return {prefix: space for prefix, space in vocab.FILE_PREFIXES.items() if space in used}


def _compact(term: object) -> str:
    """Return an IRI by its prefix, a term of the ontology without one, any other IRI whole.

    A term that is called like a prefix, such as ``policy``, keeps its own.
    """
    iri_text = term.value if isinstance(term, NamedNode) else str(term)
    name = iri_text.removeprefix(vocab.TERMS)
    if name != iri_text and name not in vocab.PREFIXES:
        return name
    return vocab.compact(iri_text)


def _json_value(name: str, value: object) -> Any:
    if not isinstance(value, Literal):
        if name in {*_BY_ADDRESS, *_BY_TERM}:
            return _compact(value)
        whole = value.value if isinstance(value, NamedNode) else str(value)
        return {"@id": whole if whole.startswith(vocab.TERMS) else _compact(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == vocab.XSD + "string":
        return value.value
    return {"@value": value.value, "@type": _compact(value.datatype)}


def _evidence(values: dict[str, list[tuple[str, bool]]]) -> dict[str, Any]:
    """Return where a node was read and how well it is supported."""
    names = {"source": "statedIn", "locator": "locator", "grade": "grade"}
    found = {field: values[name][0][0] for field, name in names.items() if name in values}
    if "confidence" in values:
        found["confidence"] = values["confidence"][0][0]
    return found
