"""The shipped tables hold together; broken copies are refused whole, and the last build answers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import aigraph
from aigraph.api import load
from aigraph.errors import DataError, NotFoundError, Problem
from aigraph.ontology import read_ends
from aigraph.paths import cache_dir, ontology_dir
from aigraph.release.build import build
from aigraph.tables.inputs import read_files
from aigraph.tables.read import read_tables

if TYPE_CHECKING:
    from aigraph.ontology import Ends

H100 = "nvidia-h100-sxm"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def misspell_a_foundry(folder: Path) -> None:
    path = folder / "chips.csv"
    row = next(line for line in path.read_text("utf-8").split("\n") if line.startswith(f"{H100},"))
    assert ",tsmc," in row
    change(path, row, row.replace(",tsmc,", ",tsmcc,"))


def problems_of(folder: Path, ends: dict[str, Ends]) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        read_tables(folder, ends)
    return caught.value.problems


def test_the_tables_as_they_are_hold_together(root: Path, ends: dict[str, Ends]) -> None:
    read_tables(root / "data", ends)


def test_all_problems_of_all_files_come_at_once_causes_first(
    tables: Path, ends: dict[str, Ends]
) -> None:
    misspell_a_foundry(tables)
    change(tables / "organisations.csv", ",company,", ",compny,")
    (tables / "models.csv").unlink()
    found = problems_of(tables, ends)
    assert [Path(item.path).name for item in found] == [
        "models.csv",
        "organisations.csv",
        "chips.csv",
    ]


def test_one_bad_byte_is_one_problem(tables: Path, ends: dict[str, Ends]) -> None:
    path = tables / "organisations.csv"
    content = path.read_bytes()
    at = content.index(b"\n") + 5
    path.write_bytes(content[:at] + b"\xc0" + content[at + 1 :])
    (found,) = problems_of(tables, ends)
    assert (Path(found.path).name, found.line) == ("organisations.csv", 2)
    assert found.message == "byte 0xc0 is not UTF-8; save the file as UTF-8"


def test_the_previous_build_still_answers_and_the_warning_names_the_cause(tables: Path) -> None:
    first = load(tables)
    before = first.show(f"chips/{H100}").rows
    misspell_a_foundry(tables)
    (tables / "sources.csv").write_bytes((tables / "sources.csv").read_bytes()[:1] + b"\xff")
    second = load(tables)
    assert second.release.folder == first.release.folder
    assert second.show(f"chips/{H100}").rows == before
    assert "sources.csv:1: byte 0xff is not UTF-8" in second.warnings[0]


def test_without_an_earlier_build_the_problems_are_raised(tables: Path) -> None:
    misspell_a_foundry(tables)
    pattern = r"chips\.csv:\d+: foundry: no 'tsmcc' in .*organisations.*\(did you mean 'tsmc'\?\)"
    with pytest.raises(DataError, match=pattern):
        load(tables)


def test_a_failed_build_leaves_nothing_behind(tables: Path) -> None:
    releases = cache_dir() / "releases"
    aigraph.load()
    before = sorted(releases.iterdir())
    misspell_a_foundry(tables)
    with pytest.raises(DataError):
        build(tables, ontology_dir(), cache_dir())
    assert sorted(releases.iterdir()) == before


def test_namibia_is_no_missing_value(tables: Path) -> None:
    shutil.copy(tables / "places.csv", tables / "copy.csv")
    path = tables / "places.csv"
    row = "namibia,Namibia,,economy,NA,,aigraph,curation,inferred,high,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    frame = aigraph.table("places", tables)
    assert frame[frame["key"] == "namibia"]["iso"].tolist() == ["NA"]


def test_tables_saved_by_a_spreadsheet_give_the_same_rows(
    tables: Path, root: Path, ends: dict[str, Ends]
) -> None:
    for path in tables.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_tables(tables, ends).rows == read_tables(root / "data", ends).rows


def test_the_ontology_names_kinds_that_the_tables_have() -> None:
    ends = read_ends(ontology_dir())
    assert ends["fabricatedBy"].subject.named == ("Chip",)
    assert ends["fabricatedBy"].subject.allow("Accelerator")
    assert not ends["fabricatedBy"].subject.allow("Place")
    assert ends["drives"].subject.allow("Place")
    assert ends["broader"].acyclic
    assert not ends["lifts"].relation


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path, ends: dict[str, Ends]) -> None:
    with pytest.raises(DataError) as found:
        read_tables(tmp_path / "nowhere", ends)
    assert [problem.message for problem in found.value.problems] == [
        "there is no such folder of tables"
    ]


def test_a_table_that_is_not_there_is_named(tables: Path) -> None:
    with pytest.raises(NotFoundError, match="did you mean 'chips'"):
        aigraph.table("chip", tables)
    assert len(aigraph.table("places", str(tables))) == len(aigraph.table("places", tables))


def test_what_a_stopped_import_leaves_is_no_import(tmp_path: Path) -> None:
    for name in ("whole", ".whole.1a2b3c4d"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "import.json").write_text("{}", encoding="utf-8")
    assert list(read_files(tmp_path).imported) == ["whole"]
