"""Make a method of each declared question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.questions.answer import Answer
    from aigraph.questions.declaration import Question
    from aigraph.questions.registry import Entry
    from aigraph.release.opened import Release


class Asked:
    """A question as an attribute of an opened chain; it is imported when first looked at."""

    def __init__(self, entry: Entry) -> None:
        """Take a question by name."""
        self._entry = entry

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        """What the question answers."""
        return self._entry.summary

    def __get__(self, chain: Any, _owner: type | None = None) -> Callable[..., Answer]:
        """Return the function that asks the chain's release."""
        question = self._entry.load()
        return _method(question, None if chain is None else chain.release)


def _method(question: Question, release: Release | None) -> Callable[..., Answer]:
    def ask(*args: Any, **given: Any) -> Answer:
        opened = release or args[0].release
        return question.answer(opened, *(args if release else args[1:]), **given)

    ask.__name__ = ask.__qualname__ = question.name
    ask.__doc__ = _document(question)
    ask.__signature__ = question.signature  # type: ignore[attr-defined]
    return ask


def _document(question: Question) -> str:
    """Return the docstring of a method: summary, parameters with their meaning, examples."""
    from aigraph.questions.scope import PARTS

    lines = [question.summary, "", "Args:"]
    lines += [f"    {item.name}: {item.param.meaning}" for item in question.parameters]
    lines += [
        f"    {part.name}: {part.meaning} Default: {part.default}."
        for name, part in PARTS.items()
        if name in question.honours
    ]
    raised = "NotFoundError: if a name is not known.", "ParameterError: if a parameter is wrong."
    return "\n".join([*lines, "", "Raises:", *(f"    {line}" for line in raised)])
