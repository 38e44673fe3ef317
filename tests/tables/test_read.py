"""Broken tables: each fault is found with its file, line and column, and all of them at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import aigraph
from aigraph.api import load
from aigraph.errors import DataError, Problem
from aigraph.ontology import read_terms, relations
from aigraph.paths import cache_dir, ontology_dir, shown
from aigraph.release.build import build
from aigraph.tables.read import read_tables

Change = Callable[[str], str | bytes]


class Case(NamedTuple):
    """A change to one file, and the problem it must give.

    The line is given by the row that begins with ``row``; without it line 1 is meant.
    """

    file: str
    change: Change
    row: str
    column: str
    message: str


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def cell(row: str, number: int, new: str) -> Change:
    """Replace a cell of the row that begins with a key; no cell before it may hold a comma."""

    def change(text: str) -> str:
        lines = text.split("\n")
        at = next(index for index, line in enumerate(lines) if line.startswith(f"{row},"))
        cells = lines[at].split(",")
        cells[number] = new
        lines[at] = ",".join(cells)
        return "\n".join(lines)

    return change


def again(row: str) -> Change:
    def change(text: str) -> str:
        line = next(line for line in text.split("\n") if line.startswith(f"{row},"))
        return f"{text}{line}\n"

    return change


H100 = "nvidia-h100-sxm"
CASES = {
    "a foreign key that is misspelt": Case(
        "chips", cell(H100, 5, "tsmcc"), H100, "foundry", "(did you mean 'tsmc'?)"
    ),
    "a list with one wrong part": Case(
        "chips", cell(H100, 5, "tsmc;smicc"), H100, "foundry", "(did you mean 'smic'?)"
    ),
    "a list that names a thing twice": Case(
        "chips", cell(H100, 5, "tsmc;tsmc"), H100, "foundry", "names the same thing twice"
    ),
    "a day that does not exist": Case(
        "chips", cell(H100, 6, "2023-02-30"), H100, "released", "does not exist"
    ),
    "a date of another form": Case(
        "chips", cell(H100, 6, "21/03/2023"), H100, "released", "write 2025, 2025-05 or 2025-05-14"
    ),
    "a label left blank": Case("chips", cell(H100, 1, ""), H100, "label_en", "is blank"),
    "a label that ends in a blank": Case(
        "chips", cell(H100, 1, "NVIDIA H100 "), H100, "label_en", "begins or ends with a blank"
    ),
    "a word that is not in the list": Case(
        "organisations", cell("nvidia", 3, "compny"), "nvidia", "kind", "(did you mean 'company'?)"
    ),
    "a source left blank": Case("rules", swap(",kellychip,", ",,"), "", "", ""),
    "a key that is no key": Case(
        "chips", swap(f"\n{H100},", f"\n{H100.upper()},"), H100.upper(), "key", "is not a key"
    ),
    "a key used twice": Case("places", again("taiwan"), "", "key", "already the key of line"),
    "a column that nobody knows": Case(
        "chips", swap("label_zh", "label_zhh"), "", "label_zhh", "(did you mean 'label_zh'?)"
    ),
    "a column that is missing": Case(
        "chips", swap("label_zh", "label_zhh"), "", "label_zh", "the header lacks this column"
    ),
    "a row that is too short": Case(
        "places", swap("\ntaiwan,", "\nformosa\ntaiwan,"), "formosa", "label_en", "has 1 cells"
    ),
    "a blank line": Case(
        "places", swap("\ntaiwan,", "\n\ntaiwan,"), "", "", "is a blank line"
    ),
    "a byte order mark": Case(
        "places", lambda text: "\ufeff" + text, "", "", "byte order mark"
    ),
    "line ends of another system": Case(
        "places", lambda text: text.replace("\n", "\r\n"), "", "", "carriage return"
    ),
    "an encoding other than UTF-8": Case(
        "places", lambda text: text.encode("gb18030"), "", "", "is not UTF-8"
    ),
    "an empty file": Case("places", lambda _text: "", "", "", "the file is empty"),
    "a quote that never ends": Case(
        "places", lambda text: text + 'x,"y\n', "", "", "is not well-formed CSV"
    ),
    "a NUL character": Case("places", swap("Taiwan", "Tai\0wan"), "", "", "NUL"),
    "a relation that the ontology lacks": Case(
        "relations", swap(",fabricatedBy,", ",fabricatedby,"), "", "predicate",
        "(did you mean 'fabricatedBy'?)",
    ),
    "a reference to an unknown table": Case(
        "relations", swap(",organisations/smic,", ",organizations/smic,"), "", "object",
        "(did you mean 'organisations'?)",
    ),
    "a percentage for a share": Case(
        "relations", lambda text: text + _relation("share", "62"), "zzz", "share", "written 0.62"
    ),
    "an end before its beginning": Case(
        "relations", lambda text: text + _relation("dates", "2025,2024"), "zzz", "valid_to",
        "lies before valid_from",
    ),
    "a figure with a thousands separator": Case(
        "observations", swap(",5784,", ',"5,784",'), "s003-209", "value", "is not a number"
    ),
    "an address that is none": Case(
        "sources", lambda text: text + "zzz,Title,,,,htp://x,web,\n", "zzz", "url", "web address"
    ),
}  # fmt: skip
CASES["a source left blank"] = Case(
    "chips", cell(H100, 7, ""), H100, "source", "is blank"
)  # fmt: skip


def _relation(kind: str, value: str) -> str:
    share, dates = (value, ",") if kind == "share" else ("", value)
    return (
        f"zzz,chips/{H100},fabricatedBy,organisations/tsmc,{share},{dates},"
        "aigraph,curation,assumed,low,\n"
    )


def apply(folder: Path, case: Case) -> Path:
    path = folder / f"{case.file}.csv"
    changed = case.change(path.read_text(encoding="utf-8"))
    path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    return path


def problems_of(folder: Path) -> tuple[Problem, ...]:
    terms = frozenset(relations(read_terms(ontology_dir())))
    with pytest.raises(DataError) as caught:
        read_tables(folder, terms)
    return caught.value.problems


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 15


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_found_where_it_is(name: str, tables: Path) -> None:
    case = CASES[name]
    path = apply(tables, case)
    found = [
        problem
        for problem in problems_of(tables)
        if problem.path == shown(path)
        and problem.column == case.column
        and case.message in problem.message
    ]
    assert found, problems_of(tables)[:5]
    if case.row:
        lines = path.read_text(encoding="utf-8").split("\n")
        expected = 1 + next(
            index for index, line in enumerate(lines) if line.split(",")[0] == case.row
        )
        assert found[0].line == expected


def test_all_problems_of_all_files_come_at_once(tables: Path) -> None:
    for name in ("a foreign key that is misspelt", "a date of another form"):
        apply(tables, CASES[name])
    apply(tables, CASES["a word that is not in the list"])
    (tables / "models.csv").unlink()
    files = {problem.path for problem in problems_of(tables)}
    assert {Path(path).name for path in files} >= {"chips.csv", "organisations.csv", "models.csv"}


def test_the_tables_as_they_are_hold_together(root: Path) -> None:
    read_tables(root / "data", frozenset(relations(read_terms(ontology_dir()))))


def test_the_previous_build_still_answers(tables: Path) -> None:
    first = load(tables)
    before = first.show(f"chips/{H100}").rows
    apply(tables, CASES["a foreign key that is misspelt"])
    second = load(tables)
    assert second.release.folder == first.release.folder
    assert second.show(f"chips/{H100}").rows == before
    assert "did you mean 'tsmc'" in second.warnings[0]


def test_without_an_earlier_build_the_problems_are_raised(tables: Path) -> None:
    apply(tables, CASES["a foreign key that is misspelt"])
    with pytest.raises(DataError, match=r"chips\.csv:\d+: foundry: no 'tsmcc' in .*organisations"):
        load(tables)


def test_a_failed_build_leaves_nothing_behind(tables: Path) -> None:
    releases = cache_dir() / "releases"
    aigraph.load()
    before = sorted(releases.iterdir())
    apply(tables, CASES["a foreign key that is misspelt"])
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
