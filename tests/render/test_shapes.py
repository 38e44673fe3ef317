"""The committed shapes of the columns are what the schema says today, and each catches a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from aigraph.ontology import read_ends
from aigraph.paths import ontology_dir
from aigraph.render.shapes import column_shapes
from aigraph.schema import TABLES
from aigraph.schema.claims import is_claim
from aigraph.vocab import term

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")
AGC = Namespace("https://w3id.org/aigraph/shapes/columns/")
STRANGER = URIRef("urn:stranger")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=column_shapes(ontology_dir()), format="turtle")


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(ontology_dir() / "aigraph.ttl")


def found(data: Graph, shapes: Graph, terms: Graph) -> set[str]:
    """Return the names of the shapes that find a fault."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=terms, inference="none")
    assert isinstance(report, Graph)
    return {str(shape).removeprefix(AGC) for shape in report.objects(None, SH.sourceShape)}


def test_the_shapes_are_up_to_date(root: Path) -> None:
    committed = (root / "ontology/shapes-columns.ttl").read_text(encoding="utf-8")
    assert committed == column_shapes(ontology_dir())


def test_a_good_graph_conforms(root: Path, shapes: Graph, terms: Graph) -> None:
    good = Graph().parse(root / "tests/ontology/good.ttl")
    assert found(good, shapes, terms) == set()


def test_every_property_that_a_column_states_has_a_shape(shapes: Graph) -> None:
    paths = set(shapes.objects(None, SH.path))
    targets = set(shapes.objects(None, SH.targetSubjectsOf)) | set(
        shapes.objects(None, SH.targetObjectsOf)
    )
    ends = read_ends(ontology_dir())
    for name, table in TABLES.items():
        for column in table.columns:
            node = URIRef(term(column.says))
            if column.says and not is_claim(name, column):
                assert node in paths, column
            elif column.says and (
                ends[column.says].subject.named or ends[column.says].object.named
            ):
                assert node in targets, column


def test_a_wrong_value_of_each_column_is_caught(shapes: Graph, terms: Graph) -> None:
    data, expected = Graph(), set()
    for name, table in TABLES.items():
        for column in table.columns:
            if column.says and not is_claim(name, column):
                row = URIRef(f"urn:{name}-{column.name}")
                data.add((row, RDF.type, URIRef(term(next(iter(table.classes.values()))))))
                is_thing = column.kind in {"reference", "references", "predicate"}
                wrong: Node = Literal("x") if is_thing else STRANGER
                data.add((row, URIRef(term(column.says)), wrong))
                expected.add(f"{name}-{column.name}")
    assert len(expected) > 50
    assert expected <= found(data, shapes, terms)


def test_a_wrong_end_of_each_relation_is_caught(shapes: Graph, terms: Graph) -> None:
    data, expected = Graph(), set()
    data.add((STRANGER, RDF.type, OWL.Thing))
    for name, ends in read_ends(ontology_dir()).items():
        if ends.relation:
            data.add((STRANGER, URIRef(term(name)), STRANGER))
            expected |= {f"{name}-subject"} if ends.subject.named else set()
            expected |= {f"{name}-object"} if ends.object.named else set()
    assert len(expected) > 100
    assert found(data, shapes, terms) == expected


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("rules-rate", Literal("-0.25", datatype=XSD.decimal)),
        ("rules-rate", Literal("1000000000", datatype=XSD.decimal)),
        ("rules-rate", Literal("0.25", datatype=XSD.double)),
        ("rules-quota", Literal("1.5", datatype=XSD.decimal)),
        ("rules-valid_from", Literal("2025", datatype=XSD.gYear)),
        ("rules-status", Literal("over")),
        ("rules-policy", URIRef("urn:place")),
    ],
)
def test_a_value_out_of_reason_is_caught(
    column: str, value: Node, shapes: Graph, terms: Graph
) -> None:
    table, _, name = column.partition("-")
    rule = URIRef("urn:rule")
    data = Graph()
    data.add((URIRef("urn:place"), RDF.type, URIRef(term("Place"))))
    data.add((rule, RDF.type, URIRef(term("DutyRule"))))
    data.add((rule, URIRef(term(TABLES[table].by_name[name].says)), value))
    assert column in found(data, shapes, terms)
    assert (URIRef(term("DutyRule")), RDFS.subClassOf, URIRef(term("Rule"))) in terms
