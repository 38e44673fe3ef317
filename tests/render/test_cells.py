from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.i18n import Name
from aigraph.questions.answer import Answer, Heading
from aigraph.render.cells import spreadsheet_cell
from aigraph.render.exports import as_csv, as_markdown, escape

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    (cell,) = rows[1] if rows[1:] and rows[1] else [""]
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert cell.removeprefix("'") == expected.removeprefix("'")
    assert not cell.startswith(("=", "+", "-", "@"))


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


def test_every_status_and_grade_has_a_chinese_word() -> None:
    from aigraph.i18n import is_coded
    from aigraph.law.applicability import STATUSES
    from aigraph.vocab import GRADES

    assert [word for word in (*STATUSES, *GRADES) if not is_coded(word)] == []
