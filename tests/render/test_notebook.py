from __future__ import annotations

from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import html5lib

from aigraph.render.notebook import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain


def test_an_answer_shows_its_rows_with_evidence(chain: Chain) -> None:
    answer = chain.exposure(as_of=date(2025, 6, 1))
    shown = answer._repr_html_()
    assert shown is not None
    html5lib.HTMLParser(strict=True).parseFragment(shown)
    assert shown.count("<summary>Evidence") == len(answer.rows)
    first = answer.rows[0]["paths"][0]["edges"][0]
    assert f"({first['grade']}; {first['source']}, {first['locator']})" in shown
    assert answer.rows[0]["status"] in shown
    assert answer.caveats[0].en in unescape(shown)


def test_rows_with_a_source_show_grade_and_place(chain: Chain) -> None:
    shown = chain.figures("market-size")._repr_html_()
    assert shown is not None
    assert "<strong>Market size</strong>" in shown
    for word in ("Grade</th>", "stated</td>", "sources/s003</td>", "L107</td>"):
        assert word in shown


def test_a_long_answer_says_how_much_is_left_out(chain: Chain) -> None:
    answer = chain.sparql("SELECT ?thing ?class { ?thing a ?class }")
    shown = answer._repr_html_()
    assert shown is not None
    assert f"{len(answer.rows) - 200} more rows are not shown" in shown


def test_a_picture_is_isolated_and_can_be_saved(chain: Chain, tmp_path: Path) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(chain.chart("filed-services")._repr_html_())
    for picture in (chain.view("NVIDIA", as_of=date(2025, 6, 1)), chain.chart("filed-services")):
        shown = picture._repr_html_()
        assert shown.startswith('<iframe sandbox="allow-scripts allow-downloads"')
        assert shown.count("<") == 2  # nothing of the page stands outside of the attribute
        picture.save(tmp_path / "page.html")
        assert (tmp_path / "page.html").read_text(encoding="utf-8") == picture.html


def test_a_title_cannot_leave_its_attribute() -> None:
    shown = Picture('"><script>', "<p>")._repr_html_()
    assert shown.count("<script") == 0
