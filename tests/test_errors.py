from __future__ import annotations

import inspect

from aigraph import errors
from aigraph.errors import AigraphError, AssetError, DataError, NotFoundError, Problem


def _leaves() -> list[type[AigraphError]]:
    return [
        item
        for _, item in inspect.getmembers(errors, inspect.isclass)
        if issubclass(item, AigraphError)
    ]


def test_every_error_of_a_question_has_an_exit_code_of_its_own() -> None:
    codes = [error.exit_code for error in _leaves() if error is not AssetError]
    assert sorted(codes) == [1, 2, 2, 3, 4, 5]
    assert AssetError.exit_code == 1


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    for error in _leaves():
        assert f"{error.__name__:<20}" in (errors.__doc__ or "").replace("├── ", "").replace(
            "└── ", ""
        )


def test_problems_are_one_line_each() -> None:
    error = DataError([Problem("a.csv", 2, "key", "is blank"), Problem("b.csv", 1, "", "is empty")])
    assert str(error) == "a.csv:2: key: is blank\nb.csv:1: is empty"


def test_what_comes_near_is_named() -> None:
    assert str(NotFoundError("nvida", ["organisations/nvidia"])) == (
        "no thing called 'nvida' (did you mean 'organisations/nvidia'?)"
    )
