"""The export control lists: organisations are taken, persons are counted, dates are read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
NS_CMIC = "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"
PARTIES: list[dict[str, Any]] = [
    {"n": "Quark Semiconductor Co., Ltd.", "a": ["Quark"], "s": 0, "c": ["CN"], "lr": 0, "lp": 0,
     "fr": "84 FR 22961; 87 FR 6"},
    {"n": "Quark Semiconductor Co., Ltd.", "s": 1, "t": "Entity", "c": ["CN"]},
    {"n": "Lepton Works", "a": ["Lepton Trading LLC"], "s": 0, "fr": "76 FR 50407 (8/15/2011)"},
    {"n": "Someone Private", "a": ["S. Private"], "s": 0, "fr": "76 FR 1"},
    {"n": "Another Private", "s": 1, "t": "Individual"},
]  # fmt: skip


def place(folder: Path, parties: Any) -> Path:
    """Write a made copy of the five files."""
    screening = {
        "tables": {
            "sources": [ENTITY_LIST, NS_CMIC],
            "licenceRequirements": ["All items."],
            "licencePolicies": ["Presumption of denial."],
        },
        "entries": parties,
    }
    many = [{"eccn": f"0A{number}", "category": "0"} for number in range(500)]
    files = {
        "ccl.json": {
            "ecfrIssueDate": "2026-07-23",
            "entries": [*many, {"eccn": "3A090", "category": "3", "reasonForControl": "RS, AT"}],
        },
        "country-groups.json": {
            "ecfrIssueDate": "2026-07-23",
            "groups": {"D:1": ["Vietnam"], "B": [f"Land {number}" for number in range(400)]},
        },
        "license-exception-catalog.json": {
            "ecfrIssueDate": "2026-07-23",
            "exceptions": [
                {"section": f"740.{number}", "symbols": [f"X{number}"], "title": f"Title {number}"}
                for number in range(20)
            ],
        },
        "screening-list.json": screening,
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def padded(parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return parties with so many persons beside them as the list has rows."""
    return [*parties, *({"n": f"P {n}", "s": 1, "t": "Individual"} for n in range(16000))]


@pytest.fixture
def made(tmp_path: Path, take: Callable[[str, Path], Imported]) -> Imported:
    return take("us_export_controls", place(tmp_path, padded(PARTIES)))


def rows(made: Imported, table: str) -> list[dict[str, str]]:
    text = made.files[f"{table}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_organisations_are_taken_with_names_and_list(made: Imported) -> None:
    found = {(row["name"], row["list"]): row for row in rows(made, "list_entries")}
    assert set(found) == {
        ("Quark Semiconductor Co., Ltd.", "entity-list"),
        ("Quark Semiconductor Co., Ltd.", "ns-cmic-list"),
        ("Lepton Works", "entity-list"),
    }
    quark = found["Quark Semiconductor Co., Ltd.", "entity-list"]
    assert (quark["aliases"], quark["countries"]) == ("Quark", "CN")
    assert (quark["requirement"], quark["review"]) == ("All items.", "Presumption of denial.")
    assert quark["citation"] == "84 FR 22961; 87 FR 6"


def test_the_first_notice_dates_an_entry(made: Imported) -> None:
    found = {row["citation"]: row["valid_from"] for row in rows(made, "list_entries")}
    assert found["76 FR 50407 (8/15/2011)"] == "2011-08-15"
    assert found["84 FR 22961; 87 FR 6"].startswith("2019")
    assert found[""] == ""


def test_persons_are_counted_and_appear_nowhere(made: Imported) -> None:
    everything = b"".join(made.files.values()).decode("utf-8")
    assert "Private" not in everything
    (screening,) = (file for file in made.report.files if file.name == "screening-list.json")
    assert screening.mapped == 3
    assert len(screening.left_out) == 16002


def test_a_code_and_a_membership_are_dated(made: Imported) -> None:
    (code,) = rows(made, "codes")
    assert (code["notation"], code["system"]) == ("3A090", "eccn")
    assert "RS, AT" in code["note"]
    (member,) = rows(made, "relations")
    assert member["predicate"] == "inCountryGroup"
    assert (member["subject"], member["object"]) == ("places/vietnam", "places/country-group-d1")
    assert (member["valid_from"], member["valid_to"]) == ("2026-07-23", "")


@pytest.mark.parametrize(
    ("parties", "message"),
    [
        ({"n": "no list"}, "has no list 'entries'"),
        ([{"n": "Quark", "s": 7}], "refers to row 7 of sources"),
        (["Quark"], "holds str where an object is expected"),
        ([{"n": ["Quark"], "s": 0}], "holds list where a text is expected"),
    ],
)
def test_another_shape_is_a_clear_error(
    parties: Any, message: str, tmp_path: Path, take: Callable[[str, Path], Imported]
) -> None:
    with pytest.raises(DataError) as raised:
        take("us_export_controls", place(tmp_path, parties))
    assert message in str(raised.value)
    assert "screening-list.json" in str(raised.value)
