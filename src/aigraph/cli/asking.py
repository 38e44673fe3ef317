"""Make a command of a declared question, with the options by which every answer is printed."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union

import typer

from aigraph.cli.options import (
    Csv,
    Data,
    Explain,
    Json,
    Lang,
    Language,
    Markdown,
    open_chain,
    progress_line,
)
from aigraph.cli.output import check_ending, emit
from aigraph.questions.rows import fields
from aigraph.questions.scope import PARTS

if TYPE_CHECKING:
    from aigraph.questions.declaration import Parameter, Question
    from aigraph.questions.scope import Part

_OUTPUT: Final = typer.Option(
    "-o",
    "--output",
    metavar="FILE",
    dir_okay=False,
    help="Write a report to a file; its ending decides the form: .html, .md, .json or .csv.",
)
_EMPTY: Final = inspect.Parameter.empty
_PRINTING: Final[dict[str, tuple[Any, Any]]] = {
    "json": (Json, False),
    "csv": (Csv, False),
    "md": (Markdown, False),
    "explain": (Explain, False),
    "output": (Annotated[Path | None, _OUTPUT], None),
    "lang": (Lang, Language.en),
    "data": (Data, None),
}
"""The options of every question, each with its type and default."""


def as_command(question: Question, *, needs_output: bool = False) -> Callable[..., None]:
    """Return a command that opens the chain, asks, and prints the answer in the form wanted.

    Args:
        question: the declaration.
        needs_output: whether a file must be named, as for a report.
    """
    printing = dict(_PRINTING)
    if needs_output:
        printing = {name: printing[name] for name in ("output", "lang", "data")}
        printing["output"] = (Annotated[Path, _OUTPUT], _EMPTY)
    elif not any("paths" in fields(row) for row in question.rows):
        del printing["explain"]

    def command(**given: Any) -> None:
        printed = {name: given.pop(name, default) for name, (_, default) in printing.items()}
        check_ending(printed["output"])
        chain = open_chain(printed.pop("data"))
        asked = _values(question, given)
        if question.reports_progress:
            asked["progress"] = progress_line()
        emit(chain, question.answer(chain.release, **asked), **printed)

    parameters = [
        *(_own(parameter) for parameter in question.parameters),
        *(_part(part, hidden=name not in question.honours) for name, part in PARTS.items()),
        *(_keyword(name, kind, default) for name, (kind, default) in printing.items()),
    ]
    command.__name__ = question.name
    command.__doc__ = _help(question)
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {found.name: found.annotation for found in parameters}
    return command


def _help(question: Question) -> str:
    summary, *rest = question.help.split("\n\n")
    paragraphs = [text for text in rest if not text.startswith(("Args:", "Raises:", "Returns:"))]
    examples = [f"Example: [bold]{example}[/bold]" for example in question.examples]
    return "\n\n".join([summary, *paragraphs, *examples])


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
    )


def _own(parameter: Parameter) -> inspect.Parameter:
    """Return a parameter of the question's own as typer takes it."""
    param = parameter.param
    bounds: dict[str, Any] = {}
    if param.minimum is not None:
        bounds["min"] = param.minimum
    if param.maximum is not None:
        bounds["max"] = param.maximum
    by_place = param.argument or (parameter.required and not parameter.keyword_only)
    metavar = param.metavar or (parameter.name.upper() if by_place else None)
    named: dict[str, Any] = {"help": param.meaning, "metavar": metavar, **bounds}
    if by_place:
        info: Any = typer.Argument(**named)
    else:
        flag = param.flag or f"--{parameter.name.replace('_', '-')}"
        info = typer.Option(flag, **named)
    kind, default = _typed(parameter)
    return _keyword(parameter.name, Annotated[kind, info], default)


def _typed(parameter: Parameter) -> tuple[Any, Any]:
    """Return the type that typer reads of the command line, and the default that it shows."""
    kind = _without_none(parameter.annotation)
    default = parameter.default
    if typing.get_origin(kind) is Literal:
        words = StrEnum(parameter.name, {str(word): word for word in typing.get_args(kind)})  # type: ignore[misc]
        return (words | None, None) if default is None else (words, _enumerated(words, default))
    if typing.get_origin(kind) is tuple:
        return tuple[(str,) * len(typing.get_args(kind))] | None, default  # type: ignore[misc]
    if _is_sequence(kind):
        return list[str] | None, _EMPTY if parameter.required else None
    if kind not in {int, float, bool}:
        kind = str
    return (kind | None if default is None else kind), default


def _enumerated(words: Any, default: Any) -> Any:
    return default if default is _EMPTY else words(default)


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in {Union, types.UnionType}:
        kinds = [kind for kind in typing.get_args(annotation) if kind is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else str
    return annotation


def _is_sequence(kind: Any) -> bool:
    origin = typing.get_origin(kind)
    return (
        isinstance(origin, type)
        and origin is not tuple
        and issubclass(origin, Sequence | typing.Mapping)
    )


def _part(part: Part, *, hidden: bool) -> inspect.Parameter:
    """Return a part of the scope as an option; one not honoured is hidden, and refused by name."""
    info = typer.Option(
        part.flag,
        metavar=part.metavar,
        help=f"{part.meaning.rstrip('.')} (default: {part.default}).",
        hidden=hidden,
        show_default=False,
    )
    kind: Any = list[str] | None if part.many else str | None
    return _keyword(part.name, Annotated[kind, info], None)


def _values(question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given on the command line as the question takes it."""
    values = {name: value for name, value in given.items() if name in PARTS}
    for parameter in question.parameters:
        value = given[parameter.name]
        if isinstance(value, Enum):
            value = value.value
        if value is None:
            continue
        parse = parameter.param.parse
        if parse is not None:
            value = [parse(item) for item in value] if isinstance(value, list) else parse(value)
        values[parameter.name] = value
    return values
