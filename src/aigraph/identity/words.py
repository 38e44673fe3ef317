"""What single words of names mean: a legal form, a variant, a form factor, an English word."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

FORM: Final = "form"
"""A legal form: says nothing of which firm it is."""
NOISE: Final = "noise"
"""Says nothing at all: "GPU" after the name of a GPU."""
SOFT: Final = "soft"
"""Often left out of the name of a firm: "Technologies", "AI", "Group"."""
UNIT: Final = "unit"
"""A part of an organisation that has a name of its own: "Research", "Cloud"."""
BOARD: Final = "board"
"""The form in which a chip is sold: SXM, PCIe, NVL."""
BRAND: Final = "brand"
"""A brand of chips that the same chip is named with and without: "Instinct"."""
CODENAME: Final = "codename"
"""The name of a generation, beside the number: "TPU v7 Ironwood"."""
VARIANT: Final = "variant"
"""Distinguishes members of a family: "mini", "Instruct", "Ti"."""
CLASS: Final = "class"
"""Marks a family: "series", "family"."""
PART: Final = "part"
"""A part or a stage of a site: "Phase"."""
REGION: Final = "region"
"""A region that says where a site is."""
SCHOOL: Final = "school"
"""Marks a school, in whose name every word counts."""
MANY: Final = "many"
"""A firm of many businesses, whose "X AI" is a division."""
ENGLISH: Final = "english"
"""A Chinese word that English names translate and do not spell."""
LIKE: Final = "like"
"""Another word for the same."""
RENAMED: Final = "renamed"
"""What a firm was called before."""

_FILE: Final = Path(__file__).with_name("words.csv")


@cache
def words() -> dict[str, dict[str, str]]:
    """Return by kind the words, each with what it means (itself where nothing is said).

    >>> words()["board"]["pcle"], words()["board"]["sxm5"]
    ('pcie', 'sxm5')
    """
    found: dict[str, dict[str, str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], {})[row["word"]] = row["means"] or row["word"]
    return found


def is_word(word: str, *kinds: str) -> bool:
    """Return whether a word is of one of some kinds."""
    return any(word in words()[kind] for kind in kinds)
