"""What the law decides of goods, as triples: the rules that cover them, the ECCNs of chips.

SPARQL sees here what ``aigraph.law`` decides; no query decides it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from aigraph import vocab
from aigraph.ids import identifier, iri
from aigraph.law.classification import classify
from aigraph.law.coverage import covered
from aigraph.rdf.law import read_goods, read_law
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pyoxigraph import Store

    from aigraph.law.classification import Classification

CLASSIFICATION: Final = "classification"
"""Name of the rule that infers under which ECCN a chip falls."""

_EDGES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?subject ?predicate ?object WHERE {
  VALUES ?relation { ag:tradedAs ag:classifiedIn ag:originatesIn }
  GRAPH <https://w3id.org/aigraph/graph/derived> { ?subject ?relation ?object }
  BIND(STRAFTER(STR(?relation), "/ns/") AS ?predicate)
}
"""
_CHIPS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?chip WHERE { GRAPH <https://w3id.org/aigraph/graph/things> { ?chip a ag:Chip } }
"""
_DATE: Final = NamedNode(vocab.XSD + "date")


class _Edge(NamedTuple):
    """One edge of the derived graph."""

    subject: str
    predicate: str
    object: str


def coverage(store: Store, day: date) -> list[Triple]:
    """Return which duty rules cover goods on a day, or may for want of a figure or an origin.

    A rule covers a good whatever exempts the good or supersedes the rule, and as long as a fact or
    a confirmation is open. The importer is any place where the rule has effect.

    Args:
        store: whose derived graph holds what is traded as what on that day.
        day: the day.

    Returns:
        ``coveredBy`` and, where only a missing figure or origin could decide,
        ``mayBeCoveredBy``.
    """
    edges = [
        _Edge(identifier(row["subject"]), row["predicate"], identifier(row["object"]))
        for row in select(store, _EDGES)
    ]
    found = covered(read_law(store), read_goods(store, edges), day)
    names = {True: _term("coveredBy"), False: _term("mayBeCoveredBy")}
    return [
        Triple(NamedNode(iri(good)), names[surely], NamedNode(iri(rule)))
        for (good, rule), surely in found.items()
    ]


def classifications(store: Store) -> list[Triple]:
    """Return the claims that chips fall under ECCNs, as long as the rules that define these hold.

    Args:
        store: a store with the tables loaded; claims are made for all days at once.
    """
    chips = sorted(identifier(row["chip"]) for row in select(store, _CHIPS))
    found = classify(chips, read_goods(store).figures, read_law(store))
    return [triple for item in found for triple in _claim(item)]


def _claim(item: Classification) -> Iterator[Triple]:
    rule = item.rule
    name = "/".join(part.partition("/")[2] for part in (item.good, rule.id, item.code))
    claim = NamedNode(f"{vocab.THINGS}inferred/{CLASSIFICATION}/{name}")
    yield Triple(claim, NamedNode(vocab.RDF_TYPE), _term("Claim"))
    yield Triple(claim, NamedNode(vocab.RDF_TYPE), _term("InferredClaim"))
    nodes = {
        "subject": [iri(item.good)],
        "predicate": [vocab.term("controlledUnder")],
        "object": [iri(item.code)],
        "statedIn": [iri(rule.source)],
        "grade": [vocab.term("inferred")],
        "confidence": [vocab.term("medium")],
        "premise": map(iri, sorted({*item.figures, *_thresholds(item)})),
    }
    for name, values in nodes.items():
        for value in values:
            yield Triple(claim, _term(name), NamedNode(value))
    texts = {"locator": rule.locator, "derivedByRule": CLASSIFICATION}
    for name, text in texts.items():
        yield Triple(claim, _term(name), Literal(text))
    for name, text in {"validFrom": rule.valid_from, "validTo": rule.valid_to}.items():
        if text:
            yield Triple(claim, _term(name), Literal(text, datatype=_DATE))


def _thresholds(item: Classification) -> set[str]:
    return {threshold.id for scope in item.scopes for threshold in scope.thresholds}


def _term(name: str) -> NamedNode:
    return NamedNode(vocab.term(name))
