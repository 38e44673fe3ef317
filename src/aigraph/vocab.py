"""The namespaces and graph names of aigraph, and the words for grade and confidence."""

from __future__ import annotations

from typing import Final

TERMS: Final = "https://w3id.org/aigraph/ns/"
THINGS: Final = "https://w3id.org/aigraph/id/"
GRAPHS: Final = "https://w3id.org/aigraph/graph/"

ONTOLOGY_GRAPH: Final = GRAPHS + "ontology"
THINGS_GRAPH: Final = GRAPHS + "things"
INFERRED_GRAPH: Final = GRAPHS + "inferred"
DERIVED_GRAPH: Final = GRAPHS + "derived"

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "ag": TERMS,
    "agd": THINGS,
    "agg": GRAPHS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": SKOS,
    "xsd": XSD,
}
"""The prefixes that are declared in every query."""

_SKOS_NAMES: Final = frozenset(
    [
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
        "broader",
        "inScheme",
        "definition",
        "notation",
        "prefLabel",
        "Concept",
        "ConceptScheme",
    ]
)

GRADES: Final = ("stated", "computed", "inferred", "assumed")
"""How a statement is supported, strongest first."""

CONFIDENCES: Final = ("high", "medium", "low")
"""How far the curators trust a statement; ``low`` is kept but not accepted into answers."""


def term(name: str) -> str:
    """Return the IRI of a predicate or class by its local name.

    SKOS keeps its own names: ``broader`` is not minted again.

    >>> term("fabricatedBy")
    'https://w3id.org/aigraph/ns/fabricatedBy'
    >>> term("exactMatch")
    'http://www.w3.org/2004/02/skos/core#exactMatch'
    """
    return (SKOS if name in _SKOS_NAMES else TERMS) + name


def local_name(iri: str) -> str:
    """Return the last part of a term's IRI.

    >>> local_name("https://w3id.org/aigraph/ns/fabricatedBy")
    'fabricatedBy'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def source_graph(source: str) -> str:
    """Return the name of the graph that holds what one source states.

    >>> source_graph("s000")
    'https://w3id.org/aigraph/graph/source/s000'
    """
    return f"{GRAPHS}source/{source}"


def weakest(grades: list[str]) -> str:
    """Return the weakest of some grades: a path is as good as its weakest edge.

    >>> weakest(["stated", "inferred", "computed"])
    'inferred'
    """
    return max(grades, key=GRADES.index)
