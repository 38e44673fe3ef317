"""Check what a question is given against its declaration, before it is asked.

The command line and Python take the same values: text is read as the command line reads it.
"""

from __future__ import annotations

import math
import types
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin

from aigraph.characters import readable
from aigraph.errors import ParameterError

if TYPE_CHECKING:
    from aigraph.questions.param import Param, Parameter

_WORDS: Final = {
    str: "text",
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    date: "a date",
}
_LONGEST: Final = 60
"""Longest part of a wrong value that a message repeats."""


def checked(question: str, parameter: Parameter, value: object) -> Any:
    """Return a value as the question takes it.

    Args:
        question: name of the question, for messages.
        parameter: what the value is for.
        value: what was given; text is read where the parameter is not text itself, and one text
            is a list of one.

    Raises:
        ParameterError: if the value is of another type than declared, beyond its bounds, or not
            to be written as UTF-8.
    """
    kinds = _alternatives(parameter.annotation)
    if value is None and type(None) in kinds:
        return None
    several = next((kind for kind in kinds if _is_sequence(kind)), None)
    try:
        if several is None:
            return _one(kinds, parameter.param, value)
        item = get_args(several)
        return tuple(_one(item, parameter.param, one) for one in _items(value))
    except _Wrong as wrong:
        raise ParameterError(f"{question}: {parameter.name} {wrong}") from None


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """What is wrong with a value, in words that follow the name of its parameter."""


def _one(kinds: Sequence[Any], param: Param, value: object) -> Any:
    if isinstance(value, str) and param.parse is not None and str not in kinds:
        value = param.parse(value)
    if not any(_is_a(value, kind) for kind in kinds):
        wanted = " or ".join(filter(None, (_word(kind) for kind in kinds)))
        hint = f": it takes {wanted}" if wanted else ""
        raise _Wrong(f"cannot be {repr(value)[:_LONGEST]}{hint}")
    if isinstance(value, str) and not readable(value):
        raise _Wrong(f"{repr(value)[:_LONGEST]} is not UTF-8")
    if type(value) is not bool and isinstance(value, Real):
        _check_bounds(param, float(value))
    return value


def _check_bounds(param: Param, number: float) -> None:
    if not math.isfinite(number):
        raise _Wrong(f"cannot be {number}")
    if param.minimum is not None and number < param.minimum:
        raise _Wrong(f"must be at least {param.minimum:g}, not {number:g}")
    if param.maximum is not None and number > param.maximum:
        raise _Wrong(f"must be at most {param.maximum:g}, not {number:g}")


def _items(value: object) -> Iterable[object]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping | bytes) or not isinstance(value, Iterable):
        raise _Wrong(f"cannot be {repr(value)[:_LONGEST]}: it takes a list")
    return value


def _is_a(value: object, kind: Any) -> bool:
    origin = get_origin(kind)
    if origin is Literal:  # the question itself names the nearest of the words it knows
        return isinstance(value, str)
    if origin is tuple:
        parts = get_args(kind)
        return (
            isinstance(value, tuple)
            and len(value) == len(parts)
            and all(_is_a(one, part) for one, part in zip(value, parts, strict=True))
        )
    if kind in {int, float}:
        number = Integral if kind is int else Real
        return isinstance(value, number) and not isinstance(value, bool)
    return isinstance(value, kind)


def _word(kind: Any) -> str:
    return "text" if get_origin(kind) is Literal else _WORDS.get(kind, "")


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in {Union, types.UnionType}:
        return get_args(annotation)
    return (annotation,)


def _is_sequence(kind: Any) -> bool:
    origin = get_origin(kind)
    return isinstance(origin, type) and origin is not tuple and issubclass(origin, Sequence)
