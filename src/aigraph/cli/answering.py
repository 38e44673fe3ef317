"""Make a command of a function that asks one question and returns an answer."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final

from aigraph.cli.options import (
    Csv,
    Data,
    Explain,
    Json,
    Lang,
    Language,
    Markdown,
    emit,
    open_chain,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.questions.answer import Answer

_PRINTING: Final[dict[str, tuple[Any, Any]]] = {
    "json": (Json, False),
    "csv": (Csv, False),
    "md": (Markdown, False),
    "explain": (Explain, False),
    "lang": (Lang, Language.en),
    "data": (Data, None),
}
"""The options of every question, each with its type and default."""


def as_command(ask: Callable[..., Answer], *, paths: bool = False) -> Callable[..., None]:
    """Return a command that opens the chain, asks, and prints the answer in the form wanted.

    Args:
        ask: takes the chain first; its other parameters become the command's own options.
        paths: whether rows carry paths that ``--explain`` can print.
    """
    own = inspect.signature(ask, locals={"Chain": object, "Answer": object}, eval_str=True)
    printing = [name for name in _PRINTING if paths or name != "explain"]

    def command(**given: Any) -> None:
        json, csv, markdown, explain, language, data = (
            given.pop(name, default) for name, (_, default) in _PRINTING.items()
        )
        chain = open_chain(data)
        emit(
            chain,
            ask(chain, **given),
            json=json,
            csv=csv,
            markdown=markdown,
            explain=explain,
            language=language,
        )

    parameters = [
        *list(own.parameters.values())[1:],
        *(
            inspect.Parameter(
                name,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
                annotation=_PRINTING[name][0],
                default=_PRINTING[name][1],
            )
            for name in printing
        ),
    ]
    command.__name__, command.__doc__ = ask.__name__, ask.__doc__
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {found.name: found.annotation for found in parameters}
    return command
