"""Build a release from the tables and the ontology, and publish it in one step."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, RdfFormat, Store

from aigraph import vocab
from aigraph.errors import AigraphError, ReleaseError
from aigraph.graph import read_view
from aigraph.ontology import FILE, read_ends, read_terms
from aigraph.publish import Workplace
from aigraph.rdf.checks import run_checks
from aigraph.rdf.dataset import quads
from aigraph.rdf.inference import infer
from aigraph.rdf.projection import project
from aigraph.release.cache import Cache
from aigraph.release.inputs import read_inputs
from aigraph.release.manifest import verify, write_manifest
from aigraph.release.places import refuse_errors
from aigraph.stores.oxigraph import QUADS_FILE, STORE_FOLDER, written
from aigraph.tables.read import check_tables
from aigraph.version import RELEASE_DATE, __version__

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.release.inputs import Inputs

VIEW: Final = "view.json"
FINDINGS: Final = "findings.json"
ONTOLOGY: Final = "ontology"
"""The ontology as it was read, within the release: later questions use no other."""

_MADE: Final = tuple(
    f" <{graph}> .\n".encode()
    for graph in (vocab.ONTOLOGY_GRAPH, vocab.INFERRED_GRAPH, vocab.DERIVED_GRAPH)
)
"""How the lines of quads end that do not come from the tables."""

Progress = Callable[[str], None]


def silent(_stage: str) -> None:
    """Report no progress."""


def build(
    data: Path,
    ontology: Path,
    cache: Path,
    progress: Progress = silent,
    *,
    thorough: bool = False,
) -> Path:
    """Build the release of these inputs unless it is there already, whole; return its folder.

    What is hashed is what is parsed: every input is read once. The release is written beside the
    others and renamed at the end, so that a crash leaves the earlier ones as they were. The last
    few releases of each data folder are kept, and those that are pinned.

    Args:
        data: folder of the tables.
        ontology: folder of the ontology.
        cache: folder under which releases are kept.
        progress: called with the name of each stage as it begins, and with what was damaged.
        thorough: hold every byte of a release that is there to its manifest.

    Raises:
        DataError: if the tables have problems; nothing is written then.
        ReleaseError: if a check of severity ``error`` finds something, or the cache is not ours to
            write in.
    """
    inputs, kept = read_inputs(data, ontology), Cache(cache)
    target = kept.release(inputs.name)
    if _is_whole(target, progress, thorough=thorough):
        with suppress(AigraphError, OSError):  # a cache that is read only still answers
            if kept.history(data)[:1] != [inputs.name]:
                with kept.changing():
                    kept.remember(data, inputs.name)
        return target
    with kept.building(inputs.name, lambda: progress("waiting for another build to end")):
        if not _is_whole(target, silent):
            _build(inputs, kept, progress)
        with kept.changing():
            kept.remember(data, inputs.name)
            kept.prune()
    return target


def _is_whole(release: Path, progress: Progress, *, thorough: bool = False) -> bool:
    """Tell whether a release is there and nothing in it is damaged; say so if something is."""
    if not release.exists():
        return False
    try:
        verify(release, thorough=thorough)
    except ReleaseError as error:
        progress(f"the release {release.name} is damaged: {error}; building it again")
        return False
    return True


def _build(inputs: Inputs, kept: Cache, progress: Progress) -> None:
    """Write a release beside the others and put it in place."""
    try:
        with Workplace(kept.release(inputs.name)) as work:
            description = _write(inputs, work.folder, progress)
            write_manifest(work.folder, description)
            with kept.changing():
                kept.remember(inputs.tables.folder, inputs.name)
                work.publish(durable=True)
    except OSError as error:
        raise ReleaseError(
            f"the release cannot be written to {kept.folder}: {error.strerror or error}"
        ) from error


def _write(inputs: Inputs, work: Path, progress: Progress) -> dict[str, Any]:
    """Write all parts of a release but the manifest; return what that says of them."""
    ontology = work / ONTOLOGY
    inputs.write_ontology(ontology)
    progress("reading the tables")
    terms = read_terms(ontology)
    tables = check_tables(inputs.tables.folder, inputs.tables.contents, read_ends(ontology))
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
        refuse_errors(findings, tables)
        progress("writing the release")
        _write_json(work / FINDINGS, [asdict(finding) for finding in findings])
        _write_json(work / VIEW, read_view(store, terms).to_json())
        _write_quads(lines, work / QUADS_FILE)
    return {
        "release": f"{__version__}+{inputs.name}",
        "date": RELEASE_DATE.isoformat(),
        "quads": len(store),
        "rows": {table: len(rows) for table, rows in tables.rows.items()},
        "inferred_triples": inferred,
        "findings": len(findings),
        "inputs": inputs.digests,
    }


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


def _sorted_lines(store: Store) -> list[bytes]:
    """Return the quads in sorted order, so that equal releases have equal bytes."""
    quads = io.BytesIO()
    store.dump(quads, format=RdfFormat.N_QUADS)
    return sorted(quads.getvalue().splitlines(keepends=True))


def _write_quads(lines: list[bytes], path: Path) -> None:
    path.write_bytes(b"".join(lines))


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
