"""The statements that matter most have two publishers, or are said to have one."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from aigraph.questions.evidence.sourcing import independent

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer


@pytest.fixture(scope="module")
def answer(chain: Chain) -> Answer:
    return chain.sourcing()


def test_two_fifths_have_two_independent_publishers(answer: Answer) -> None:
    several = [row for row in answer.rows if not row["single"]]
    assert len(answer.rows) >= 200
    assert len(several) >= 0.4 * len(answer.rows)


def test_the_rest_is_shown_as_single_sourced(chain: Chain, answer: Answer) -> None:
    single = chain.sourcing(show="single").rows
    several = chain.sourcing(show="several").rows
    assert [row for row in answer.rows if row["single"]] == single
    assert len(single) + len(several) == len(answer.rows)
    assert any("single-sourced" in caveat.en for caveat in answer.caveats)


def test_the_ontology_says_what_matters(answer: Answer, root: Path) -> None:
    marked = (
        (root / "ontology" / "aigraph.ttl").read_text("utf-8").count("ag:needsTwoPublishers true")
    )
    relations = {row["predicate"] for row in answer.rows}
    assert {"fabricatedBy", "packagedBy", "memoryFrom", "servedOn", "targets"} <= relations
    assert len(relations) <= marked
    assert not any(row["object"].startswith("places/") for row in answer.rows)


def test_who_repeats_a_report_counts_as_its_publisher(answer: Answer, root: Path) -> None:
    quotes = {}
    for path in (root / "data").rglob("sources.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            quotes |= {f"sources/{row['key']}": row["quotes"] for row in csv.DictReader(stream)}
    for row in answer.rows:
        assert row["publishers"] <= len(row["sources"])
        assert row["publishers"] <= len(row["said_by"])
        repeated = {name.strip() for key in row["sources"] for name in quotes[key].split(";")}
        assert {name for name in repeated if name} <= set(row["said_by"])


def test_what_one_data_set_alone_names_is_left_out_and_counted(
    chain: Chain, answer: Answer, root: Path
) -> None:
    things = chain.release.view.things
    assert not [row for row in answer.rows if things[row["subject"]].data_set]
    found = re.findall(
        r"^(\d+) statements about things that one data set alone names",
        "\n".join(caveat.en for caveat in answer.caveats),
        re.MULTILINE,
    )
    needing = set(
        re.findall(
            r"^ag:(\w+) [^.]*?ag:needsTwoPublishers true",
            (root / "ontology" / "aigraph.ttl").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    stated = {
        (item.subject, item.predicate, item.object)
        for item in chain.release.view.statements
        if item.predicate in needing
        and item.accepted
        and item.grade in {"stated", "estimated"}
        and things[item.subject].data_set
        and not item.object.startswith("places/")
    }
    assert len(stated) > 50
    assert found == [str(len(stated))]


def test_independent_means_disjoint() -> None:
    told = [frozenset({"A", "B"}), frozenset({"B", "C"}), frozenset({"C"}), frozenset({"A"})]
    assert independent(told) == 2
    assert independent([frozenset({"A"})] * 3) == 1
    assert independent([]) == 0
