from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import AigraphError
from aigraph.render.chart import chart, chart_svg, drawings

if TYPE_CHECKING:
    from aigraph.api import Chain

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def bars(svg: str) -> dict[str, float]:
    """Return the length of each bar of a colour of the palette, by its place from the top."""
    found = re.findall(r'<path d="M0,(\S+?)h(\S+?)v\S+?Z" fill="#(?:0072b2|d55e00)"', svg)
    return {top: float(width) for top, width in found}


def test_bars_are_as_long_as_their_figures(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/china-generative-ai-market")
    (drawn,) = drawings(answer, chain.release.view.label)
    lengths = sorted(bars(drawn.svg).values())
    amounts = sorted(figure.amount for figure in drawn.figures)
    assert len(lengths) == len(amounts) == 3
    assert lengths[1] / lengths[2] == pytest.approx(amounts[1] / amounts[2], rel=0.01)
    assert lengths[0] / lengths[2] == pytest.approx(amounts[0] / amounts[2], rel=0.01)


def test_rival_sources_stand_beside_each_other(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/china-generative-ai-market")
    (drawn,) = drawings(answer, chain.release.view.label)
    shown = texts(drawn.svg)
    assert "14.4 trillion (actual)" in shown
    assert "17 billion (actual)" in shown
    assert "Sources that disagree" in drawn.svg
    assert len({figure.source for figure in drawn.figures}) == 2


def test_rivals_over_time_are_lines_of_their_own(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/large-language-model-market")
    other = [{**row, "amount": row["amount"] * 2, "source": "sources/s000"} for row in answer.rows]
    (drawn,) = drawings(replace(answer, rows=[*answer.rows, *other]), chain.release.view.label)
    lines = re.findall(
        r'<path d="M[^"]*L[^"]*" stroke="(#[0-9a-f]{6})" stroke-width="2"', drawn.svg
    )
    assert len(set(lines)) == 2
    assert sum("Large language model market · " in text for text in texts(drawn.svg)) == 2


def test_a_restatement_is_drawn_once(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/large-language-model-market")
    assert len(answer.rows) == 9
    (drawn,) = drawings(answer, chain.release.view.label)
    assert [figure.period for figure in drawn.figures] == ["2025", "2026", "2032"]
    assert [text for text in texts(drawn.svg) if "billion" in text] == [
        "USD, billion",
        "41.44 billion",
    ]


def test_too_few_figures_are_listed_alone(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/china-ai-core-industry")
    (drawn,) = drawings(answer, chain.release.view.label, fewest=2)
    assert drawn.svg == ""
    assert len(drawn.figures) == 1


def test_a_page_has_the_table_beside_the_chart_and_fetches_nothing(chain: Chain) -> None:
    html = chart(chain.figures("filed-services"), lambda _: "<script>alert(1)</script>")
    assert "<script" not in html
    assert not re.search(r"\b(src|href)=", html)
    assert html.count("<tr>") > 20
    assert "stated" in html


def test_one_svg_holds_every_unit_and_tells_its_title(chain: Chain) -> None:
    drawn = chart_svg(chain.figures("market-size"), chain.release.view.label)
    tree = ET.fromstring(drawn)
    assert tree.findtext(f"{SVG}title") == "Market size"
    assert "figures" in (tree.findtext(f"{SVG}desc") or "")
    assert {"CNY", "USD"} <= set(texts(drawn))
    assert tree.attrib["role"] == "img"


def test_the_chinese_chart_speaks_chinese(chain: Chain) -> None:
    view = chain.release.view
    html = chart(chain.figures("filed-services"), lambda thing: view.label(thing, "zh"), "zh")
    for word in ("北京", "备案服务数", "原文", "个来源"):
        assert word in html
    for word in ("actual", "As printed", "figures,"):
        assert word not in html


def test_without_the_library_the_error_says_what_to_install(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(AigraphError, match=r"pip install 'aigraph\[charts\]'"):
        chart(chain.figures("filed-services"), str)
