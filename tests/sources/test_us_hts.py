"""The schedule: what a footnote of today states, and what it can only suggest of earlier days."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported


def test_a_rate_that_ended_before_the_first_revision_is_inferred(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    """The rates of 10 % and 15 % ended in 2019 and 2020; the first revision read is of 2025."""
    made = take("us_hts", real("us_hts"))
    text = made.files["scopes.csv"].decode("utf-8")
    grades: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        grades.setdefault(row["rule"], set()).add(row["grade"])
    assert grades["s301-list-3-10"] == grades["s301-list-4a-15"] == {"inferred"}
    assert grades["s301-list-3"] == grades["s301-list-4a"] == {"stated"}
