from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.i18n import Name
from aigraph.questions.answer import Answer, Heading
from aigraph.render.cells import cell, exposed_part, exposure_cell, spreadsheet_cell
from aigraph.render.exports import as_csv, as_markdown, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.questions.answer import Unit


def answer(rows: Sequence[dict[str, object]], caveats: tuple[Name, ...] = ()) -> Answer:
    return Answer("find", Name("T", "题"), {}, "0", [Heading("a", Name("A", "甲"))], rows, caveats)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK('http://x')", "＝1+1"]
)
def test_no_text_is_a_formula(text: str) -> None:
    assert spreadsheet_cell(text).startswith("'")


@given(st.text())
def test_csv_gives_the_text_back_and_no_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(answer([{"a": text}])), newline="")))
    assert rows[0] == ["a"]
    (found,) = rows[1] if rows[1:] and rows[1] else [""]
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert found.removeprefix("'") == expected.removeprefix("'")
    assert not found.startswith(("=", "+", "-", "@"))


def test_numbers_stay_numbers() -> None:
    assert as_csv(answer([{"a": -0.5}, {"a": 3}, {"a": None}])).splitlines()[1:3] == ["-0.5", "3"]


@given(st.text())
def test_markdown_keeps_a_cell_in_its_place(text: str) -> None:
    lines = as_markdown(answer([{"a": text}])).split("\n")
    row = lines[4]
    assert row.startswith("| ")
    assert row.endswith(" |")
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 2


@given(st.text())
def test_markdown_holds_no_element(text: str) -> None:
    assert "<" not in escape(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "unknown"),
        (True, "yes"),
        (False, "no"),
        (0.0, "0"),
        (0.00002, "0.00002"),
        (12, "12"),
        (12345, "12,345"),
        ("", ""),
        ([], ""),
        (("a", None, 0.5), "a, unknown, 0.5"),
        ({"a": 1.0, "b": [True, "x"]}, "a: 1, b: yes, x"),
    ],
)
def test_a_value_is_written_as_people_read_it(value: object, shown: str) -> None:
    assert cell(value) == shown


@pytest.mark.parametrize(
    ("central", "low", "high", "part", "shown"),
    [
        (None, 0.0, 0.0, 0.0, "0 %"),
        (None, 0.0, 1.0, None, "unknown"),
        (None, 0.0, 0.5, None, "at most 50 %"),
        (None, 0.25, 1.0, 0.25, "25–100 %"),
        (None, 0.5, 1.0, 0.5, "50–100 %"),
        (None, 1.0, 1.0, 1.0, "100 %"),
        ([0.25, 0.5], 0.0, 1.0, 0.25, "25–50 %"),
        ([0.0, 0.5], 0.25, 1.0, None, "at most 50 %"),
        ([0.0, 0.333], 0.25, 1.0, None, "at most 34 %"),
        ([0.0, 0.0], 0.25, 1.0, 0.0, "0 %"),
    ],
)
def test_the_exposed_part_is_that_under_equal_weights_or_the_least(
    central: list[float] | None, low: float, high: float, part: float | None, shown: str
) -> None:
    row = {"central_range": central, "low": low, "high": high}
    assert exposed_part(row) == part
    assert exposure_cell(row, "en") == shown
    chinese = {"unknown": "未知", "at most": "至多", " %": "%"}
    for english, word in chinese.items():
        shown = shown.replace(english, word)
    assert exposure_cell(row, "zh") == shown


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (0.1234, "", "0.1234", "0.1234"),
        (20_000_000.0, "", "20 million", "2000万"),
        (0.1234, "part", "12 %", "12%"),
        (0.1234, "least", "12 %", "12%"),
        (0.1234, "most", "13 %", "13%"),
        (0.1234, "rate", "12.34 %", "12.34%"),
        (0, "part", "0 %", "0%"),
        ([0.1234, 0.5], "part", "12–50 %", "12–50%"),
        ((0.1234, 0.5), "rate", "12.34–50 %", "12.34–50%"),
        ([0.25, None], "rate", "≥ 25 %", "≥ 25%"),
        ([0.25, None], "part", "≥ 25 %", "≥ 25%"),
        ([None, 0.25], "part", "unknown", "unknown"),
        ([0.25, 0.5, 1.0], "part", "0.25, 0.5, 1", "0.25, 0.5, 1"),
        ([0.25, 0.5], "", "0.25, 0.5", "0.25, 0.5"),
        (None, "part", "unknown", "unknown"),
        (True, "part", "yes", "yes"),
        ({"a": 20_000_000.0}, "", "a: 20 million", "a: 2000万"),
        ([20_000_000.0], "", "20 million", "2000万"),
    ],
)
def test_a_number_is_written_in_its_unit_and_language(
    value: object, unit: Unit, english: str, chinese: str
) -> None:
    assert cell(value, "en", unit) == cell(value, unit=unit) == english
    assert cell(value, "zh", unit) == chinese


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (-3, "-3"),
        (20_000_000.0, "20000000.0"),
        (True, "yes"),
        ("-3", "'-3"),
        (["-a", "b"], "'-a, b"),
        ("a=1", "a=1"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_a_text_like_a_formula_gets_an_apostrophe(value: object, shown: str) -> None:
    assert spreadsheet_cell(value) == shown


def test_every_status_and_grade_has_a_chinese_word() -> None:
    from aigraph.i18n import is_coded
    from aigraph.law.applicability import STATUSES
    from aigraph.vocab import GRADES

    assert [word for word in (*STATUSES, *GRADES) if not is_coded(word)] == []
