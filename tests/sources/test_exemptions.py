"""Exemptions from the reciprocal duties: the heading is stated only where its note names the code.

Codes were looked up by eye in US note 2(v)(iii)(a), printed in chapter 99 of the schedule of 2026,
revision 6.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

_HEADING = "codes/hts-9903-01-32"


def _under(made: Imported) -> dict[str, dict[str, str]]:
    text = made.files["relations.csv"].decode("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["subject"]: row for row in rows if row["object"] == _HEADING}


def test_a_list_without_headings_is_under_the_one_whose_note_names_the_code(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    found = _under(take("us_tariff_lists", real("us_tariff_lists")))
    assert "codes/hts-8529-90-73" not in found, "exempt for civil aircraft only"
    assert found["codes/hts-8471-70-5095"]["grade"] == "stated", "the note names 8471"
    assert all("US note 2(v)(iii)(a)" in row["note"] for row in found.values())


def test_a_code_that_the_note_no_longer_names_is_inferred(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    found = _under(take("us_ai_trade", real("us_ai_trade")))
    wire, cathodes = found["codes/hts-7408-11-30"], found["codes/hts-7403-11-00"]
    assert (wire["grade"], cathodes["grade"]) == ("inferred", "stated")
    assert "does not have the code" in wire["note"]
