from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from aigraph.render.report import as_html, as_markdown, report

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.render.report import Report

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def told(chain: Chain) -> Report:
    return report(chain.exposure(as_of=DAY), chain.release.view.label, "en")


class Elements(HTMLParser):
    """Gathers the names of elements and the addresses they would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in {"src", "srcset"}]


def test_a_report_tells_question_answer_evidence_and_doubts(told: Report) -> None:
    headings = [section.heading for section in told.sections]
    assert len(headings) == len(set(headings)) == 7
    text = as_markdown(told)
    for word in ("2025-06-01", "Finance", "inferred", "NVIDIA", "Release "):
        assert word in text


def test_what_is_inferred_is_listed(told: Report) -> None:
    inferred = next(section for section in told.sections if "nfer" in section.heading)
    assert any("(inferred;" in line for line in inferred.lines)


def test_the_html_fetches_and_runs_nothing(told: Report) -> None:
    elements = Elements()
    elements.feed(as_html(told))
    assert "table" in elements.names
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(elements.names)
    assert elements.fetched == []


def test_the_chinese_report_has_chinese_headings(chain: Chain) -> None:
    view = chain.release.view
    text = as_markdown(
        report(chain.exposure(as_of=DAY), lambda thing: view.label(thing, "zh"), "zh")
    )
    assert "金融" in text
    assert "推断" in text


def test_the_chinese_report_uses_no_english_word_of_ours(chain: Chain) -> None:
    view = chain.release.view
    told = report(chain.exposure(as_of=DAY), lambda thing: view.label(thing, "zh"), "zh")
    words = {
        text
        for section in told.sections
        for row in section.rows
        for text in (section.heading, *section.columns, *row)
    }
    ours = {"stated", "computed", "inferred", "applies", "exempt", "depends", "unknown"}
    relations = {name for name, term in view.terms.items() if term.direction}
    assert not words & (ours | relations | {term.label_en for term in view.terms.values()})
    doubts = told.sections[-1].lines
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in line) for line in doubts)


def test_a_hostile_label_stays_text(chain: Chain) -> None:
    hostile = "<script>alert(1)</script>|`x`"
    told = report(chain.exposure(as_of=DAY), lambda _: hostile, "en")
    assert "<script" not in as_html(told)
    assert "<script" not in as_markdown(told)
