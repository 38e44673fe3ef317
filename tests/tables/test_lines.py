"""Lines are split as the csv module splits them, and what is wrong with quotes is located."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.tables.lines import UnreadableError, decode, records, split_line

CELL = st.text(st.sampled_from("ab, \"'é\u2028\x0b;"), max_size=6)
ROW = st.lists(CELL, min_size=2, max_size=4)


@given(ROW, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_the_csv_module_writes_is_read(row: list[str], quoting: int) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="", quoting=quoting).writerow(row)  # type: ignore[arg-type]
    assert split_line(file.getvalue()) == (row, "")


@given(st.text(st.sampled_from('ab,"'), max_size=12))
def test_faults_are_those_of_the_csv_module(line: str) -> None:
    cells, fault = split_line(line)
    try:
        expected = next(csv.reader([line], strict=True), [])
    except csv.Error:
        assert fault
    else:
        assert fault == ""
        assert cells == (expected or [""])


@given(st.lists(st.lists(st.text(st.sampled_from('a,"\n'), max_size=4), min_size=3, max_size=3)))
def test_all_lines_are_covered_once(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([["x", "y", "z"], *rows])
    lines = decode(file.getvalue().encode())
    numbers = [record.line for record in records(lines, 3)]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


def test_a_row_with_a_line_break_is_one_record() -> None:
    lines = ["a,b,c", '1,"two', 'lines",3', "4,5,6"]
    assert [(record.line, record.cells) for record in records(lines, 3)] == [
        (1, ["a", "b", "c"]),
        (2, ["1", "two\nlines", "3"]),
        (4, ["4", "5", "6"]),
    ]


def test_a_lost_quote_spoils_its_own_line_alone() -> None:
    lines = ["a,b,c", '1,"2,3', "4,5,6", '7,"8",9']
    found = list(records(lines, 3))
    assert [record.line for record in found] == [1, 2, 3, 4]
    assert [bool(record.fault) for record in found] == [False, True, False, False]
    assert found[1].cells == ["1"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_marks_of_any_system_are_dropped(end: str, mark: bytes) -> None:
    assert decode(mark + f"a{end}{end}b{end}".encode()) == ["a", "", "b"]


def test_a_carriage_return_among_line_feeds_stays() -> None:
    assert decode(b"a\rb\nc\r\n") == ["a\rb", "c"]


@pytest.mark.parametrize(
    ("content", "line"), [(b"a\nb\xff", 2), (b"a\r\n\r\n\xff", 3), (b"\xff", 1)]
)
def test_a_byte_that_is_not_utf8_is_located(content: bytes, line: int) -> None:
    with pytest.raises(UnreadableError, match="byte 0xff is not UTF-8") as caught:
        decode(content)
    assert caught.value.line == line


def test_many_lost_quotes_take_time_by_the_line() -> None:
    lines = ["a,b", *['1,"2' for _ in range(20_000)], *["3,4" for _ in range(20_000)]]
    assert sum(bool(record.fault) for record in records(lines, 2)) == 20_000
