"""The reference questions, and where two releases answer them differently."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import AigraphError
from aigraph.i18n import Name
from aigraph.questions.registry import find_question
from aigraph.questions.scope import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from aigraph.questions.answer import Answer, Row
    from aigraph.questions.comparing.matching import Kind
    from aigraph.release.opened import Release

_FILE: Final = Path(__file__).with_name("reference.toml")
_NAMES: Final = frozenset({"label", "label_zh"})


@dataclass(frozen=True)
class ReferenceQuestion:
    """A question that is asked of two releases.

    Attributes:
        name: the question, as the command line spells it.
        given: its parameters and the parts of its scope.
        rows: the fields that say which row of one answer is which row of the other.
    """

    name: str
    rows: tuple[str, ...]
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The question and what it is given, as the command line has it."""
        declared = {item.name: item for item in find_question(self.name).parameters}
        words = [self.name]
        for name, value in self.given.items():
            own = declared.get(name)
            flag = (own.param.flag if own else PARTS[name].flag) or f"--{name.replace('_', '-')}"
            words += [value] if own and own.required else [flag, value]
        return " ".join(words)


@dataclass(frozen=True)
class AnswerChange:
    """A row of an answer that two releases have differently.

    Attributes:
        question: what was asked, in a line.
        kind: added, removed or changed.
        id: identifier of what the row is about.
        name: what that is called.
        values: each field that differs with its value before and after; None where there is none.
    """

    question: str
    kind: Kind
    id: str
    name: Name
    values: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class Answered:
    """What the reference questions give.

    Attributes:
        changes: the rows that differ.
        unanswered: the questions that a release cannot answer, each with the reason.
    """

    changes: tuple[AnswerChange, ...]
    unanswered: tuple[str, ...]


@cache
def reference_questions() -> tuple[ReferenceQuestion, ...]:
    """Return the reference questions as they are declared."""
    declared = tomllib.loads(_FILE.read_text(encoding="utf-8"))["question"]
    return tuple(
        ReferenceQuestion(item["name"], tuple(item["rows"]), item.get("given", {}))
        for item in declared
    )


def compare_answers(
    old: Release, new: Release, as_of: date, progress: Callable[[str], None]
) -> Answered:
    """Ask two releases every reference question about one day.

    A release that lacks what a question is about has no rows for it.

    Args:
        old: the release before.
        new: the release after.
        as_of: the day.
        progress: called with each question.
    """
    changes: list[AnswerChange] = []
    unanswered: dict[str, None] = {}
    asked = reference_questions()
    for number, item in enumerate(asked, start=1):
        progress(f"asking {item.text} ({number} of {len(asked)})")
        answers: list[Answer | None] = []
        for release in (old, new):
            try:
                answers.append(find_question(item.name).answer(release, as_of=as_of, **item.given))
            except AigraphError as error:
                answers.append(None)
                unanswered[f"{item.text}: {error}"] = None
        changes += changed_rows(item, *answers)
    return Answered(tuple(changes), tuple(unanswered))


def changed_rows(
    asked: ReferenceQuestion, before: Answer | None, after: Answer | None
) -> Iterator[AnswerChange]:
    """Yield the rows of two answers to one question that differ in what a table shows."""
    left, right = _by_row(asked, before), _by_row(asked, after)
    shown = [
        heading.field
        for heading in (after or before or _NOTHING).headings
        if heading.field not in _NAMES
    ]
    for key in sorted({*left, *right}):
        for one, other in zip_longest(left.get(key, ()), right.get(key, ())):
            row: Row = other or one or {}
            values = tuple(
                (name, (one or {}).get(name), (other or {}).get(name))
                for name in shown
                if one is None or other is None or _plain(one[name]) != _plain(other[name])
            )
            if values:
                kind: Kind = "changed" if one and other else "removed" if one else "added"
                thing = next((str(row[name]) for name in asked.rows if row.get(name)), "")
                label = str(row.get("label") or thing)
                name = Name(label, str(row.get("label_zh") or label))
                yield AnswerChange(asked.text, kind, thing, name, values)


@dataclass(frozen=True)
class _Nothing:
    """The form of an answer that no release gives."""

    headings: tuple[Any, ...] = ()


_NOTHING: Final = _Nothing()


def _by_row(asked: ReferenceQuestion, answer: Answer | None) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows of an answer by what they are about; several may be about the same."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in answer.rows if answer else ():
        found[tuple(str(row.get(name)) for name in asked.rows)].append(row)
    return found


def _plain(value: Any) -> Any:
    """Return a value without what only the order of additions changes in a number."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value
