"""Every question by name: commands, methods, reports, schema and documents come from here.

The modules of the families are read as text, so that listing the questions imports none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.questions.answer import Answer
    from aigraph.questions.declaration import Question
    from aigraph.release.opened import Release

FAMILIES: Final = ("lookup", "dependence", "law", "risk", "evidence")
"""The packages that hold questions, in the order in which help lists them."""
_DECLARATION: Final = re.compile(
    r'^@question\(.*?^def (?P<name>\w+)\(.*?^    """(?P<summary>[^"\n]+)', re.DOTALL | re.MULTILINE
)
"""How a module declares a question: read as text, so that help need not import every question."""

_PROGRESS: Final = "progress"
"""Parameter of a question that is called with the name of each stage; never part of an answer."""


@dataclass(frozen=True)
class Entry:
    """A question that is known by its source text and not yet imported.

    Attributes:
        name: its name in Python.
        family: the family it belongs to.
        module: the module that declares it, within the family.
        summary: what it answers, in a sentence.
    """

    name: str
    family: str
    module: str
    summary: str

    @property
    def command(self) -> str:
        """Its name on the command line."""
        return self.name.replace("_", "-")

    def load(self) -> Question:
        """Import the question."""
        module = import_module(f"aigraph.questions.{self.family}.{self.module}")
        found: Question = getattr(module, self.name).question
        return found


@cache
def entries() -> dict[str, Entry]:
    """Return every question by its name in Python, in the order of families, then of modules."""
    here = Path(__file__).parent
    return {
        found["name"]: Entry(found["name"], family, path.stem, found["summary"])
        for family in FAMILIES
        for path in sorted((here / family).glob("*.py"))
        for found in _DECLARATION.finditer(path.read_text(encoding="utf-8"))
    }


def find_question(name: str) -> Question:
    """Return the question of a name, as Python or the command line spells it.

    Raises:
        NotFoundError: if there is none, with those that come near.
    """
    known = entries()
    key = name.replace("-", "_")
    if key not in known:
        from aigraph.spelling import nearest

        hints = [entry.replace("_", "-") for entry in nearest(key, known, limit=3)]
        raise NotFoundError(name, hints, what="question")
    return known[key].load()


def ask(release: Release, name: str, /, *args: Any, **given: Any) -> Answer:
    """Ask a release a question by name; see ``Question.answer``."""
    return find_question(name).answer(release, *args, **given)


def questions() -> list[Question]:
    """Return every question, imported."""
    return [entry.load() for entry in entries().values()]
