"""Two things of one name are mapped or judged; what is one thing has one key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.tables.read import check_tables

if TYPE_CHECKING:
    from aigraph.ontology import Ends

FOLDER = Path("small")


def added(small: dict[str, bytes], table: str, row: str) -> dict[str, bytes]:
    return small | {table: small[table] + f"{row}\n".encode()}


def messages(small: dict[str, bytes], ends: dict[str, Ends]) -> list[str]:
    try:
        check_tables(FOLDER, small, ends)
    except DataError as error:
        return [f"{problem.path}:{problem.line}: {problem.message}" for problem in error.problems]
    return []


SECOND_NVIDIA = "nvidia-corp,Nvidia,,company,,,,s1,L1,stated,high,"
JUDGED = "j,organisations/nvidia,organisations/nvidia-corp,{},hand,A reason.,2026"


def test_two_rows_of_a_table_with_one_name_are_refused(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    assert messages(added(small, "organisations", SECOND_NVIDIA), ends) == [
        "small/organisations.csv:4: 'organisations/nvidia' and 'organisations/nvidia-corp' are both"
        " called 'nvidia'; map or judge them in same_as.csv"
    ]


@pytest.mark.parametrize("judgement", ["different", "unsure"])
def test_a_judgement_lets_them_be(
    small: dict[str, bytes], ends: dict[str, Ends], judgement: str
) -> None:
    tables = added(small, "organisations", SECOND_NVIDIA)
    assert messages(added(tables, "same_as", JUDGED.format(judgement)), ends) == []


def test_what_is_the_same_is_to_be_merged(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    tables = added(added(small, "organisations", SECOND_NVIDIA), "same_as", JUDGED.format("same"))
    assert messages(tables, ends) == [
        "small/same_as.csv:2: 'organisations/nvidia' is a curated row; merge it with"
        " 'organisations/nvidia-corp' by hand"
    ]


def test_things_of_different_tables_with_one_name_are_refused(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    row = "nvidia,NVIDIA,,,,api,s1,L1,stated,high,"
    assert messages(added(small, "models", row), ends) == [
        "small/models.csv:3: 'models/nvidia' and 'organisations/nvidia' are both called 'nvidia';"
        " map or judge them in same_as.csv"
    ]


MAPPED = "{},concepts/{},exactMatch,concepts/{},,,,s1,L1,stated,high,"


def test_concepts_of_several_schemes_may_be_mapped_over_others(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    tables = added(small, "schemes", "others,Others,,component,,s1,L1,stated,high,")
    tables = added(tables, "concepts", "other,GPU,,others,,,,s1,L1,stated,high,")
    assert len(messages(tables, ends)) == 1
    tables = added(tables, "relations", MAPPED.format("m1", "gpu", "processor"))
    tables = added(tables, "relations", MAPPED.format("m2", "other", "processor"))
    assert messages(tables, ends) == []


def test_a_mapping_inside_a_scheme_is_no_judgement(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    tables = added(small, "concepts", "other,GPU,,parts,,,,s1,L1,stated,high,")
    tables = added(tables, "relations", MAPPED.format("m1", "gpu", "other"))
    assert len(messages(tables, ends)) == 1


def test_phrases_of_documents_may_repeat(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    tables = added(small, "schemes", "words,Words,,phrase,,s1,L1,stated,high,")
    tables = added(tables, "concepts", "words-gpu,GPU,,words,,,,s1,L1,stated,high,")
    assert messages(tables, ends) == []
