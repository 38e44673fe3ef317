"""What analysts ask of data sets that stay on the user's machine, by queries of the documents.

The expected values were counted in the files, without aigraph.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from aigraph.api import load
from aigraph.sources.importing import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

QUERY = re.compile(r"^```sparql name=(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_shares_and_makers_of_the_supply_chain(
    real: Callable[[str], Path],
    take: Callable[[str, Path], Imported],
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = take("eto_supply_chain", real("eto_supply_chain"))
    write(made, tmp_path / "eto_supply_chain", root / "data")
    monkeypatch.setenv("AIGRAPH_IMPORTED", str(tmp_path))
    chain = load(beside=["eto_supply_chain"])
    queries = dict(QUERY.findall((root / "docs/datasets.md").read_text(encoding="utf-8")))
    rows = chain.sparql(queries["countries"]).rows
    assert sum(row["share"] >= 0.9 for row in rows) == 20
    majorities = Counter(row["country"] for row in rows if row["share"] >= 0.5)
    assert majorities.most_common(2) == [("United States", 37), ("Japan", 22)]
    assert {row["firm"]: row["country"] for row in chain.sparql(queries["makers"]).rows} == {
        "Cambricon": "CN",
        "Cerebras": "US",
        "Google": "US",
        "Graphcore": "GB",
        "HiSilicon": "CN",
        "Horizon Robotics": "CN",
        "Intellifusion": "CN",
        "Tesla": "US",
    }
    parts = chain.weights("EUV lithography tools", sources=["eto-chips"]).rows
    assert {(row["part_label"], row["share"]) for row in parts} == {
        ("ASML", 1.0),
        ("Netherlands", 1.0),
    }
