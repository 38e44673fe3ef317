"""The shapes accept a good graph, and each of their constraints catches a bad one.

Every case is the good graph under a prefix of its own with one mistake in it. All of them are
validated in one run, and each test looks at what was found under its prefix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AG = Namespace("https://w3id.org/aigraph/ns/")
AGS = Namespace("https://w3id.org/aigraph/shapes/")
THINGS = "https://w3id.org/aigraph/id/"
PREFIXES = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX agd: <https://w3id.org/aigraph/id/>
"""

MISTAKES = {
    "a percentage is no share": (
        "Weight-share",
        "DELETE { ?c ag:share ?s } INSERT { ?c ag:share 62.0 } WHERE { ?c ag:share ?s }",
    ),
    "a part without a share or a bound": (
        "Weight",
        "DELETE { ?w ag:share ?s ; ag:lowEnd ?l ; ag:highEnd ?h }"
        " WHERE { ?w a ag:Weight ; ag:share ?s ; ag:lowEnd ?l ; ag:highEnd ?h }",
    ),
    "a part of itself": (
        "Weight-whole",
        "DELETE { ?w ag:part ?p } INSERT { ?w ag:part ?t } WHERE { ?w ag:part ?p ; ag:whole ?t }",
    ),
    "a part of nothing that a row describes": (
        "Weight-part",
        "DELETE { ?w ag:part ?p } INSERT { ?w ag:part <urn:nobody> } WHERE { ?w ag:part ?p }",
    ),
    "a part by a relation that the ontology does not declare": (
        "Weight-ofRelation",
        "DELETE { ?w ag:ofRelation ?r } INSERT { ?w ag:ofRelation ag:madeby }"
        " WHERE { ?w ag:ofRelation ?r }",
    ),
    "a whole confined to a chip": (
        "Weight-inTerritory",
        "DELETE { ?w ag:inTerritory ?p } INSERT { ?w ag:inTerritory ?t }"
        " WHERE { ?w ag:inTerritory ?p ; ag:whole ?t }",
    ),
    "a share below its interval": (
        "Weight-lowEnd",
        "DELETE { ?w ag:lowEnd ?v } INSERT { ?w ag:lowEnd 0.95 }"
        " WHERE { ?w a ag:Weight ; ag:lowEnd ?v }",
    ),
    "a share whose interval exceeds the whole": (
        "Weight-highEnd",
        "DELETE { ?w ag:highEnd ?v } INSERT { ?w ag:highEnd 1.2 }"
        " WHERE { ?w a ag:Weight ; ag:highEnd ?v }",
    ),
    "a part counted in nothing known": (
        "Weight-weightBasis",
        'DELETE { ?w ag:weightBasis ?b } INSERT { ?w ag:weightBasis "dollars" }'
        " WHERE { ?w ag:weightBasis ?b }",
    ),
    "a claim without a source": (
        "Evidenced-statedIn",
        "DELETE { ?c ag:statedIn ?s } WHERE { ?c a ag:Claim ; ag:validFrom [] ; ag:statedIn ?s }",
    ),
    "a fact both held and excluded": (
        "DocumentedFact",
        'INSERT { ?f ag:excludedBecause "restatement" } WHERE { ?f ag:heldBy ?row }',
    ),
    "a fact neither held nor excluded": (
        "DocumentedFact",
        "DELETE { ?f ag:heldBy ?row } WHERE { ?f ag:heldBy ?row }",
    ),
    "a fact without a document that is not said to be unsourced": (
        "SourcedFact",
        "DELETE { ?f ag:document ?d } WHERE { ?f ag:heldBy ?row ; ag:document ?d }",
    ),
    "a claim of two sources": (
        "Claim",
        "INSERT { ?c ag:statedIn <urn:other> . <urn:other> a ag:Source }"
        " WHERE { ?c a ag:Claim ; ag:validFrom [] }",
    ),
    "a claim of an object and a value": (
        "Claim",
        "INSERT { ?c ag:value 1.0 } WHERE { ?c a ag:Claim ; ag:validFrom [] }",
    ),
    "a claim of neither object nor value": (
        "Claim",
        "DELETE { ?c ag:value ?v } WHERE { ?c a ag:Claim ; ag:value ?v }",
    ),
    "a predicate that the ontology does not declare": (
        "Claim-predicate",
        "DELETE { ?c ag:predicate ?p } INSERT { ?c ag:predicate ag:fabricatedby }"
        " WHERE { ?c ag:predicate ?p ; a ag:Claim ; ag:validFrom [] }",
    ),
    "a predicate that relates no things": (
        "Claim-predicate",
        "DELETE { ?c ag:predicate ?p } INSERT { ?c ag:predicate ag:locator }"
        " WHERE { ?c ag:predicate ?p ; a ag:Claim ; ag:validFrom [] }",
    ),
    "a chip that depends on itself": (
        "NoSelfDependency",
        "DELETE { ?c ag:object ?o } INSERT { ?c ag:object ?s }"
        " WHERE { ?c ag:object ?o ; ag:subject ?s ; a ag:Claim ; ag:validFrom [] }",
    ),
    "an object that no row describes": (
        "Claim-object",
        "DELETE { ?c ag:object ?o } INSERT { ?c ag:object <urn:nobody> }"
        " WHERE { ?c ag:object ?o ; a ag:Claim ; ag:validFrom [] }",
    ),
    "validity that ends before it begins": (
        "Valid-from",
        'DELETE { ?c ag:validTo ?d } INSERT { ?c ag:validTo "2024-12-31"^^xsd:date }'
        " WHERE { ?c ag:validTo ?d ; a ag:Claim ; ag:validFrom [] }",
    ),
    "a partial date where a day belongs": (
        "Valid-from",
        'DELETE { ?c ag:validFrom ?d } INSERT { ?c ag:validFrom "2025"^^xsd:gYear }'
        " WHERE { ?c ag:validFrom ?d ; a ag:Claim ; ag:validFrom [] }",
    ),
    "an inferred claim that calls itself stated": (
        "InferredClaim-grade",
        "DELETE { ?c ag:grade ?g } INSERT { ?c ag:grade ag:stated }"
        " WHERE { ?c a ag:InferredClaim ; ag:grade ?g }",
    ),
    "a confidence given as a number": (
        "Evidenced-confidence",
        "DELETE { ?c ag:confidence ?g } INSERT { ?c ag:confidence 0.9 }"
        " WHERE { ?c a ag:Claim ; ag:validFrom [] ; ag:confidence ?g }",
    ),
    "a blank locator": (
        "Evidenced-locator",
        'DELETE { ?c ag:locator ?g } INSERT { ?c ag:locator " " }'
        " WHERE { ?c a ag:Claim ; ag:validFrom [] ; ag:locator ?g }",
    ),
    "a thing named in Chinese only": (
        "Named-labelEn",
        'DELETE { ?t skos:prefLabel ?n } INSERT { ?t skos:prefLabel "芯片"@zh }'
        " WHERE { ?t a ag:Chip ; skos:prefLabel ?n }",
    ),
    "a concept of two schemes": (
        "Concept-inScheme",
        "INSERT { ?c skos:inScheme <urn:s> . <urn:s> a skos:ConceptScheme }"
        " WHERE { ?c a ag:ComponentKind }",
    ),
    "concepts broader than each other": (
        "Concept",
        "INSERT { ?wide skos:broader ?narrow } WHERE { ?narrow skos:broader ?wide }",
    ),
    "a range whose upper end is the lower": (
        "Observation-value",
        "DELETE { ?o ag:valueMax ?v } INSERT { ?o ag:valueMax 1.0 } WHERE { ?o ag:valueMax ?v }",
    ),
    "an interval that begins above the figure": (
        "Observation-lowEnd",
        "DELETE { ?o ag:lowEnd ?v } INSERT { ?o ag:lowEnd 3360.0 }"
        " WHERE { ?o a ag:Observation ; ag:lowEnd ?v }",
    ),
    "an interval that ends below the figure": (
        "Observation-value",
        "DELETE { ?o ag:highEnd ?v } INSERT { ?o ag:highEnd 1.0 }"
        " WHERE { ?o a ag:Observation ; ag:highEnd ?v }",
    ),
    "an interval with two upper ends": (
        "Observation-highEnd",
        "INSERT { ?o ag:highEnd 3600.0 } WHERE { ?o a ag:Observation ; ag:highEnd ?v }",
    ),
    "a unit outside the list": (
        "Observation-unit",
        'DELETE { ?o ag:unit ?u } INSERT { ?o ag:unit "TB/s" } WHERE { ?o ag:unit ?u }',
    ),
    "a measure that is no measure": (
        "Observation-measure",
        "DELETE { ?o ag:measure ?m } INSERT { ?o ag:measure ?e }"
        " WHERE { ?o ag:measure ?m ; ag:entity ?e }",
    ),
    "an origin both covered and excluded": (
        "Rule-origin",
        "INSERT { ?r ag:excludesOrigin ?p } WHERE { ?r ag:appliesToOrigin ?p }",
    ),
    "an exemption that lifts itself": (
        "Rule",
        "INSERT { ?r ag:lifts ?r } WHERE { ?r a ag:ExemptionRule }",
    ),
    "rules that yield in a circle": (
        "Rule",
        "INSERT { ?b ag:yieldsTo ?a } WHERE { ?a ag:yieldsTo ?b }",
    ),
    "an exemption that lifts nothing": (
        "ExemptionRule-lifts",
        "DELETE { ?r ag:lifts ?l } WHERE { ?r ag:lifts ?l }",
    ),
    "a rule that reaches nothing": (
        "Reach",
        "DELETE { ?s ag:scopeOf ?r } WHERE { ?s ag:scopeOf ?r }",
    ),
    "a technical threshold whose floor is above its ceiling": (
        "Threshold-atLeast",
        "DELETE { ?g ag:atMost ?v } INSERT { ?g ag:atMost 1.0 } WHERE { ?g ag:atMost ?v }",
    ),
    "a technical threshold that lets everything pass": (
        "Threshold",
        "DELETE { ?g ?p ?v }"
        " WHERE { VALUES ?p { ag:atLeast ag:atMost } ?g a ag:Threshold ; ?p ?v }",
    ),
    "a scope without any limit": (
        "Scope",
        "DELETE { ?s ?p ?v } WHERE {"
        " VALUES ?p { ag:coversCode ag:condition ag:endUse } ?s a ag:Scope ; ?p ?v }",
    ),
    "an address without a scheme": (
        "Source-url",
        'DELETE { ?s ag:url ?u } INSERT { ?s ag:url "example.org/report" } WHERE { ?s ag:url ?u }',
    ),
    "a country spelled out as its code": (
        "Place-iso",
        'DELETE { ?p ag:iso ?c } INSERT { ?p ag:iso "China" } WHERE { ?p ag:iso ?c }',
    ),
    "a name in a language that nobody declared": (
        "Attestation-labelText",
        'DELETE { ?a ag:labelText ?n } INSERT { ?a ag:labelText "Chip" }'
        " WHERE { ?a ag:labelText ?n }",
    ),
    "a release date in words": (
        "Released-on",
        'DELETE { ?c ag:released ?d } INSERT { ?c ag:released "spring 2023" }'
        " WHERE { ?c a ag:Chip ; ag:released ?d }",
    ),
}
"""What a curator might get wrong: the shape that says so, and the change that makes the mistake."""


def _replace(*wrong: Node) -> Callable[[Graph, Node, Node], None]:
    def spoil(graph: Graph, focus: Node, path: Node) -> None:
        graph.remove((focus, path, None))
        for value in wrong:
            graph.add((focus, path, value))

    return spoil


def _add(*more: Node) -> Callable[[Graph, Node, Node], None]:
    def spoil(graph: Graph, focus: Node, path: Node) -> None:
        for value in more:
            graph.add((focus, path, value))

    return spoil


def _raise(graph: Graph, focus: Node, path: Node) -> None:
    """Put a date or a number above whatever the upper end is."""
    value = graph.value(focus, path)
    if isinstance(value, Literal) and value.datatype == XSD.date:
        graph.set((focus, path, Literal("2099-01-01", datatype=XSD.date)))
    else:
        graph.set((focus, path, Literal("1000000000.0", datatype=XSD.decimal)))


SPOIL: dict[URIRef, Callable[[Graph, Node, Node], None]] = {
    SH.minCount: _replace(),
    SH.maxCount: _add(Literal("one more"), Literal("and another")),
    SH.datatype: _replace(Literal("x", datatype=AG.wrong)),
    SH["class"]: _replace(URIRef("urn:untyped")),
    SH["in"]: _replace(Literal("nonsense")),
    SH.pattern: _replace(Literal(" ")),
    SH.minInclusive: _replace(Literal("-1.0", datatype=XSD.decimal)),
    SH.maxInclusive: _replace(Literal("2.0", datatype=XSD.decimal)),
    SH.lessThanOrEquals: _raise,
    SH.nodeKind: _replace(Literal("no address")),
    SH.node: _replace(URIRef("urn:nobody")),
    SH.uniqueLang: _add(Literal("one", lang="en"), Literal("two", lang="en")),
    SH.languageIn: _add(Literal("un", lang="fr")),
    SH.qualifiedMinCount: _replace(Literal("芯片", lang="zh")),
    SH["or"]: _replace(Literal("spring")),
}
"""How to break a constraint of a property, by the parameter that declares it."""

BY_HAND = frozenset({SH.disjoint, SH.xone, SH.sparql})
"""Constraints that only the mistakes above break."""

CONSTRAINTS = frozenset(SPOIL) | BY_HAND


GOOD = "good"


class Found(NamedTuple):
    shape: str
    component: str


def _renamed(graph: Graph, prefix: str) -> Graph:
    def rename(node: Node) -> Node:
        address = str(node)
        if isinstance(node, URIRef) and address.startswith((THINGS, "urn:")):
            return URIRef(prefix + address.removeprefix(THINGS).removeprefix("urn:"))
        return node

    copy = Graph()
    for triple in graph:
        copy.add(tuple(map(rename, triple)))  # type: ignore[arg-type]
    return copy


def _copy(graph: Graph) -> Graph:
    return Graph() + graph


def _focus(shapes: Graph, terms: Graph, good: Graph, shape: Node) -> Node | None:
    """Return a node that a shape targets, one that has its property if any does."""
    path = shapes.value(shape, SH.path)
    owner = next(shapes.subjects(SH.property, shape), shape)
    found = [
        node
        for target in shapes.objects(owner, SH.targetClass)
        for kind in terms.transitive_subjects(RDFS.subClassOf, target)
        for node in good.subjects(RDF.type, kind)
    ]
    return next(
        (node for node in sorted(found, key=str) if (node, path, None) in good),
        min(found, key=str, default=None),
    )


def _declared(shapes: Graph) -> Iterator[tuple[URIRef, URIRef]]:
    """Yield every constraint of the named shapes: the shape and the parameter that declares it."""
    for shape in set(shapes.subjects(RDF.type)):
        if isinstance(shape, URIRef) and shape.startswith(AGS):
            for parameter in sorted(CONSTRAINTS & set(shapes.predicates(shape))):
                yield shape, URIRef(parameter)


@pytest.fixture(scope="session")
def cases(good: Graph, shapes: Graph, terms: Graph) -> dict[str, Graph]:
    found = {GOOD: _copy(good)}
    for name, (_, update) in MISTAKES.items():
        graph = _copy(good)
        graph.update(PREFIXES + update)
        found[name] = graph
    for shape, parameter in _declared(shapes):
        focus = _focus(shapes, terms, good, shape)
        path = shapes.value(shape, SH.path)
        if parameter in SPOIL and focus is not None and path is not None:
            graph = _copy(good)
            SPOIL[parameter](graph, focus, path)
            found[f"{shape.removeprefix(AGS)} {parameter.removeprefix(str(SH))}"] = graph
    return found


@pytest.fixture(scope="session")
def results(cases: dict[str, Graph], shapes: Graph, terms: Graph) -> dict[str, set[Found]]:
    """Return what was found in each case: the shape and the constraint component.

    The queries among the constraints run once for each node, so that the many cases which no
    query is needed for are validated without them.
    """
    by_hand = {name: graph for name, graph in cases.items() if name in {GOOD, *MISTAKES}}
    others = {name: graph for name, graph in cases.items() if name not in by_hand}
    plain = _copy(shapes)
    plain.remove((None, SH.sparql, None))
    return _validate(by_hand, shapes, terms) | _validate(others, plain, terms)


def _validate(graphs: dict[str, Graph], shapes: Graph, terms: Graph) -> dict[str, set[Found]]:
    data = Graph()
    prefixes = {f"{THINGS}case-{index}/": name for index, name in enumerate(graphs)}
    for prefix, name in prefixes.items():
        data += _renamed(graphs[name], prefix)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=terms, inference="none")
    assert isinstance(report, Graph)
    found: dict[str, set[Found]] = {name: set() for name in graphs}
    for result in report.objects(None, SH.result):
        focus = str(report.value(result, SH.focusNode))
        prefix = focus[: focus.index("/", len(THINGS)) + 1]
        shape = str(report.value(result, SH.sourceShape)).removeprefix(AGS)
        component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        found[prefixes[prefix]].add(Found(shape, component))
    return found


def test_a_good_graph_conforms(good: Graph, shapes: Graph, terms: Graph) -> None:
    conforms, _, text = pyshacl.validate(
        good, shacl_graph=shapes, ont_graph=terms, inference="none", allow_warnings=False
    )
    assert conforms, text


def test_the_good_graph_stays_good_among_the_bad(results: dict[str, set[Found]]) -> None:
    assert results[GOOD] == set()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_caught(name: str, results: dict[str, set[Found]]) -> None:
    assert MISTAKES[name][0] in {shape for shape, _ in results[name]}


def test_a_broken_constraint_of_a_property_is_caught_in_its_own_case(
    cases: dict[str, Graph], results: dict[str, set[Found]]
) -> None:
    generated = cases.keys() - MISTAKES.keys() - {GOOD}
    assert len(generated) > 150
    assert {name for name in generated if _component(*name.split()) not in results[name]} == set()


def test_no_constraint_is_left_untested(shapes: Graph, results: dict[str, set[Found]]) -> None:
    declared = {
        _component(shape.removeprefix(AGS), parameter.removeprefix(str(SH)))
        for shape, parameter in _declared(shapes)
    }
    seen_through_the_shapes_that_name_them = {
        Found("Described-type", "MinCountConstraintComponent"),
        *(found for found in declared if found.shape == "Relation-direction"),
    }
    caught = {found for of_case in results.values() for found in of_case}
    assert declared - caught == seen_through_the_shapes_that_name_them


def _component(shape: str, parameter: str) -> Found:
    name = {"sparql": "SPARQL"}.get(parameter, parameter[0].upper() + parameter[1:])
    return Found(shape, f"{name}ConstraintComponent")


def test_every_shape_says_what_is_wrong_and_how_grave_it_is(shapes: Graph) -> None:
    for shape, _ in _declared(shapes):
        says = set(shapes.objects(shape, SH.message)) | {
            message
            for constraint in shapes.objects(shape, SH.sparql)
            for message in shapes.objects(constraint, SH.message)
        }
        assert says, shape
        assert all(isinstance(text, Literal) and text.endswith(".") for text in says), shape
        assert shapes.value(shape, SH.severity) in {SH.Violation, SH.Warning}, shape


def test_shapes_use_declared_terms_only(shapes: Graph, terms: Graph) -> None:
    nodes = {node for triple in shapes for node in triple if isinstance(node, URIRef)}
    used = {node for node in nodes if node.startswith(AG)}
    assert {node for node in used if (node, RDF.type, None) not in terms} == set()


def test_lists_of_words_agree_with_the_tables(shapes: Graph) -> None:
    schema = pytest.importorskip("aigraph.schema")
    columns = {
        (table, column.says or column.name): set(column.values)
        for table, definition in schema.TABLES.items()
        for column in definition.columns
        if column.values
    }
    for (table, says), shape in WORDS.items():
        head = shapes.value(AGS[shape], SH["in"])
        assert head is not None, shape
        words = {str(word).removeprefix(AG) for word in Collection(shapes, head)}
        assert words == columns[table, says], shape


WORDS = {
    ("chips", "grade"): "Evidenced-grade",
    ("chips", "confidence"): "Evidenced-confidence",
    ("observations", "unit"): "Observation-unit",
    ("observations", "status"): "Observation-status",
    ("rules", "coversAll"): "Rule-coversAll",
    ("rules", "ruleStatus"): "Rule-status",
    ("rules", "licencePolicy"): "Rule-licencePolicy",
    ("schemes", "kind"): "Scheme-kind",
    ("codes", "codeSystem"): "Code-system",
    ("organisations", "kind"): "Organisation-kind",
    ("places", "kind"): "Place-kind",
    ("facilities", "kind"): "Facility-kind",
    ("services", "kind"): "Service-kind",
    ("models", "access"): "Model-access",
    ("policies", "kind"): "Policy-kind",
    ("sources", "kind"): "Source-kind",
    ("aliases", "attestationKind"): "Attestation-kind",
}
"""The column that fixes the words of each enumeration, and the shape that repeats them."""
