"""What pages call terms of other vocabularies, and values of annotations of the ontology."""

from __future__ import annotations

from typing import Final

from aigraph.i18n import Text

NAMES: Final = {
    "ConceptScheme": Text.in_context("ontology", "concept scheme"),
    "Concept": Text.in_context("ontology", "concept"),
    "prefLabel": Text.in_context("ontology", "name"),
    "definition": Text.in_context("ontology", "definition"),
    "notation": Text.in_context("ontology", "notation"),
    "inScheme": Text.in_context("ontology", "in scheme"),
    "subClassOf": Text.in_context("ontology", "subclass of"),
    "subPropertyOf": Text.in_context("ontology", "subproperty of"),
    "domain": Text.in_context("ontology", "domain"),
    "range": Text.in_context("ontology", "range"),
    "family": Text.in_context("ontology", "family"),
    "inputRole": Text.in_context("ontology", "several objects are"),
    "any": Text.in_context("ontology", "alternatives"),
    "all": Text.in_context("ontology", "all needed"),
    "supply": Text.in_context("ontology", "supply"),
    "trade": Text.in_context("ontology", "trade"),
    "market": Text.in_context("ontology", "market"),
    "derived": Text.in_context("ontology", "derived"),
    "mapping": Text.in_context("ontology", "mapping"),
    "mitigation": Text.in_context("ontology", "mitigation"),
    "model": Text.in_context("ontology", "model"),
    "policy-effect": Text.in_context("ontology", "policy effect"),
    "region": Text.in_context("ontology", "region"),
    "requirement": Text.in_context("ontology", "requirement"),
    "service": Text.in_context("ontology", "service"),
    "structure": Text.in_context("ontology", "structure"),
    "ontology": Text.in_context("ontology", "term of the ontology"),
    "figures": Text.in_context("ontology", "figures of a measure"),
    "Entity": Text.in_context("ontology", "entity (PROV)"),
    "Agent": Text.in_context("ontology", "agent (PROV)"),
}
"""Names by local name; terms of the ontology itself carry their labels."""
