from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from aigraph.render.chart_time import Span, calendar_chart, spans_chart

if TYPE_CHECKING:
    from aigraph.api import Chain


def test_a_calendar_tells_unknown_apart_from_zero(chain: Chain) -> None:
    answer = chain.timeline(
        start="2025-01-01", until="2026-11-01", step="quarter", assumptions=["equal-weights"]
    )
    drawn = calendar_chart(answer, chain.release.view.label, "en", "k")
    unknown = sum(row["central_range"][0] == 0 < row["central_range"][1] for row in answer.rows)
    none = sum(row["central_range"] == [0, 0] for row in answer.rows)
    assert unknown > 0
    assert none > 0
    assert drawn.count(">?</text>") == unknown
    assert drawn.count('fill="#b8c4d6"') == none + 1  # and one in the legend


def test_spans_are_as_long_as_their_time() -> None:
    spans = [
        Span("a", "2025-01-01", "2025-07-01", held=True),
        Span("a", "2025-07-02", "2026-01-01", held=False),
        Span("<b>", "2025-01-01", "2026-01-01", held=True),
    ]
    drawn = spans_chart(spans, "Rules & more", "zh", "k")
    tree = ET.fromstring(drawn)
    texts = [element.text for element in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert {"a", "<b>", "有来源确认", "无来源确认"} <= set(texts)
    assert tree[0].text == "Rules & more"
    assert tree[0].attrib["id"] == "k-title"
