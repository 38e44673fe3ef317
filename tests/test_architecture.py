"""Modules import lower floors only, and never in a circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {
    "errors": 0,
    "vocab": 0,
    "version": 0,
    "paths": 0,
    "i18n": 0,
    "numerals": 0,
    "ids": 1,
    "dates": 1,
    "characters": 1,
    "values": 1,
    "spelling": 1,
    "publish": 1,
    "rates": 1,
    "licences": 1,
    "schema": 2,
    "ontology": 2,
    "tables": 3,
    "rdf": 4,
    "sources": 4,
    "stores": 4,
    "identity": 5,
    "graph": 5,
    "graph_reading": 5,
    "weights": 5,
    "law": 2,
    "supply": 2,
    "analytics": 5,
    "release": 6,
    "questions": 7,
    "views": 8,
    "render": 9,
    "export": 10,
    "site": 10,
    "api": 11,
    "cli": 12,
    "__init__": 13,
    "__main__": 13,
}
LONGEST_MODULE = 345


def _modules(root: Path) -> dict[str, Path]:
    source = root / "src"
    return {
        ".".join(path.relative_to(source).with_suffix("").parts): path
        for path in sorted((source / "aigraph").rglob("*.py"))
    }


def _imports(path: Path, known: set[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & known or {
                node.module
            }
    return {name for name in found if name in known}


def _floor(module: str) -> int:
    parts = module.split(".")
    return FLOORS[parts[1] if len(parts) > 1 else "__init__"]


@pytest.fixture(scope="module")
def imports(root: Path) -> dict[str, set[str]]:
    modules = _modules(root)
    return {name: _imports(path, set(modules)) for name, path in modules.items()}


def test_every_module_has_a_floor(imports: dict[str, set[str]]) -> None:
    assert {name.split(".")[1] for name in imports if "." in name} <= set(FLOORS)


def test_modules_import_lower_floors_only(imports: dict[str, set[str]]) -> None:
    wrong = [
        f"{name} imports {target}"
        for name, targets in imports.items()
        for target in targets
        if _floor(target) > _floor(name)
    ]
    assert wrong == []


def test_no_import_runs_in_a_circle(imports: dict[str, set[str]]) -> None:
    graph = nx.DiGraph(
        (name, target) for name, targets in imports.items() for target in targets if target != name
    )
    assert list(nx.simple_cycles(graph)) == []


def test_modules_are_short(root: Path) -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in _modules(root).items()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_importing_aigraph_imports_nothing_heavy() -> None:
    code = "import sys, aigraph; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not {
        "babel",
        "pandas",
        "numpy",
        "scipy",
        "networkx",
        "rdflib",
        "pyoxigraph",
        "pyvis",
    } & set(run.stdout.split())
