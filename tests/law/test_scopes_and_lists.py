"""Scopes of the rules of duties against the lists of articles and the footnotes of the schedule.

For each rule that a list or a footnote speaks of, and each HTS code of the graph, what the scopes
of the rule cover is compared with what the lists and the footnotes name. No code is shared with
the engine, of which the scopes alone are read; their days are left out of account. A scope under a
condition covers a part of the code. Each difference is named in ``scope_differences.csv``.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.rdf.law import read_goods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aigraph.api.chain import Chain
    from aigraph.law.rules import Rule

DATASETS = Path(__file__).resolve().parents[2].parent / "shared" / "datasets"
LISTS = DATASETS / "us_tariff_lists"
SCHEDULE = DATASETS / "us_hts"
DIFFERENCES = Path(__file__).with_name("scope_differences.csv")

LINES = 8
"""Digits of a line that has a rate; a list is of lines and of their ten-digit parts."""

NO_GOODS = ("98", "99")
"""Chapters that hold no goods of their own."""


class Named(NamedTuple):
    """What a rule is to cover: headings of footnotes and lists, lists, printed notes."""

    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


ALUMINIUM = Named(notes=("19(i)", "19(j)", "19(k)"))
RULES = {
    "s301-list-1": Named(("9903.88.01",), notes=("20(b)",)),
    "s301-list-2": Named(("9903.88.02",), notes=("20(d)",)),
    "s301-list-3-10": Named(("9903.88.03", "9903.88.04"), notes=("20(f)",)),
    "s301-list-3": Named(("9903.88.03", "9903.88.04"), notes=("20(f)",)),
    "s301-list-4a-15": Named(("9903.88.15",), notes=("20(s)(i)",)),
    "s301-list-4a": Named(("9903.88.15",), notes=("20(s)(i)",)),
    "s301-list-4b": Named(notes=("20(u)",)),
    "s301-review-25-2024": Named(("9903.91.01",), ("s301_product_lists.csv",)),
    "s301-solar-50": Named(("9903.91.02",), ("s301_product_lists.csv",)),
    "s301-review-100-2024": Named(("9903.91.03",), ("s301_product_lists.csv",)),
    "s301-semiconductors-50": Named(("9903.91.05",), ("s301_product_lists.csv",)),
    "s301-review-25-2026": Named(("9903.91.06",), ("s301_product_lists.csv",)),
    "s301-review-25-2025": Named(("9903.91.11",), ("s301_product_lists.csv",)),
    "s301-exclusion-manufacturing-equipment": Named(("9903.88.70",)),
    "ieepa-brazil-exempt-list": Named(("9903.01.77",), ("country_eo_exempt_products.csv",)),
    "s122-exempt-list": Named((), ("s122_exempt_products.csv",)),
    "s232-semiconductors": Named(("9903.79.01",), ("s232_semi_products.csv",)),
    "s232-aluminium-derivatives-25": Named(notes=("19(k)",)),
    "s232-aluminium-derivatives-50": ALUMINIUM,
    "s232-aluminium-derivatives-uk": ALUMINIUM,
    "s232-aluminium-whole-25": Named(notes=("19(i)", "19(j)")),
    "s232-steel-derivatives-50": Named(("9903.81.91",), ("s232_derivative_products.csv",)),
    "s232-copper-50": Named(("9903.78.01",), ("s232_copper_products.csv",)),
    "s232-metals-annex-1b-25": Named(notes=("16(c)(vi)", "16(c)(vii)")),
    "s232-metals-annex-1b-uk": Named(notes=("16(c)(vi)", "16(c)(vii)")),
    "s232-copper-annex-1b-25": Named(notes=("16(c)(viii)",)),
    "s232-metals-annex-3-15": Named(notes=("16(c)(ix)", "16(c)(x)")),
    "us-201-solar": Named(("9903.45.21", "9903.45.25"), ("s201_solar_products.csv",)),
}
"""The rules, each with what names its articles."""


@cache
def listed(file: str) -> list[dict[str, str]]:
    text = (LISTS / file).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in text if not line.startswith("#")))


@cache
def of_list(named: Named) -> set[str]:
    """The digits that the lists of a rule have, under its headings where it has such."""
    found = set()
    for file in named.lists:
        for row in listed(file):
            code = row.get("hts8") or row.get("hts10") or row.get("hts_prefix") or ""
            if not named.headings or row["ch99_code"] in named.headings:
                found.add(code.replace(".", ""))
    return found


@cache
def footnotes() -> dict[str, set[str]]:
    """By heading: the lines whose footnote names it in any revision, by digits."""
    found: dict[str, set[str]] = {}
    for path in sorted(SCHEDULE.glob("hts_*.json.gz")):
        for row in json.loads(gzip.decompress(path.read_bytes())):
            digits = (row["htsno"] or "").replace(".", "")
            notes = " ".join(note["value"] for note in row["footnotes"] or ())
            for heading in re.findall(r"9903\.\d\d\.\d\d", notes) if digits else ():
                found.setdefault(heading, set()).add(digits)
    return found


CONDITIONED = {
    "ieepa-brazil-exempt-list": "US note 2(x)(iv) has the article for civil aircraft only",
    "s122-exempt-list": "US note 2(aa)(iv) has the article for civil aircraft only",
    "s232-copper-annex-1b-25": "US note 16(c) asks 15 % of the weight",
    "s232-metals-annex-1b-25": "US note 16(c) asks 15 % of the weight",
    "s232-metals-annex-1b-uk": "US note 16(c) asks 15 % of the weight",
    "s232-metals-annex-3-15": "US note 16(c) asks 15 % of the weight",
    "s301-exclusion-manufacturing-equipment": "US note 20(www) describes the articles",
    "us-201-solar": "the duty is on the cells in the article",
}
"""Rules whose scopes ask more than the number, where lists and footnotes give the number alone."""

PRINTED = {
    "20(b)": (r"\(b\) Heading 9903\.88\.01 applies", r"\(c\) For the purposes of heading 9903"),
    "20(d)": (r"\(d\) Heading 9903\.88\.02 applies", r"\(e\) For the purposes of heading 9903"),
    "20(f)": (r"\(f\) Heading 9903\.88\.03 applies", r"\(g\) For the purposes of heading 9903"),
    "20(s)(i)": (r"\(s\) Heading 9903\.88\.15 applies", r"\(t\) For the purposes of heading 9903"),
    "20(u)": (r"\(u\) Heading 9903\.88\.16 applies", r"\n\(v\) "),
    "16(c)(vi)": (r"\(vi\) Derivative aluminum articles:", r"\(vii\) Derivative steel articles:"),
    "16(c)(vii)": (r"\(vii\) Derivative steel articles:", r"\(viii\) Articles of copper:"),
    "16(c)(viii)": (r"\(viii\) Articles of copper:", r"\(ix\) Derivative aluminum articles:"),
    "16(c)(ix)": (r"\(ix\) Derivative aluminum articles:", r"\(x\) Derivative steel articles:"),
    "16(c)(x)": (r"\(x\) Derivative steel articles:", r"\(d\) Headings 9903\.82\.04"),
    "19(i)": (
        r"\(i\) The rates of duty set forth in heading 9903\.85\.04",
        r"\(j\) The rates of duty",
    ),
    "19(j)": (r"\(j\) The rates of duty set forth in heading 9903\.85\.07", r"\(k\) The rates"),
    "19(k)": (r"\(k\) The rates of duty in heading 9903\.85\.08", r"For any derivative aluminum"),
}
"""Where each printed list begins and ends in the text of chapter 99."""
NUMBER = re.compile(r"\d{4}(?:\.\d\d)(?:\.\d\d)?(?:\.?\d\d)?(?!\d)")


@cache
def printed() -> dict[str, set[str]]:
    """By note: the digits of the numbers that the text of chapter 99 prints there."""
    text = (SCHEDULE / "chapter99_2026_rev_6.txt").read_text(encoding="utf-8", errors="replace")
    found = {}
    for note, (begin, end) in PRINTED.items():
        start = re.search(begin, text)
        assert start, note
        stop = re.compile(end).search(text, start.end())
        assert stop, note
        numbers = (hit.replace(".", "") for hit in NUMBER.findall(text[start.end() : stop.start()]))
        found[note] = {number for number in numbers if number[:2] not in NO_GOODS}
    return found


def extent(code: str, names: Iterable[str]) -> str:
    """How much of a code is named by shorter or equal numbers, or by longer ones.

    A ten-digit number that ends in two noughts is the whole line of eight digits.
    """
    lines = {name[:LINES] if name[LINES:] == "00" else name for name in names}
    if any(code.startswith(name) for name in lines):
        return "whole"
    return "part" if any(name.startswith(code) for name in lines) else "none"


def covered(code: str, rule: Rule) -> str:
    """How much of a code the scopes of a rule cover; under a condition, a part at most."""
    found = extent(code, {scope.digits for scope in rule.scopes if not scope.facts})
    asked = extent(code, {scope.digits for scope in rule.scopes if scope.facts})
    return "part" if found == "none" and asked != "none" else found


def named(code: str, what: Named) -> tuple[str, str]:
    """How much of a code the lists and the footnotes name, and which of them."""
    lists = extent(code, of_list(what))
    notes = extent(code, {line for name in what.headings for line in footnotes().get(name, ())})
    texts = extent(code, {number for note in what.notes for number in printed()[note]})
    most = max(lists, notes, texts, key=("none", "part", "whole").index)
    where = [*(what.lists if lists != "none" else ()), *(["footnotes"] if notes != "none" else ())]
    where += ["notes"] if texts != "none" else []
    return most, ";".join(where)


def compare(chain: Chain) -> tuple[list[tuple[str, str]], dict[tuple[str, str], tuple[str, ...]]]:
    """The pairs of rule and code that agree, and by pair what differs."""
    notations = read_goods(chain.release.store).notations.values()
    codes = sorted(
        {n for n in notations if n.isdigit() and len(n) >= LINES and n[:2] not in NO_GOODS}
    )
    agree, differ = [], {}
    for key, what in RULES.items():
        rule = chain.release.law[f"rules/{key}"]
        for code in codes:
            found, (expected, where) = covered(code, rule), named(code, what)
            asks = found == "part" and expected == "whole" and key in CONDITIONED
            if found == expected or asks:
                agree.append((key, code))
            else:
                differ[key, code] = (where, found, expected)
    return agree, differ


def unread_headings() -> set[str]:
    """The headings that lists have and no rule compared here has."""
    files = [path.name for path in LISTS.glob("*_products.csv")] + ["s301_product_lists.csv"]
    printed = {row["ch99_code"] for name in files for row in listed(name) if "ch99_code" in row}
    return printed - {heading for what in RULES.values() for heading in what.headings}


@pytest.fixture
def sources(absent: Callable[[str], None]) -> None:
    if not (LISTS.is_dir() and SCHEDULE.is_dir()):
        absent("../shared/datasets/us_tariff_lists or us_hts")


@pytest.mark.usefixtures("sources")
def test_scopes_cover_what_lists_and_footnotes_name(chain: Chain) -> None:
    with DIFFERENCES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rule"]]
    said = {(row["rule"], row["code"]): (row["list"], row["scopes"], row["named"]) for row in rows}
    assert all(row["why"] for row in rows)
    assert len(said) == len(rows)
    agree, differ = compare(chain)
    assert {pair: what for pair, what in differ.items() if said.get(pair) != what} == {}
    assert sorted(said.keys() - differ.keys()) == []
    assert len(agree) > 45000


@pytest.mark.usefixtures("sources")
def test_headings_of_lists_without_a_rule_are_named() -> None:
    with DIFFERENCES.open(encoding="utf-8", newline="") as file:
        said = {row["list"] for row in csv.DictReader(file) if not row["rule"]}
    assert said == unread_headings()
