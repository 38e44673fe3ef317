"""The terms of the ontology: labels, which way each property depends, and what it may relate."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from aigraph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = "aigraph.ttl"
_SUBCLASS: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_DOMAIN: Final = NamedNode("https://schema.org/domainIncludes")
_RANGE: Final = NamedNode("https://schema.org/rangeIncludes")


@dataclass(frozen=True)
class Term:
    """A class or property of the ontology.

    Attributes:
        name: local name.
        label_en: preferred English label.
        label_zh: preferred Chinese label.
        direction: ``subjectOnObject``, ``objectOnSubject``, ``noDependency``, or blank for what
            is no relation between things.
        input_role: ``any`` where several objects are alternatives, ``all`` where all are needed.
    """

    name: str
    label_en: str
    label_zh: str
    direction: str
    input_role: str


@dataclass(frozen=True)
class Kinds:
    """The kinds of things that may be at one end of a relation.

    Attributes:
        named: local names of the classes that the ontology names, sorted; empty allows any thing.
        allowed: those and all classes below them.
    """

    named: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()

    def allow(self, kind: str) -> bool:
        """Return whether a thing of a class may be here."""
        return not self.named or kind in self.allowed


@dataclass(frozen=True)
class Ends:
    """What a property may relate.

    Attributes:
        relation: whether a row of ``relations.csv`` may use it.
        subject: the kinds of its subject.
        object: the kinds of its object.
        acyclic: whether no chain of statements may lead back to where it began.
        sense: the sense of the wordings that may assert it, or ``any``.
    """

    relation: bool
    subject: Kinds = Kinds()
    object: Kinds = Kinds()
    acyclic: bool = False
    sense: str = "positive"


def read_terms(folder: Path) -> dict[str, Term]:
    """Return the terms of ``aigraph.ttl`` by local name, SKOS relations included.

    Args:
        folder: the ontology folder.
    """
    store = Store()
    store.load(path=folder / FILE, format=RdfFormat.TURTLE)
    subjects = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, NamedNode(vocab.term("dependencyDirection")), None
        )
    } | {
        quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(vocab.SKOS + "prefLabel"), None)
    }
    terms = [_term(store, node) for node in subjects if isinstance(node, NamedNode)]
    return {term.name: term for term in sorted(terms, key=lambda term: term.name)}


def relations(terms: dict[str, Term]) -> dict[str, Term]:
    """Return those terms that relate things: what a row of ``relations.csv`` may use."""
    return {name: term for name, term in terms.items() if term.direction}


def read_ends(folder: Path) -> dict[str, Ends]:
    """Return what each property may relate of which the ontology says so, by local name.

    Args:
        folder: the ontology folder.
    """
    store = Store()
    store.load(path=folder / FILE, format=RdfFormat.TURTLE)
    above: dict[str, list[str]] = defaultdict(list)
    for child, parent in _pairs(store, _SUBCLASS):
        above[parent].append(child)
    relating = {name for name, _ in _pairs(store, NamedNode(vocab.term("dependencyDirection")))}
    acyclic = {
        vocab.local_name(quad.subject.value)
        for quad in store.quads_for_pattern(None, NamedNode(vocab.term("acyclic")), None)
        if isinstance(quad.subject, NamedNode)
    }
    senses = {
        vocab.local_name(quad.subject.value): quad.object.value
        for quad in store.quads_for_pattern(None, NamedNode(vocab.term("relationSense")), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    subjects, objects = (_kinds(store, end, above) for end in (_DOMAIN, _RANGE))
    return {
        name: Ends(
            name in relating,
            subjects.get(name, Kinds()),
            objects.get(name, Kinds()),
            name in acyclic,
            senses.get(name, "positive"),
        )
        for name in sorted(relating | acyclic | set(subjects) | set(objects))
    }


def _pairs(store: Store, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield the ends of a property, by local name, where neither is a literal.

    A class of another vocabulary may have the same name as one of ours; SKOS alone keeps its names.
    """
    for quad in store.quads_for_pattern(None, predicate, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            name = vocab.local_name(quad.object.value)
            if quad.object.value == vocab.term(name):
                yield vocab.local_name(quad.subject.value), name


def _kinds(store: Store, end: NamedNode, above: dict[str, list[str]]) -> dict[str, Kinds]:
    """Return the kinds that properties name at one end, with all kinds below them."""
    named: dict[str, list[str]] = defaultdict(list)
    for name, kind in _pairs(store, end):
        named[name].append(kind)
    found = {}
    for name, kinds in named.items():
        allowed, waiting = set(kinds), list(kinds)
        while waiting:
            fresh = set(above[waiting.pop()]) - allowed
            allowed |= fresh
            waiting += fresh
        found[name] = Kinds(tuple(sorted(kinds)), frozenset(allowed))
    return found


def _term(store: Store, node: NamedNode) -> Term:
    labels = _literals(store, node, vocab.SKOS + "prefLabel")
    name = vocab.local_name(node.value)
    return Term(
        name=name,
        label_en=labels.get("en", name),
        label_zh=labels.get("zh", ""),
        direction=_local(store, node, "dependencyDirection"),
        input_role=_local(store, node, "inputRole"),
    )


def _literals(store: Store, node: NamedNode, predicate: str) -> dict[str, str]:
    quads = store.quads_for_pattern(node, NamedNode(predicate), None)
    return {
        quad.object.language or "": quad.object.value
        for quad in quads
        if isinstance(quad.object, Literal)
    }


def _local(store: Store, node: NamedNode, name: str) -> str:
    for quad in store.quads_for_pattern(node, NamedNode(vocab.term(name)), None):
        if isinstance(quad.object, NamedNode | Literal):
            return vocab.local_name(quad.object.value)
    return ""
