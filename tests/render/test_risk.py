"""Reports on risk: how it was measured and how much was seen, in both languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.render.report import as_html, report

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2025, 6, 1)
ASKED: dict[str, Any] = {
    "chokepoints": lambda chain: chain.chokepoints("chip", as_of=DAY),
    "minimal-cut-sets": lambda chain: chain.minimal_cut_sets("chip", as_of=DAY, size=1),
    "concentration": lambda chain: chain.concentration("chip", as_of=DAY),
    "whatif": lambda chain: chain.whatif("taiwan-stops", "model"),
    "mitigation": lambda chain: chain.mitigation("hbm-maker-stops"),
    "cascade": lambda chain: chain.cascade([("TSMC", 9, 0.0)], "chip", as_of=DAY),
    "risk-exposure": lambda chain: chain.risk_exposure("chip", "place", as_of=DAY, weeks=30),
    "uncertainty": lambda chain: chain.uncertainty(as_of=DAY, draws=20),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_a_report_tells_its_method_in_both_languages(chain: Chain, ask: Any) -> None:
    answer = ask(chain)
    for language, method in {"en": "How it is measured", "zh": "测算方法"}.items():
        told = report(answer, lambda thing: thing, language)
        headings = [section.heading for section in told.sections]
        assert method in headings
        assert "<h2>" in as_html(told)
    chinese = [section for section in told.sections if section.heading == "测算方法"]
    assert all(any(letter >= "\u4e00" for letter in line) for line in chinese[0].lines)


@pytest.mark.parametrize("question", ["whatif", "cascade", "uncertainty"])
def test_a_report_tells_what_was_not_seen(chain: Chain, question: str) -> None:
    answer = ASKED[question](chain)
    told = report(answer, lambda thing: thing)
    (seen,) = (item for item in told.sections if item.heading == "How much of the chain is known")
    assert len(seen.rows) == len(answer.rows)
    for row, shown in zip(answer.rows, seen.rows, strict=True):
        assert all(item in shown[4] for item in row["coverage"]["missing"][:12])


def test_what_is_disrupted_has_a_section_of_its_own(chain: Chain) -> None:
    told = report(ASKED["whatif"](chain), lambda thing: thing)
    (broken,) = (item for item in told.sections if item.heading == "What is disrupted")
    assert "chips/nvidia-h100-sxm" in broken.lines[0]
    assert all(row[0] != "disrupted" for row in told.sections[0].rows)
