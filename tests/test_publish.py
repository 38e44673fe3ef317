"""Whatever kills a process, its readers find the old or the new file or folder, whole."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from aigraph import publish
from aigraph.errors import AigraphError
from aigraph.publish import Workplace, remove_abandoned, write_file

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"a.txt": "old a", "below/b.txt": "old b"}
NEW = {"a.txt": "new a", "below/c.txt": "new c"}

KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from aigraph import publish

target, exchange = Path(sys.argv[1]) / "site", sys.argv[2] == "exchange"
files = {publish.__file__, shutil.__file__}

def make(words, name=target):
    with publish.Workplace(name) as work:
        for file, text in words.items():
            (work.folder / file).parent.mkdir(exist_ok=True)
            (work.folder / file).write_text(text, encoding="utf-8")
        work.publish()

def read(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*")) if path.is_file()}

def age():
    for path in target.parent.glob(".*"):
        os.utime(path, (1, 1))

if not exchange:
    publish._exchange = lambda one, other: False
old, new = eval(sys.argv[3]), eval(sys.argv[4])
make(old, target.with_name("warm"))
points = 0
while True:
    shutil.rmtree(target, ignore_errors=True)
    make(old)
    points += 1
    child = os.fork()
    if child == 0:
        left = points
        def trace(frame, event, argument):
            global left
            if frame.f_code.co_filename not in files:
                return None
            if event == "line":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace
        sys.settrace(trace)
        make(new)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0
        break
    there = [read(path) for path in (target, target.with_name(".site.old")) if path.is_dir()]
    if exchange:
        assert target.is_dir(), points
    assert there and (there[0] in (old, new)), (points, there)
    age()
    make(new)
    assert read(target) == new, points
    assert sorted(path.name for path in target.parent.iterdir()) == ["site", "warm"], points
print(points)
"""


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(
            "exchange",
            marks=pytest.mark.skipif(
                not sys.platform.startswith("linux"), reason="only Linux exchanges names here"
            ),
        ),
        "rename twice",
    ],
)
def test_a_kill_at_any_line_leaves_a_whole_folder_and_the_next_run_heals(
    way: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), way, repr(OLD), repr(NEW)]
    ended = subprocess.run(command, capture_output=True, check=False, text=True)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 50


def test_a_folder_that_was_renamed_aside_gets_its_name_back(tmp_path: Path) -> None:
    aside = tmp_path / ".site.old"
    aside.mkdir()
    (aside / "a").write_text("old", encoding="utf-8")
    remove_abandoned(tmp_path, "site")
    assert (tmp_path / "site" / "a").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_folders_of_the_living_and_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / ".site.later.html").write_text("mine", encoding="utf-8")
    (tmp_path / ".other.0123").mkdir()
    (tmp_path / ".site.dead").mkdir()
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    with Workplace(tmp_path / "site") as first:
        assert not (tmp_path / ".site.dead").exists()
        with Workplace(tmp_path / "site") as second:
            assert first.folder.is_dir()
            (second.folder / "a").write_text("2", encoding="utf-8")
            second.publish()
        (first.folder / "a").write_text("1", encoding="utf-8")
        first.publish(durable=True)
    assert {path.name for path in tmp_path.iterdir()} == {
        "site",
        ".site.later.html",
        ".other.0123",
    }
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["a"]
    assert (tmp_path / "site" / "a").read_text(encoding="utf-8") == "1"


def test_a_folder_has_the_mode_that_the_user_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with Workplace(tmp_path / "site") as work:
            work.publish()
        write_file(tmp_path / "file", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


def test_a_file_keeps_its_mode_and_a_link_its_target(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o604)
    link.symlink_to("file")
    write_file(link, "néw\n")
    assert link.is_symlink()
    assert file.read_bytes() == "néw\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o604
    assert {path.name for path in tmp_path.iterdir()} == {"file", "link"}


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "old.html"
    file.write_text("old", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from aigraph.publish import write_file;"
        "write_file(Path(sys.argv[1]), 'x' * 1_000_000)"
    )
    command = ["bash", "-c", 'ulimit -f 64; exec "$@"', "bash", sys.executable, "-c", code]
    ended = subprocess.run([*command, str(file)], capture_output=True, check=False, text=True)
    assert ended.returncode == 1
    assert "File too large" in ended.stderr
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["old.html"]


def test_a_crash_while_writing_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("old", encoding="utf-8")

    def crash(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publish.os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        write_file(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_writer_left_is_removed_later(tmp_path: Path) -> None:
    fresh, stale = tmp_path / ".file.0.part", tmp_path / ".file.1.part"
    for path in (fresh, stale):
        path.write_text("x", encoding="utf-8")
    past = time.time() - 3600
    os.utime(stale, (past, past))
    write_file(tmp_path / "file", "new")
    assert {path.name for path in tmp_path.iterdir()} == {"file", fresh.name}


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_file(pipe, "through")
        assert reader.communicate(timeout=60)[0] == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["folder", "missing/file", "file/below"])
def test_what_cannot_be_written_is_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AigraphError, match=re.escape(f"{tmp_path / name} cannot be written: ")):
        write_file(tmp_path / name, "x")
