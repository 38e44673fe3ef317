"""The mappings to other vocabularies are SSSOM rows about terms that exist."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMS = "https://w3id.org/aigraph/ns/"
CONCEPTS = "https://w3id.org/aigraph/id/concepts/"
COLUMNS = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "author_label",
    "mapping_date",
    "comment",
]
MATCHES = {
    str(match)
    for match in (
        SKOS.exactMatch,
        SKOS.closeMatch,
        SKOS.broadMatch,
        SKOS.narrowMatch,
        SKOS.relatedMatch,
    )
}
IRI = re.compile(r"https?://[a-z0-9.-]+/[^\s<>\"{}|\\^`]*[A-Za-z0-9_]")


def read_rows() -> list[dict[str, str]]:
    path = Path(__file__).resolve().parents[2] / "ontology" / "alignments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


@pytest.fixture(params=read_rows(), ids=lambda row: f"{row['subject_label']} {row['object_label']}")
def row(request: pytest.FixtureRequest) -> Mapping[str, str]:
    cells: Mapping[str, str] = request.param
    return cells


def test_a_row_is_well_formed(row: Mapping[str, str]) -> None:
    assert IRI.fullmatch(row["object_id"])
    assert not row["object_id"].startswith("https://w3id.org/aigraph/")
    assert row["predicate_id"] in MATCHES
    assert row["mapping_justification"] == "https://w3id.org/semapv/vocab/ManualMappingCuration"
    assert 0 < float(row["confidence"]) <= 1
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["mapping_date"])
    assert row["object_label"]
    assert row["author_label"]
    assert not row["comment"] or row["comment"].endswith(".")


def test_a_row_is_about_a_term_under_its_own_label(
    row: Mapping[str, str], terms: Graph, data_folder: Path
) -> None:
    if row["subject_id"].startswith(CONCEPTS):
        with (data_folder / "concepts.csv").open(encoding="utf-8", newline="") as file:
            keys = {concept["key"] for concept in csv.DictReader(file)}
        assert row["subject_id"].removeprefix(CONCEPTS) in keys
        return
    subject = URIRef(row["subject_id"])
    assert row["subject_id"].startswith(TERMS)
    assert (subject, RDF.type, None) in terms
    labels = {str(text) for text in terms.objects(subject, SKOS.prefLabel)}
    assert row["subject_label"] in labels


def test_no_pair_is_mapped_twice() -> None:
    pairs = [(row["subject_id"], row["object_id"]) for row in read_rows()]
    assert len(pairs) == len(set(pairs))
