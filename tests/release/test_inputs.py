"""What names a release: every table, every file of the ontology, every module of the build."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError, ReleaseError
from aigraph.paths import ontology_dir
from aigraph.release.build import build
from aigraph.release.inputs import read_code, read_inputs
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

BUILDER = "aigraph.release.build"


def closure(source: Path) -> set[Path]:
    """Return the modules that the build module imports, at any depth, in functions too.

    What the package itself names is imported only when it is asked for.
    """
    files = {
        ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (source / "aigraph").rglob("*.py")
    }
    found: set[str] = set()
    waiting = {BUILDER}
    while waiting:
        module = waiting.pop()
        found.add(module)
        if module == "aigraph":
            continue
        for node in ast.walk(ast.parse(files[module].read_text(encoding="utf-8"))):
            names: set[str] = set()
            if isinstance(node, ast.Import):
                names = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
            waiting |= names & set(files) - found
    parents = {name.rpartition(".")[0] for name in found}
    return {files[name] for name in found | parents if name}


def test_one_character_in_any_module_of_the_build_changes_the_name(
    root: Path, tmp_path: Path
) -> None:
    source = shutil.copytree(root / "src", tmp_path / "src")
    modules = closure(source)
    assert len(modules) > 25
    assert source / "aigraph/schema/things.py" in modules
    before = read_code(source / "aigraph")
    for module in modules:
        text = module.read_bytes()
        module.write_bytes(text + b"#")
        assert read_code(source / "aigraph") != before, module
        module.write_bytes(text)
    assert read_code(source / "aigraph") == before


def test_another_copy_of_the_code_gives_another_name_only_where_it_differs(
    root: Path, few: Path, tmp_path: Path
) -> None:
    source = shutil.copytree(root / "src", tmp_path / "src")
    code = (
        "import sys; from pathlib import Path; from aigraph.release.inputs import read_inputs;"
        "print(read_inputs(Path(sys.argv[1]), Path(sys.argv[2])).name)"
    )

    def name() -> str:
        ended = subprocess.run(
            [sys.executable, "-c", code, str(few), str(ontology_dir())],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(source)},
        )
        return ended.stdout.strip()

    assert name() == read_inputs(few, ontology_dir()).name
    things = source / "aigraph/schema/things.py"
    things.write_text(things.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert name() != read_inputs(few, ontology_dir()).name


def test_the_name_follows_the_content_and_not_the_place(data: Path, few: Path) -> None:
    before = read_inputs(few, ontology_dir()).name
    assert read_inputs(data, ontology_dir()).name == before
    for table in TABLES:
        path = data / f"{table}.csv"
        text = path.read_bytes()
        path.write_bytes(text + b"x")
        assert read_inputs(data, ontology_dir()).name != before, table
        path.write_bytes(text)
    assert read_inputs(data, ontology_dir()).name == before


def test_every_file_of_the_ontology_counts(few: Path, tmp_path: Path) -> None:
    ontology = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    before = read_inputs(few, ontology).name
    for path in [*ontology.glob("*.ttl"), *ontology.rglob("*.rq")]:
        text = path.read_bytes()
        path.write_bytes(text + b"\n")
        assert read_inputs(few, ontology).name != before, path
        path.write_bytes(text)


def test_what_editors_leave_behind_disturbs_nothing(data: Path, tmp_path: Path) -> None:
    ontology = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    before = read_inputs(data, ontology)
    for folder, name in ((data, "chips.csv"), (ontology, "aigraph.ttl"), (ontology / "rules", "x")):
        (folder / f".#{name}").symlink_to("user@host.123:456")
        (folder / f"{name}~").write_text("old", encoding="utf-8")
        (folder / f"#{name}#").write_text("unsaved", encoding="utf-8")
        (folder / f".{name}.swp").write_bytes(b"\0\xff")
    (data / "gone.csv").symlink_to("nowhere")
    (data / "loop.csv").symlink_to("loop.csv")
    (data / "folder.csv").mkdir()
    (data / "notes.csv").write_text("anything", encoding="utf-8")
    os.mkfifo(data / "pipe.csv")
    after = read_inputs(data, ontology)
    assert after.name == before.name
    assert set(after.ontology) == set(before.ontology)
    assert build(data, ontology, tmp_path / "cache").name == before.name


@pytest.mark.parametrize("kind", ["missing", "link", "loop", "folder", "pipe"])
def test_a_table_that_is_no_file_is_a_problem_of_the_tables(
    kind: str, data: Path, cache: Path
) -> None:
    path = data / "chips.csv"
    path.unlink()
    match kind:
        case "link":
            path.symlink_to("nowhere")
        case "loop":
            path.symlink_to("chips.csv")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
    with pytest.raises(DataError) as refused:
        build(data, ontology_dir(), cache)
    told = [problem for problem in refused.value.problems if problem.path.endswith("chips.csv")]
    assert told[0].line == 1
    words = {"missing": "missing", "link": "link to nothing", "loop": "symbolic links"}
    assert words.get(kind, kind) in told[0].message


def test_a_file_of_the_ontology_that_cannot_be_read_is_named(few: Path, tmp_path: Path) -> None:
    ontology = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    (ontology / "rules" / "99-gone.rq").symlink_to("nowhere")
    with pytest.raises(ReleaseError, match=r"99-gone\.rq: is a link to nothing"):
        read_inputs(few, ontology)
