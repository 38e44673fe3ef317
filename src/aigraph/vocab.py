"""The namespaces and graph names of aigraph, and the words for grade and confidence."""

from __future__ import annotations

import re
from typing import Final

TERMS: Final = "https://w3id.org/aigraph/ns/"
THINGS: Final = "https://w3id.org/aigraph/id/"
GRAPHS: Final = "https://w3id.org/aigraph/graph/"

ONTOLOGY_GRAPH: Final = GRAPHS + "ontology"
THINGS_GRAPH: Final = GRAPHS + "things"
INFERRED_GRAPH: Final = GRAPHS + "inferred"
DERIVED_GRAPH: Final = GRAPHS + "derived"

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE: Final = RDF + "type"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

TABLE_PREFIXES: Final = {
    "sources": "source",
    "schemes": "scheme",
    "concepts": "concept",
    "organisations": "org",
    "places": "place",
    "chips": "chip",
    "components": "component",
    "equipment": "equipment",
    "facilities": "facility",
    "servers": "server",
    "services": "svc",
    "datasets": "dataset",
    "models": "model",
    "applications": "app",
    "items": "item",
    "codes": "code",
    "policies": "policy",
    "rules": "rule",
    "standards": "standard",
    "markets": "market",
    "scopes": "scope",
    "thresholds": "threshold",
    "rates": "rate",
    "wordings": "wording",
    "relations": "relation",
    "observations": "observation",
    "weights": "weight",
    "aliases": "alias",
    "corrections": "correction",
    "coverage": "coverage",
    "same_as": "judgement",
    "list_entries": "entry",
}
"""The prefix under which queries name the rows of each table: ``chip:nvidia-h100-sxm``."""

PREFIXES: Final = {
    "ag": TERMS,
    "agd": THINGS,
    "agg": GRAPHS,
    **{prefix: f"{THINGS}{table}/" for table, prefix in TABLE_PREFIXES.items()},
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""The namespace of every prefix that queries, pages and files of ours use.

No name under a prefix holds a ``/``: SPARQL would want it escaped there, and not every engine reads
the escape.
"""
FILE_PREFIXES: Final = {
    prefix: namespace for prefix, namespace in PREFIXES.items() if prefix not in {"agd", "agg"}
}
"""The prefixes of Turtle and TriG files; under the others a writer would have to escape."""
_PREFIX_OF: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL: Final = re.compile(r"\w(?:[\w.-]*[\w-])?", re.ASCII)

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
        "altLabel",
        "hiddenLabel",
        "Concept",
        "ConceptScheme",
    ]
)

REPEATING: Final = frozenset(
    [
        "label",
        "altLabel",
        "hiddenLabel",
        "releasedFirst",
        "releasedLast",
        "issuedFirst",
        "issuedLast",
    ]
)
"""Properties that say for tools what another says for readers; no page shows both."""

GRADES: Final = ("stated", "computed", "estimated", "inferred", "assumed")
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


def prologue(*prefixes: str) -> str:
    """Return the PREFIX lines of some prefixes, or of all, as a query begins.

    >>> print(prologue("ag", "chip"), end="")
    PREFIX ag: <https://w3id.org/aigraph/ns/>
    PREFIX chip: <https://w3id.org/aigraph/id/chips/>
    """
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in prefixes or PREFIXES)


def compact(iri: str) -> str:
    """Return an address as a name under a prefix, or whole where no prefix fits without escapes.

    >>> compact("https://w3id.org/aigraph/id/chips/nvidia-h100-sxm")
    'chip:nvidia-h100-sxm'
    >>> compact("https://w3id.org/aigraph/id/unknown/nvidia-h100-sxm")
    'https://w3id.org/aigraph/id/unknown/nvidia-h100-sxm'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else iri


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
