"""Every organisation whose name a list of restricted parties prints is listed, or judged not to be.

The list itself is not here; where it is, each organisation is compared with it by name and other
name. A match is settled by a ``listedOn`` statement whose locator quotes the entry, or by a row of
``list_judgements.csv``: another legal entity of the group (``part``), or someone else
(``different``).
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aigraph.graph import View

LIST: Final = Path("../shared/datasets/us_export_controls/screening-list.json")
JUDGEMENTS: Final = Path(__file__).with_name("list_judgements.csv")
TAKEN: Final = ("(EL)", "(UVL)", "(MEU)", "(CMIC)")
LEGAL: Final = re.compile(
    r"\b(co|ltd|limited|inc|corp|corporation|company|group|holdings?|plc|llc|pte|the|of|and"
    r"|technology|technologies)\b"
)
PLACES: Final = re.compile(r"shanghai|beijing|china|hangzhou|shenzhen|hosting|uk|vietnam")
ALIKE: Final = 93.0

NAMED: Final = {
    "smic": {"entity-list", "ns-cmic-list"},
    "huawei": {"entity-list", "ns-cmic-list", "taiwan-shtc-list"},
    "iflytek": {"entity-list"},
    "sensetime": {"entity-list", "ns-cmic-list"},
    "yitu": {"entity-list", "ns-cmic-list"},
    "phytium": {"entity-list"},
    "peng-cheng-laboratory": {"entity-list"},
    "ymtc": {"entity-list"},
    "inspur": {"entity-list", "ns-cmic-list"},
    "zhipu-ai": {"entity-list"},
    "cambricon": {"entity-list"},
    "biren": {"entity-list"},
    "moore-threads": {"entity-list"},
    "hygon": {"entity-list"},
    "sugon": {"entity-list", "ns-cmic-list"},
    "smee": {"entity-list"},
    "naura": {"entity-list"},
    "dji": {"entity-list", "ns-cmic-list"},
}
"""What the Consolidated Screening List of 2026-07-31 prints of firms that users ask about."""


def words(name: str) -> str:
    """Return a name without case, signs and words of legal form."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(LEGAL.sub(" ", re.sub(r"[^\w]+", " ", plain)).split())


def forms(name: str) -> set[str]:
    """Return a name, without what is in brackets, and what is in brackets."""
    parts = [name, re.sub(r"\(.*?\)", "", name), *re.findall(r"\((.*?)\)", name)]
    return {form for part in parts if len(form := words(part)) > 2 and not PLACES.fullmatch(form)}


def taken(listed: dict[str, Any]) -> dict[str, set[str]]:
    """Return the forms of each name and other name, with the names of their entries."""
    sources = listed["tables"]["sources"]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in listed["entries"]:
        if any(sign in sources[entry["s"]] for sign in TAKEN):
            for name in (entry["n"], *entry.get("a", ())):
                for form in forms(name):
                    found[form].add(entry["n"])
    return found


def candidates(names: Iterable[str], printed: dict[str, set[str]]) -> set[str]:
    """Return the entries that print one of some names, or one much like it."""
    found: set[str] = set()
    for form in {form for name in names for form in forms(name)}:
        found |= printed.get(form, set())
        if len(form) > 7:
            like = process.extract(
                form, printed.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=20
            )
            found.update(entry for match, _, _ in like for entry in printed[match])
    return found


def judged() -> set[tuple[str, str]]:
    """Return organisation and entry of each judgement; ``*`` is every entry."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        return {(row["organisation"], row["entry"]) for row in csv.DictReader(file)}


def quoted(view: View) -> dict[str, set[str]]:
    """Return the entries that the statements of listing quote, by organisation."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in view.statements:
        if item.predicate == "listedOn":
            found[item.subject] |= set(re.findall(r'"(.+)"', item.locator))
    return found


def organisations(view: View) -> dict[str, set[str]]:
    """Return the names of each organisation; a data set's own row of one has no line here."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for name in view.names:
        thing = view.records.get(name.thing, name.thing)
        if thing.startswith("organisations/"):
            named[thing].add(name.label)
    curated = {
        form
        for thing, labels in named.items()
        if not view.things[thing].data_set
        for label in labels
        for form in forms(label)
    }
    return {
        thing: labels
        for thing, labels in named.items()
        if not (view.things[thing].data_set and curated & {words(label) for label in labels})
    }


def unjudged(view: View, printed: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return organisation and entry of each match that nothing settles."""
    settled, entries = judged(), quoted(view)
    open_matches = []
    for thing, labels in organisations(view).items():
        for entry in sorted(candidates(labels, printed)):
            known = entry in entries.get(thing, ())
            if not known and not {(thing, entry), (thing, "*")} & settled:
                open_matches.append((thing, entry))
    return open_matches


def test_no_organisation_that_the_list_names_is_unjudged(
    view: View, absent: Callable[[str], None]
) -> None:
    if not LIST.exists():
        absent(str(LIST))
    printed = taken(json.loads(LIST.read_text(encoding="utf-8")))
    assert unjudged(view, printed) == []


def test_every_entry_quoted_is_on_the_list(view: View, absent: Callable[[str], None]) -> None:
    if not LIST.exists():
        absent(str(LIST))
    names = {entry["n"] for entry in json.loads(LIST.read_text(encoding="utf-8"))["entries"]}
    quotes = {
        quote
        for item in view.statements
        if (item.predicate, item.source) == ("listedOn", "sources/csl-2026")
        for quote in re.findall(r'"(.+)"', item.locator)
    }
    assert len(quotes) > 40
    assert quotes - names == set()


def test_a_firm_that_joins_the_list_is_found(view: View) -> None:
    listed = {
        "tables": {"sources": ["Entity List (EL)"]},
        "entries": [{"n": "Taiwan Semiconductor Works", "a": ["TSMC"], "s": 0}],
    }
    assert ("organisations/tsmc", "Taiwan Semiconductor Works") in unjudged(view, taken(listed))


@pytest.mark.parametrize("firm", NAMED)
def test_firms_are_on_the_lists_that_they_are_on(view: View, firm: str) -> None:
    lists = {
        item.object.removeprefix("policies/")
        for item in view.statements
        if (item.subject, item.predicate) == (f"organisations/{firm}", "listedOn")
    }
    assert lists == NAMED[firm]


def test_a_listing_of_a_subsidiary_is_not_one_of_its_owner(view: View) -> None:
    listed = {i.subject for i in view.statements if i.predicate == "listedOn"}
    assert "organisations/hisilicon" in listed
    assert "organisations/t-head" not in listed
    assert "organisations/alibaba" not in listed
