"""A small answer written by hand, in every form it can take: each cell is known beforehand."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from aigraph.i18n import Name, Text
from aigraph.questions.answer import Answer, Heading
from aigraph.render.exports import as_csv, as_json, as_markdown, escape, markdown_table
from aigraph.render.report import as_html, report
from aigraph.render.report import as_markdown as report_as_markdown
from aigraph.render.text import edge_line, print_paths, print_table

LABELS = {"chips/a": "Chip A", "rules/r": "Rule R", "measures/m": "Measure M", "sources/s": "S"}


def label(thing: str) -> str:
    return LABELS.get(thing, thing)


def edge(subject: str, target: str, grade: str = "stated", **changes: str) -> dict[str, Any]:
    return {
        "subject": subject,
        "predicate": "needs",
        "wording": "",
        "wording_zh": "",
        "object": target,
        "source": "sources/s",
        "locator": f"page {target}",
        "grade": grade,
        "valid_from": "",
        "valid_to": "",
        "last_stated": "",
        **changes,
    }


def rule(**changes: Any) -> dict[str, Any]:
    return {
        "id": "rules/r",
        "status": "applies",
        "statuses": ["applies", "exempt"],
        "licence": "",
        "rate": 0.25,
        "because": ["end use", "rules/r"],
        "valid_from": "2025-01-01",
        "valid_to": "2025-12-31",
        "confirmed_on": "2026-01-01",
        "source": "sources/s",
        "locator": "line 1",
        **changes,
    }


def path(*edges: dict[str, Any], grade: str = "stated") -> dict[str, Any]:
    return {"grade": grade, "edges": list(edges)}


ROW: dict[str, Any] = {
    "id": "chips/a",
    "label": "A",
    "label_zh": "甲",
    "part": 0.5,
    "measures": ["rules/r", "measures/m"],
    "rules": [rule()],
    "paths": [
        path(edge("chips/a", "b"), edge("b", "c", "inferred", valid_from="2025-01-01")),
        path(edge("chips/a", "d")),
    ],
}


def answer(*rows: dict[str, Any], question: str = "find", **changes: Any) -> Answer:
    made: dict[str, Any] = {
        "title": Name("A small answer", "小答案"),
        "parameters": {"of": "chips/a", "size": 0, "each": False, "on": [], "source": ""},
        "headings": [
            Heading("label", Name("Name", "名称")),
            Heading("part", Name("Part", "份额")),
            Heading("measures", Name("Measures", "措施")),
        ],
        "caveats": (Name("Beware.", "注意。"),),
    }
    made |= changes
    return Answer(question=question, release="0.1 abc", rows=rows, **made)


def table(shown: Answer, language: str, stream: io.StringIO | None = None) -> list[str]:
    stream = stream or io.StringIO()
    print_table(shown, stream, language=language, label=label)
    return stream.getvalue().splitlines()


def cells(line: str) -> list[str]:
    return [part.strip() for part in line.strip("│┃").replace("┃", "│").split("│")]


def test_a_table_has_title_headings_rows_caveats_and_release_in_this_order() -> None:
    lines = table(answer(ROW), "en")
    assert lines[0].strip() == "A small answer"
    assert cells(lines[2]) == ["Name", "Part", "Measures"]
    assert cells(lines[4]) == ["A", "0.5", "Rule R: applies"]
    assert cells(lines[5]) == ["", "", "Measure M: stated"]
    assert lines[-2:] == ["• Beware.", "release 0.1 abc"]


def test_a_chinese_table_takes_chinese_names_where_there_are_any() -> None:
    unnamed = {**ROW, "label_zh": "", "part": None, "measures": []}
    text = "\n".join(table(answer(ROW, unnamed), "zh"))
    for word in ("小答案", "名称", "甲", "Rule R: 适用", "Measure M: 明述", "未知", "• 注意。"):
        assert word in text
    assert "│ A " in text
    assert "甲" not in "\n".join(table(answer(ROW), "en"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_table_fits_the_terminal_and_a_file_has_160_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    long = {**ROW, "label": "name " * 60}
    rows = [line for line in table(answer(long), "en", Terminal()) if line.startswith("│")]
    assert {len(row) for row in rows} == {60}
    widths = [len(line) for line in table(answer(long), "en")]
    assert 150 < max(widths) <= 160


def test_paths_are_numbered_and_shown_edge_by_edge() -> None:
    stream = io.StringIO()
    unnamed = {"text": "Some text", "paths": [path(edge("x", "y"))]}
    nameless = {"paths": [path(edge("x", "z"), grade="assumed")]}
    print_paths(answer(ROW, {"label": "no paths"}, unnamed, nameless), stream, label)
    assert stream.getvalue().splitlines() == [
        "A — path 1, stated",
        "  Chip A —needs→ b  [stated; sources/s, page b]",
        "  b —needs→ c  [inferred; sources/s, page c, 2025-01-01 to …]",
        "A — path 2, stated",
        "  Chip A —needs→ d  [stated; sources/s, page d]",
        "Some text — path 1, stated",
        "  x —needs→ y  [stated; sources/s, page y]",
        " — path 1, assumed",
        "  x —needs→ z  [stated; sources/s, page z]",
    ]


def test_a_path_longer_than_a_line_is_not_cut() -> None:
    stream = io.StringIO()
    long = "b" * 300
    print_paths(answer({"label": "A", "paths": [path(edge("a", long))]}), stream, label)
    assert f"  a —needs→ {long}  [" in stream.getvalue()


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ({}, "page b]"),
        ({"valid_from": "2025"}, "page b, 2025 to …]"),
        ({"valid_to": "2026"}, "page b, … to 2026]"),
        ({"valid_from": "2025", "valid_to": "2026"}, "page b, 2025 to 2026]"),
        ({"last_stated": "2024"}, "page b, last stated 2024]"),
        ({"valid_to": "2026", "last_stated": "2024"}, "page b, … to 2026, last stated 2024]"),
    ],
)
def test_an_edge_says_from_when_to_when(dates: dict[str, str], shown: str) -> None:
    assert edge_line(edge("a", "b", **dates), label).endswith(shown)


@pytest.mark.parametrize(
    ("wording", "shown"),
    [("runs on", '—needs ("runs on")→'), ("needs", "—needs→"), ("", "—needs→")],
)
def test_an_edge_is_worded_as_its_source_words_it(wording: str, shown: str) -> None:
    assert edge_line(edge("a", "b", wording=wording), label).startswith(f"a {shown} b  [")


def test_the_evidence_of_a_report_has_the_wording_of_its_language() -> None:
    said = edge("a", "b", wording="runs on", wording_zh="运行于", last_stated="2024")
    made = answer({**ROW, "paths": [path(said)]})
    (row,) = sections(made)["Evidence"].rows
    assert row == ("a", "needs", "runs on", "b", "stated", "S", "page b", "", "", "2024")
    (row,) = sections(made, "zh")["证据"].rows
    assert row[2] == "运行于"


FURTHER = [{"source": "sources/t", "locator": "page 9", "grade": "computed"}]


def test_an_edge_names_every_source_that_states_it() -> None:
    said: dict[str, Any] = {**edge("a", "b"), "also": FURTHER}
    assert edge_line(said, label).endswith("[stated; sources/s, page b; also sources/t, page 9]")
    rows = sections(answer({**ROW, "paths": [path(said)]}))["Evidence"].rows
    assert rows == (
        ("a", "needs", "", "b", "stated", "S", "page b", "", "", ""),
        ("a", "needs", "", "b", "computed", "sources/t", "page 9", "", "", ""),
    )


def test_numbers_are_written_in_the_unit_of_their_heading() -> None:
    made = answer(
        {"part": 0.1234, "bounds": [0.25, None]},
        headings=[
            Heading("part", Name("Part", "份额"), "most"),
            Heading("bounds", Name("Rate", "税率"), "rate"),
        ],
    )
    assert cells(table(made, "en")[4]) == ["13 %", "≥ 25 %"]
    assert cells(table(made, "zh")[4]) == ["13%", "≥ 25%"]
    assert "| 13 % | ≥ 25 % |" in as_markdown(made)
    assert "| 13% | ≥ 25% |" in as_markdown(made, "zh")
    assert sections(made)["Answer"].rows == (("13 %", "≥ 25 %"),)
    assert sections(made, "zh")["回答"].rows == (("13%", "≥ 25%"),)
    assert as_csv(made).splitlines()[1] == '0.1234,"0.25, unknown"'


def test_the_json_form_is_readable_and_keeps_every_field() -> None:
    text = as_json(answer(ROW))
    assert json.loads(text)["rows"] == [ROW]
    assert '\n  "question": "find"' in text
    assert "甲" in text
    assert text.endswith("}\n")
    with pytest.raises(ValueError, match="JSON"):
        as_json(answer({"part": float("nan")}))


def test_the_csv_form_has_the_fields_of_the_headings_alone() -> None:
    assert as_csv(answer(ROW, {"label": "a,b"})).split("\n") == [
        "label,part,measures",
        'A,0.5,"rules/r, measures/m"',
        '"a,b",,',
        "",
    ]


def test_the_markdown_form_is_a_table_with_caveats_and_release() -> None:
    assert as_markdown(answer({**ROW, "measures": ["x|y"]}, title=Name("A *b*", "甲"))) == (
        "## A \\*b\\*\n\n"
        "| Name | Part | Measures |\n| --- | --- | --- |\n| A | 0.5 | x\\|y |\n\n"
        "- Beware.\n\nRelease 0.1 abc\n"
    )
    assert as_markdown(answer(), "zh").startswith(
        "## 小答案\n\n| 名称 | 份额 | 措施 |\n| --- | --- | --- |\n\n- 注意。\n"
    )


def test_a_markdown_table_needs_a_line_below_its_headings() -> None:
    assert markdown_table(["a|b"], []) == ["| a\\|b |", "| --- |"]


@pytest.mark.parametrize("mark", list("\\`*_[]|"))
def test_marks_of_markdown_are_escaped_once(mark: str) -> None:
    assert escape(f"a{mark}b {mark}") == f"a\\{mark}b \\{mark}"


def test_elements_entities_and_line_ends_are_plain_text_in_markdown() -> None:
    assert escape("<b>\n&amp;\t </b> ") == "&lt;b&gt; &amp;amp; &lt;/b&gt;"


def sections(shown: Answer, language: str = "en") -> dict[str, Any]:
    return {part.heading: part for part in report(shown, label, language).sections}


def test_a_report_has_its_parts_in_order() -> None:
    found = report(answer(ROW), label)
    assert (found.title, found.language, found.release) == (
        "A small answer",
        "en",
        "Release 0.1 abc",
    )
    assert [part.heading for part in found.sections] == [
        "Question",
        "Answer",
        "What the rules do",
        "Paths, best evidence first",
        "Evidence",
        "What is inferred",
        "Unknowns and caveats",
    ]


def test_a_report_shows_only_the_parameters_that_say_something() -> None:
    given: dict[str, Any] = {
        "of": "chips/a",
        "size": 0,
        "part": 0.0,
        "each": False,
        "seed": 7,
        "on": ["chips/a", "b"],
        "degrade": {"chips/a": 0.5, "b": 1.0},
        "known_at": None,
        "importer": "",
        "sources": [],
        "disrupted": ["b"],
        "include_headquartered_firms": True,
    }
    assert sections(answer(parameters=given))["Question"].rows == (
        ("Of", "Chip A"),
        ("Size of sets", "0"),
        ("part", "0"),
        ("Seed", "7"),
        ("Dependency on", "Chip A, b"),
        ("Degraded to", "Chip A: 0.5, b: 1"),
        ("Including companies headquartered there", "yes"),
    )


def test_a_report_shows_the_rows_of_the_answer() -> None:
    found = sections(answer(ROW, {"measures": []}))["Answer"]
    assert found.columns == ("Name", "Part", "Measures")
    assert found.rows == (("A", "0.5", "Rule R, Measure M"), ("unknown", "unknown", ""))
    chinese = sections(answer(ROW, {"label": "B", "measures": []}), "zh")["回答"]
    assert chinese.columns == ("名称", "份额", "措施")
    assert chinese.rows == (("甲", "0.5", "Rule R, Measure M"), ("B", "未知", ""))


@pytest.mark.parametrize(
    ("change", "rate"),
    [
        ({}, "25 %"),
        ({"rate": 0.0}, "0 %"),
        ({"rate": None}, ""),
        ({"licence": "denial"}, "denial"),
    ],
)
def test_a_report_shows_each_rule_once(change: dict[str, Any], rate: str) -> None:
    first = {**ROW, "rules": [rule(**change), "rules/only-named"]}
    again = {**ROW, "rules": [rule(locator="elsewhere")]}
    (row,) = sections(answer(first, again))["What the rules do"].rows
    assert row == (
        *("Rule R", "applies, exempt", rate, "end use, Rule R"),
        *("2025-01-01", "2025-12-31", "2026-01-01", "S, line 1"),
    )


def test_only_a_report_on_exposure_says_that_no_rule_does_anything() -> None:
    bare = {**ROW, "rules": []}
    assert "What the rules do" not in sections(answer(bare))
    assert sections(answer(bare, question="exposure"))["What the rules do"].rows == ()


def test_a_report_shows_the_best_paths_and_how_many_more_there_are() -> None:
    paths = [path(edge("chips/a", str(number))) for number in range(5)]
    found = sections(answer({**ROW, "paths": paths[:3]}))["Paths, best evidence first"].lines
    assert found == tuple(f"Chip A (stated): Chip A needs {number}" for number in range(3))
    found = sections(answer({**ROW, "paths": paths}))["Paths, best evidence first"].lines
    assert found[3:] == ("Chip A: 2 more paths are in the JSON form.",)
    joined = sections(answer(ROW))["Paths, best evidence first"].lines[0]
    assert joined == "Chip A (stated): Chip A needs b · b needs c"
    text = sections(answer({"text": "Some text", "paths": paths[:1], "measures": []}))
    assert text["Paths, best evidence first"].lines == ("Some text (stated): Chip A needs 0",)


def test_the_evidence_of_a_report_has_each_edge_of_the_paths_shown_once() -> None:
    paths = [path(edge("chips/a", str(number))) for number in (4, 1, 1, 3)]
    assert sections(answer({**ROW, "paths": paths}))["Evidence"].rows == (
        ("Chip A", "needs", "", "1", "stated", "S", "page 1", "", "", ""),
        ("Chip A", "needs", "", "4", "stated", "S", "page 4", "", "", ""),
    )


@pytest.mark.parametrize("grade", ["inferred", "assumed", "stated", "computed"])
def test_a_report_lists_what_is_inferred_or_assumed(grade: str) -> None:
    found = sections(answer({**ROW, "paths": [path(edge("chips/a", "b", grade))]}))
    expected = f"Chip A needs b ({grade}; S, page b)"
    said = grade in {"inferred", "assumed"}
    assert found["What is inferred"].lines == (expected if said else "Nothing.",)


def test_a_report_without_caveats_says_so() -> None:
    heading = "Unknowns and caveats"
    assert sections(answer(ROW))[heading].lines == ("Beware.",)
    assert sections(answer(ROW, caveats=()))[heading].lines == ("Nothing.",)
    chinese = report(answer(ROW, caveats=(Text("Nothing."),)), label, "zh").sections[-1]
    assert "Nothing." not in chinese.lines


def test_a_report_as_markdown_and_html_holds_every_section() -> None:
    told = report(answer({**ROW, "label": "a|b"}), label)
    text = report_as_markdown(told)
    assert text.startswith(
        "# A small answer\n\n## Question\n\n| Parameter | Value |\n| --- | --- |"
    )
    assert "\n- Beware.\n\nRelease 0.1 abc\n" in text
    assert "| a\\|b | 0.5 | Rule R, Measure M |" in text
    html = as_html(told)
    for part in told.sections:
        assert f"\n## {part.heading}\n" in text
        assert part.heading in html
        for row in part.rows:
            assert all(cell in html for cell in row)
        assert all(line in html for line in part.lines)
    for word in ('lang="en"', "A small answer", "Release 0.1 abc"):
        assert word in html


def test_a_report_as_html_shows_a_hostile_label_as_text() -> None:
    told = report(answer(ROW), lambda thing: f"<script>{thing}</script>")
    assert "<script>" not in as_html(told)
