"""Random laws, the whole way from rows of tables to SPARQL, against a reading of the rows alone.

The oracle below shares nothing with ``aigraph.law``: it reads the cells, and where something is
missing it tries what it could be.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, Store

from aigraph import vocab
from aigraph.ids import identifier
from aigraph.law.applicability import OPEN, effects
from aigraph.law.total import total
from aigraph.ontology import read_ends
from aigraph.paths import ontology_dir
from aigraph.rdf.coverage import classifications
from aigraph.rdf.dataset import quads
from aigraph.rdf.law import read_goods, read_law
from aigraph.rdf.projection import project
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import add_to_graph, select
from aigraph.tables.files import Row
from aigraph.tables.read import Tables, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aigraph.law.entries import CustomsEntry

Cells = dict[str, str]
Rows = dict[str, list[Cells]]

DAY = "2025-06-01"
LAWS, BATCHES = 2000, 20
EARLIER, LATER = ("2024", "2025-05-31", "2025-06-01"), ("2025-06-01", "2025-06-02", "2026")
PLACES = ("china", "taiwan", "mexico")
CODES = ("8471.50", "8471.50.0150", "8473.30.1180", "8473")
MEASURES = {"tpp": "TPP", "bandwidth": "GB/s"}
EVIDENCE = {"source": "text", "locator": "line 1", "grade": "stated", "confidence": "high"}


class Maker:
    """Makes the rows of one random law."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.rows: Rows = {name: [] for name in TABLES}
        self.things()
        self.goods()
        self.law()

    def add(self, table: str, key: str, **cells: str) -> str:
        known = {"label_en": key, **EVIDENCE, **cells, "key": key}
        columns = [column.name for column in TABLES[table].columns]
        self.rows[table].append({name: known.get(name, "") for name in columns})
        return key

    def chance(self, percent: int) -> bool:
        return self.random.random() * 100 < percent

    def some(self, values: Iterable[str], most: int) -> list[str]:
        return self.random.sample(list(values), self.random.randint(0, most))

    def perhaps(self, values: Iterable[str], percent: int) -> str:
        return self.random.choice(list(values)) if self.chance(percent) else ""

    def confidence(self) -> str:
        return self.random.choice((*("high", "medium") * 4, "low"))

    def things(self) -> None:
        self.add(
            "sources",
            "text",
            title="A text",
            url="",
            kind="web",
            read_on="2026-01-01",
            licence="MIT",
        )
        for place in (*PLACES, "us", "japan"):
            self.add("places", place, kind="economy")
        self.add("schemes", "measures", kind="measure")
        for measure in MEASURES:
            self.add("concepts", measure, scheme="measures")
        for code in (*CODES, "3A090.a", "3A090.b"):
            system = "eccn" if code.startswith("3A") else "hts"
            self.add("codes", key_of(code), system=system, notation=code)
        self.add("policies", "act", kind="statute", jurisdiction="us")
        self.add("policies", "other", kind="statute", jurisdiction=self.perhaps(("japan",), 50))

    def relate(self, subject: str, predicate: str, target: str) -> None:
        self.add(
            "relations",
            f"r{len(self.rows['relations'])}",
            subject=subject,
            predicate=predicate,
            object=target,
            valid_from=self.perhaps(EARLIER + LATER, 15),
            confidence=self.confidence(),
        )

    def goods(self) -> None:
        for number in range(2):
            item = self.add("items", f"item-{number}")
            for code in self.some(CODES, 2):
                self.relate(f"items/{item}", "classifiedIn", f"codes/{key_of(code)}")
        for number in range(3):
            chip = self.add("chips", f"chip-{number}")
            self.relate(f"chips/{chip}", "tradedAs", f"items/item-{number % 2}")
            for place in self.some(PLACES, 2):
                self.relate(f"chips/{chip}", "originatesIn", f"places/{place}")
            for measure in MEASURES:
                for _ in range(self.random.choice((0, 1, 1, 2))):
                    self.observe(chip, measure)

    def observe(self, chip: str, measure: str) -> None:
        value = self.random.randint(1, 6)
        self.add(
            "observations",
            f"o{len(self.rows['observations'])}",
            entity=f"chips/{chip}",
            measure=measure,
            value=str(value),
            value_max=str(value + 2) if self.chance(10) else "",
            unit=MEASURES[measure] if self.chance(90) else "count",
            status="actual",
            printed=str(value),
            confidence=self.confidence(),
        )

    def law(self) -> None:
        duties = [f"duty-{number}" for number in range(5)]
        for number, key in enumerate(duties):
            self.rule(key, "duty", rate=self.perhaps(("0.05", "0.1", "0.25"), 95))
            stronger = self.some(duties[:number], min(number, 2))
            self.rows["rules"][-1]["yields_to"] = ";".join(stronger)
        for number in range(2):
            self.rule(f"exemption-{number}", "exemption", lifts=";".join(self.some(duties, 3)))
        self.rule("eccn", "classification")

    def rule(self, key: str, kind: str, **cells: str) -> None:
        defines = kind == "classification"
        covers_all = not defines and self.chance(25)
        self.add(
            "rules",
            key,
            kind=kind,
            policy=self.random.choice(("act", "act", "act", "other")),
            covers_all="yes" if covers_all else "no",
            origins="" if defines else ";".join(self.some(PLACES, 2)),
            excluded_origins="" if defines else ";".join(self.some(PLACES, 1)),
            valid_from=self.perhaps(EARLIER + LATER[1:], 60),
            valid_to=self.perhaps(LATER + EARLIER[1:2], 30),
            confirmed_on=self.perhaps(EARLIER[1:] + LATER, 60),
            status=self.random.choice(("in-force",) * 6 + ("announced", "suspended", "ended")),
            confidence=self.confidence(),
            **cells,
        )
        row = self.rows["rules"][-1]
        if row["valid_from"] > (row["valid_to"] or "9"):
            row["valid_from"] = ""
        for number in range(0 if covers_all else self.random.randint(1, 3)):
            self.scope(f"{key}-{number}", key, defines=defines)

    def scope(self, key: str, rule: str, *, defines: bool) -> None:
        codes = ("3A090.a", "3A090.b") if defines else CODES
        self.add(
            "scopes",
            key,
            rule=rule,
            code=key_of(self.random.choice(codes)),
            condition="" if defines else self.perhaps(("fact",), 15),
            end_use="" if defines else self.perhaps(("use",), 15),
            valid_from="" if defines else self.perhaps(EARLIER + LATER, 10),
            confidence=self.confidence(),
        )
        for measure in self.some(MEASURES, 2):
            bound = self.random.choice(("at_least", "above", "at_most", "below"))
            self.add(
                "thresholds",
                f"{key}-{measure}",
                scope=key,
                measure=measure,
                unit=MEASURES[measure],
                confidence=self.random.choice(("high",) * 9 + ("low",)),
                **{bound: str(self.random.randint(1, 6))},
            )

    def tables(self) -> Tables:
        rows = {name: [Row(2, cells) for cells in table] for name, table in self.rows.items()}
        return Tables(None, rows)  # type: ignore[arg-type]


def key_of(code: str) -> str:
    return code.lower().replace(".", "-")


def write(rows: Rows, folder: Path) -> None:
    folder.mkdir()
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            names = [column.name for column in table.columns]
            writer = csv.DictWriter(stream, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[name])


# --- the oracle -----------------------------------------------------------------------------------

ELSEWHERE = "elsewhere"
NO, OPEN_, YES = 0.0, 0.5, 1.0


def first(day: str) -> str:
    return day + "-01-01"[: 10 - len(day)] if len(day) == 4 else day


def last(day: str) -> str:
    return day + "-12-31" if len(day) == 4 else day


def started(row: Cells) -> bool:
    return not row["valid_from"] or first(row["valid_from"]) <= DAY


@dataclass(frozen=True)
class World:
    """One way in which all that is open could be."""

    facts: frozenset[str]
    verified: bool


class Oracle:
    """Reads what a law says of goods from the cells of its rows."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.notation = {row["key"]: row["notation"].replace(".", "") for row in rows["codes"]}
        self.jurisdiction = {row["key"]: row["jurisdiction"] for row in rows["policies"]}

    def said(self, subject: str, predicate: str) -> set[str]:
        return {
            row["object"].partition("/")[2]
            for row in self.rows["relations"]
            if (row["subject"], row["predicate"]) == (subject, predicate)
            and row["confidence"] != "low"
            and started(row)
        }

    def entries(self, good: str) -> Iterator[tuple[str, str]]:
        """Yield code and origin of each way in which a good may be entered."""
        items = {good.partition("/")[2]}
        if good.startswith("chips/"):
            items = self.said(good, "tradedAs")
        for item in items:
            for code in self.said(f"items/{item}", "classifiedIn"):
                for origin in self.said(good, "originatesIn") or {""}:
                    yield code, origin

    def figures(self, good: str, measure: str) -> list[float]:
        """Return values that a figure may have, as far as sources confine it; without any, none."""
        ends = [
            float(row[name])
            for row in self.rows["observations"]
            if (row["entity"], row["measure"]) == (good, measure)
            and row["confidence"] != "low"
            and row["unit"] == MEASURES[measure]
            for name in ("value", "value_max")
            if row[name]
        ]
        if not ends:
            return []
        steps = int((max(ends) - min(ends)) * 2)
        return [min(ends) + step / 2 for step in range(steps + 1)]

    def force(self, rule: Cells, *, verified: bool | None = None) -> float:
        """Return whether a rule is in force; what no source confirms is as ``verified`` says."""
        if rule["confidence"] == "low" or rule["status"] in {"announced", "proposed"}:
            return NO
        if rule["status"] == "suspended" and not rule["valid_to"]:
            return NO
        end, confirmed = last(rule["valid_to"]), first(rule["confirmed_on"])
        if not started(rule) or (end and end < DAY):
            return NO
        if confirmed and confirmed < DAY:
            return OPEN_ if verified is None else float(verified)
        return YES

    def meets(self, good: str, threshold: Cells) -> float:
        values = self.figures(good, threshold["measure"])
        if not values or threshold["confidence"] == "low":
            return OPEN_
        tests = {
            "at_least": lambda value, bound: value >= bound,
            "above": lambda value, bound: value > bound,
            "at_most": lambda value, bound: value <= bound,
            "below": lambda value, bound: value < bound,
        }
        met = [
            all(
                test(value, float(threshold[name]))
                for name, test in tests.items()
                if threshold[name]
            )
            for value in values
        ]
        return YES if all(met) else OPEN_ if any(met) else NO

    def covers(
        self, rule: Cells, good: str, code: str, origin: str, world: World, importer: str = ""
    ) -> float:
        """Return whether a rule in force covers an entry: as much as what is missing leaves open.

        Without an importer the good goes to where the rule has effect.
        """
        place = YES if self.jurisdiction[rule["policy"]] else OPEN_
        if importer and place == YES and self.jurisdiction[rule["policy"]] != importer:
            place = NO
        return min(place, self.origin(rule, origin), self.scopes(rule, good, code, world))

    @staticmethod
    def origin(rule: Cells, origin: str) -> float:
        named = set(rule["origins"].split(";")) - {""}
        excluded = set(rule["excluded_origins"].split(";")) - {""}
        answers = {
            float((not named or place in named) and place not in excluded)
            for place in ([origin] if origin else [*PLACES, ELSEWHERE])
        }
        if not origin and named:
            return OPEN_
        return answers.pop() if len(answers) == 1 else OPEN_

    def scopes(self, rule: Cells, good: str, code: str, world: World) -> float:
        if rule["covers_all"] == "yes":
            return YES
        best = NO
        for scope in self.rows["scopes"]:
            if (
                scope["rule"] != rule["key"]
                or scope["confidence"] == "low"
                or not started(scope)
                or not self.notation[code].startswith(self.notation[scope["code"]])
                or {scope["condition"], scope["end_use"]} - {""} - world.facts
            ):
                continue
            thresholds = [row for row in self.rows["thresholds"] if row["scope"] == scope["key"]]
            best = max(best, min([YES, *(self.meets(good, threshold) for threshold in thresholds)]))
        return best

    def covered(self) -> dict[tuple[str, str], float]:
        """Return which duty rules cover which goods, surely or as long as something is missing."""
        anything = World(frozenset({"fact", "use"}), verified=True)
        found: dict[tuple[str, str], float] = {}
        goods = [
            f"{table}/{row['key']}" for table in ("items", "chips") for row in self.rows[table]
        ]
        for good in goods:
            for rule in self.rows["rules"]:
                if rule["kind"] != "duty" or self.force(rule) == NO:
                    continue
                answers = [
                    self.covers(rule, good, code, origin, anything)
                    for code, origin in self.entries(good)
                ]
                if max(answers, default=NO) > NO:
                    found[good, f"rules/{rule['key']}"] = max(answers)
        return found

    def classified(self) -> set[tuple[str, str]]:
        found = set()
        for scope in self.rows["scopes"]:
            (rule,) = (row for row in self.rows["rules"] if row["key"] == scope["rule"])
            thresholds = [row for row in self.rows["thresholds"] if row["scope"] == scope["key"]]
            if (
                rule["kind"] == "classification"
                and "low" not in {rule["confidence"], scope["confidence"]}
                and rule["status"] != "announced"
                and (rule["status"] != "suspended" or rule["valid_to"])
                and thresholds
            ):
                found |= {
                    (f"chips/{row['key']}", f"codes/{scope['code']}")
                    for row in self.rows["chips"]
                    if min(self.meets(f"chips/{row['key']}", threshold) for threshold in thresholds)
                    == YES
                }
        return found

    def holding(self, entry: CustomsEntry, world: World) -> dict[str, float]:
        """Return in one world which duty rules hold, before any supersedes another."""
        good, code = entry.good, entry.code.partition("/")[2]
        origin = entry.origin.partition("/")[2]
        covering = {
            row["key"]: min(
                self.force(row, verified=world.verified),
                self.covers(row, good, code, origin, world, "us"),
            )
            for row in self.rows["rules"]
            if row["kind"] != "classification"
        }
        found = {}
        for row in self.rows["rules"]:
            if row["kind"] == "duty":
                freed = [
                    covering[other["key"]]
                    for other in self.rows["rules"]
                    if row["key"] in other["lifts"].split(";")
                ]
                found[row["key"]] = min(covering[row["key"]], YES - max(freed, default=NO))
        return found


def in_effect(rules: list[Cells], holding: dict[str, bool]) -> set[str]:
    found: set[str] = set()
    for rule in rules:  # a rule yields to rules before it only
        if holding[rule["key"]] and not found & set(rule["yields_to"].split(";")):
            found.add(rule["key"])
    return found


# --- the tests ------------------------------------------------------------------------------------

COVERED = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?good ?relation ?rule WHERE {
  VALUES ?relation { ag:coveredBy ag:mayBeCoveredBy }
  GRAPH <https://w3id.org/aigraph/graph/derived> { ?good ?relation ?rule }
}
"""
DERIVED = f"SELECT * {{ GRAPH <{vocab.DERIVED_GRAPH}> {{ ?s ?p ?o }} }}"
CLASSIFIED = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT DISTINCT ?good ?code WHERE {
  GRAPH <https://w3id.org/aigraph/graph/inferred> {
    ?claim a ag:InferredClaim ; ag:subject ?good ; ag:predicate ag:controlledUnder ;
      ag:object ?code ; ag:premise ?figure, ?threshold
  }
}
"""


def projected(tables: Tables) -> Store:
    store = Store()
    store.bulk_load("".join(quads(tables)).encode(), format=RdfFormat.N_QUADS)
    add_to_graph(store, vocab.INFERRED_GRAPH, classifications(store))
    project(store, ontology_dir(), date.fromisoformat(DAY))
    return store


def check_projection(store: Store, oracle: Oracle, seed: int) -> None:
    covered = {
        (identifier(row["good"]), identifier(row["rule"])): (
            YES if row["relation"].endswith("/coveredBy") else OPEN_
        )
        for row in select(store, COVERED)
    }
    assert covered == oracle.covered(), f"law {seed}"
    classified = {
        (identifier(row["good"]), identifier(row["code"])) for row in select(store, CLASSIFIED)
    }
    assert classified == oracle.classified(), f"law {seed}"


def check_duties(store: Store, oracle: Oracle, seed: int) -> None:
    """Hold statuses and sums to every world: facts, confirmations, and what is missing."""
    law = read_law(store)
    edges = [
        Edge(identifier(row["s"]), row["p"].rpartition("/")[2], identifier(row["o"]))
        for row in select(store, DERIVED)
    ]
    goods = read_goods(store, edges)
    duties = [row for row in oracle.rows["rules"] if row["kind"] == "duty"]
    for entry in goods.entries("chips/chip-0", "places/us"):
        found = {
            item.rule.id.partition("/")[2]: item
            for item in effects(entry, law, date.fromisoformat(DAY))
        }
        sums = total(found.values(), law)
        statuses = dict.fromkeys((row["key"] for row in duties), "")
        statuses |= {key: item.status for key, item in found.items()}
        for held in worlds(oracle, entry):
            effective = in_effect(duties, held)
            rates = [law[f"rules/{key}"].rate for key in effective]
            assert sums.low <= sum(rate or 0 for rate in rates) + 1e-9, f"law {seed}"
            if sums.high is not None:
                assert None not in rates, f"law {seed}"
                assert sum(rate or 0 for rate in rates) <= sums.high + 1e-9, f"law {seed}"
            for key, status in statuses.items():
                if status in {"", "exempt"}:
                    assert not held[key], f"law {seed}: {key} is {status or 'out of scope'}"
                elif status == "superseded":
                    assert key not in effective, f"law {seed}: {key}"
                elif status not in OPEN:
                    assert held[key], f"law {seed}: {key} applies"


@dataclass(frozen=True)
class Edge:
    subject: str
    predicate: str
    object: str


def worlds(oracle: Oracle, entry: CustomsEntry) -> Iterator[dict[str, bool]]:
    """Yield which rules hold, in each way in which what is open could be."""
    for use, fact, verified in product((True, False), repeat=3):
        facts = frozenset({name for name, holds in (("fact", fact), ("use", use)) if holds})
        holding = oracle.holding(entry, World(facts, verified))
        undecided = [key for key, holds in holding.items() if holds == OPEN_]
        for choice in product((True, False), repeat=len(undecided)):
            chosen = dict(zip(undecided, choice, strict=True))
            yield {key: chosen.get(key, holds == YES) for key, holds in holding.items()}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_sparql_says_of_a_random_law_what_its_rows_say(batch: int) -> None:
    for seed in range(batch * LAWS // BATCHES, (batch + 1) * LAWS // BATCHES):
        made = Maker(seed)
        oracle, store = Oracle(made.rows), projected(made.tables())
        check_projection(store, oracle, seed)
        check_duties(store, oracle, seed)


@pytest.mark.parametrize("seed", range(10))
def test_so_it_does_of_a_law_read_from_files(seed: int, tmp_path: Path) -> None:
    made = Maker(seed)
    write(made.rows, tmp_path / "data")
    tables = read_tables(tmp_path / "data", read_ends(ontology_dir()))
    check_projection(projected(tables), Oracle(made.rows), seed)


def test_random_laws_are_not_empty() -> None:
    answers: list[Any] = [Oracle(Maker(seed).rows) for seed in range(200)]
    covered = [value for oracle in answers for value in oracle.covered().values()]
    assert covered.count(YES) > 150
    assert covered.count(OPEN_) > 100
    assert sum(len(oracle.classified()) for oracle in answers) > 50
