"""Build a release from the tables and the ontology, and publish it in one step."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from aigraph import vocab
from aigraph.errors import AigraphError, ReleaseError
from aigraph.graph_reading import read_view
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

Progress = Callable[[str], None]


def silent(_stage: str) -> None:
    """Report no progress."""


def build(
    data: Path,
    ontology: Path,
    cache: Path,
    progress: Progress = silent,
    *,
    beside: Sequence[Path] = (),
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
        beside: folders of further imported data sets, which the release is to hold.
        thorough: hold every byte of a release that is there to its manifest.

    Raises:
        DataError: if the tables have problems; nothing is written then.
        ReleaseError: if a check of severity ``error`` finds something, or the cache is not ours to
            write in.
    """
    inputs, kept = read_inputs(data, ontology, beside), Cache(cache)
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
    """Return whether a release is there and undamaged; report damage."""
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
    files = inputs.tables
    tables = check_tables(files.folder, files.contents, read_ends(ontology), files.imported)
    progress("loading the graph")
    stated = "".join(quads(tables)).encode()
    store = _in_memory(stated, ontology)
    progress("inferring")
    inferred = infer(store, ontology)
    project(store, ontology, RELEASE_DATE)
    progress("checking")
    with written(work / STORE_FOLDER, stated + _made(store)):
        _write_quads(store, work / QUADS_FILE)
        findings = run_checks(store, ontology)
        refuse_errors(findings, tables)
        progress("writing the release")
        _write_json(work / FINDINGS, [asdict(finding) for finding in findings])
        _write_json(work / VIEW, read_view(store, terms).to_json())
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


def _made(store: Store) -> bytes:
    """Return the quads that do not come from the tables."""
    graphs = (vocab.ONTOLOGY_GRAPH, vocab.INFERRED_GRAPH, vocab.DERIVED_GRAPH)
    found = (store.quads_for_pattern(None, None, None, NamedNode(graph)) for graph in graphs)
    lines = io.BytesIO()
    serialize(chain.from_iterable(found), lines, format=RdfFormat.N_QUADS)
    return lines.getvalue()


def _write_quads(store: Store, path: Path) -> None:
    """Write the quads in sorted order, so that equal releases have equal bytes.

    They reach the disk at once, while there is other work, and not when the release is published.
    """
    quads = io.BytesIO()
    store.dump(quads, format=RdfFormat.N_QUADS)
    with path.open("wb") as stream:
        stream.writelines(sorted(quads.getvalue().splitlines(keepends=True)))
        stream.flush()
        os.fsync(stream.fileno())


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
