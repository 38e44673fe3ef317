"""A fact that is said again is the same edge with a further source, and changes no number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigraph.questions.answer import best_first, edges
from aigraph.questions.registry import ask
from aigraph.release.opened import Release

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.graph import Statement, View

DAY: Final = date(2025, 6, 1)
OTHER: Final = "sources/another"
QUESTIONS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("exposure", {"of": "vertical", "to": "tariff"}),
    ("exposure", {"of": "model", "to": "export-control", "destination": "china"}),
    ("dependents", {"on": "organisations/tsmc", "of": "chip"}),
    ("dependents", {"on": "places/taiwan"}),
    ("concentration", {"of": "chip"}),
    ("concentration", {"of": "vertical", "by": "country"}),
)


def with_repeats(release: Release, repeated: list[Statement]) -> Release:
    """Return the release in which another source says some statements too."""
    view: View = release.view
    again = [
        replace(item, claim=f"relations/again-{number}", source=OTHER, locator="page 1")
        for number, item in enumerate(repeated)
    ]
    changed = Release(release.folder, release.ontology)
    changed.__dict__["view"] = replace(view, statements=(*view.statements, *again))
    return changed


def numbers(value: Any, field: str = "") -> Any:
    """Return an answer's numbers, statuses and names, without what tells of sources and paths."""
    if isinstance(value, dict):
        told = {"paths", "sources", "source_count", "claims", "grade"}
        return {key: numbers(item, key) for key, item in value.items() if key not in told}
    if isinstance(value, list | tuple):
        return [numbers(item, field) for item in value]
    return value


def asked(release: Release, name: str, given: dict[str, Any]) -> Any:
    return [numbers(row) for row in ask(release, name, as_of=DAY, **given).rows]


@pytest.fixture(scope="module")
def before(chain: Chain) -> list[Any]:
    return [asked(chain.release, name, given) for name, given in QUESTIONS]


@settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32 - 1), part=st.floats(0.05, 1))
def test_a_repeated_statement_changes_no_number(
    chain: Chain, before: list[Any], seed: int, part: float
) -> None:
    held = chain.release.view.held(DAY)
    changed = with_repeats(chain.release, Random(seed).sample(held, int(part * len(held))))
    assert [asked(changed, name, given) for name, given in QUESTIONS] == before


def test_every_answer_names_the_further_source(chain: Chain) -> None:
    changed = with_repeats(chain.release, chain.release.view.held(DAY))
    for name, asking in QUESTIONS:
        rows = [row for row in ask(changed, name, as_of=DAY, **asking).rows if row["paths"]]
        assert rows, name
        assert all(OTHER in row["sources"] for row in rows), name


def test_a_path_is_one_path_with_a_list_of_sources(chain: Chain) -> None:
    once = ask(chain.release, "paths", "GitHub Copilot", "TSMC", as_of=DAY).rows
    changed = with_repeats(chain.release, chain.release.view.held(DAY))
    twice = ask(changed, "paths", "GitHub Copilot", "TSMC", as_of=DAY).rows
    assert [row["text"] for row in twice] == [row["text"] for row in once]
    for row in twice:
        for edge in row["paths"][0]["edges"]:
            assert OTHER in {edge["source"], *(told["source"] for told in edge["also"])}


def test_show_has_one_row_for_each_fact(chain: Chain) -> None:
    chip = "chips/nvidia-h100"
    rows = [row for row in ask(chain.release, "show", chip).rows if "neighbour" in row]
    facts = [
        (row["subject"], row["predicate"], row["object"], row["valid_from"], row["valid_to"])
        for row in rows
        if row["confidence"] != "low"
    ]
    assert not [fact for fact in facts if facts.count(fact) > 1]
    several = [row for row in rows if row["further"]]
    assert several
    for row in several:
        assert row["further"] == [told["source"] for told in row["also"]]
        assert row["source"] not in row["further"]
        assert all(told["locator"] and told["grade"] for told in row["also"])


def test_the_best_statement_leads_and_the_others_follow(view: View) -> None:
    first = next(item for item in view.held(DAY) if item.grade == "stated")
    weak = replace(first, claim="relations/a", source=OTHER, grade="inferred")
    (edge,) = edges([weak, first, replace(first, claim="relations/z")])
    assert edge["source"] == first.source
    assert [told["source"] for told in edge["also"]] == [OTHER]
    assert min([weak, first], key=best_first) is first
