"""Each fault is one problem: its cause, with file, line and column, and nothing that follows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.errors import DataError, Problem
from aigraph.paths import shown
from aigraph.schema import TABLES
from aigraph.tables.read import check_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aigraph.ontology import Ends

FOLDER = Path("small")


class Case(NamedTuple):
    """A change to one file, and the place and the beginning of the one problem it gives."""

    table: str
    change: Callable[[bytes], bytes]
    line: int
    column: str
    message: str


def problems(files: Mapping[str, bytes | str], ends: dict[str, Ends]) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        check_tables(FOLDER, files, ends)
    return caught.value.problems


def cell(column: str, text: str, *, table: str, line: int = 2) -> Callable[[bytes], bytes]:
    """Set one cell; the file is written anew as CSV."""

    def change(content: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        rows[line - 1][list(TABLES[table].by_name).index(column)] = text
        file = io.StringIO(newline="")
        csv.writer(file, lineterminator="\n").writerows(rows)
        return file.getvalue().encode()

    return change


def set_cell(table: str, column: str, text: str, message: str, line: int = 2) -> Case:
    return Case(table, cell(column, text, table=table, line=line), line, column, message)


def rewritten(change: Callable[[list[str], bool], list[str]]) -> Callable[[bytes], bytes]:
    """Change every record, told whether it is the header."""

    def changed(content: bytes) -> bytes:
        rows = csv.reader(io.StringIO(content.decode(), newline=""))
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(change(row, number == 0) for number, row in enumerate(rows))
        return file.getvalue().encode()

    return changed


def drop(column: str) -> Callable[[bytes], bytes]:
    """Leave out a column, of whichever table."""

    def changed(content: bytes) -> bytes:
        at = content.decode().splitlines()[0].split(",").index(column)
        return rewritten(lambda row, _: row[:at] + row[at + 1 :])(content)

    return changed


def append(column: str) -> Callable[[bytes], bytes]:
    """Add a column at the end, with blank cells."""
    return rewritten(lambda row, is_header: [*row, column if is_header else ""])


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return change


def both(*changes: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        for one in changes:
            content = one(content)
        return content

    return change


def encoded(encoding: str) -> Callable[[bytes], bytes]:
    return lambda content: content.decode().encode(encoding)


def end_with(text: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content + text


def _relation(subject: str, predicate: str, thing: str, more: str = ",,") -> bytes:
    return f"r2,{subject},{predicate},{thing},{more},s1,L1,stated,high,\n".encode()


FILES = {
    "the file is missing": Case("places", lambda _: b"", 1, "", "the file is empty"),
    "blanks only": Case("places", lambda _: b" \n\n", 1, "", "the file is empty"),
    "UTF-16": Case("places", encoded("utf-16"), 1, "", "the file is UTF-16"),
    "UTF-16 without a mark": Case(
        "places", encoded("utf-16-le"), 1, "", "the file looks like UTF-16"
    ),
    "UTF-32": Case("places", encoded("utf-32"), 1, "", "the file is UTF-32"),
    "GBK": Case(
        "organisations", encoded("gbk"), 3, "", "byte 0xb4 is not UTF-8; save the file as UTF-8"
    ),
    "a Latin-1 byte": Case(
        "organisations", swap(b"TSMC", b"TSM\xc7"), 2, "", "byte 0xc7 is not UTF-8"
    ),
    "a surrogate in UTF-8": Case(
        "organisations", swap(b"TSMC", b"TSM\xed\xa0\x80"), 2, "", "byte 0xed is not UTF-8"
    ),
    "semicolons": Case(
        "organisations",
        lambda content: content.replace(b",", b";"),
        1,
        "",
        "cells are separated by semicolons",
    ),
    "tabs": Case(
        "places", lambda content: content.replace(b",", b"\t"), 1, "", "cells are separated by tabs"
    ),
    "bars": Case(
        "places", lambda content: content.replace(b",", b"|"), 1, "", "cells are separated by bars"
    ),
    "other quotes": Case(
        "places",
        lambda content: b"\n".join(
            b",".join(b"'" + part + b"'" for part in line.split(b","))
            for line in content.splitlines()
        ),
        1,
        "",
        "cells are quoted by '",
    ),
    "the header of another table": Case(
        "places", lambda _: b"a,b,c\n1,2,3\n", 1, "", "the header names no column of this table"
    ),
    "no header": Case(
        "places",
        lambda content: content.partition(b"\n")[2],
        1,
        "",
        "the header names no column of this table",
    ),
    "a header without keys": Case(
        "places", drop("key"), 1, "key", "the header lacks this column"
    ),
    "200,000 columns": Case(
        "places",
        swap(b"\n", b"," + b",".join(map(b"c%d".__mod__, range(200_000))) + b"\n"),
        1,
        "",
        "the header has 200,012 columns; this table has 12",
    ),
    "a quote that opens in the header": Case(
        "places", swap(b"key", b'"key'), 1, "", "the quote that opens here does not close"
    ),
    "semicolons below the header": Case(
        "organisations",
        lambda content: content.partition(b"\n")[0]
        + b"\n"
        + content.partition(b"\n")[2].replace(b",", b";"),
        2,
        "",
        "every row has 1 cell, the header 12",
    ),
    "a comma at the end of each row": Case(
        "organisations",
        lambda content: content.replace(b",\n", b",,\n"),
        2,
        "",
        "every row has 13 cells, the header 12",
    ),
}  # fmt: skip
ROWS = {
    "a quote that never closes": Case(
        "organisations", swap(b"TSMC", b'"TSMC'), 2, "label_en", "the quote that opens here does"
    ),
    "a quote that closes in a later row": Case(
        "organisations",
        both(swap(b",high,\n", b',high,"lost\n'), swap(b"NVIDIA", b'"NVIDIA"')),
        2,
        "note",
        "the quote that opens here does not close on this line",
    ),
    "text after a closing quote": Case(
        "organisations", swap(b"TSMC", b'"T"SMC'), 2, "label_en", "text follows the closing quote"
    ),
    "a row that is too short": Case(
        "organisations", end_with(b"umc,UMC\n"), 4, "label_zh", "the row has 2 cells, the header 12"
    ),
    "a row that is too long": Case(
        "places", swap(b"high,\n", b"high,,,\n"), 2, "note", "the row has 14 cells, the header 12"
    ),
    "a blank line": Case("places", end_with(b"\n"), 4, "", "is a blank line"),
    "a row of commas": Case("places", end_with(b",,,,,,,,,,,\n"), 4, "", "is a blank line"),
    "a column that nobody knows": Case(
        "chips", append("relaesed"), 1, "relaesed", "no such column in this table (did you mean"
    ),
    "a column named twice": Case(
        "chips", append("note"), 1, "note", "the header names this column twice"
    ),
    "a column that is missing": Case(
        "chips",
        drop("released"),
        1,
        "released",
        "the header lacks this column",
    ),
    "a key used twice": Case(
        "places", end_with(b"asia,Asia,,region,,,,s1,L1,stated,high,\n"), 4, "key",
        "'asia' is already the key of line 2",
    ),
}  # fmt: skip
CELLS = {
    "a line break": set_cell("places", "label_en", "As\nia", "contains U+000A, a line break"),
    "a carriage return": set_cell("places", "label_en", "As\ria", "contains U+000D, a line break"),
    "NUL": set_cell("places", "label_en", "As\0ia", "contains U+0000, a control character"),
    "a tab": set_cell("places", "label_en", "As\tia", "contains U+0009, a control character"),
    "DEL": set_cell("places", "label_en", "As\x7fia", "contains U+007F, a control character"),
    "C1": set_cell("places", "label_en", "As\x9bia", "contains U+009B, a control character"),
    "next line": set_cell("places", "label_en", "As\x85ia", "contains U+0085, a line break"),
    "line separator": set_cell("places", "note", "a\u2028b", "contains U+2028, a line break"),
    "paragraph separator": set_cell("places", "note", "a\u2029b", "contains U+2029, a line break"),
    "override": set_cell("places", "label_en", "\u202eaisA", "contains U+202E, which turns the"),
    "isolate": set_cell("places", "label_en", "A\u2066sia", "contains U+2066, which turns the"),
    "mark of direction": set_cell("chips", "locator", "a\u200fb", "contains U+200F, which turns"),
    "zero width": set_cell("places", "label_en", "A\u200bsia", "contains U+200B, which cannot be"),
    "joiner": set_cell("places", "label_en", "A\u200dsia", "contains U+200D, which cannot be seen"),
    "mark of order": set_cell("places", "label_en", "A\ufeffsia", "contains U+FEFF, which cannot"),
    "soft hyphen": set_cell("places", "label_en", "A\xadsia", "contains U+00AD, which cannot be"),
    "filler": set_cell("places", "label_en", "A\u3164sia", "contains U+3164, which cannot be seen"),
    "selector": set_cell("places", "label_en", "A\ufe0fsia", "contains U+FE0F, which cannot be"),
    "tag": set_cell("places", "label_en", "A\U000e0041sia", "contains U+E0041, which cannot be"),
    "FFFE": set_cell("places", "label_en", "A\ufffesia", "contains U+FFFE, which is no character"),
    "FFFF": set_cell("places", "label_en", "A\uffffsia", "contains U+FFFF, which is no character"),
    "FDD0": set_cell("places", "label_en", "A\ufdd0sia", "contains U+FDD0, which is no character"),
    "1FFFE": set_cell("places", "label_en", "A\U0001fffe", "contains U+1FFFE, which is no"),
    "private": set_cell("places", "label_en", "A\ue000sia", "contains U+E000, a private character"),
    "in a key": set_cell("models", "key", "m\u200bm", "contains U+200B"),
    "in a reference": set_cell("chips", "designer", "nvi\u202edia", "contains U+202E"),
    "blank": set_cell("places", "label_en", "", "is blank"),
    "blanks": set_cell("places", "iso", "  ", "holds blanks only"),
    "a blank at the end": set_cell("places", "label_en", "Asia ", "begins or ends with a blank"),
    "a no-break space at the end": set_cell("places", "label_en", "Asia\xa0", "begins or ends"),
    "a long name": set_cell("places", "label_en", "A" * 301, "is 301 characters long; at most 300"),
    "1 MB": set_cell("places", "note", "A" * 2**20, "is 1,048,576 characters long; at most 5,000"),
    "a long key": set_cell("models", "key", "a" * 121, "is 121 characters long; a key has at most"),
    "a key with capitals": set_cell("models", "key", "M", "'M' is not a key"),
    "a word not in the list": set_cell("places", "kind", "regoin", "'regoin' is not one of region"),
    "month 00": set_cell("chips", "released", "2025-00", "'2025-00' names a day that does not"),
    "month 00 with a day": set_cell("chips", "released", "2025-00-15", "'2025-00-15' names a day"),
    "day 00": set_cell("chips", "released", "2025-01-00", "'2025-01-00' names a day that does not"),
    "month 13": set_cell("chips", "released", "2025-13", "'2025-13' names a day that does not"),
    "30 February": set_cell("chips", "released", "2023-02-30", "'2023-02-30' names a day that"),
    "year 0": set_cell("chips", "released", "0000", "'0000' names a day that does not exist"),
    "year 205": set_cell("chips", "released", "0205", "'0205' is not between 1800 and 2200"),
    "full-width date": set_cell("chips", "released", "２０２５", "'２０２５' is not a date"),
    "Arabic date": set_cell("chips", "released", "٢٠٢٥", "'٢٠٢٥' is not a date"),
    "British date": set_cell("chips", "released", "21/03/2023", "'21/03/2023' is not a date"),
    "an open period": set_cell("observations", "period", "2025/", "'2025/' lacks an end"),
    "a period without start": set_cell("observations", "period", "/2025", "'/2025' lacks an end"),
    "a slash": set_cell("observations", "period", "/", "'/' lacks an end"),
    "three ends": set_cell("observations", "period", "2024/2025/2026", "'2025/2026' is not a date"),
    "a period that ends first": set_cell("observations", "period", "2026/2025", "'2026/2025' ends"),
    "thousands": set_cell("observations", "value", "5,784", "'5,784' is not a number"),
    "underscore": set_cell("observations", "value", "1_000", "'1_000' is not a number"),
    "full-width number": set_cell("observations", "value", "１２", "'１２' is not a number"),
    "Arabic number": set_cell("observations", "value", "٣", "'٣' is not a number"),
    "NaN": set_cell("observations", "value", "NaN", "'NaN' is not a number"),
    "infinity": set_cell("observations", "value", "-Infinity", "'-Infinity' is not a number"),
    "an exponent": set_cell("observations", "value", "1e3", "'1e3' has an exponent"),
    "a huge exponent": set_cell("observations", "value", "1e400000000", "'1e400000000' has an exp"),
    "many digits": set_cell("observations", "value", "9" * 21, "has more than 20 digits"),
    "a point at the end": set_cell("observations", "value", "1.", "'1.' is not a number"),
    "a plus": set_cell("observations", "value", "+1", "'+1' is not a number"),
    "scale": set_cell("observations", "scale", "999999999", "999999999 is out of reason; the most"),
    "low scale": set_cell("observations", "scale", "-999999999", "-999999999 is out of reason"),
    "long scale": set_cell("observations", "scale", "9" * 23, f"'{'9' * 23}' is not a whole"),
    "Arabic scale": set_cell("observations", "scale", "٣", "'٣' is not a whole number"),
    "an interval above its figure": set_cell(
        "observations", "low", "99999999999999999", "99999999999999999 is above value"
    ),
    "an interval below its figure": set_cell("observations", "high", "-1", "-1 is below value"),
    "a range turned round": set_cell("observations", "value_max", "12.4", "12.4 is below value"),
    "a negative rate": set_cell("rules", "rate", "-0.25", "-0.25 is out of reason; the least"),
    "a rate of a billion": set_cell("rules", "rate", "1000000000", "1000000000 is out of reason"),
    "a rate in exponents": set_cell("rules", "rate", "1e9", "'1e9' has an exponent"),
    "a share above 1": set_cell("rules", "quota", "62", "'62' is not a share between 0 and 1"),
    "a tiny share": set_cell("rules", "quota", "1e-999999999", "'1e-999999999' has an exponent"),
    "an end before its beginning": set_cell("rules", "valid_to", "2024", "2024 is before valid_"),
    "both lower bounds": set_cell("thresholds", "above", "4", "at_least is given too; give one of"),
    "bounds turned round": set_cell("thresholds", "at_most", "4", "no figure meets at_least 5"),
    "bounds that meet": set_cell("thresholds", "below", "5", "no figure meets at_least 5"),
    "a scope of nothing": set_cell("scopes", "code", "", "the row covers nothing"),
    "no bound": set_cell("thresholds", "at_least", "", "no bound is given"),
    "script in an address": set_cell("sources", "url", "http://<script>", "'http://<script>' is"),
    "quote in an address": set_cell("sources", "url", 'https://x/"onmouse', "'https://x/\"onmo"),
    "override in an address": set_cell("sources", "url", "https://a\u202eb.org", "contains U+202E"),
    "foreign host": set_cell("sources", "url", "https://ехample.org", "'https://ехample.org' is"),
    "user in an address": set_cell("sources", "url", "https://a@b.org/", "'https://a@b.org/' is"),
    "javascript": set_cell("sources", "url", "javascript:alert(1)", "'javascript:alert(1)' is not"),
    "mixed alphabets": set_cell(
        "organisations", "label_en", "NV\u0406DIA", "mixes alphabets in the word 'NV\\u0406DIA'"
    ),
    "a name that looks the same": set_cell(
        "organisations", "label_en", "ＴＳＭＣ", "'\\uff34\\uff33\\uff2d\\uff23' looks the same", 3
    ),
}  # fmt: skip
JOINT = {
    "a misspelt reference": set_cell(
        "chips", "designer", "nvidai", "no 'nvidai' in small/organisations.csv (did you mean"
    ),
    "a list with a blank part": set_cell("chips", "designer", "nvidia;", "has a blank part"),
    "a list that names a thing twice": set_cell(
        "chips", "designer", "nvidia;nvidia", "names the same thing twice"
    ),
    "a relation the ontology lacks": set_cell(
        "relations", "predicate", "fabricatedby", "'fabricatedby' is no relation of the ontology"
    ),
    "an unknown table": set_cell(
        "relations", "object", "organizations/tsmc", "'organizations/tsmc' is not a table/key with"
    ),
    "a relation with the wrong subject": set_cell(
        "relations", "subject", "places/asia",
        "'places/asia' is of kind Place; the subject of fabricatedBy is of kind Chip",
    ),
    "a relation with the wrong object": set_cell(
        "relations", "object", "sources/s1",
        "'sources/s1' is of kind Source; the object of fabricatedBy is of kind Organisation",
    ),
    "a cell with the wrong object": set_cell(
        "organisations", "roles", "gpu",
        "'concepts/gpu' is of kind ComponentKind; the object of hasRole is of kind Role",
    ),
    "a measure that is none": set_cell(
        "observations", "measure", "gpu",
        "'concepts/gpu' is of kind ComponentKind; the object of measure is of kind MeasureKind",
    ),
    "a place within itself": set_cell(
        "places", "within", "taiwan", "'places/taiwan' is related to itself by partOf", 3
    ),
    "a relation to itself": Case(
        "relations", end_with(_relation("concepts/gpu", "drives", "concepts/gpu")), 3, "object",
        "'concepts/gpu' is related to itself by drives",
    ),
    "places within each other": set_cell(
        "places", "within", "taiwan",
        "partOf runs in a circle: places/taiwan > places/asia > places/taiwan, with"
        " small/places.csv:2: within",
    )._replace(line=3),
    "owners of each other": Case(
        "organisations",
        both(cell("parent", "nvidia", table="organisations"),
             cell("parent", "tsmc", table="organisations", line=3)),
        3, "parent",
        "subsidiaryOf runs in a circle: organisations/nvidia > organisations/tsmc >",
    ),
    "concepts above each other": Case(
        "concepts",
        both(cell("broader", "processor", table="concepts"),
             cell("broader", "gpu", table="concepts", line=3)),
        3, "broader", "broader runs in a circle: concepts/processor > concepts/gpu >",
    ),
    "a circle through a cell and a relation": Case(
        "relations", end_with(_relation("places/asia", "partOf", "places/taiwan")), 3, "object",
        "partOf runs in a circle: places/asia > places/taiwan > places/asia, with small/pl",
    ),
}  # fmt: skip
CASES = FILES | ROWS | CELLS | JOINT


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_one_problem_at_its_place(
    name: str, small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    case = CASES[name]
    small[case.table] = case.change(small[case.table])
    found = problems(small, ends)
    path = shown(FOLDER / f"{case.table}.csv")
    assert [(item.path, item.line, item.column) for item in found] == [
        (path, case.line, case.column)
    ], found
    assert found[0].message.startswith(case.message), found[0].message


def test_the_small_world_holds_together(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    rows = check_tables(FOLDER, small, ends).rows
    assert [row["key"] for row in rows["chips"]] == ["h100", "b100"]
    assert rows["sources"][0]["title"] == "A report, revised"


def test_a_missing_file_is_one_problem(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    del small["sources"]
    (found,) = problems(small, ends)
    assert str(found) == "small/sources.csv:1: the file is missing"


def test_why_a_file_cannot_be_read_is_said(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    told: dict[str, bytes | str] = {**small, "sources": "is a folder and no file"}
    (found,) = problems(told, ends)
    assert str(found) == "small/sources.csv:1: is a folder and no file"


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_read_comes_first(
    name: str, small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    case = FILES[name]
    small[case.table] = case.change(small[case.table])
    small["aliases"] = cell("kind", "nickname", table="aliases")(small["aliases"])
    found = problems(small, ends)
    assert [Path(item.path).stem for item in found] == [case.table, "aliases"]


MANY = {
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "CR": lambda content: content.replace(b"\n", b"\r"),
    "a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "both": lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
    "no end of the last line": lambda content: content.removesuffix(b"\n"),
    "every cell quoted": lambda content: _quoted(content),
}


def _quoted(content: bytes) -> bytes:
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue().encode()


@pytest.mark.parametrize("form", MANY)
def test_what_spreadsheets_write_is_read_as_the_same_rows(
    form: str, small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    plain = check_tables(FOLDER, small, ends)
    written = {name: MANY[form](content) for name, content in small.items()}
    assert check_tables(FOLDER, written, ends) == plain


def test_circles_of_times_apart_are_no_circles(
    small: dict[str, bytes], ends: dict[str, Ends]
) -> None:
    pair = ("organisations/tsmc", "subsidiaryOf", "organisations/nvidia")
    small["relations"] += _relation(*pair, more=",2001,2005")
    small["relations"] += _relation(*reversed(pair), more=",2006,2009").replace(b"r2", b"r3")
    check_tables(FOLDER, small, ends)
    small["relations"] = small["relations"].replace(b",2006,", b",2005,")
    (found,) = problems(small, ends)
    assert found.message.startswith("subsidiaryOf runs in a circle")


def test_every_circle_is_told(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    rows = [
        f"c{number},Concept {number},,parts,c{number ^ 1},,,s1,L1,stated,high,"
        for number in range(6)
    ]
    small["concepts"] += ("\n".join(rows) + "\n").encode()
    assert [item.line for item in problems(small, ends)] == [7, 9, 11]


def test_a_long_chain_is_no_circle(small: dict[str, bytes], ends: dict[str, Ends]) -> None:
    rows = [
        f"c{number},Concept {number},,parts,{f'c{number - 1}' * (number > 0)},,,s1,L1,stated,high,"
        for number in range(5000)
    ]
    small["concepts"] += ("\n".join(rows) + "\n").encode()
    assert len(check_tables(FOLDER, small, ends).rows["concepts"]) == 5004
