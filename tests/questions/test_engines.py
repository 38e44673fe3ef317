"""Every competency query, as shipped, gives the same rows in four engines.

Each file is run as it is: with its own prefixes and graphs, over the quads of the release, by
Oxigraph, by rdflib's own engine and store, by rdflib over the release's store, and by Comunica,
which is no relative of the others.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib.plugins.sparql
from pyoxigraph import QueryResultsFormat, RdfFormat, Store
from rdflib import Dataset

from aigraph.paths import ontology_dir
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.api import Chain

# rdflib warns of its own use of what it will drop.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

QUERIES = sorted((ontology_dir() / "questions").glob("*.rq"))
COMUNICA = Path(__file__).with_name("comunica")
NUMBERS = {"integer", "decimal", "double", "float", "nonNegativeInteger"}
Rows = Counter[tuple[tuple[str, ...], ...]]


def term(found: dict[str, str] | None) -> tuple[str, ...]:
    """Return a term so that equal ones are equal: 15, 15.0 and 1.5e1 are one number."""
    if found is None:
        return ()
    value, datatype = found["value"], found.get("datatype", "").rpartition("#")[2]
    if datatype in NUMBERS:
        return ("number", f"{Decimal(value):.12g}".rstrip("0").rstrip("."))
    datatype = "" if datatype == "string" else datatype
    return (found["type"], value, datatype, found.get("xml:lang", "").lower())


def rows(results: dict[str, Any]) -> Rows:
    """Return the rows of a result in SPARQL's JSON, each as often as it is there."""
    names = sorted(results["head"]["vars"])
    return Counter(
        tuple(term(row.get(name)) for name in names) for row in results["results"]["bindings"]
    )


def differing(expected: dict[str, Rows], found: dict[str, Rows]) -> dict[str, tuple[Rows, Rows]]:
    """Return the rows that only one of two engines gives, by query."""
    assert set(expected) == set(found)
    return {
        name: (expected[name] - found[name], found[name] - expected[name])
        for name in expected
        if expected[name] != found[name]
    }


@pytest.fixture(scope="module")
def quads(chain: Chain) -> Path:
    return chain.release.folder / QUADS_FILE


@pytest.fixture(scope="module")
def expected(quads: Path) -> dict[str, Rows]:
    store = Store()
    store.bulk_load(path=quads, format=RdfFormat.N_QUADS)
    found = {}
    for path in QUERIES:
        solutions = store.query(path.read_text("utf-8"))
        text = solutions.serialize(format=QueryResultsFormat.JSON)
        found[path.stem] = rows(json.loads(text))
    return found


def asked(dataset: Dataset) -> dict[str, Rows]:
    return {
        path.stem: rows(
            json.loads(dataset.query(path.read_text("utf-8")).serialize(format="json") or b"")
        )
        for path in QUERIES
    }


def test_every_query_has_rows_and_its_own_prefixes(expected: dict[str, Rows]) -> None:
    assert len(expected) > 60
    assert [name for name, found in expected.items() if not found] == []
    assert term({"type": "literal", "value": "1.50e1", "datatype": "#double"}) == term(
        {"type": "literal", "value": "15", "datatype": "#integer"}
    )


def test_rdflib_gives_the_same_rows(
    expected: dict[str, Rows], quads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib.plugins.sparql, "SPARQL_LOAD_GRAPHS", False)  # ask no network
    dataset = Dataset(default_union=True)
    with quads.open("rb") as stream:
        dataset.parse(stream, format="nquads")
    assert differing(expected, asked(dataset)) == {}


def test_rdflib_over_the_store_gives_the_same_rows(expected: dict[str, Rows], chain: Chain) -> None:
    assert differing(expected, asked(chain.rdf())) == {}


@pytest.fixture(scope="module")
def comunica(absent: Callable[[str], None], pytestconfig: pytest.Config) -> Path:
    """The folder in which Comunica is installed: once for each state of its lock file."""
    if not all(map(shutil.which, ("node", "npm"))):
        absent("Node.js with npm")
    files = [COMUNICA / name for name in ("package.json", "package-lock.json", "answer.mjs")]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    folder = pytestconfig.rootpath / ".pytest_cache" / "comunica" / digest
    if not folder.is_dir():
        work = folder.with_name(f".{digest}.{os.getpid()}")
        shutil.copytree(COMUNICA, work)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=work, check=True, capture_output=True, timeout=600)
        work.rename(folder)
    return folder


@pytest.mark.slow
def test_comunica_gives_the_same_rows(
    expected: dict[str, Rows], quads: Path, comunica: Path
) -> None:
    run = subprocess.run(
        ["node", str(comunica / "answer.mjs"), str(quads), *map(str, QUERIES)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    answers = map(json.loads, run.stdout.splitlines())
    found = {Path(answer["path"]).stem: rows(answer["results"]) for answer in answers}
    assert differing(expected, found) == {}


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_names_its_graphs(path: Path) -> None:
    text = re.sub(r"(?m)^#.*$", "", path.read_text("utf-8"))
    graphs = re.findall(r"\bFROM\s+<https://w3id\.org/aigraph/graph/[\w/-]+>", text)
    assert graphs or "GRAPH ?" in text
