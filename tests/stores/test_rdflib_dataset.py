"""``chain.rdf()`` is a Dataset that rdflib's own ways of asking, checking and writing work on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyshacl
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, SKOS, Dataset, Graph, Literal, Namespace, URIRef

from aigraph import vocab
from aigraph.errors import ReleaseError
from aigraph.ids import identifier

if TYPE_CHECKING:
    from aigraph.api import Chain

AG = Namespace(vocab.TERMS)
CHIP = Namespace(vocab.PREFIXES["chip"])
ORG = Namespace(vocab.PREFIXES["org"])
RULES_OF_H20 = "SELECT ?rule FROM agg:derived { chip:nvidia-h20-sxm ag:coveredBy ?rule }"


# rdflib warns of its own use of what it will drop.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")


def values(graph: Graph) -> set[tuple[object, ...]]:
    """Return the triples of a graph with numbers as numbers, since rdflib writes 15 as 15.0."""
    return {
        (subject, predicate, o.toPython() if isinstance(o, Literal) and not o.language else o)
        for subject, predicate, o in graph
    }


@pytest.fixture(scope="module")
def dataset(chain: Chain) -> Dataset:
    return chain.rdf()


def test_the_default_graph_is_the_union_of_all(chain: Chain, dataset: Dataset) -> None:
    quads = list(chain.release.store)
    assert len(dataset) == len({quad.triple for quad in quads})
    assert {str(graph.identifier) for graph in dataset.graphs()} >= {
        quad.graph_name.value for quad in quads
    }
    assert list(dataset.objects(CHIP["nvidia-h100-sxm"], AG.fabricatedBy)) == [ORG.tsmc]


def test_queries_know_the_prefixes_of_aigraph_and_no_other_org(
    chain: Chain, dataset: Dataset
) -> None:
    query = "SELECT DISTINCT ?chip { ?chip ag:fabricatedBy org:smic }"
    found = {identifier(str(row[0])) for row in dataset.query(query)}
    assert found == {row["chip"] for row in chain.sparql(query).rows}
    assert found


def test_from_chooses_the_graphs_and_their_union_is_asked_without(dataset: Dataset) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    graph = vocab.source_graph("s003")
    ((whole,),) = dataset.query(count.format(""))
    ((part,),) = dataset.query(count.format(f"FROM <{graph}>"))
    assert whole.toPython() >= len(dataset) > part.toPython()
    assert part.toPython() == len(dataset.graph(URIRef(graph)))


def test_a_graph_of_one_source_is_written_and_read_again(dataset: Dataset) -> None:
    graph = dataset.graph(URIRef(vocab.source_graph("s003")))
    turtle = graph.serialize(format="turtle")
    assert values(Graph().parse(data=turtle)) == values(graph)
    assert len(list(parse(turtle, format=RdfFormat.TURTLE))) == len(graph) > 1000
    assert "\\/" not in turtle


def test_shacl_runs_over_it(dataset: Dataset) -> None:
    shapes = Graph().parse(
        data=f"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix ag: <{vocab.TERMS}> .
        @prefix skos: <{vocab.SKOS}> .
        @prefix rdfs: <{vocab.RDFS}> .
        <urn:named> a sh:NodeShape ; sh:targetClass ag:Chip ;
            sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:equals rdfs:label ] .
        <urn:dated> a sh:NodeShape ; sh:targetClass ag:Chip ;
            sh:property [ sh:path ag:released ; sh:minCount 1 ] ."""
    )
    things = dataset.graph(URIRef(vocab.THINGS_GRAPH))
    conforms, report, _text = pyshacl.validate(things, shacl_graph=shapes, inference="none")
    undated = set(things.subjects(RDF.type, AG.Chip)) - set(things.subjects(AG.released, None))
    assert undated
    assert not conforms
    faults = report.objects(None, URIRef("http://www.w3.org/ns/shacl#focusNode"))
    assert set(faults) == undated


def test_another_day_has_other_edges(chain: Chain, dataset: Dataset) -> None:
    early = chain.rdf(date(2017, 1, 1))
    assert len(list(early.query(RULES_OF_H20, initNs={"agg": vocab.GRAPHS}))) < len(
        list(dataset.query(RULES_OF_H20, initNs={"agg": vocab.GRAPHS}))
    )


def test_nothing_can_be_changed(dataset: Dataset) -> None:
    triple = (CHIP.x, SKOS.prefLabel, Literal("x"))
    graph = dataset.graph(URIRef(vocab.THINGS_GRAPH))
    before = len(dataset)
    for change in (
        lambda: dataset.add(triple),
        lambda: graph.add(triple),
        lambda: graph.remove((None, None, None)),
        lambda: dataset.update("CLEAR ALL"),
        lambda: dataset.remove_graph(graph),
        lambda: dataset.parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle"),
    ):
        with pytest.raises(ReleaseError, match="never changed"):
            change()
    assert len(dataset) == before
