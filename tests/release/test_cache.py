"""What the cache keeps, what it lets go, and what it does when it is not as it was left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.api import load
from aigraph.errors import DataError, NotFoundError, ReleaseError
from aigraph.paths import ontology_dir
from aigraph.release.build import build
from aigraph.release.cache import KEPT, Cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from aigraph.release.build import build
data, ontology, cache = map(Path, sys.argv[1:])
print(build(data, ontology, cache, lambda stage: print(stage, flush=True)).name)
"""


def rename_chip(data: Path, name: str) -> None:
    path = data / "chips.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = lines[1].split(",")
    cells[1] = name
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")


def spoil(data: Path) -> None:
    (data / "places.csv").write_text("nonsense\n", encoding="utf-8")


def releases(cache: Path) -> set[str]:
    return {path.name for path in (cache / "releases").iterdir()}


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_last_few_releases_of_a_folder_are_kept_and_those_that_are_pinned(
    data: Path, cache: Path
) -> None:
    kept = Cache(cache)
    names = []
    for number in range(KEPT + 3):
        rename_chip(data, f"H{number}")
        names.append(build(data, ontology_dir(), cache).name)
        if number == 0:
            kept.pin("first", names[0])
    # The release with which this cache began belongs to a folder that is still there.
    began = releases(cache) - set(names)
    assert len(began) == 1
    assert releases(cache) == {names[0], *names[-KEPT:], *began}
    assert kept.history(data) == list(reversed(names[-KEPT:]))
    kept.unpin("first")
    kept.prune()
    assert releases(cache) == {*names[-KEPT:], *began}


def test_a_release_of_a_folder_that_is_gone_goes_too(data: Path, cache: Path) -> None:
    rename_chip(data, "H1")
    first = build(data, ontology_dir(), cache)
    other = data.rename(data.with_name("moved"))
    rename_chip(other, "H2")
    second = build(other, ontology_dir(), cache)
    assert not first.exists()
    assert second.exists()


def test_going_back_to_earlier_tables_builds_nothing(data: Path, cache: Path) -> None:
    stages: list[str] = []
    rename_chip(data, "H1")
    first = build(data, ontology_dir(), cache)
    rename_chip(data, "H2")
    second = build(data, ontology_dir(), cache)
    rename_chip(data, "H1")
    assert build(data, ontology_dir(), cache, stages.append) == first
    assert stages == []
    assert Cache(cache).history(data)[:2] == [first.name, second.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"{}",
        b"[]",
        b"null",
        b'{"data": 1, "releases": ["0123456789abcdef"]}',
        b'{"data": "/", "releases": ["", "..", "../x", "releases", null]}',
        b'{"data": "/", "releases": ["0123456789abcdef"]}',
        b"0123456789abcdef",
    ],
)
def test_a_damaged_list_of_releases_is_as_none(content: bytes, data: Path, cache: Path) -> None:
    load(data)
    (pointer,) = (path for path in cache.glob("latest-*") if str(data) in path.read_text("utf-8"))
    pointer.write_bytes(content)
    assert load(data).find("H100").rows
    pointer.write_bytes(content)
    spoil(data)
    with pytest.raises(DataError):
        load(data)


def test_bad_tables_are_answered_from_the_last_whole_release(data: Path, cache: Path) -> None:
    first = load(data).release
    rename_chip(data, "H9000")
    second = load(data).release
    spoil(data)
    chain = load(data)
    assert chain.release.folder == second.folder
    assert "places.csv" in chain.warnings[0]
    (second.folder / "view.json").write_bytes(b"{}")
    chain = load(data)
    assert chain.release.folder == first.folder
    (first.folder / "view.json").write_bytes(b"{}")
    with pytest.raises(DataError):
        load(data)


def test_a_release_opens_by_pin_by_name_and_by_folder(data: Path, cache: Path) -> None:
    chain = load(data)
    Cache(cache).pin("ruling-2026.1", chain.release.folder.name)
    rename_chip(data, "H9000")
    load(data)
    for wanted in (
        "ruling-2026.1",
        chain.release.name,
        chain.release.folder.name,
        chain.release.folder,
        str(chain.release.folder),
    ):
        found = load(release=wanted)
        assert found.release.name == chain.release.name
        assert found.warnings == ()
        assert found.find("H100").rows == chain.find("H100").rows
    with pytest.raises(NotFoundError, match=r"no release called 'rule'.*ruling-2026\.1"):
        load(release="rule")
    with pytest.raises(TypeError, match="not both"):
        load(data, release="ruling-2026.1")


def test_a_pinned_release_keeps_the_projection_with_which_it_was_built(
    data: Path, cache: Path
) -> None:
    release = load(data).release
    assert release.ontology == release.folder / "ontology"
    for path in ontology_dir().glob("projection/*.rq"):
        assert (release.ontology / "projection" / path.name).read_bytes() == path.read_bytes()


def test_a_damaged_release_asked_for_by_name_is_refused(data: Path, cache: Path) -> None:
    release = load(data).release.folder
    (release / "aigraph.nq").write_bytes(b"")
    with pytest.raises(ReleaseError, match=r"is damaged: aigraph\.nq has 0 bytes"):
        load(release=release)


def test_a_release_of_other_code_is_opened_with_a_warning(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aigraph.release import inputs

    name = load(data).release.folder.name
    monkeypatch.setattr(inputs, "read_code", lambda _package: {"errors.py": "other"})
    (warning,) = load(release=name).warnings
    assert "another version" in warning


@pytest.mark.parametrize("name", ["", "a b", "../x", ".x", "x" * 65, "0123456789abcdef", "日"])
def test_names_that_no_pin_can_have_are_refused(name: str, cache: Path) -> None:
    with pytest.raises(ReleaseError, match="cannot name a pin"):
        Cache(cache).pin(name, "0123456789abcdef")


def test_what_is_not_pinned_cannot_be_unpinned(cache: Path) -> None:
    with pytest.raises(NotFoundError, match="no pin called 'x'"):
        Cache(cache).unpin("x")


def command(*words: object, cache: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aigraph", *map(str, words)],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "AIGRAPH_CACHE": str(cache)},
    )


def test_the_command_pins_and_unpins(data: Path, cache: Path) -> None:
    assert command("build", f"--data={data}", "--pin", "one", cache=cache).returncode == 0
    assert list(Cache(cache).pins()) == ["one"]
    ended = command("build", f"--data={data}", "--unpin", "two", cache=cache)
    assert ended.returncode == 3
    assert "did you mean 'one'" in ended.stderr
    assert command("build", f"--data={data}", "--unpin", "one", cache=cache).returncode == 0
    assert Cache(cache).pins() == {}


def test_a_cache_that_cannot_be_written_to_is_one_sentence(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "/sys/aigraph"):
        ended = command("find", "H100", f"--data={data}", cache=folder)
        assert ended.returncode == ReleaseError.exit_code
        (line,) = [line for line in ended.stderr.splitlines() if not line.startswith("aigraph:")]
        assert line.startswith(f"the cache folder {folder} cannot be written to")
        assert "AIGRAPH_CACHE" in line


def test_a_cache_that_is_read_only_answers(data: Path, cache: Path, tmp_path: Path) -> None:
    name = build(data, ontology_dir(), cache).name
    shutil.rmtree(cache / "locks")
    next(cache.glob("latest-*")).unlink()
    for path in (*cache.rglob("*"), cache):
        path.chmod(0o555 if path.is_dir() else 0o444)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    try:
        with pytest.MonkeyPatch.context() as patch:
            # An administrator may write anywhere, so that modes alone refuse nothing.
            patch.setattr("os.mkdir", refuse)
            patch.setattr("aigraph.release.cache.write_file", refuse)
            patch.setattr("pathlib.Path.write_text", refuse)
            assert load(data).release.folder.name == name
    finally:
        for path in (cache, *cache.rglob("*")):
            path.chmod(0o755)


def test_two_builds_at_once_build_once(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "new"
    both = [start(data, ontology_dir(), cache) for _ in range(2)]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert told[0][0].splitlines()[-1] == told[1][0].splitlines()[-1]
    assert sum("inferring" in output for output, _ in told) == 1
    assert len(releases(cache)) == 1


STAGES = ("reading the tables", "loading the graph", "checking", "writing the release")


@pytest.mark.parametrize("stage", STAGES)
def test_a_kill_at_any_stage_leaves_the_earlier_release_and_no_litter(
    stage: str, data: Path, cache: Path
) -> None:
    before = load(data).release.folder
    rename_chip(data, "H9000")
    killing = SCRIPT.replace(
        "print(stage, flush=True)",
        f"__import__('os').kill(__import__('os').getpid(), 9) if stage == {stage!r} else None",
    )
    ended = subprocess.run(
        [sys.executable, "-c", killing, str(data), str(ontology_dir()), str(cache)],
        check=False,
        capture_output=True,
    )
    assert ended.returncode == -9
    left = {name for name in releases(cache) if name.startswith(".")}
    assert len(left) == 1
    spoilt = (data / "places.csv").read_bytes()
    spoil(data)
    assert load(data).release.folder == before
    (data / "places.csv").write_bytes(spoilt)
    after = load(data).release.folder
    assert after != before
    assert {name for name in releases(cache) if name.startswith(".")} == set()


def test_the_work_of_a_living_process_is_left_alone(
    data: Path, cache: Path, tmp_path: Path
) -> None:
    held = SCRIPT.replace(
        "print(stage, flush=True)",
        "(print(stage, flush=True), sys.stdin.read()) if stage == 'checking' else None",
    )
    other = shutil.copytree(data, tmp_path / "other")
    rename_chip(other, "H1")
    process = subprocess.Popen(
        [sys.executable, "-c", held, str(other), str(ontology_dir()), str(cache)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "checking"
    rename_chip(data, "H2")
    load(data)
    assert len({name for name in releases(cache) if name.startswith(".")}) == 1
    output, _ = process.communicate("", timeout=300)
    assert process.returncode == 0
    assert output.strip() in releases(cache)


def test_a_full_disk_leaves_the_earlier_release(
    data: Path, cache: Path, small_files: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    before = load(data).release.folder
    rename_chip(data, "H9000")
    ended = small_files("find", "H100", "--csv", f"--data={data}", cache=cache)
    assert ended.returncode == 0
    assert "cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "chips/nvidia-h100-sxm" in ended.stdout
    assert {name for name in releases(cache) if name.startswith(".")} == set()
    assert load(release=before).find("H100").rows


def test_a_list_of_releases_names_its_folder(data: Path, cache: Path) -> None:
    load(data)
    told = [json.loads(path.read_text(encoding="utf-8")) for path in cache.glob("latest-*")]
    assert str(data) in {one["data"] for one in told}
