"""The guard of the SPARQL page and that of the command line refuse the same queries."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aigraph import vocab
from aigraph.errors import QueryError
from aigraph.paths import viz_dir
from aigraph.stores.guard import WRITING, for_javascript, names_graphs, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "<http://127.0.0.1:9/x>"
PLAIN = (
    "SELECT * { ?s ?p 'LOAD'@move } # SERVICE",
    "PREFIX load: <http://example.org/> SELECT * { ?s load:x ag:Service ; ag:validFrom ?from }",
    "SELECT * FROM agg:derived { ?s ?p ?o }",
    "SELECT * FROM NAMED <../graph/things> { ?s ?p '\\u0041' }",
    "ASK { FILTER(1 < 'b') }",
    "SELECT * FROM <https://w3id.org/aigraph/graph/../x> {}",
    "SELECT * FROM <x> {}",
    "SELECT * { ?s ?p '\\u0027' }",
    "SELECT * { ?s ag:a\\ ?o }",
)


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    """The queries that the guard itself is tested with, and some that are plain."""
    path = Path(__file__).with_name("test_guard.py")
    specification = importlib.util.spec_from_file_location("drawn_queries", path)
    assert specification
    assert specification.loader
    guard: Any = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(guard)
    numbers = random.Random(guard.SEED)
    hiding = [form.replace("@", ADDRESS) for form in guard.HIDING]
    updates = [f"{word} <urn:a>" for word in WRITING]
    return [*PLAIN, *hiding, *updates, *(guard.draw(numbers, ADDRESS) for _ in range(2_000))]


def refused(query: str) -> bool:
    try:
        refuse(query)
    except QueryError:
        return True
    return False


def test_page_and_command_line_agree(
    drawn: list[str], root: Path, tmp_path: Path, absent: Callable[[str], None]
) -> None:
    node = shutil.which("node")
    if node is None:
        absent("node")
    assert node
    data = {"guard": for_javascript(), "prefixes": vocab.PREFIXES, "graphs": vocab.GRAPHS}
    script = tmp_path / "agree.mjs"
    script.write_text(
        'import { readFileSync } from "node:fs";\n'
        f"const textContent = {json.dumps(json.dumps(data))};\n"
        "globalThis.document = { getElementById: () => ({ textContent }) };\n"
        f'const {{ check }} = await import("{(viz_dir() / "sparql" / "guard.js").as_uri()}");\n'
        'const asked = JSON.parse(readFileSync(0, "utf8"));\n'
        "console.log(JSON.stringify(asked.map(check)"
        ".map(({ refused, namesGraphs }) => [Boolean(refused), namesGraphs])));\n",
        encoding="utf-8",
    )
    ended = subprocess.run(
        [node, "--no-warnings", script],
        input=json.dumps(drawn),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    expected = [[refused(query), names_graphs(query)] for query in drawn]
    assert len(told) == len(expected)
    different = [
        (query, here, there)
        for query, here, there in zip(drawn, expected, told, strict=True)
        if here != there
    ]
    assert different == []
    assert {tuple(pair) for pair in expected} >= {(True, False), (False, False), (False, True)}
