"""A release holds what its name says, or is not there."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat

from aigraph.api import load
from aigraph.errors import ReleaseError
from aigraph.paths import cache_dir, ontology_dir
from aigraph.release import build as module
from aigraph.release.build import build
from aigraph.release.cache import Cache
from aigraph.release.inputs import read_inputs
from aigraph.release.manifest import published, read_manifest
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import QUADS_FILE, open_store

if TYPE_CHECKING:
    from pathlib import Path


CHECK = """# title: is designed by NVIDIA
# title_zh: 由英伟达设计
# severity: error
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?detail ?evidence WHERE {
  GRAPH ?g { ?claim ag:subject ?subject ; ag:predicate ag:designedBy ; ag:object ?object }
  VALUES (?detail ?of) { ("a claim" true) ("the thing itself" false) }
  BIND(IF(?of, ?subject, ?object) AS ?thing)
  BIND(IF(?of, STR(?claim), "") AS ?evidence)
}
"""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_equal_inputs_give_equal_bytes(few: Path, tmp_path: Path) -> None:
    first = build(few, ontology_dir(), tmp_path / "one")
    second = build(few, ontology_dir(), tmp_path / "two")
    for name in (QUADS_FILE, "view.json", "findings.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    assert published(read_manifest(first)) == published(read_manifest(second))


def test_a_second_build_does_nothing(few: Path, cache: Path) -> None:
    stages: list[str] = []
    build(few, ontology_dir(), cache, stages.append)
    assert stages == []


def test_the_manifest_names_every_input(chain: object, root: Path) -> None:
    manifest = load(root / "data").release.manifest
    assert {f"data/{name}.csv" for name in TABLES} <= set(manifest["inputs"])
    assert {"ontology/aigraph.ttl", "code/schema/things.py"} <= set(manifest["inputs"])
    assert manifest["quads"] > sum(manifest["rows"].values())
    assert all(count > 0 for count in manifest["inferred_triples"].values())


@pytest.mark.parametrize("stage", ["reading the tables", "loading the graph", "checking"])
def test_a_table_changed_during_a_build_never_ends_under_the_old_name(
    stage: str, data: Path, tmp_path: Path
) -> None:
    name = read_inputs(data, ontology_dir()).name
    path = data / "organisations.csv"
    before = path.read_bytes()

    def meddle(reached: str) -> None:
        if reached == stage:
            change(path, "NVIDIA", "CHANGED")

    cache = tmp_path / "cache"
    release = build(data, ontology_dir(), cache, meddle)
    assert release.name == name
    assert b"CHANGED" not in (release / QUADS_FILE).read_bytes()
    after = build(data, ontology_dir(), cache)
    assert after != release
    assert b"CHANGED" in (after / QUADS_FILE).read_bytes()
    path.write_bytes(before)
    assert build(data, ontology_dir(), cache) == release


def test_an_ontology_changed_during_a_build_or_after_it_leaves_the_release_as_it_is(
    data: Path, tmp_path: Path
) -> None:
    ontology = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    before = build(data, ontology, tmp_path / "one")

    def meddle(_stage: str) -> None:
        for path in (*ontology.rglob("*.rq"), ontology / "aigraph.ttl"):
            path.write_text("nonsense", encoding="utf-8")

    again = build(data, ontology, tmp_path / "two", meddle)
    assert again.name == before.name
    assert published(read_manifest(again)) == published(read_manifest(before))


def test_an_interrupt_leaves_the_last_release_in_place(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(data).release.folder
    change(data / "organisations.csv", "NVIDIA", "OTHER")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_write_quads", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load(data)
    assert Cache(cache).latest(data) == first
    assert not list((cache / "releases").glob(".*"))
    assert load(data).release.folder != first


def test_a_check_of_severity_error_stops_the_build_and_names_the_rows(
    data: Path, tmp_path: Path
) -> None:
    ontology = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    (ontology / "checks" / "made-by-nvidia.rq").write_text(CHECK, encoding="utf-8")
    with pytest.raises(ReleaseError) as refused:
        build(data, ontology, tmp_path / "cache")
    lines = (data / "organisations.csv").read_text(encoding="utf-8").split("\n")
    at = [line.split(",")[0] for line in lines].index("nvidia") + 1
    assert str(refused.value).splitlines() == [
        "2 checks of the graph fail",
        f"{data / 'chips.csv'}:2: is designed by NVIDIA: a claim",
        f"{data / 'organisations.csv'}:{at}: is designed by NVIDIA: the thing itself",
    ]
    assert [path.name for path in (tmp_path / "cache" / "releases").iterdir()] == []


def test_the_order_of_rows_changes_nothing(tables: Path, root: Path, tmp_path: Path) -> None:
    for name in ("concepts", "relations", "observations"):
        path = tables / f"{name}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join((header, *reversed(rows))) + "\n", encoding="utf-8")
    first = build(root / "data", ontology_dir(), cache_dir())
    second = build(tables, ontology_dir(), tmp_path / "cache")
    for name in (QUADS_FILE, "view.json", "findings.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_store_on_disk_holds_the_quads_of_the_release(root: Path) -> None:
    folder = build(root / "data", ontology_dir(), cache_dir())
    dumped = io.BytesIO()
    open_store(folder).dump(dumped, format=RdfFormat.N_QUADS)
    lines = dumped.getvalue().splitlines(keepends=True)
    assert b"".join(sorted(lines)) == (folder / QUADS_FILE).read_bytes()


def test_the_manifest_holds_the_size_of_every_file(cache: Path) -> None:
    (folder,) = (cache / "releases").iterdir()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", ".verified"}
    }
    assert {name: told["size"] for name, told in manifest["files"].items()} == files
