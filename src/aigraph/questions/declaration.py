"""How a question is declared: its function, rows, parameters, and the scope that it honours.

A question is one module of a family package. It declares a function with ``@question``: the
function takes a release, a ``Scope`` and the question's own parameters, each annotated with a
``Param``, and returns a ``Reply``. Its name is the question's name; the first line of its docstring
says in a sentence what it answers. A parameter by place without a default is an argument of
the command, any other an option.
"""

from __future__ import annotations

import inspect
import typing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from aigraph.errors import ParameterError
from aigraph.questions.answer import Answer, Reply
from aigraph.questions.checking import checked
from aigraph.questions.param import Param, Parameter
from aigraph.questions.rows import headings
from aigraph.questions.scope import PARTS, resolve_scope
from aigraph.questions.selection import dependencies_of_other_days
from aigraph.release.build import silent
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aigraph.i18n import Text
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

__all__ = ["Param", "Parameter", "Question", "question"]

_PROGRESS: Final = "progress"
"""Parameter of a question that is called with the name of each stage; never part of an answer."""

_LATE: Final = {"Release": object, "Scope": object, "Reply": object, "Progress": object}
"""Names that questions import for type checking only; their types do not matter here."""

_FOLLOWING: Final = frozenset({"dependence", "risk"})
"""Families of questions that follow what depends on what, as it is on one day."""

_Ask = TypeVar("_Ask", bound="Callable[..., Reply]")


@dataclass(frozen=True)
class Question:
    """A question and all that is made of its declaration.

    Attributes:
        ask: the declared function.
        rows: types of its rows; where it has several, the first is the usual one.
        honours: parts of a scope that it takes into account.
        examples: commands that show it at work.
        counted: whether its answer counts all that was found, beside the rows that it lists.
    """

    ask: Callable[..., Reply]
    rows: tuple[type, ...]
    honours: frozenset[str]
    examples: tuple[str, ...]
    counted: bool = False

    @property
    def name(self) -> str:
        """Its name in Python."""
        return self.ask.__name__

    @property
    def command(self) -> str:
        """Its name on the command line and in JSON."""
        return self.name.replace("_", "-")

    @property
    def family(self) -> str:
        """The family it belongs to."""
        return self.ask.__module__.split(".")[-2]

    @property
    def help(self) -> str:
        """The docstring of the function."""
        return inspect.getdoc(self.ask) or ""

    @property
    def summary(self) -> str:
        """What it answers, in a sentence."""
        return self.help.partition("\n")[0]

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its own parameters, without the release and the scope."""
        hints = typing.get_type_hints(self.ask, include_extras=True, localns=_LATE)
        listed = list(inspect.signature(self.ask).parameters.values())[2:]
        return tuple(
            _parameter(item, hints[item.name]) for item in listed if item.name != _PROGRESS
        )

    @cached_property
    def reports_progress(self) -> bool:
        """Whether it takes so long that it says how far it is."""
        return _PROGRESS in inspect.signature(self.ask).parameters

    @cached_property
    def signature(self) -> inspect.Signature:
        """Its signature in Python: its own parameters, then the parts of a scope it honours."""
        own = [
            inspect.Parameter(
                item.name,
                inspect.Parameter.KEYWORD_ONLY
                if item.keyword_only
                else inspect.Parameter.POSITIONAL_OR_KEYWORD,
                default=item.default,
                annotation=item.annotation,
            )
            for item in self.parameters
        ]
        parts = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None)
            for name in PARTS
            if name in self.honours
        ]
        return inspect.Signature([*own, *parts], return_annotation=Answer)

    def answer(self, release: Release, /, *args: Any, **given: Any) -> Answer:
        """Ask a release.

        Args:
            release: what to ask.
            args: the question's own parameters by place.
            given: the question's own parameters and the parts of the scope, by name; and
                ``progress``, which is called with the name of each stage, where it takes long.

        Raises:
            ParameterError: if a parameter is unknown, missing, or not honoured.
            NotFoundError: if a name is not known.
        """
        wanted = {name: given.pop(name) for name in list(given) if name in PARTS}
        extra = {_PROGRESS: given.pop(_PROGRESS, silent)} if self.reports_progress else {}
        scope = resolve_scope(release, self.command, self.honours, wanted)
        own = self._bound(args, given)
        reply = self.ask(release, scope, **own, **extra)
        return Answer(
            question=self.command,
            title=reply.title,
            parameters={**_plain(own), **scope.parameters(), **reply.parameters},
            release=release.name,
            headings=reply.headings or headings(reply.row or self.rows[0]),
            rows=[dict(row) for row in reply.rows],
            caveats=(*reply.caveats, *self._left_out(release, scope)),
            counts=reply.counts,
        )

    def _left_out(self, release: Release, scope: Scope) -> list[Text]:
        """Return how many dependencies a question of one day leaves out, where it follows any."""
        if self.family not in _FOLLOWING or "as_of" not in self.honours:
            return []
        return dependencies_of_other_days(release.view, scope.sources, scope.as_of)

    def _bound(self, args: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
        own = [item for item in self.signature.parameters.values() if item.name not in PARTS]
        known = [item.name for item in own]
        for name in given:
            if name not in known:
                hint = nearest(name, [*known, *self.honours])
                meant = f" (did you mean {hint[0]!r}?)" if hint else ""
                raise ParameterError(f"{self.command} has no parameter {name!r}{meant}")
        try:
            bound = inspect.Signature(own).bind(*args, **given)
        except TypeError as error:
            raise ParameterError(f"{self.command}: {error}") from None
        declared = {item.name: item for item in self.parameters}
        bound.arguments.update(
            (name, checked(self.command, declared[name], value))
            for name, value in list(bound.arguments.items())
        )
        bound.apply_defaults()
        return dict(bound.arguments)


def _parameter(item: inspect.Parameter, hint: Any) -> Parameter:
    declared = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Param)]
    if not declared:
        raise TypeError(f"parameter {item.name} says not what it means: annotate it with a Param")
    return Parameter(
        name=item.name,
        annotation=hint.__origin__,
        default=item.default,
        param=declared[0],
        keyword_only=item.kind is inspect.Parameter.KEYWORD_ONLY,
    )


def _plain(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters as plain values, ready for JSON."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else list(value)
        if isinstance(value, tuple | set | frozenset)
        else value
        for name, value in own.items()
    }


def question(
    *rows: type,
    honours: frozenset[str],
    examples: Sequence[str] = (),
    counted: bool = False,
) -> Callable[[_Ask], _Ask]:
    """Declare a function as a question.

    Args:
        rows: types of its rows, the usual one first; a reply may choose another of them.
        honours: parts of a scope that it takes into account, by name.
        examples: commands that show it at work.
        counted: whether its answer counts all that was found, beside the rows that it lists.
    """

    def declare(ask: _Ask) -> _Ask:
        ask.question = Question(  # type: ignore[attr-defined]
            ask, rows, honours, tuple(examples), counted
        )
        return ask

    return declare
