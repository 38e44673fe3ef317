"""The flagship question, held to its gold answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigraph.errors import NotFoundError
from aigraph.law.applicability import STATUSES
from aigraph.questions.answer import EDGE_FIELDS
from aigraph.questions.lookup.sparql import run
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

DAYS = [
    date(2017, 1, 1),
    date(2019, 6, 1),
    date(2025, 4, 20),
    date(2025, 6, 1),
    date(2025, 12, 1),
    date(2026, 3, 15),
    date(2026, 11, 22),
]
MAY_APPLY = {"applies", "conditional", "undetermined", "unverified"}
EQUAL = ("equal-weights",)


@pytest.fixture(scope="module")
def flagship(chain: Chain) -> Answer:
    return chain.exposure(of="vertical", to="tariff", as_of=date(2025, 6, 1))


def edges(answer: Answer) -> list[dict[str, Any]]:
    return [edge for row in answer.rows for path in row["paths"] for edge in path["edges"]]


def rules(answer: Answer, *statuses: str) -> set[str]:
    return {
        rule["id"].removeprefix("rules/")
        for row in answer.rows
        for rule in row["rules"]
        if rule["status"] in statuses
    }


def test_at_least_eight_verticals_each_with_a_path(flagship: Answer) -> None:
    assert len(flagship.rows) >= 8
    assert all(row["id"].startswith("concepts/") and row["paths"] for row in flagship.rows)
    assert any(row["status"] == "applies" for row in flagship.rows)


def test_every_edge_of_every_path_names_its_evidence(flagship: Answer) -> None:
    for edge in edges(flagship):
        assert tuple(edge)[: len(EDGE_FIELDS)] == EDGE_FIELDS
        assert set(edge) <= {*EDGE_FIELDS, "also"}
        assert all(told["source"] != edge["source"] for told in edge.get("also", ()))
        assert edge["source"].startswith("sources/")
        assert edge["locator"]
        assert edge["grade"] in GRADES


def test_a_path_is_graded_by_its_weakest_edge(flagship: Answer) -> None:
    for row in flagship.rows:
        for path in row["paths"]:
            weakest = max(GRADES.index(edge["grade"]) for edge in path["edges"])
            assert path["grade"] == GRADES[weakest]
        assert row["grade"] == row["paths"][0]["grade"]


def test_a_path_hangs_together_from_the_vertical_to_the_measure(flagship: Answer) -> None:
    for row in flagship.rows:
        for path in row["paths"]:
            reached = {row["id"]}
            for edge in path["edges"]:
                ends = {edge["subject"], edge["object"]}
                assert ends & reached, (row["id"], edge)
                reached |= ends
            assert reached & set(row["measures"])


def test_the_join_through_a_market_is_inferred(flagship: Answer) -> None:
    joins = [edge for edge in edges(flagship) if edge["predicate"] == "reliesOn"]
    assert joins
    assert {edge["grade"] for edge in joins} == {"inferred"}
    assert all(edge["subject"].startswith("concepts/") for edge in joins)


def test_the_join_through_an_application_carries_the_grade_of_its_edges(
    flagship: Answer, chain: Chain
) -> None:
    grades = {item.claim: item.grade for item in chain.release.view.statements}
    stated = {
        (item.subject, item.predicate, item.object, item.source, grades[item.claim])
        for item in chain.release.view.statements
    }
    through = [
        path
        for row in flagship.rows
        for path in row["paths"]
        if any(edge["subject"].startswith("applications/") for edge in path["edges"])
        and any(edge["subject"].startswith("models/") for edge in path["edges"])
        and any("chips/" in edge["object"] for edge in path["edges"])
    ]
    assert through
    for path in through:
        for edge in path["edges"]:
            if edge["subject"].startswith(("applications/", "models/")):
                key = tuple(edge[field] for field in ("subject", "predicate", "object", "source"))
                assert (*key, edge["grade"]) in stated


@pytest.mark.parametrize("day", DAYS)
def test_sparql_gives_the_same_verticals(chain: Chain, root: Path, day: date) -> None:
    query = (root / "ontology/questions/CQ01-exposed-verticals.rq").read_text(encoding="utf-8")
    _, rows = run(chain.release, query, day)
    answer = chain.exposure(of="vertical", to="tariff", as_of=day)
    assert {row["vertical"] for row in rows} == {row["id"] for row in answer.rows}


def test_the_answer_follows_the_law(chain: Chain) -> None:
    fired = {
        day: chain.exposure(to="tariff", as_of=day)
        for day in (date(2025, 4, 20), date(2025, 12, 1), date(2026, 3, 15))
    }
    spring, winter, later = (rules(answer, "applies") for answer in fired.values())
    assert "ieepa-fentanyl-china-20" in spring
    assert "ieepa-fentanyl-china-10-reduced" in winter
    assert "ieepa-fentanyl-china-20" not in winter
    assert not any(rule.startswith("ieepa") for rule in later)
    named = [rules(answer, *MAY_APPLY) for answer in fired.values()]
    assert "s232-semiconductors" in named[2] - named[1]
    statuses = [{row["id"]: row["status"] for row in answer.rows} for answer in fired.values()]
    assert statuses[0] != statuses[2]


def test_before_the_first_act_nothing_bears(chain: Chain) -> None:
    answer = chain.exposure(to="tariff", as_of=date(2017, 1, 1))
    assert rules(answer, *MAY_APPLY) == set()
    assert all(row["status"] == "out-of-scope" for row in answer.rows)
    assert all(row["rate_low"] == 0 for row in answer.rows)


def test_past_the_last_confirmation_the_answer_is_unverified(chain: Chain) -> None:
    answer = chain.exposure(to="tariff", as_of=date(2026, 11, 22))
    assert rules(answer, "applies") == set()
    assert "unverified" in {row["status"] for row in answer.rows}
    assert all(row["low"] == 0 for row in answer.rows)
    assert any("Unverified since the last confirmation" in caveat.en for caveat in answer.caveats)


def test_the_h20_needs_a_licence_from_april_2025(chain: Chain) -> None:
    def applying(day: date) -> set[str]:
        answer = chain.exposure(
            of="chips/nvidia-h20-sxm", to="export-control", as_of=day, destination="china"
        )
        return rules(answer, "applies")

    assert "h20-licence-2025" not in applying(date(2025, 3, 1))
    assert "h20-licence-2025" in applying(date(2025, 4, 20))


def test_one_thing_one_rule_and_given_facts(chain: Chain) -> None:
    def h200(**given: bool) -> set[str]:
        answer = chain.exposure(
            of="chips/nvidia-h200-sxm",
            to="rules/s232-semiconductors",
            as_of=date(2026, 3, 15),
            given={name.replace("_", "-"): holds for name, holds in given.items()},
        )
        assert [row["id"] for row in answer.rows] == ["chips/nvidia-h200-sxm"]
        return {rule["status"] for rule in answer.rows[0]["rules"]}

    assert h200() == {"conditional"}
    assert h200(us_data_centre_over_100_mw=True) == {"exempt"}


def test_an_origin_that_no_rule_covers_counts(chain: Chain) -> None:
    """One of two origins is taxed; which part comes from it no source says.

    It is also shipped in a server of unknown origin, so that more may be taxed.
    """
    chip = "chips/huawei-ascend-910c"
    origins = {
        item.object
        for item in chain.release.view.held(date(2025, 3, 10))
        if item.subject == chip and item.predicate == "originatesIn"
    }
    assert origins == {"places/china", "places/taiwan"}
    (row,) = chain.exposure(of=chip, as_of="2025-03-10", assumptions=EQUAL).rows
    assert (row["status"], row["low"], row["high"]) == ("applies", 0.0, 1.0)
    assert (row["central"], row["central_range"]) == (None, [0.5, 1.0])
    assert row["rate_low"] == 0.0


def test_a_central_value_needs_its_assumption(chain: Chain) -> None:
    chip = "chips/huawei-ascend-910c"
    (bare,) = chain.exposure(of=chip, as_of="2025-03-10").rows
    assert (bare["central"], bare["central_range"]) == (None, None)
    (certain,) = chain.exposure(of="chips/nvidia-h100-sxm", as_of="2025-06-01").rows
    assert certain["low"] == certain["central"] == certain["high"]


def test_bounds_hold_the_central_values(chain: Chain) -> None:
    for of in ("vertical", "application", "model", "chip"):
        for row in chain.exposure(of=of, as_of="2025-06-01", assumptions=EQUAL).rows:
            low, high = row["central_range"]
            assert 0 <= row["low"] <= low <= high <= row["high"] <= 1
            assert row["central"] == (low if low == high else row["central"])
            assert row["rate_high"] is None or row["rate_low"] <= row["rate_high"]


def test_a_status_follows_the_rules(chain: Chain) -> None:
    for row in chain.exposure(of="chip", as_of="2026-03-15").rows:
        statuses = {status for rule in row["rules"] for status in rule["statuses"]}
        if row["status"] == "applies":
            assert "applies" in statuses
        elif row["status"] == "exempt":
            assert statuses <= {"exempt", "superseded"}
        if row["low"] > 0:
            assert row["status"] == "applies"
        if row["status"] == "exempt":
            assert row["high"] == 0


def test_export_controls_have_no_rate(chain: Chain) -> None:
    rows = chain.exposure(of="chip", to="export-control", as_of="2025-06-01").rows
    assert rows
    assert {(row["rate_low"], row["rate_high"]) for row in rows} == {(None, None)}


def test_a_vendor_is_no_measure(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="dependents organisations/tsmc"):
        chain.exposure(to="TSMC", as_of="2025-06-01")


def test_sources_confine_what_depends(chain: Chain, flagship: Answer) -> None:
    source = next(edge["source"] for edge in edges(flagship) if edge["predicate"] == "tradedAs")
    some = chain.exposure(of="chip", as_of="2025-06-01", sources=[source])
    stated = {edge["source"] for edge in edges(some) if not edge["object"].startswith("rules/")}
    assert stated <= {source}
    assert len(some.rows) < len(chain.exposure(of="chip", as_of="2025-06-01").rows)


def test_a_fact_on_which_nothing_hangs_is_refused(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="USMCA-qualifying"):
        chain.exposure(as_of=date(2025, 6, 1), given={"USMCA-qualifing": True})


def test_an_importer_is_a_place(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="no place called 'NVIDIA'"):
        chain.exposure(as_of=date(2025, 6, 1), importer="NVIDIA")


def test_what_was_known_then(chain: Chain) -> None:
    day = date(2025, 4, 9)
    then = chain.exposure(as_of=day, known_at=day)
    now = chain.exposure(as_of=day)
    assert "ieepa-reciprocal-taiwan-one-day" in rules(then, "applies")
    assert "ieepa-reciprocal-taiwan-one-day" in rules(now, "exempt")
    assert sum(row["status"] == "applies" for row in then.rows) > sum(
        row["status"] == "applies" for row in now.rows
    )


def test_a_stale_rule_is_named_until_its_own_end(chain: Chain) -> None:
    def said(day: date) -> str:
        answer = chain.exposure(to="tariff", as_of=day)
        return " ".join(caveat.en for caveat in answer.caveats)

    assert "rules/s232-semiconductors (last confirmed on 2026-06-08)" in said(date(2026, 11, 22))
    assert "s122" not in said(date(2026, 11, 22))


def test_rows_come_gravest_first(flagship: Answer) -> None:
    order = [(STATUSES.index(row["status"]), -row["low"], -row["high"]) for row in flagship.rows]
    assert order == sorted(order)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(day=st.dates(date(2018, 1, 1), date(2027, 1, 1)))
def test_bounds_are_bounds_on_every_day(chain: Chain, day: date) -> None:
    for row in chain.exposure(to="tariff", as_of=day).rows:
        assert 0 <= row["low"] <= row["high"] <= 1
        assert row["central"] in {row["low"], None}


@pytest.mark.parametrize("words", [{"of": "vertcal"}, {"to": "tarif"}, {"importer": "Atlantis"}])
def test_an_unknown_word_is_refused_with_the_nearest(chain: Chain, words: dict[str, str]) -> None:
    with pytest.raises(NotFoundError):
        chain.exposure(as_of=date(2025, 6, 1), **words)
