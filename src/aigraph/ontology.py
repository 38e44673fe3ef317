"""The terms of the ontology: labels, definitions, and which way each property depends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from aigraph import vocab

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "aigraph.ttl"


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
