"""Lists of section 301: what the schedule read does not bear out is said in a note."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

_LIST_3, _LIST_4B = "codes/hts-9903-88-03", "codes/hts-9903-88-16"


def test_lists_are_compared_with_the_footnotes_of_the_schedule(
    root: Path, real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    made = take("us_tariff_lists", real("us_tariff_lists")).files["relations.csv"].decode("utf-8")
    named = [
        row for row in csv.DictReader(io.StringIO(made, newline="")) if "s301" in row["locator"]
    ]
    with (root / "data" / "us_hts" / "relations.csv").open(encoding="utf-8", newline="") as stream:
        cited = {(row["subject"], row["object"]) for row in csv.DictReader(stream)}
    listed = [row for row in named if row["object"] == _LIST_3]
    assert len(listed) == 438
    for row in listed:
        has_footnote = (row["subject"], row["object"]) in cited
        assert ("no footnote" in row["note"]) != has_footnote, row["key"]
    suspended = [row for row in named if row["object"] == _LIST_4B]
    assert {row["note"] for row in suspended} == {"The duty of this heading is suspended."}
