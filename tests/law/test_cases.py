"""Cases of the law, each with the text that says so, as rows of ``data/cases``."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.paths import data_dir
from aigraph.questions.law.case import case_of
from aigraph.questions.law.duty import HONOURED
from aigraph.questions.law.law_evidence import rule_row
from aigraph.questions.law.sums import duty_effects, duty_sum
from aigraph.questions.scope import resolve_scope

if TYPE_CHECKING:
    from aigraph.api import Chain

Case = dict[str, str]


def read(name: str) -> list[Case]:
    path = data_dir() / "cases" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


DUTIES, CONTROLS = read("duties"), read("controls")
EVERY = [*DUTIES, *CONTROLS]


def scope(case: Case, **more: Any) -> dict[str, Any]:
    given = [fact for fact in case["given"].split(";") if fact]
    return {"as_of": date.fromisoformat(case["day"]), "given": given, **more}


def named(case: Case) -> str:
    return case["key"]


def test_there_are_enough() -> None:
    assert len(EVERY) >= 60
    assert len({case["key"] for case in EVERY}) == len(EVERY)


@pytest.mark.parametrize("case", EVERY, ids=named)
def test_a_text_says_so(chain: Chain, case: Case) -> None:
    assert f"sources/{case['source']}" in chain.release.view.things
    assert case["says"].endswith(".")
    assert case["locator"]


def _duty(chain: Chain, case: Case, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the answer says of a good, or the law of a bare code."""
    if not case["item"].startswith("codes/"):
        (row,) = chain.duty(case["item"], origin=case["origin"], **asked).rows
        return row
    law = case_of(chain.release, resolve_scope(chain.release, "duty", HONOURED, asked))
    places = (f"places/{case[name]}" for name in ("origin", "importer"))
    entry = law.goods.entry(case["item"], "", case["item"], *places)
    found = duty_effects(law, entry)
    return {**duty_sum(law, entry, found), "effects": rule_row(found)}


@pytest.mark.parametrize("case", DUTIES, ids=named)
def test_a_duty_is_what_the_text_says(chain: Chain, case: Case) -> None:
    known_at = date.fromisoformat(case["known_at"]) if case["known_at"] else None
    asked = scope(case, importer=case["importer"], known_at=known_at)
    row = _duty(chain, case, asked)
    if case["additional"]:
        low, _, high = case["additional"].partition("..")
        bounds = [float(low), float(high or low)]
        assert row["additional_range"] == pytest.approx(bounds)
        assert row["additional"] == (None if high else pytest.approx(float(low)))
    else:
        assert row["additional"] is None
    statuses = {rule["id"]: rule["status"] for rule in row["effects"]}
    for expected in filter(None, case["statuses"].split(";")):
        rule, _, status = expected.partition("=")
        assert f"rules/{rule}" in chain.release.law
        assert statuses.get(f"rules/{rule}", "out-of-scope") == status


@pytest.mark.parametrize("case", CONTROLS, ids=named)
def test_a_control_is_what_the_text_says(chain: Chain, case: Case) -> None:
    asked = scope(case, destination=case["destination"])
    rows = chain.control(case["good"], **asked).rows
    wanted = {
        "status": case["status"],
        "licence": case["licence"],
        "eccn": case["eccn"] and f"codes/{case['eccn']}",
        "rule": case["rule"] and f"rules/{case['rule']}",
    }
    matching = [
        row for row in rows if all(row[key] == value for key, value in wanted.items() if value)
    ]
    assert matching
    if case["status"] in {"out-of-scope", "undetermined"}:
        assert {row["status"] for row in rows} <= {"out-of-scope", "undetermined"}
