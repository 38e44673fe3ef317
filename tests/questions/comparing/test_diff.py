"""Planted differences of each kind are each found, and nothing else."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from aigraph.api.chain import Chain
from aigraph.errors import ReleaseError
from aigraph.questions.contract import answer_schema
from aigraph.release.opened import Release
from aigraph.render.exports import as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.graph import View
    from aigraph.questions.answer import Answer

CHIP = "nvidia-h100-sxm"


def found(answer: Answer) -> list[tuple[Any, ...]]:
    """Return the rows in short, without what only follows by inference."""
    keys = ("part", "change", "id", "field", "before", "after")
    return [tuple(row[key] for key in keys) for row in answer.rows if row["part"] != "inferred"]


def rows_of(data: Path, table: str) -> tuple[list[str], list[dict[str, str]]]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return list(reader.fieldnames or ()), list(reader)


def write_rows(data: Path, table: str, columns: list[str], rows: list[dict[str, str]]) -> None:
    with (data / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_another_order_of_rows_and_columns_is_no_difference(
    data: Path, compared: Callable[..., Answer]
) -> None:
    for path in data.glob("*.csv"):
        columns, rows = rows_of(data, path.stem)
        write_rows(data, path.stem, columns[::-1], rows[::-1])
    answer = compared(data, skip_answers=False)
    assert answer.rows == []
    assert not any(number for kinds in (answer.counts or {}).values() for number in kinds.values())
    assert [caveat.en for caveat in answer.caveats] == ["The releases do not differ."]


@pytest.mark.parametrize(
    ("column", "value"),
    [("label_en", "H100 of tomorrow"), ("label_zh", "明天的H100"), ("released", "2022-09-21")],
)
def test_a_cell_that_changes_is_one_difference(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str], column: str, value: str
) -> None:
    before = edit(data, "chips", CHIP, **{column: value})
    assert found(compared(data)) == [("things", "changed", f"chips/{CHIP}", column, before, value)]


def test_a_kind_that_changes_is_found(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    assert edit(data, "policies", "proclamation-11002", kind="ruling") == "proclamation"
    thing = ("things", "changed", "policies/proclamation-11002")
    assert found(compared(data)) == [(*thing, "kind", "proclamation", "ruling")]


def test_the_evidence_of_a_row_is_one_difference_whatever_its_cells_state(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    before = edit(data, "chips", CHIP, locator="another row")
    answer = compared(data)
    expected = ("things", "changed", f"chips/{CHIP}", "locator", before, "another row")
    assert found(answer) == [expected]
    assert len(answer.rows) == 1


def test_things_that_come_and_go(data: Path, compared: Callable[..., Answer]) -> None:
    columns, rows = rows_of(data, "components")
    added = {**rows[0], "key": "brand-new", "label_en": "Brand new", "label_zh": ""}
    write_rows(data, "components", columns, [*rows, added])
    answer = compared(data)
    things = [row for row in found(answer) if row[0] == "things"]
    assert things == [("things", "added", "components/brand-new", "", "", "Brand new")]
    assert answer.counts is not None
    assert answer.counts["things"] == {"added": 1, "removed": 0, "changed": 0}


def test_a_cell_that_refers_elsewhere_is_a_statement(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    before = edit(data, "chips", CHIP, designer="amd")
    assert before == "nvidia"
    claim = f"claims/chips.{CHIP}.designer.organisations"
    assert [row[:3] for row in found(compared(data))] == [
        ("statements", "added", f"{claim}.amd"),
        ("statements", "removed", f"{claim}.nvidia"),
    ]


def test_statements_by_key_and_by_meaning(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    _, rows = rows_of(data, "relations")
    first, second, *_ = rows
    edit(data, "relations", first["key"], key="another-key")
    edit(data, "relations", second["key"], locator="elsewhere")
    answer = compared(data)
    assert found(answer) == [
        (
            "statements",
            "changed",
            f"relations/{second['key']}",
            "locator",
            second["locator"],
            "elsewhere",
        )
    ]
    assert "Under another key, and otherwise the same: 1." in map(str, answer.caveats)


def test_a_statement_that_goes(data: Path, compared: Callable[..., Answer]) -> None:
    columns, (first, *rows) = rows_of(data, "relations")
    write_rows(data, "relations", columns, rows)
    ((*place, before, after),) = found(compared(data))
    assert place == ["statements", "removed", f"relations/{first['key']}", ""]
    assert before
    assert after == ""


@pytest.mark.parametrize(
    ("table", "part", "column", "value"),
    [
        ("observations", "figures", "value", "12345"),
        ("thresholds", "rows", "below", "17600"),
        ("aliases", "rows", "label", "Eitch hundred"),
    ],
)
def test_rows_of_other_tables(
    data: Path,
    compared: Callable[..., Answer],
    edit: Callable[..., str],
    table: str,
    part: str,
    column: str,
    value: str,
) -> None:
    _, (row, *_) = rows_of(data, table)
    before = edit(data, table, row["key"], **{column: value})
    assert found(compared(data)) == [
        (part, "changed", f"{table}/{row['key']}", column, before, value)
    ]


def test_what_is_inferred_is_apart(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    edit(data, "chips", CHIP, foundry="")
    answer = compared(data)
    assert [row[:2] for row in found(answer)] == [("statements", "removed")]
    assert answer.counts is not None
    assert answer.counts["inferred"]["removed"] == len(answer.rows) - 1 > 0


def test_counts_are_whole_whatever_is_listed(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    columns, rows = rows_of(data, "components")
    more = [{**rows[0], "key": f"new-{n}", "label_en": f"New {n}", "label_zh": ""} for n in "123"]
    write_rows(data, "components", columns, [*rows, *more])
    edit(data, "chips", CHIP, label_en="H100 of tomorrow", released="2022-09-21")
    answer = compared(data, limit=2)
    listed = {row["id"] for row in answer.rows if row["part"] == "things"}
    assert len(listed) == 2
    assert (answer.counts or {})["things"] == {"added": 3, "removed": 0, "changed": 1}
    assert "The first 2 of 4 are listed: things." in map(str, answer.caveats)
    assert compared(data, limit=0).rows == []


def test_a_release_of_another_version_is_compared_by_what_it_says(
    data: Path, few: Path, opened: Callable[[Path], Chain], edit: Callable[..., str]
) -> None:
    class Foreign(Release):
        @property
        def view(self) -> View:
            raise ReleaseError("was built by another version")

    edit(data, "chips", CHIP, label_en="H100 of tomorrow")
    old = Foreign(opened(few).release.folder, opened(few).release.ontology)
    answer = opened(data).diff(Chain(old))
    assert [row[:3] for row in found(answer)] == [("things", "changed", f"chips/{CHIP}")]
    assert "answers" not in (answer.counts or {})
    assert "Not answered: was built by another version" in map(str, answer.caveats)


def test_the_json_form_keeps_to_the_schema(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str]
) -> None:
    edit(data, "chips", CHIP, label_en="H100 of tomorrow")
    published = compared(data, skip_answers=False, as_of="2025-06-01").to_json()
    schema = answer_schema()
    jsonschema.validate(published, schema)
    assert list(published) == [
        "question",
        "parameters",
        "release",
        "counts",
        "rows",
        "caveats",
    ]
    assert published["question"] == "diff"
    assert published["parameters"]["as_of"] == "2025-06-01"
    assert published["parameters"]["old"] != published["release"]
    validator = jsonschema.Draft202012Validator(schema)
    assert not validator.is_valid({**published, "counts": 3})
    assert not validator.is_valid({key: published[key] for key in published if key != "counts"})


@pytest.mark.parametrize(
    "label", ["a | b", "*bold* [x](javascript:x)", "`code` _it_", "# heading", "a\\| b"]
)
def test_hostile_labels_stay_text_in_markdown(
    data: Path, compared: Callable[..., Answer], edit: Callable[..., str], label: str
) -> None:
    edit(data, "chips", CHIP, label_en=label)
    lines = as_markdown(compared(data)).splitlines()
    (row,) = [line for line in lines if line.startswith("| things ")]
    cells = row.replace("\\\\", "").replace("\\|", "").split("|")
    assert len(cells) == 6 + 2
    for mark in "*[`_":
        assert row.count(mark) == row.count(f"\\{mark}")
