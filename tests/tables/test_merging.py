"""Rows of imported data sets that are judged to be things already there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.schema import TABLES
from aigraph.tables.inputs import MANIFEST, ImportedFiles, read_files
from aigraph.tables.read import check_tables

if TYPE_CHECKING:
    from aigraph.ontology import Ends
    from aigraph.tables.read import Tables

FOLDER = Path("small")
SOURCE = {
    "key": "other",
    "title": "Another data set",
    "publisher": "Others",
    "url": "https://example.org/other",
    "read_on": "2026-01-02",
    "licence": "CC-BY-4.0",
    "kind": "dataset",
}
EVIDENCE = {"source": "other", "locator": "row 7", "grade": "stated", "confidence": "high"}


def table(name: str, *rows: dict[str, str]) -> bytes:
    columns = list(TABLES[name].by_name)
    lines = [",".join(columns)]
    lines += [",".join(row.get(column, "") for column in columns) for row in rows]
    return ("\n".join(lines) + "\n").encode()


IMPORTED = {
    "sources": table("sources", SOURCE),
    "organisations": table(
        "organisations",
        {"key": "other-nvidia", "label_en": "Nvidia Corporation", "kind": "company", **EVIDENCE},
        {"key": "other-maker", "label_en": "Maker", "kind": "company", **EVIDENCE},
    ),
    "chips": table(
        "chips",
        {
            "key": "other-h100",
            "label_en": "H-100",
            "designer": "other-nvidia",
            "foundry": "other-maker",
            "released": "2022-10-05",
            **EVIDENCE,
        },
    ),
}


def judged(small: dict[str, bytes], *pairs: tuple[str, str, str]) -> dict[str, bytes]:
    rows = "".join(
        f"j{n},{one},{other},{word},hand,Why.,2026\n" for n, (one, other, word) in enumerate(pairs)
    )
    return small | {"same_as": small["same_as"] + rows.encode()}


def read(
    small: dict[str, bytes],
    ends: dict[str, Ends],
    *pairs: tuple[str, str, str],
    imported: dict[str, bytes] = IMPORTED,
) -> Tables:
    parts = {"other": ImportedFiles(FOLDER / "other", imported)}
    return check_tables(FOLDER, judged(small, *pairs), ends, parts)


def messages(
    small: dict[str, bytes], ends: dict[str, Ends], *pairs: tuple[str, str, str]
) -> list[str]:
    with pytest.raises(DataError) as caught:
        read(small, ends, *pairs)
    return [str(problem) for problem in caught.value.problems]


SAME = ("organisations/other-nvidia", "organisations/nvidia", "same")


def test_without_a_judgement_both_are_there(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    tables = read(small, ends)
    keys = [row["key"] for row in tables.rows["organisations"]]
    assert {"nvidia", "other-nvidia"} <= set(keys)
    assert tables.records == ()


@pytest.mark.parametrize("word", ["different", "unsure"])
def test_other_judgements_merge_nothing(
    small: dict[str, bytes], ends: dict[str, Ends], word: str
) -> None:
    assert read(small, ends, (*SAME[:2], word)).rows["chips"] == read(small, ends).rows["chips"]


def test_what_refers_to_it_refers_to_the_thing_that_is_kept(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    tables = read(small, ends, SAME)
    assert "other-nvidia" not in {row["key"] for row in tables.rows["organisations"]}
    (chip,) = [row for row in tables.rows["chips"] if row["key"] == "other-h100"]
    assert chip["designer"] == "nvidia"
    assert [(record.id, record.of) for record in tables.records] == [SAME[:2]]


def test_its_name_is_another_name_of_the_thing_with_its_source(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    (name,) = [row for row in read(small, ends, SAME).rows["aliases"] if row.imported]
    assert (name["thing"], name["label"], name["language"]) == (
        "organisations/nvidia",
        "Nvidia Corporation",
        "en",
    )
    assert (name["source"], name["locator"], name.path, name.line) == (
        "other",
        "row 7",
        "small/other/organisations.csv",
        2,
    )


def test_what_its_cells_state_is_stated_of_the_thing(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    chip = small["chips"].decode().splitlines()[1].split(",")[0]
    tables = read(small, ends, ("chips/other-h100", f"chips/{chip}", "same"))
    made = [row.cells for row in tables.rows["relations"] if row.imported]
    assert {(row["subject"], row["predicate"], row["object"], row["source"]) for row in made} == {
        (f"chips/{chip}", "designedBy", "organisations/other-nvidia", "other"),
        (f"chips/{chip}", "fabricatedBy", "organisations/other-maker", "other"),
    }
    (record,) = tables.records
    assert record.row["released"] == "2022-10-05"


def test_judgements_lead_on_to_the_last(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    tables = read(
        small, ends, ("organisations/other-maker", "organisations/other-nvidia", "same"), SAME
    )
    assert {record.of for record in tables.records} == {"organisations/nvidia"}


def test_judgements_that_cannot_be_carried_out_are_refused(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    maker, nvidia = "organisations/other-maker", "organisations/other-nvidia"
    assert messages(small, ends, (maker, nvidia, "same"), (nvidia, maker, "same")) == [
        f"small/same_as.csv:2: right: {maker!r} gives way to itself, over several judgements",
        f"small/same_as.csv:3: right: {nvidia!r} gives way to itself, over several judgements",
    ]
    assert messages(small, ends, (nvidia, "chips/other-h100", "same")) == [
        f"small/same_as.csv:2: right: {nvidia!r} cannot be 'chips/other-h100': they are of"
        " different tables"
    ]
    assert messages(small, ends, SAME, (nvidia, maker, "same")) == [
        f"small/same_as.csv:3: left: {nvidia!r} is judged on line 2 already"
    ]
    assert (
        "no 'other-intel' in"
        in messages(small, ends, ("organisations/other-intel", nvidia, "same"))[0]
    )


@pytest.mark.parametrize("word", ["different", "unsure"])
def test_judgements_that_contradict_each_other_are_refused(
    small: dict[str, bytes], ends: dict[str, Ends], word: str
) -> None:
    maker, nvidia, kept = "organisations/other-maker", *SAME[:2]
    assert messages(small, ends, SAME, (kept, nvidia, word)) == [
        f"small/same_as.csv:3: judgement: {kept!r} and {nvidia!r} are judged {word}, but the same"
        " by line 2"
    ]
    assert messages(small, ends, (maker, nvidia, word), (maker, kept, "same"), SAME) == [
        f"small/same_as.csv:2: judgement: {maker!r} and {nvidia!r} are judged {word}, but the same"
        " by lines 3 and 4"
    ]


def test_a_fault_of_an_imported_row_names_its_own_file(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    faulty = IMPORTED | {"chips": IMPORTED["chips"].replace(b"other-nvidia", b"other-nobody")}
    with pytest.raises(DataError) as caught:
        read(small, ends, imported=faulty)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("small/other/chips.csv", 2, "designer")


def test_only_folders_that_an_import_wrote_are_read(tmp_path: Path) -> None:
    for name in ("cases", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "chips.csv").write_bytes(IMPORTED["chips"])
    (tmp_path / "other" / MANIFEST).write_text("{}", encoding="utf-8")
    (tmp_path / "other" / "notes.txt").write_text("mine", encoding="utf-8")
    found = read_files(tmp_path).imported
    assert {name: list(part.contents) for name, part in found.items()} == {"other": ["chips"]}
