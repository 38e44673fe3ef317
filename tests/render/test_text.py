from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

from aigraph.questions.answer import EDGE_FIELDS
from aigraph.render.text import edge_line, print_paths, print_table

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2025, 6, 1)


def test_the_table_shows_exposure_measure_grade_and_sources(chain: Chain) -> None:
    stream = io.StringIO()
    print_table(chain.exposure(as_of=DAY), stream, language="en", label=chain.release.view.label)
    text = stream.getvalue()
    for word in ("Finance", "applies", "inferred", "Weakest grade", "Sources", "unknown"):
        assert word in text


def test_every_edge_is_explained(chain: Chain) -> None:
    answer = chain.exposure(as_of=DAY)
    stream = io.StringIO()
    print_paths(answer, stream, chain.release.view.label)
    lines = [line for line in stream.getvalue().splitlines() if line.startswith("  ")]
    assert len(lines) == sum(len(path["edges"]) for row in answer.rows for path in row["paths"])
    assert all("; sources/" in line for line in lines)


def test_markup_in_a_label_stays_text() -> None:
    edge = dict.fromkeys(EDGE_FIELDS, "")
    line = edge_line({**edge, "grade": "stated", "source": "s", "locator": "l"}, lambda _: "[red]")
    assert line.startswith("[red]")
