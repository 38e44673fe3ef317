"""Lists of section 301: articles that the printed note of a list has not are left out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

_LIST_3, _LIST_4B = "codes/hts-9903-88-03", "codes/hts-9903-88-16"


def test_lists_have_what_the_notes_of_the_schedule_print(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    """Line 2811.29.50 is in US note 20(f) alone; the file has it on List 4B as well."""
    made = take("us_tariff_lists", real("us_tariff_lists")).files["relations.csv"].decode("utf-8")
    named = [
        row for row in csv.DictReader(io.StringIO(made, newline="")) if "s301" in row["locator"]
    ]
    on = {(row["subject"], row["object"]) for row in named}
    assert ("codes/hts-2811-29-50", _LIST_3) in on
    assert ("codes/hts-2811-29-50", _LIST_4B) not in on
    assert len([pair for pair in on if pair[1] == _LIST_3]) == 346, "numbers of the chain in 20(f)"
    suspended = [row for row in named if row["object"] == _LIST_4B]
    assert {row["note"] for row in suspended} == {"The duty of this heading is suspended."}
