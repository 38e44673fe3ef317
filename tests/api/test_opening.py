"""A release is opened by whatever names it, and by nothing else."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from aigraph.api.opening import open_built, open_named
from aigraph.errors import DataError, NotFoundError, ReleaseError
from aigraph.paths import ontology_dir
from aigraph.release.build import silent
from aigraph.release.cache import Cache
from aigraph.release.manifest import MANIFEST

if TYPE_CHECKING:
    from pathlib import Path


def test_tables_a_project_a_release_a_name_and_a_pin_open_one_release(
    data: Path, cache: Path
) -> None:
    release, warnings = open_named(data, silent)
    assert warnings == ()
    Cache(cache).pin("before", release.folder.name)
    project = data.parent
    named = (project, release.folder, release.folder.name, release.name, "before", str(data))
    assert {open_named(name, silent)[0].name for name in named} == {release.name}


def test_a_project_has_an_ontology_of_its_own(data: Path, cache: Path) -> None:
    own = shutil.copytree(ontology_dir(), data.parent / "ontology")
    terms = own / "aigraph.ttl"
    terms.write_text(terms.read_text("utf-8").replace("depends on", "leans on"), "utf-8")
    project, tables = (open_named(path, silent)[0] for path in (data.parent, data))
    assert project.name != tables.name
    assert (project.ontology / "aigraph.ttl").read_bytes() == terms.read_bytes()


def test_a_name_that_leads_nowhere(data: Path, cache: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no release called 'before'"):
        open_named("before", silent)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReleaseError, match="neither tables"):
        open_named(tmp_path / "empty", silent)


def test_broken_tables_are_not_compared_by_an_earlier_release(data: Path, cache: Path) -> None:
    open_named(data, silent)
    chips = data / "chips.csv"
    chips.write_text(chips.read_text("utf-8").replace("epoch-hw", "epoch-hv"), "utf-8")
    with pytest.raises(DataError, match="did you mean 'epoch-hw'"):
        open_named(data, silent)


def test_damage_and_other_code_are_named(data: Path, cache: Path) -> None:
    release, _ = open_named(data, silent)
    folder = shutil.copytree(release.folder, data.parent / "copy")
    (folder / "view.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReleaseError, match="damaged"):
        open_built(folder)
    (folder / MANIFEST).unlink()
    with pytest.raises(ReleaseError, match="missing"):
        open_built(folder)
