"""Every fault that cosmic-ray can make in the areas that are tested, and a draw from them."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "src/aigraph"

Place = tuple[int, int]
"""Line, from 1, and column, from 0."""


class Area(NamedTuple):
    """A part of the package and the tests nearest to it, the quick ones first."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


WORLDS: Final = "tests/supply/test_bounds.py::test_bounds_hold_in_every_world_and_are_reached"
CIRCLES: Final = (
    "test_a_circle_that_hardly_anything_leaves_is_solved",
    "test_a_circle_alone_keeps_nothing_alive",
    "test_a_choice_between_a_circle_and_a_leaf_can_be_safe",
    "test_a_thing_that_needs_itself_has_what_the_others_bring",
)
AREAS: Final = {
    "law": Area(
        ("law/*.py",),
        (
            *("tests/law/test_outcomes.py", "tests/law/test_entries.py"),
            *("tests/law/test_minimal_laws.py", "tests/law/test_minimal_totals.py"),
            *("tests/law/test_minimal_coverage.py", "tests/law/test_classification.py"),
            "tests/law/test_bounds.py",
        ),
    ),
    "supply": Area(
        ("supply/*.py",),
        (
            *("tests/supply/test_exposure.py", "tests/supply/test_routes.py"),
            *("tests/supply/test_parts.py", "tests/supply/test_network.py"),
            # Two hundred of the two thousand drawn networks.
            *(f"{WORLDS}[{first}]" for first in (0, 100)),
            *(f"tests/supply/test_bounds.py::{name}" for name in CIRCLES),
        ),
    ),
    "dates": Area(("dates.py",), ("tests/test_dates.py",)),
    "guard": Area(
        ("stores/guard.py", "stores/tokens.py"),
        ("tests/stores/test_tokens.py", "tests/stores/test_guard.py"),
    ),
    "rendering": Area(
        ("numerals.py", *(f"render/{name}.py" for name in ("cells", "exports", "text", "report"))),
        (
            *("tests/test_numerals.py", "tests/render/test_cells.py"),
            "tests/render/test_small_answers.py",
        ),
    ),
}


class Fault(NamedTuple):
    """One fault that cosmic-ray can make.

    Attributes:
        module: path of the module in the repository.
        operator: cosmic-ray's name of the change.
        occurrence: which of the module's places for this operator, from 0.
    """

    module: str
    operator: str
    occurrence: int

    def applied(self, source: str) -> str:
        """Return the source with the fault."""
        return str(mutate_code(source, get_operator(self.operator)(), self.occurrence))


def _idle(tree: ast.Module) -> Iterator[tuple[Place, Place]]:
    """Yield where each part of a module that runs nothing begins and ends."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.arg | ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.FunctionDef):
            parts = [node.returns]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts = [node]
        for part in filter(None, parts):
            yield (
                (part.lineno, part.col_offset),  # type: ignore[attr-defined]
                (part.end_lineno, part.end_col_offset),  # type: ignore[attr-defined]
            )


def faults(module: str, source: str) -> dict[Place, list[Fault]]:
    """Return the faults that can be made in a module, by place."""
    tree = get_ast(source)
    idle = list(_idle(ast.parse(source)))
    found: dict[Place, list[Fault]] = defaultdict(list)
    for name in operator_names():
        operator_class = get_operator(name)
        if operator_class.arguments():  # these need names to be told
            continue
        operator = operator_class()
        places = [at for node in ast_nodes(tree) for at in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            if not any(first <= start < last for first, last in idle):
                found[start].append(Fault(module, name, occurrence))
    return found


def drawn(seed: int, count: int) -> Iterator[tuple[str, Fault]]:
    """Yield faults drawn with a seed, as many from each area, each at a place of its own."""
    draw = random.Random(seed)
    for name, area in AREAS.items():
        places = [
            choices
            for pattern in area.modules
            for path in sorted((ROOT / PACKAGE).glob(pattern))
            for _, choices in sorted(
                faults(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")).items()
            )
        ]
        draw.shuffle(places)
        taken = 0
        for choices in places:
            fault = draw.choice(choices)
            if taken < count // len(AREAS) and _is_python(fault):
                taken += 1
                yield name, fault


def _is_python(fault: Fault) -> bool:
    source = (ROOT / fault.module).read_text("utf-8")
    try:
        return ast.dump(ast.parse(fault.applied(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False
