"""The terms are named, defined and wired as the project promises; checks in the manner of ROBOT."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef

if TYPE_CHECKING:
    from pathlib import Path

AG = Namespace("https://w3id.org/aigraph/ns/")
ONTOLOGY = URIRef("https://w3id.org/aigraph/ns/")
DCT = Namespace("http://purl.org/dc/terms/")
VANN = Namespace("http://purl.org/vocab/vann/")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = (OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual)
DIRECTIONS = {"subjectOnObject", "objectOnSubject", "noDependency"}
FAMILIES = {
    "derived",
    "mapping",
    "market",
    "mitigation",
    "model",
    "policy",
    "policy-effect",
    "region",
    "requirement",
    "service",
    "structure",
    "supply",
    "trade",
}
PREFIXES = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
"""
OWN = "FILTER(STRSTARTS(STR(?term), STR(ag:)) && ?term != <https://w3id.org/aigraph/ns/>)"


class Check(NamedTuple):
    """A query whose every answer is a fault, and the answers that are meant to be there."""

    query: str
    allowed: frozenset[str] = frozenset()


CHECKS = {
    "no English label": Check(
        f"?term a ?kind {OWN}"
        ' FILTER NOT EXISTS { ?term skos:prefLabel ?l FILTER(LANG(?l) = "en") }'
    ),
    "no Chinese label": Check(
        f"?term a ?kind {OWN}"
        ' FILTER NOT EXISTS { ?term skos:prefLabel ?l FILTER(LANG(?l) = "zh") }'
    ),
    "two labels in a language": Check(
        "?term skos:prefLabel ?a, ?b FILTER(LANG(?a) = LANG(?b) && STR(?a) < STR(?b))"
    ),
    "a label in no language of ours": Check(
        "VALUES ?p { skos:prefLabel skos:definition skos:scopeNote dct:title dct:description }"
        ' ?term ?p ?l FILTER(LANG(?l) NOT IN ("en", "zh"))'
    ),
    "no English definition": Check(
        f"?term a ?kind {OWN}"
        ' FILTER NOT EXISTS { ?term skos:definition ?d FILTER(LANG(?d) = "en") }'
    ),
    "two definitions in a language": Check(
        "?term skos:definition ?a, ?b FILTER(LANG(?a) = LANG(?b) && STR(?a) < STR(?b))"
    ),
    "a definition that is no sentence": Check(
        r'?term skos:definition ?d FILTER(LANG(?d) = "en" && !REGEX(?d, "^[A-Z][^\\n]+[^. ]\\.$"))'
    ),
    "a definition that only repeats the label": Check(
        "?term skos:definition ?d ; skos:prefLabel ?l"
        ' FILTER(LCASE(REPLACE(STR(?d), "[^A-Za-z ]", "")) = LCASE(STR(?l)))'
    ),
    "blanks around a text": Check(
        r'?term ?p ?text FILTER(ISLITERAL(?text) && REGEX(STR(?text), "^\\s|\\s$|\\s\\s"))'
    ),
    "the same label on two terms of a kind": Check(
        "?term a ?kind ; skos:prefLabel ?l . ?other a ?kind ; skos:prefLabel ?l"
        " FILTER(STR(?term) < STR(?other))"
    ),
    "the same definition on two terms": Check(
        "?term skos:definition ?d . ?other skos:definition ?d FILTER(STR(?term) < STR(?other))"
    ),
    "not said to be defined here": Check(
        f"?term a ?kind {OWN}"
        " FILTER NOT EXISTS { ?term rdfs:isDefinedBy <https://w3id.org/aigraph/ns/> }"
    ),
    "a label of RDFS that is not the preferred one": Check(
        "?term rdfs:label ?text FILTER NOT EXISTS { ?term skos:prefLabel ?text }"
    ),
    "a preferred label that RDFS does not have": Check(
        "?term skos:prefLabel ?text FILTER NOT EXISTS { ?term rdfs:label ?text }"
    ),
    "a comment of RDFS beside the definition of SKOS": Check("?term rdfs:comment ?text"),
    "no Chinese definition": Check(
        f"?term a ?kind {OWN}"
        ' FILTER NOT EXISTS { ?term skos:definition ?d FILTER(LANG(?d) = "zh") }'
    ),
    "a Chinese definition that is no sentence": Check(
        r'?term skos:definition ?d FILTER(LANG(?d) = "zh" && !REGEX(?d, "^[^。]+[^。 ]。$"))'
    ),
    "a note on use in one language": Check(
        "?term skos:scopeNote ?n"
        ' FILTER NOT EXISTS { ?term skos:scopeNote ?en, ?zh FILTER(LANG(?en) = "en"'
        ' && LANG(?zh) = "zh") }'
    ),
    "two kinds at once": Check(
        f"?term a ?a, ?b {OWN} VALUES ?a {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }}"
        " VALUES ?b { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty"
        " owl:NamedIndividual } FILTER(?a != ?b)"
    ),
    "a class above itself": Check("?term rdfs:subClassOf+ ?term"),
    "a property above itself": Check("?term rdfs:subPropertyOf+ ?term"),
    "a redundant superclass": Check(
        "?term rdfs:subClassOf ?far, ?near . ?near rdfs:subClassOf+ ?far FILTER(?near != ?far)"
    ),
    "disjoint with its own superclass": Check(
        "?term rdfs:subClassOf* ?a, ?b . ?a owl:disjointWith ?b"
    ),
    "several domains or ranges": Check(
        "VALUES ?p { rdfs:domain rdfs:range } ?term ?p ?a, ?b FILTER(STR(?a) < STR(?b))"
    ),
    "a range of dates, which OWL 2 does not have": Check(
        "?term rdfs:range ?r FILTER(REGEX(STR(?r), '#(date|gYear|gYearMonth|duration)$'))"
    ),
    "an equivalence or an import": Check(
        "VALUES ?p { owl:equivalentClass owl:equivalentProperty owl:sameAs owl:imports }"
        " ?term ?p ?x"
    ),
    "deprecated without a successor": Check(
        "?term owl:deprecated true FILTER NOT EXISTS { ?term dct:isReplacedBy ?next }"
    ),
    "a class without a superclass": Check(
        f"?term a owl:Class {OWN} FILTER NOT EXISTS {{ ?term rdfs:subClassOf ?above }}",
        frozenset({"Grade", "Confidence", "DependencyDirection"}),
    ),
    "a value of no class": Check(
        f"?term a owl:NamedIndividual {OWN}"
        " FILTER NOT EXISTS { ?term a ?class FILTER(STRSTARTS(STR(?class), STR(ag:))) }"
    ),
    "a direction that is none of the three": Check(
        "?term ag:dependencyDirection ?d FILTER NOT EXISTS { ?d a ag:DependencyDirection }"
    ),
    "two directions": Check("?term ag:dependencyDirection ?a, ?b FILTER(STR(?a) < STR(?b))"),
    "a relation without a family": Check(
        "?term ag:dependencyDirection ?d FILTER NOT EXISTS { ?term ag:family ?f }"
    ),
    "a relation of dependency without an input role": Check(
        "?term ag:dependencyDirection ?d FILTER(?d != ag:noDependency)"
        ' FILTER NOT EXISTS { ?term ag:inputRole ?r FILTER(STR(?r) IN ("all", "any")) }'
    ),
    "an input role without dependency": Check(
        "?term ag:inputRole ?r FILTER NOT EXISTS { ?term ag:dependencyDirection ?d"
        " FILTER(?d != ag:noDependency) }"
    ),
    "a subject that depends, outside the family": Check(
        "?term ag:dependencyDirection ag:subjectOnObject"
        " FILTER NOT EXISTS { ?term rdfs:subPropertyOf ag:dependsOn }",
        frozenset({"dependsOn"}),
    ),
    "in the family, and its subject does not depend": Check(
        "?term rdfs:subPropertyOf+ ag:dependsOn"
        " FILTER NOT EXISTS { ?term ag:dependencyDirection ag:subjectOnObject }"
    ),
    "a domain or range in the family of dependency": Check(
        "VALUES ?p { rdfs:domain rdfs:range } ?term rdfs:subPropertyOf* ag:dependsOn ; ?p ?class"
    ),
    "an axiom that a transitive family forbids": Check(
        "VALUES ?kind { owl:FunctionalProperty owl:InverseFunctionalProperty"
        " owl:AsymmetricProperty owl:IrreflexiveProperty } ?term a ?kind"
    ),
    "transitive, and not dependency itself": Check(
        "?term a owl:TransitiveProperty", frozenset({"dependsOn"})
    ),
    "a property of rows without a domain": Check(
        f"VALUES ?kind {{ owl:ObjectProperty owl:DatatypeProperty }} ?term a ?kind {OWN}"
        " FILTER NOT EXISTS { ?term ag:dependencyDirection ?d }"
        " FILTER NOT EXISTS { ?term rdfs:domain ?class }",
        # These are said of rows of several kinds that have no class in common.
        frozenset(
            {
                "confidence",
                "grade",
                "highEnd",
                "importedFrom",
                "issued",
                "issuedFirst",
                "issuedLast",
                "knownFrom",
                "key",
                "kind",
                "locator",
                "lowEnd",
                "measure",
                "note",
                "period",
                "periodEnd",
                "periodStart",
                "released",
                "releasedFirst",
                "releasedLast",
                "statedIn",
                "unit",
                "validFrom",
                "validTo",
                "value",
            }
        ),
    ),
}
"""What would be a fault in the ontology, as a pattern that binds ``?term``."""


def _own(terms: Graph, *kinds: URIRef) -> set[URIRef]:
    return {
        term
        for kind in kinds
        for term in terms.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(AG)
    }


def _name(term: object) -> str:
    return str(term).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


@pytest.mark.parametrize("fault", CHECKS)
def test_no_term_has_the_fault(fault: str, terms: Graph) -> None:
    check = CHECKS[fault]
    rows = terms.query(f"{PREFIXES} SELECT DISTINCT ?term WHERE {{ {check.query} }}")
    assert {_name(row[0]) for row in rows} == check.allowed  # type: ignore[index]


def test_classes_are_written_upper_camel_and_all_else_lower_camel(terms: Graph) -> None:
    classes = {_name(term) for term in _own(terms, OWL.Class)}
    others = {_name(term) for term in _own(terms, *PROPERTY_KINDS, OWL.NamedIndividual)}
    assert [name for name in classes if not re.fullmatch(r"([A-Z][a-z]+)+", name)] == []
    assert [name for name in others if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", name)] == []


def test_families_are_those_that_the_pages_know(terms: Graph) -> None:
    assert {str(family) for family in terms.objects(None, AG.family)} == FAMILIES


def test_every_term_used_is_declared(terms: Graph) -> None:
    declared = {subject for kind in KINDS for subject in terms.subjects(RDF.type, kind)}
    builtin = (str(OWL), str(RDF), str(RDFS), str(XSD))
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith)
    in_axioms = {node for axiom in axioms for pair in terms.subject_objects(axiom) for node in pair}
    own = {node for triple in terms for node in triple if str(node).startswith(AG)}
    used = {
        node
        for node in in_axioms | own | set(terms.predicates())
        if isinstance(node, URIRef) and not str(node).startswith(builtin)
    }
    assert used - declared == {ONTOLOGY, terms.value(ONTOLOGY, OWL.versionIRI)}


def test_no_blank_nodes(terms: Graph) -> None:
    assert not [node for triple in terms for node in triple if isinstance(node, BNode)]


def test_the_ontology_says_what_it_is(terms: Graph) -> None:
    version = str(terms.value(ONTOLOGY, OWL.versionInfo))
    assert str(terms.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}{version}"
    for predicate in (DCT.title, DCT.description):
        texts = [text for text in terms.objects(ONTOLOGY, predicate) if isinstance(text, Literal)]
        assert {text.language for text in texts} == {"en", "zh"}
        assert len(texts) == 2
    licence = terms.value(ONTOLOGY, DCT.license)
    assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(terms.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "ag"
    assert str(terms.value(ONTOLOGY, VANN.preferredNamespaceUri)) == str(ONTOLOGY)
    for predicate in (DCT.creator, DCT.created, DCT.bibliographicCitation):
        assert terms.value(ONTOLOGY, predicate), predicate


def test_what_the_tables_state_is_declared(terms: Graph, data_folder: Path) -> None:
    schema = pytest.importorskip("aigraph.schema")
    classes = {name for table in schema.TABLES.values() for name in table.classes.values()}
    says = {column.says for table in schema.TABLES.values() for column in table.columns}
    with (data_folder / "relations.csv").open(encoding="utf-8", newline="") as file:
        predicates = {row["predicate"] for row in csv.DictReader(file)}
    days = {
        f"{column.says}{end}"
        for table in schema.TABLES.values()
        for column in table.columns
        if column.kind == "date" and column.says in {"issued", "released"}
        for end in ("First", "Last")
    }
    relations = {_name(term) for term in terms.subjects(AG.dependencyDirection)}
    declared = {_name(term) for kind in KINDS for term in terms.subjects(RDF.type, kind)}
    assert days - declared == set()
    assert classes - declared == set()
    assert says - declared - {"", "definition"} == set()
    assert predicates - relations == set()


def test_what_the_queries_name_is_declared(terms: Graph, ontology_folder: Path) -> None:
    declared = {_name(term) for term in _own(terms, *KINDS)}
    for path in ontology_folder.rglob("*.rq"):
        query = re.sub(r"(?m)^\s*#.*$|\"[^\"\n]*\"", "", path.read_text(encoding="utf-8"))
        assert set(re.findall(r"\bag:(\w+)", query)) - declared == set(), path.name


def test_terms_that_no_table_states_have_a_reason(terms: Graph) -> None:
    schema = pytest.importorskip("aigraph.schema")
    tables = schema.TABLES.values()
    classes = {name for table in tables for name in table.classes.values()}
    says = {column.says or column.name for table in tables for column in table.columns}
    relations = {_name(term) for term in terms.subjects(AG.dependencyDirection)}
    declared = _own(terms, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    rest = {_name(term) for term in declared} - relations - classes - says
    assert rest == set(UNSTATED)


UNSTATED = {
    "Accelerator": "kinds of chip are concepts; the class is for those who type their own data",
    "GraphicsProcessor": "as Accelerator",
    "Good": "what chips, components, equipment and servers have in common",
    "Release": "describes a published release, not a row",
    "Grade": "class of the grades",
    "Confidence": "class of the confidences",
    "DependencyDirection": "class of the directions",
    "InferredClaim": "made by the rules",
    "premise": "made by the rules",
    "isLowerBound": "made where a figure is computed",
    "derivedByRule": "made by the rules",
    "jurisdiction": "where an act was made, if that is not where it applies",
    "releasedFirst": "computed from the date released",
    "releasedLast": "computed from the date released",
    "issuedFirst": "computed from the date issued",
    "issuedLast": "computed from the date issued",
    "periodStart": "computed from the period",
    "periodEnd": "computed from the period",
    "amount": "computed from value and scale",
    "statedIn": "column source",
    "Record": "an imported row on a thing that has a key already",
    "recordOf": "made of judgements of sameness",
    "importedFrom": "computed from the folder of an imported row",
}
"""Terms beside the relations that no table's description names, and why they are there."""
