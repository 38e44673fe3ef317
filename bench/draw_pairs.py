"""Draw pairs of things to be judged by a reader: by kind, by pair of sources and by likeness.

    python bench/draw_pairs.py FOLDER > pairs.csv

FOLDER holds one folder of tables for each imported source, as `aigraph import NAME PATH -o
FOLDER/NAME` writes it; the curated tables come from `data/`. How alike two names are is a
plain ratio of letters, not by the rule that the pairs are to test. The same seed and the same
tables give the same pairs.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

from aigraph.identity.things import Thing, read_things
from aigraph.paths import data_dir

SEED = 20261128
BINS = ((97, 101, 2), (88, 97, 4), (78, 88, 4))
"""Ratios of letters from, below, and how many pairs of each kind and pair of sources."""
MOST_OF_A_KIND = {"chips": 100, "models": 130, "organisations": 110, "facilities": 45}
OTHERS = 20
SIDE = ("id", "", "maker", "released", "place", "memory")
HEAD = [
    "kind",
    *(f"{side}_{part}".rstrip("_") for side in ("left", "right") for part in SIDE),
    "ratio",
]


def drawn(things: list[Thing]) -> list[tuple[Thing, Thing, float]]:
    """Return the pairs, drawn in equal parts from every stratum."""
    dice = random.Random(SEED)
    found: list[tuple[Thing, Thing, float]] = []
    for table in sorted({thing.table for thing in things} - {"places"}):
        of_table = sorted((t for t in things if _is_named(t, table)), key=lambda thing: thing.id)
        strata = _strata(of_table)
        pairs = []
        for stratum in sorted(strata):
            some = strata[stratum]
            pairs += dice.sample(some, min(len(some), BINS[stratum[1]][2]))
        most = MOST_OF_A_KIND.get(table, OTHERS)
        found += dice.sample(pairs, min(len(pairs), most))
    return found


def _is_named(thing: Thing, table: str) -> bool:
    """Return whether a thing is of a table and has a name; some systems are numbered only."""
    return thing.table == table and not thing.label.startswith("Anonymized")


def _strata(things: list[Thing]) -> dict[tuple[str, int], list[tuple[Thing, Thing, float]]]:
    strata: dict[tuple[str, int], list[tuple[Thing, Thing, float]]] = defaultdict(list)
    names = [(at, name) for at, thing in enumerate(things) for name in _spellings(thing)]
    texts = [name for _, name in names]
    for at, one in enumerate(things):
        best: dict[int, float] = {}
        for name in _spellings(one):
            close = process.extract(
                name, texts, scorer=fuzz.ratio, limit=None, score_cutoff=BINS[-1][0]
            )
            for _, ratio, place in close:
                best[names[place][0]] = max(ratio, best.get(names[place][0], 0))
        for place, ratio in sorted(best.items()):
            if place > at:
                other = things[place]
                sources = "+".join(sorted((one.folder or "curated", other.folder or "curated")))
                number = next(i for i, (low, high, _) in enumerate(BINS) if low <= ratio < high)
                strata[sources, number].append((one, other, round(ratio, 1)))
    return strata


def _spellings(thing: Thing) -> list[str]:
    """Return the names of a thing in small letters, Chinese ones as they are said besides."""
    said = ("".join(lazy_pinyin(name)) for name in thing.names)
    return sorted({*map(str.casefold, thing.names), *map(str.casefold, said)})


def _cells(thing: Thing) -> list[str]:
    makers, places = ";".join(thing.makers), ";".join(thing.places)
    return [thing.id, thing.label, makers, thing.released, places, thing.memory]


def main() -> None:
    """Print the pairs."""
    curated = read_things(data_dir())
    things = list(curated)
    known = {thing.id: thing for thing in curated}
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        things += read_things(folder, folder.name, known)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEAD)
    for left, right, ratio in drawn(things):
        writer.writerow([left.table, *_cells(left), *_cells(right), ratio])


if __name__ == "__main__":
    main()
