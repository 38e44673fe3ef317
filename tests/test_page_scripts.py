"""The page scripts: their unit tests, run by node, and how they are joined into one script."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import viz_dir
from aigraph.render.modules import ModuleError, linked, module_names
from aigraph.stores.guard import for_javascript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRIES = ("main.js", "sparql/main.js", "site/site.js")
FEWEST_TESTS = 40


def _node(absent: Callable[[str], None]) -> str:
    node = shutil.which("node")
    if node is None:
        absent("node")
    assert node
    return node


def test_the_unit_tests_of_the_page_scripts_pass(root: Path, absent: Callable[[str], None]) -> None:
    files = sorted(map(str, (root / "tests" / "viz").glob("*.test.mjs")))
    ended = subprocess.run(
        [_node(absent), "--no-warnings", "--test", "--test-reporter=tap", *files],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"AIGRAPH_GUARD": json.dumps(for_javascript())},
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout
    counted = re.search(r"^# pass (\d+)$", ended.stdout, re.MULTILINE)
    assert counted
    assert int(counted[1]) >= FEWEST_TESTS


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_is_joined_is_a_script(
    entry: str, tmp_path: Path, absent: Callable[[str], None]
) -> None:
    script = tmp_path / "joined.js"
    script.write_text(linked(viz_dir() / entry), encoding="utf-8")
    ended = subprocess.run(
        [_node(absent), "--check", script], capture_output=True, check=False, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr


def test_every_script_belongs_to_a_page() -> None:
    joined = {
        f"{entry.rpartition('/')[0]}/{name}".lstrip("/")
        for entry in ENTRIES
        for name in module_names(viz_dir() / entry)
    }
    alone = {"sparql/worker.js", "site/door.js"}
    folders = (viz_dir(), viz_dir() / "sparql", viz_dir() / "site")
    there = {
        path.relative_to(viz_dir()).as_posix() for folder in folders for path in folder.glob("*.js")
    }
    assert there == joined | alone


def _written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "main.js"


def test_joined_modules_run_as_modules_do(tmp_path: Path, absent: Callable[[str], None]) -> None:
    entry = _written(
        tmp_path,
        main=(
            'import { count, add as more } from "./counter.js";\n'
            'import "./effect.js"; // runs once\n'
            "const add = 5;\nmore();\nmore();\n"
            'console.log("main", count(), add, typeof hidden, typeof Shape);\n'
        ),
        counter=(
            "let hidden = 0;\nexport const count = () => hidden;\n"
            "export function add() { hidden += 1; }\nexport class Shape {}\n"
        ),
        effect='import { add } from "./counter.js";\nadd();\nconsole.log("effect");\n',
    )
    joined = tmp_path / "joined.cjs"
    joined.write_text(linked(entry), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    said = [
        subprocess.run([_node(absent), path], capture_output=True, check=True, encoding="utf-8")
        for path in (entry, joined)
    ]
    assert said[0].stdout == said[1].stdout == "effect\nmain 3 5 undefined undefined\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import * as all from "./other.js";\n', "cannot join 'import"),
        ('import other from "./other.js";\n', "cannot join 'import"),
        ('  import { a } from "./other.js";\n', "cannot join 'import"),
        ('import { a } from "other";\n', "cannot join 'import"),
        ("export let a = 1;\n", "cannot join 'export'"),
        ("export default 1;\n", "cannot join 'export'"),
        ("const a = 1;\nexport { a };\n", "cannot join 'export'"),
        ('const a = await import("./other.js");\n', "cannot join 'import"),
        ("const a = import.meta.url;\n", "cannot join 'import"),
        ('import { b } from "./other.js";\n', "other.js exports no b"),
        ('import { a } from "./back.js";\n', "import each other"),
    ],
)
def test_what_cannot_be_joined_is_refused(text: str, said: str, tmp_path: Path) -> None:
    entry = _written(
        tmp_path,
        main=text,
        other="export const a = 1;\n",
        back='import "./main.js";\nexport const a = 1;\n',
    )
    with pytest.raises(ModuleError, match=re.escape(said)):
        linked(entry)
