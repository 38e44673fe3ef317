"""Parameters of a question: what one means, and how it is read from a function."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Param:
    """What a parameter of a question's own means, as annotation of the function.

    Attributes:
        meaning: one sentence for help and documents.
        flag: option on the command line, where it is not ``--name``.
        metavar: placeholder of its value in help.
        minimum: least number allowed.
        maximum: greatest number allowed.
        parse: makes the value of the text given on the command line, or of one of several.
        argument: whether it is given by place though it has a default.
    """

    meaning: str
    flag: str = ""
    metavar: str = ""
    minimum: float | None = None
    maximum: float | None = None
    parse: Callable[[str], Any] | None = None
    argument: bool = False


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question, read from its function.

    Attributes:
        name: keyword in Python.
        annotation: its type without the ``Param``.
        default: its default, or ``inspect.Parameter.empty``.
        param: what it means.
        keyword_only: whether Python takes it by keyword only.
    """

    name: str
    annotation: Any
    default: Any
    param: Param
    keyword_only: bool

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is inspect.Parameter.empty

    @property
    def label(self) -> str:
        """Its name in words."""
        return self.name.replace("_", " ").capitalize()
