from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from aigraph.render.chart import chart

if TYPE_CHECKING:
    from aigraph.api import Chain


def widths(html: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', html)]


def test_bars_are_as_long_as_their_figures(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/large-language-model-market")
    drawn = widths(chart(answer, chain.release.view.label))
    assert len(drawn) == 3
    assert drawn[0] / drawn[2] == pytest.approx(10.18 / 41.44, rel=0.01)


def test_a_restatement_is_drawn_once_and_a_rival_beside(chain: Chain) -> None:
    answer = chain.figures("market-size", of="markets/china-generative-ai-market")
    html = chart(answer, chain.release.view.label)
    assert "14.4 trillion" in html
    assert "17 billion" in html
    assert len(widths(html)) == 3


def test_nothing_is_fetched_or_run(chain: Chain) -> None:
    html = chart(chain.figures("filed-services"), lambda _: "<script>alert(1)</script>")
    assert "<script" not in html
    assert not re.search(r"\b(src|href)=", html)


def test_the_chinese_chart_speaks_chinese(chain: Chain) -> None:
    view = chain.release.view
    html = chart(chain.figures("filed-services"), lambda thing: view.label(thing, "zh"), "zh")
    assert "北京" in html
    assert "备案服务数" in html
    assert "actual</h2>" not in html
