"""Parts of wholes hold together, or the fault is named at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.schema import TABLES
from aigraph.tables.read import check_tables

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.ontology import Ends

PART = {
    "key": "w1",
    "whole": "chips/h100",
    "relation": "designedBy",
    "part": "organisations/nvidia",
    "share": "0.9",
    "basis": "units",
    "period": "2025",
    "source": "s1",
    "locator": "L1",
    "grade": "stated",
    "confidence": "high",
}


def written(*rows: dict[str, str]) -> bytes:
    columns = list(TABLES["weights"].by_name)
    lines = [",".join(row.get(name, "") for name in columns) for row in rows]
    return "\n".join([",".join(columns), *lines, ""]).encode()


def faults(
    small: dict[str, bytes], ends: dict[str, Ends], folder: Path, *rows: dict[str, str]
) -> list[tuple[str, str]]:
    try:
        check_tables(folder, small | {"weights": written(*rows)}, ends)
    except DataError as error:
        return [(item.column, item.message) for item in error.problems]
    return []


def test_a_part_of_a_stated_relation_is_kept(
    small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    assert faults(small, ends, tmp_path, PART) == []
    free = PART | {"relation": "", "part": "places/taiwan"}
    assert faults(small, ends, tmp_path, PART, free | {"key": "w2"}) == []


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"share": ""}, "share", "no part is given"),
        ({"share": "90"}, "share", "0.62"),
        ({"low": "0.95"}, "share", "is below low 0.95"),
        ({"high": "0.8"}, "high", "is below share 0.9"),
        ({"share": "", "low": "0.6", "high": "0.5"}, "high", "is below low 0.6"),
        ({"part": "chips/h100", "relation": ""}, "part", "no part of itself"),
        ({"part": "organisations/tsmc"}, "relation", "no row states that"),
        ({"part": "places/taiwan"}, "part", "is of kind Place"),
        ({"basis": "dollars"}, "basis", "is not one of"),
    ],
)
def test_a_faulty_part_is_named(
    change: dict[str, str],
    column: str,
    words: str,
    small: dict[str, bytes],
    ends: dict[str, Ends],
    tmp_path: Path,
) -> None:
    ((where, message),) = faults(small, ends, tmp_path, PART | change)
    assert where == column
    assert words in message


def test_one_source_gives_one_part_once(
    small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    again = PART | {"key": "w2", "share": "0.8"}
    ((column, message),) = faults(small, ends, tmp_path, PART, again)
    assert (column, "given already in line 2" in message) == ("part", True)
    assert faults(small, ends, tmp_path, PART, again | {"period": "2024"}) == []
