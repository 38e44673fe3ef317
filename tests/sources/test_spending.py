"""Spending on compute: what was derived, what was expected, what is of a day or of a year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported


def test_spending_is_what_its_row_says(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    """Rows "OpenAI 2022 compute + data", "OpenAI 2024 inference", "Anthropic 2025 July inference".

    The first was reported in 2023, the second in October 2024, the third is a rate of July 2025
    that rests on a gross margin.
    """
    made = take("epoch_ai_companies", real("epoch_ai_companies"))
    text = made.files["observations.csv"].decode("utf-8")
    rows = [
        row
        for row in csv.DictReader(io.StringIO(text, newline=""))
        if "compute_spend" in row["locator"]
    ]
    found = {row["locator"].partition(" / ")[2]: row for row in rows}
    past = found["OpenAI 2022 compute + data"]
    assert (past["status"], past["note"]) == ("unspecified", "The date is the end of the year.")
    expected = found["OpenAI 2024 inference"]
    assert expected["status"] == "forecast"
    assert "Reported on 2024-10-09" in expected["note"]
    derived = found["Anthropic 2025 July inference"]
    assert derived["status"] == "estimate"
    assert "end of" not in derived["note"]
