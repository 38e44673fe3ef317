"""Every trade fact of the list is held by rows of its own source, or left out for a reason."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.dates import first_day, last_day
from aigraph.ids import identifier
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import select
from aigraph.vocab import local_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

ROWS = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?fact ?row ?source ?property ?value WHERE {
  GRAPH ?t { ?fact ag:collection "trade-facts" ; ag:heldBy ?row }
  GRAPH ?g {
    ?row ag:statedIn ?source .
    { ?row ?property ?value } UNION { ?row ag:scopeOf ?rule . ?rule ?property ?value }
    FILTER(isLiteral(?value) || STRENDS(STR(?value), "ExemptionRule"))
  }
}
"""
DAYS = {"validFrom", "validTo", "periodStart", "periodEnd", "issued", "released"}
NUMBERS = {"value", "valueMax", "amount", "share", "atLeast", "above", "atMost", "below"}
MULTIPLES = {"billion USD": 1e9, "million TPP": 1e6, "share": 100.0}
ROUNDED = {"t0479"}  # the list prints 0 GB for 0.256
EXCLUDED = {
    "licence": 8,  # a data set that may not be reused for gain
    "not-a-fact": 1,
    "outside-the-model": 1,
    "restatement": 1,
}
DATED_OTHERWISE = {
    "t0156": "what yields to what is said by rules that are older",
    "t0170": "the row is the claim that rivals the date",
    "t0171": "the row is the claim that rivals the date",
    "t0255": "the source gives no more than the year",
    "t0269": "the row is the claim that rivals the date",
    "t0607": "the list has the page's own date; the page gives none for the shipments",
    "t0627": "the source gives no more than the month",
    "t0083": "the file has the first day of the floor for Korea one day later",
    **dict.fromkeys(
        ("t0207", "t0230", "t0231", "t0233", "t0236", "t0240", "t0241", "t0254", "t0709", "t0715"),
        "the page gives no more than the month or year; the day is that of the official list",
    ),
    **dict.fromkeys(
        ("t0065", "t0550", "t0707", "t0735", "t0751"),
        "the day on the list is of another event; the row has the page's own day",
    ),
    "t0259": "the page says when the licence was granted, not from which day it was revoked",
    "t0260": "the page gives the first day of the licence requirement, not the year of the policy",
    "t0268": "the page gives the month of the rule",
    "t0629": "the page gives no more than the year",
    **dict.fromkeys(
        ("t0107", "t0191", "t0251", "t0262"),
        "the page gives the first day; the end on the list is not on it",
    ),
    **dict.fromkeys(
        ("t0188", "t0195", "t0197", "t0198"),
        "the act has the day of its text in the Federal Register; the list has another of its days",
    ),
    **dict.fromkeys(
        ("t0531", "t0532", "t0554", "t0555", "t0556", "t0746"),
        "the page gives no first day; the row has the page's own",
    ),
    **dict.fromkeys(("t0730", "t0731", "t0732"), "the page gives no more than its month"),
    "t0173": "the row is the claim that ties the two acts, on the page's own day",
    "t0204": "the cap is for three years, not for the life of the rule",
    "t0210": "the page describes the agreement on its own day",
    "t0218": "the page reports it on its own day, not since when it held",
    "t0274": "the page reports the case on its own day; the list has the year",
    "t0787": "the act has its own day, not that of entry into force",
}
UNDATED = {
    "t0006": "the day is not from the source",
    "t0167": "a deadline, in the name of the report",
    "t0209": "a quarter that the source does not date",
    "t0271": "goods are classified so before and after the ruling",
    "t0537": "a plan without a first day",
    **dict.fromkeys(
        ("t0644", "t0653", "t0665", "t0668", "t0677", "t0710", "t0711"),
        "the day is that of the model, not of its training",
    ),
    **dict.fromkeys(("t0706", "t0744"), "the page has no day, and the list one of another event"),
    "t0559": "the page does not date the capacity",
    **dict.fromkeys(
        ("t0736", "t0741", "t0743", "t0747", "t0748", "t0750"),
        "the page does not say when the application was released",
    ),
    **dict.fromkeys(
        ("t0785", "t0802", "t0803"),
        "the day is that of entry into force, of a vote or of a plan, not of the act",
    ),
    **dict.fromkeys(
        ("t0186", "t0273", "t0513", "t0516", "t0705", "t0713", "t0725", "t0745"),
        "the page does not say from when, and has no day of its own",
    ),
    "t0804": "the day is that on which a companion bill was announced",
}


class Held(NamedTuple):
    row: str
    source: str
    cells: list[tuple[str, str]]


@pytest.fixture(scope="module")
def facts(root: Path, absent: Callable[[str], None]) -> dict[str, dict[str, str]]:
    path = root.parent / "shared" / "facts" / "trade_facts.csv"
    if not path.exists():
        absent("the list of trade facts")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len({row["id"] for row in rows})
    return {row["id"].lower(): row for row in rows}


@pytest.fixture(scope="module")
def ledger(root: Path) -> dict[str, dict[str, str]]:
    with (root / "data/coverage.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["collection"] == "trade-facts"]
    return {row["key"]: row for row in rows}


@pytest.fixture(scope="module")
def held(chain: Chain) -> dict[str, list[Held]]:
    """The rows that hold each fact, as the graph has them."""
    found: dict[tuple[str, str], Held] = {}
    for line in select(chain.release.store, ROWS):
        fact = identifier(line["fact"]).removeprefix("coverage/")
        row = identifier(line["row"])
        entry = found.setdefault((fact, row), Held(row, identifier(line["source"]), []))
        entry.cells.append((local_name(line["property"]), line["value"]))
    rows: dict[str, list[Held]] = {}
    for (fact, _), entry in sorted(found.items()):
        rows.setdefault(fact, []).append(entry)
    return rows


def test_every_fact_has_one_line(
    facts: dict[str, dict[str, str]], ledger: dict[str, dict[str, str]]
) -> None:
    assert ledger.keys() == facts.keys()
    for key, line in ledger.items():
        assert line["kind"] == facts[key]["kind"].replace("_", "-")
        assert bool(line["rows"]) != bool(line["excluded"])
        assert (line["excluded"] == "unsourced") == (facts[key]["read_yes_no"] != "yes")
        assert bool(line["document"]) == (line["excluded"] != "unsourced")


def test_the_answer_counts_what_is_held(chain: Chain, facts: dict[str, dict[str, str]]) -> None:
    rows = [row for row in chain.coverage().rows if row["collection"] == "trade-facts"]
    assert [row["missing"] for row in rows if row["missing"]] == []
    assert sum(row["facts"] for row in rows) == len(facts)
    reasons: Counter[str] = sum((Counter(row["reasons"]) for row in rows), Counter())
    unsourced = sum(fact["read_yes_no"] != "yes" for fact in facts.values())
    assert reasons == {**EXCLUDED, "unsourced": unsourced}
    sourced = len(facts) - unsourced
    assert sum(row["held"] for row in rows) == sourced - sum(EXCLUDED.values())
    assert sum(EXCLUDED.values()) / sourced < 0.03


def test_every_row_cites_the_page_of_its_fact(
    root: Path,
    facts: dict[str, dict[str, str]],
    ledger: dict[str, dict[str, str]],
    held: dict[str, list[Held]],
) -> None:
    with (root / "data/sources.csv").open(encoding="utf-8", newline="") as stream:
        sources = {f"sources/{row['key']}": row for row in csv.DictReader(stream)}
    assert held.keys() == {key for key, line in ledger.items() if line["rows"]}
    re_sourced = set()
    for key, entries in held.items():
        assert {entry.row for entry in entries} == set(ledger[key]["rows"].split(";"))
        page = facts[key]["source_url"]
        for entry in entries:
            source = sources[entry.source]
            without_address = not source["url"] and page.strip("()") in source["note"]
            law = source["kind"] in {"law", "ruling", "file"}  # the text itself is the better page
            if source["url"] != page and not (without_address or law):
                re_sourced.add(key)
    # Facts whose rows cite a better page than the one of the list, or the one that was found again.
    assert len(re_sourced) <= 0.1 * len(held), sorted(re_sourced)


def test_no_row_takes_an_unsourced_fact_for_a_fact(
    root: Path, facts: dict[str, dict[str, str]]
) -> None:
    unsourced = {key for key, fact in facts.items() if fact["read_yes_no"] != "yes"}
    assert unsourced
    for table in TABLES:
        with (root / f"data/{table}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if table != "coverage":
                    named = set(re.findall(r"\bt\d{4}\b", " ".join(row.values())))
                    assert not named & unsourced, (table, row["key"])


def test_every_number_is_held_as_the_list_gives_it(
    facts: dict[str, dict[str, str]], held: dict[str, list[Held]]
) -> None:
    compared = 0
    for key, entries in held.items():
        wanted = [
            float(text) for text in re.findall(r"\d+(?:\.\d+)?(?:e\d+)?", facts[key]["value"])
        ]
        if not wanted or key in ROUNDED:
            continue
        numbers = [number for entry in entries for number in _numbers(entry)]
        factor = MULTIPLES.get(facts[key]["unit"], 1.0)
        for number in wanted:
            assert any(
                found == pytest.approx(number) or found == pytest.approx(number * factor)
                for found in numbers
            ), (key, number, numbers)
        compared += 1
    assert compared >= 350


def _numbers(entry: Held) -> list[float]:
    """Return the numbers of a row: a rate in per cent, and 0 for what an exemption leaves."""
    return [
        0.0
        if value.endswith("ExemptionRule")
        else 100 * float(value)
        if name == "rate"
        else float(value)
        for name, value in entry.cells
        if name in NUMBERS or name == "rate" or value.endswith("ExemptionRule")
    ]


def test_every_date_is_held_as_the_list_gives_it(
    facts: dict[str, dict[str, str]], held: dict[str, list[Held]]
) -> None:
    otherwise, undated, compared = set(), set(), 0
    for key, entries in held.items():
        days = {
            end
            for entry in entries
            for name, value in entry.cells
            if name in DAYS
            for end in (str(first_day(value)), str(last_day(value)))
        }
        wanted = [facts[key][end] for end in ("valid_from", "valid_to") if facts[key][end]]
        if wanted and not days:
            undated.add(key)
        elif not all({str(first_day(text)), str(last_day(text))} & days for text in wanted):
            otherwise.add(key)
        compared += bool(wanted)
    assert otherwise == DATED_OTHERWISE.keys()
    assert undated == UNDATED.keys()
    assert compared >= 520
