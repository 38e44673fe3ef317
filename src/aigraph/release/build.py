"""Build a release from the tables and the ontology, and publish it in one step."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store

from aigraph import vocab
from aigraph.errors import ReleaseError
from aigraph.graph import read_view
from aigraph.ontology import FILE, read_ends, read_terms
from aigraph.rdf.checks import Finding, run_checks
from aigraph.rdf.dataset import quads
from aigraph.rdf.inference import infer
from aigraph.stores.oxigraph import QUADS_FILE, STORE_FOLDER, project, written
from aigraph.tables.read import read_tables
from aigraph.version import RELEASE_DATE, __version__

MANIFEST: Final = "manifest.json"
VIEW: Final = "view.json"
FINDINGS: Final = "findings.json"

_MADE: Final = tuple(
    f" <{graph}> .\n".encode()
    for graph in (vocab.ONTOLOGY_GRAPH, vocab.INFERRED_GRAPH, vocab.DERIVED_GRAPH)
)
"""How the lines of quads end that do not come from the tables."""

Progress = Callable[[str], None]


def silent(_stage: str) -> None:
    """Report no progress."""


def fingerprint(data: Path, ontology: Path) -> str:
    """Return the content hash of everything a release is made from, the code included."""
    digest = hashlib.sha256(__version__.encode())
    for name, path in _inputs(data, ontology).items():
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def build(data: Path, ontology: Path, cache: Path, progress: Progress = silent) -> Path:
    """Build the release of these inputs unless it is there already; return its folder.

    Everything is written into a folder beside the others that is renamed at the end, so that a
    crash leaves the earlier releases as they were.

    Args:
        data: folder of the tables.
        ontology: folder of the ontology.
        cache: folder under which releases are kept.
        progress: called with the name of each stage as it begins.

    Raises:
        DataError: if the tables have problems; nothing is written then.
        ReleaseError: if a check of severity ``error`` finds something.
    """
    name = fingerprint(data, ontology)
    target = cache / "releases" / name
    if not target.is_dir():
        work = cache / "releases" / f".{name}.{os.getpid()}"
        shutil.rmtree(work, ignore_errors=True)
        try:
            _write(data, ontology, work, name, progress)
            _publish(work, target)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    _point(cache, data, name)
    return target


def latest(cache: Path, data: Path) -> Path | None:
    """Return the last release built from a data folder, whatever the folder holds now."""
    try:
        release = cache / "releases" / _pointer(cache, data).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return release if release.is_dir() else None


def _inputs(data: Path, ontology: Path) -> dict[str, Path]:
    """Return every file that a release is made from, by a name that no machine's paths enter."""
    package = Path(__file__).parents[1]
    found = {
        "data": sorted(data.glob("*.csv")),
        "ontology": sorted(ontology.rglob("*.rq")) + sorted(ontology.glob("*.ttl")),
        "code": sorted(package.rglob("*.py")),
    }
    return {
        f"{group}/{path.parent.name}/{path.name}": path
        for group, paths in found.items()
        for path in paths
    }


def _write(data: Path, ontology: Path, work: Path, name: str, progress: Progress) -> None:
    progress("reading the tables")
    terms = read_terms(ontology)
    tables = read_tables(data, read_ends(ontology))
    work.mkdir(parents=True)
    progress("loading the graph")
    with written(work / STORE_FOLDER) as add:
        stated = "".join(quads(tables)).encode()
        add(stated)
        store = _in_memory(stated, ontology)
        progress("inferring")
        inferred = infer(store, ontology)
        project(store, ontology, RELEASE_DATE)
        lines = _sorted_lines(store)
        add(b"".join(line for line in lines if line.endswith(_MADE)))
        progress("checking")
        findings = run_checks(store, ontology)
        _refuse_errors(findings)
        progress("writing the release")
        _write_json(work / FINDINGS, [asdict(finding) for finding in findings])
        _write_json(work / VIEW, read_view(store, terms).to_json())
        _write_quads(lines, work / QUADS_FILE)
    counts = {table: len(rows) for table, rows in tables.rows.items()}
    manifest = {
        "release": f"{__version__}+{name}",
        "date": RELEASE_DATE.isoformat(),
        "quads": len(store),
        "rows": counts,
        "inferred_triples": inferred,
        "findings": len(findings),
        "inputs": {
            key: hashlib.sha256(path.read_bytes()).hexdigest()
            for key, path in _inputs(data, ontology).items()
        },
    }
    _write_json(work / MANIFEST, manifest)


def _in_memory(stated: bytes, ontology: Path) -> Store:
    """Return a store of the ontology and of what the tables state."""
    store = Store()
    store.bulk_load(
        path=ontology / FILE,
        format=RdfFormat.TURTLE,
        to_graph=NamedNode(vocab.ONTOLOGY_GRAPH),
    )
    store.bulk_load(stated, format=RdfFormat.N_QUADS)
    return store


def _refuse_errors(findings: list[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        lines = "\n".join(f"{finding.thing}: {finding.message}" for finding in errors)
        raise ReleaseError(f"{len(errors)} checks of the graph fail\n{lines}")


def _sorted_lines(store: Store) -> list[bytes]:
    """Return the quads in sorted order, so that equal releases have equal bytes."""
    quads = io.BytesIO()
    store.dump(quads, format=RdfFormat.N_QUADS)
    return sorted(quads.getvalue().splitlines(keepends=True))


def _write_quads(lines: list[bytes], path: Path) -> None:
    path.write_bytes(b"".join(lines))


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _publish(work: Path, target: Path) -> None:
    try:
        work.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _pointer(cache: Path, data: Path) -> Path:
    """Return the file that names the last release of a data folder."""
    folder = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    return cache / f"latest-{folder}"


def _point(cache: Path, data: Path, name: str) -> None:
    pointer = _pointer(cache, data)
    if pointer.is_file() and pointer.read_text(encoding="utf-8") == name:
        return
    fresh = pointer.with_name(f"{pointer.name}.{os.getpid()}")
    fresh.write_text(name, encoding="utf-8")
    fresh.replace(pointer)
