"""A release that is damaged in any way is never answered from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from aigraph.api import load
from aigraph.errors import ReleaseError
from aigraph.paths import ontology_dir
from aigraph.release.build import build
from aigraph.release.manifest import MANIFEST, published, read_manifest, verify, write_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THING = "chips/nvidia-h100-sxm"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def delete(path: Path) -> None:
    path.unlink()


DAMAGES = [cut, empty, flip, delete]
REBUILT = ["manifest.json", "view.json", "findings.json", "aigraph.nq", "ontology/aigraph.ttl"]
STORE = ["CURRENT", "MANIFEST-*", "*.sst", "*.log", "OPTIONS-*", "IDENTITY"]


def the_release(cache: Path) -> Path:
    (folder,) = (path for path in (cache / "releases").iterdir() if path.name[0] != ".")
    return folder


@pytest.fixture
def release(cache: Path) -> Path:
    return the_release(cache)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_any_file_is_found_and_named(
    damage: Callable[[Path], None], release: Path
) -> None:
    for path in [path for path in release.rglob("*") if path.is_file() and path.name[0] != "."]:
        content, times = path.read_bytes(), path.stat()
        if not content and damage is not delete:
            continue  # RocksDB's LOCK is empty
        damage(path)
        with pytest.raises(ReleaseError, match=path.name):
            verify(release)
        path.write_bytes(content)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    verify(release)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [*REBUILT, *(f"store/{name}" for name in STORE)])
def test_what_is_damaged_is_built_again(
    name: str, damage: Callable[[Path], None], release: Path, data: Path
) -> None:
    path = max(release.glob(name), key=lambda path: path.stat().st_size)
    whole = load(data)
    quads = len(whole.release.store)
    del whole
    damage(path)
    told: list[str] = []
    chain = load(data, progress=told.append)
    assert told[0].startswith(f"the release {release.name} is damaged: {path.name}") or (
        told[0].startswith(f"the release {release.name} is damaged: {name.split('/')[0]}/")
    )
    assert told[0].endswith("building it again")
    assert chain.release.folder == release
    assert len(chain.release.store) == quads == chain.release.manifest["quads"]
    assert [row["id"] for row in chain.find("H100").rows] == [THING]
    verify(release, thorough=True)
    assert [path.name for path in release.parent.glob(".*")] == []


def test_a_missing_store_is_built_again(release: Path, data: Path) -> None:
    shutil.rmtree(release / "store")
    assert len(load(data).release.store) > 0


def test_the_stamp_saves_the_hashing_and_is_never_trusted_when_damaged(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = release / ".verified"
    later = time.time() + 10
    monkeypatch.setattr(time, "time", lambda: later)
    verify(release)
    assert stamp.is_file()
    for content in (b"", b"\xff\xfe", b"0" * 64):
        stamp.write_bytes(content)
        verify(release)
    flip(release / "view.json")
    with pytest.raises(ReleaseError, match=r"view\.json has changed"):
        verify(release)


def test_a_file_changed_a_moment_ago_is_not_stamped(release: Path) -> None:
    (release / ".verified").unlink(missing_ok=True)
    os.utime(release / "view.json")
    verify(release)
    assert not (release / ".verified").exists()


def test_damage_that_leaves_no_trace_in_the_times_is_found_when_asked(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aigraph.release import manifest

    flip(release / "aigraph.nq")
    stamp, _ = manifest._stamp(release, read_manifest(release))
    (release / ".verified").write_text(stamp, encoding="ascii")
    verify(release)
    with pytest.raises(ReleaseError, match=r"aigraph\.nq has changed"):
        verify(release, thorough=True)


def test_a_manifest_that_was_edited_is_damaged(release: Path) -> None:
    path = release / MANIFEST
    told = json.loads(path.read_text(encoding="utf-8"))
    for changed in ({**told, "date": "2024-01-01"}, {**told, "files": {}}, [], None, {}):
        path.write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(ReleaseError, match="has changed since"):
            read_manifest(release)


def test_what_is_published_of_a_manifest_is_equal_for_equal_releases(
    few: Path, release: Path, tmp_path: Path
) -> None:
    again = build(few, ontology_dir(), tmp_path / "again")
    assert published(read_manifest(again)) == published(read_manifest(release))
    assert set(json.loads(published(read_manifest(release)))["files"]) >= {"aigraph.nq"}


def test_the_manifest_names_every_other_file(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "a").write_bytes(b"abc")
    write_manifest(tmp_path, {"release": "x"})
    files = read_manifest(tmp_path)["files"]
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
    assert files == {"store/a": {"size": 3, "sha256": digest}}


def test_a_command_over_a_damaged_release_answers_and_says_so_in_a_line(
    release: Path, cache: Path, data: Path
) -> None:
    flip(max((release / "store").glob("*.sst"), key=lambda path: path.stat().st_size))
    ended = subprocess.run(
        [sys.executable, "-m", "aigraph", "find", "H100", "--csv", f"--data={data}"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "AIGRAPH_CACHE": str(cache)},
    )
    assert ended.returncode == 0
    assert THING in ended.stdout
    assert "is damaged" in ended.stderr.splitlines()[0]
    assert "Traceback" not in ended.stderr
