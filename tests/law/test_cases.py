"""Cases of the law, each with the text that says so, as rows of ``data/cases``."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.paths import data_dir
from aigraph.questions.law.case import case_of
from aigraph.questions.law.control import findings_of
from aigraph.questions.law.control_rows import control_row
from aigraph.questions.law.duty import HONOURED
from aigraph.questions.law.law_evidence import rule_row
from aigraph.questions.law.sums import duty_effects, duty_sum
from aigraph.questions.scope import Scope, resolve_scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.api import Chain
    from aigraph.questions.law.case import Case as Known

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


@pytest.fixture(scope="module")
def known(chain: Chain) -> Callable[[str], Known]:
    """What is known on a day, read once for all cases of that day."""

    @cache
    def known(day: str) -> Known:
        nothing: dict[str, Any] = {"given": (), "sources": (), "assumptions": ()}
        asked = Scope(
            as_of=date.fromisoformat(day),
            known_at=None,
            importer="",
            destination="",
            honoured=frozenset(),
            dated=True,
            **nothing,
        )
        return case_of(chain.release, asked)

    return known


@pytest.mark.parametrize("case", CONTROLS, ids=named)
def test_a_control_is_what_the_text_says(known: Callable[[str], Known], case: Case) -> None:
    assert not case["given"]
    found = findings_of(known(case["day"]), case["good"], f"places/{case['destination']}")
    rows = [control_row(known(case["day"]), finding) for finding in found]
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
    if case["status"] not in {"applies", "unverified"}:
        own = [row for row in rows if row["authority"] in ([], ["places/united-states"])]
        assert {row["status"] for row in own} <= BELOW[case["status"]]


BELOW = {
    "conditional": {"conditional", "undetermined", "unverified"},
    "undetermined": {"conditional", "undetermined", "unverified", "out-of-scope"},
    "out-of-scope": {"out-of-scope", "undetermined"},
}
"""What rows of the same state may say beside a case of which none says that a control applies."""


def test_the_cases_of_export_controls_cover_the_chain() -> None:
    asked = {(case["good"], case["destination"], case["day"]) for case in CONTROLS}
    assert len(asked) >= 300
    assert len({destination for _, destination, _ in asked}) >= 7
    assert len({day for _, _, day in asked}) >= 8
    assert {case["secondary"] for case in CONTROLS} == {"", "yes"}
