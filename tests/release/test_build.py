from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat

from aigraph.api import load
from aigraph.errors import ReleaseError
from aigraph.paths import cache_dir, ontology_dir
from aigraph.release import build as module
from aigraph.release.build import build, fingerprint, latest
from aigraph.stores.oxigraph import QUADS_FILE, open_store

if TYPE_CHECKING:
    from pathlib import Path


def test_the_fingerprint_follows_the_content_and_not_the_place(tables: Path, root: Path) -> None:
    assert fingerprint(tables, ontology_dir()) == fingerprint(root / "data", ontology_dir())
    path = tables / "places.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x", encoding="utf-8")
    assert fingerprint(tables, ontology_dir()) != fingerprint(root / "data", ontology_dir())


def test_equal_inputs_give_equal_bytes(root: Path, tmp_path: Path) -> None:
    first = build(root / "data", ontology_dir(), tmp_path / "one")
    second = build(root / "data", ontology_dir(), tmp_path / "two")
    for name in (QUADS_FILE, "view.json", "findings.json", "manifest.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_a_second_build_does_nothing(root: Path) -> None:
    stages: list[str] = []
    build(root / "data", ontology_dir(), cache_dir(), stages.append)
    stages.clear()
    build(root / "data", ontology_dir(), cache_dir(), stages.append)
    assert stages == []


def test_the_manifest_names_every_input(root: Path) -> None:
    folder = build(root / "data", ontology_dir(), cache_dir())
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {f"data/data/{path.name}" for path in (root / "data").glob("*.csv")} <= set(
        manifest["inputs"]
    )
    assert manifest["quads"] > sum(manifest["rows"].values())
    assert all(count > 0 for count in manifest["inferred_triples"].values())


def test_a_crash_leaves_the_last_release_in_place(
    tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(tables).release.folder
    path = tables / "places.csv"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "atlantis,Atlantis,,region,,,aigraph,curation,assumed,low,\n",
        encoding="utf-8",
    )

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_write_quads", crash)
        with pytest.raises(KeyboardInterrupt):
            load(tables)
    assert latest(cache_dir(), tables) == first
    assert not list((cache_dir() / "releases").glob(".*"))
    assert load(tables).release.folder != first


def test_a_check_of_severity_error_stops_the_build(tables: Path) -> None:
    path = tables / "concepts.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("cloud,"))
    cells = lines[at].split(",")
    cells[4] = "public-cloud"
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ReleaseError, match="broader than itself"):
        build(tables, ontology_dir(), cache_dir())


def test_the_order_of_rows_changes_nothing(tables: Path, root: Path, tmp_path: Path) -> None:
    for name in ("concepts", "relations", "observations"):
        path = tables / f"{name}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join((header, *reversed(rows))) + "\n", encoding="utf-8")
    first = build(root / "data", ontology_dir(), cache_dir())
    second = build(tables, ontology_dir(), tmp_path)
    for name in (QUADS_FILE, "view.json", "findings.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_store_on_disk_holds_the_quads_of_the_release(root: Path) -> None:
    folder = build(root / "data", ontology_dir(), cache_dir())
    dumped = io.BytesIO()
    open_store(folder).dump(dumped, format=RdfFormat.N_QUADS)
    lines = dumped.getvalue().splitlines(keepends=True)
    assert b"".join(sorted(lines)) == (folder / QUADS_FILE).read_bytes()
