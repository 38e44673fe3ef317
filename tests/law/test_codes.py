"""Codes as people write them, and the tree that they form."""

from __future__ import annotations

import pytest

from aigraph.law.codes import above, below, covers, neighbours, notation, read_code

KNOWN = ["84", "8471", "847150", "84715001", "8471500150", "84718010", "8473", "3818", "3A090A"]


@pytest.mark.parametrize(
    "text",
    [
        "8471.50.0150",
        "8471500150",
        "8471.50.01.50",
        " HTS 8471.50.0150 ",
        "HTSUS: 8471-50-0150",
        "hs code 8471 50 0150",
        "\uff18\uff14\uff17\uff11\uff0e\uff15\uff10\uff0e\uff10\uff11\uff15\uff10",
    ],
)
def test_spellings_of_one_code(text: str) -> None:
    assert read_code(text) == "8471500150"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("3A090.a", "3A090A"), ("ECCN 3a090", "3A090"), ("HS 84", "84"), ("8471", "8471")],
)
def test_control_numbers_chapters_and_headings(text: str, meant: str) -> None:
    assert read_code(text) == meant


@pytest.mark.parametrize(
    "text", ["H100", "84", "2025-06-01", "2025-06", "gpu-server", "", "A100 80GB", "123456789012"]
)
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


def test_the_tree() -> None:
    assert below("8471", KNOWN) == ["847150", "84718010"]
    assert below("8471500150", KNOWN) == []
    assert above("84715001", KNOWN) == ["847150", "8471", "84"]
    assert notation("8471500150") == "8471.50.0150"


def test_an_unknown_code_has_neighbours_in_the_tree() -> None:
    assert neighbours("84715077", KNOWN)[:2] == ["84715001", "8471500150"]
    assert neighbours("3A001", KNOWN) == []


@pytest.mark.parametrize(
    ("scope", "code", "covered"),
    [
        ("8471.50", "8471.50.01.50", True),
        ("8471.50.01", "8471500150", True),
        ("8471.50.0150", "8471.50", False),
        ("8471.5", "8473.30", False),
    ],
)
def test_a_scope_covers_what_is_below_it(scope: str, code: str, *, covered: bool) -> None:
    assert covers(scope, code) is covered
