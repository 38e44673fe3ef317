"""Draw rows of the tables to be traced to their sources by a reader who did not write them.

``python bench/trace.py 20261128`` prints table, key, source and locator of 100 rows. The strata and
their sizes are fixed, so that two draws can be compared; curation has no source to open and is
left out, and so are data sets, whose importers are tested row by row.
"""

from __future__ import annotations

import argparse
import csv
import random
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).resolve().parents[1] / "data"
DOCUMENT: Final = frozenset({"document"})
WEB: Final = frozenset({"web", "law", "ruling", "file"})


class Stratum(NamedTuple):
    """Rows of some tables whose source is of some kinds, and how many of them to draw."""

    name: str
    tables: tuple[str, ...]
    kinds: frozenset[str]
    size: int


STRATA: Final = (
    Stratum("relations of the documents", ("relations",), DOCUMENT, 31),
    Stratum("relations of other sources", ("relations",), WEB, 25),
    Stratum("observations", ("observations",), DOCUMENT | WEB, 19),
    Stratum("rules", ("rules", "scopes", "thresholds"), DOCUMENT | WEB, 12),
    Stratum(
        "things",
        ("organisations", "chips", "models", "applications", "facilities", "policies"),
        DOCUMENT | WEB,
        13,
    ),
)


class Drawn(NamedTuple):
    """One row to trace."""

    stratum: str
    table: str
    key: str
    source: str
    locator: str


def draw(data: Path, seed: int) -> list[Drawn]:
    """Return the rows that a seed draws, by stratum.

    Args:
        data: the folder of the tables.
        seed: two draws of one seed from the same tables are equal.
    """
    kinds = {row["key"]: row["kind"] for row in _rows(data, "sources")}
    generator = random.Random(seed)
    return [
        row
        for stratum in STRATA
        for row in generator.sample(_pool(data, stratum, kinds), stratum.size)
    ]


def _pool(data: Path, stratum: Stratum, kinds: dict[str, str]) -> list[Drawn]:
    return [
        Drawn(stratum.name, table, row["key"], row["source"], row["locator"])
        for table in stratum.tables
        for row in _rows(data, table)
        if kinds.get(row["source"]) in stratum.kinds
    ]


def _rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Print the rows that the seed of the command line draws."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    for row in draw(DATA, parser.parse_args().seed):
        print("\t".join(row))


if __name__ == "__main__":
    main()
