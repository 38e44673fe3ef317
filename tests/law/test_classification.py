"""ECCNs by technical figures, with rules of one or two scopes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.law.classification import classify, undecided
from aigraph.law.rules import Figure, Scope, Threshold

if TYPE_CHECKING:
    from aigraph.law.entries import CustomsEntry
    from aigraph.law.rules import Rule

DAY = date(2025, 6, 1)
TPP = Threshold("thresholds/tpp", "concepts/tpp", at_least=4800, unit="TPP")
DENSITY = Threshold("thresholds/density", "concepts/density", at_least=1.6, unit="1/mm2")
FAST = {
    TPP.figure: Figure(5000, 6000, frozenset({"observations/tpp"})),
    DENSITY.figure: Figure(2, 2, frozenset({"observations/density"})),
    ("concepts/memory", "GB"): Figure(80, 80, frozenset({"observations/memory"})),
}


@pytest.fixture
def defining(duty: Rule) -> Rule:
    scopes = (
        Scope("3A090A", code="codes/a", thresholds=(TPP,)),
        Scope("3A090A", code="codes/a", thresholds=(DENSITY,)),
        Scope("3A090B", code="codes/b", thresholds=(TPP, DENSITY)),
    )
    return replace(duty, kind="classification", covers_all=False, scopes=scopes)


def found(rule: Rule, figures: dict[tuple[str, str], Figure]) -> dict[str, tuple[int, set[str]]]:
    """How many scopes a chip meets, and which figures were compared, by ECCN."""
    classified = classify(["chips/a"], {"chips/a": figures}, {rule.id: rule})
    return {item.code: (len(item.scopes), set(item.figures)) for item in classified}


def test_one_scope_of_several_is_enough_and_all_that_are_met_are_named(defining: Rule) -> None:
    both = {"observations/tpp", "observations/density"}
    assert found(defining, FAST) == {"codes/a": (2, both), "codes/b": (1, both)}
    slow = {**FAST, TPP.figure: Figure(100, 100, frozenset({"observations/slow"}))}
    assert found(defining, slow) == {"codes/a": (1, {"observations/density"})}
    assert found(defining, {}) == {}


def test_a_scope_is_met_only_with_all_of_its_thresholds(defining: Rule) -> None:
    rule = replace(defining, scopes=defining.scopes[2:])
    assert list(found(rule, FAST)) == ["codes/b"]
    for known in (TPP, DENSITY):
        assert found(rule, {known.figure: FAST[known.figure]}) == {}


@pytest.mark.parametrize(
    "change", [{"condition": "fact"}, {"end_use": "use"}, {"confidence": "low"}]
)
def test_a_scope_that_asks_for_more_than_figures_decides_nothing(
    defining: Rule, entry: CustomsEntry, change: dict[str, str]
) -> None:
    scope = replace(defining.scopes[0], **change)  # type: ignore[arg-type]
    rule = replace(defining, scopes=(scope,))
    assert found(rule, FAST) == {}
    unsure = replace(entry, figures={TPP.figure: Figure(100, 5000)})
    assert undecided(unsure, {rule.id: rule}, DAY) == []


def test_every_good_is_asked_about_and_only_those(defining: Rule, duty: Rule) -> None:
    figures = {"chips/b": FAST, "chips/c": FAST}
    law = {duty.id: duty, "rules/defining": replace(defining, id="rules/defining")}
    classified = list(classify(["chips/a", "chips/b"], figures, law))
    assert {item.good for item in classified} == {"chips/b"}
    assert {item.rule.id for item in classified} == {"rules/defining"}


def measures(rule: Rule, entry: CustomsEntry, **figures: Figure) -> list[tuple[str, ...]]:
    known = {
        key: figure
        for key, figure in ((TPP.figure, figures.get("tpp")), (DENSITY.figure, figures.get("den")))
        if figure
    }
    open_rules = undecided(replace(entry, figures=known), {rule.id: rule}, DAY)
    return [missing for _, missing in open_rules]


def test_what_would_decide_is_what_is_missing_beside_a_figure_that_fits(
    defining: Rule, entry: CustomsEntry
) -> None:
    rule = replace(defining, scopes=defining.scopes[2:])
    fits, rival, misses = Figure(5000, 5000), Figure(100, 5000), Figure(100, 100)
    assert measures(rule, entry, tpp=fits) == [("concepts/density",)]
    assert measures(rule, entry, tpp=rival) == [("concepts/density", "concepts/tpp")]
    assert measures(rule, entry, tpp=misses) == []
    assert measures(rule, entry) == []
    assert measures(rule, entry, tpp=fits, den=Figure(2, 2)) == []
    assert measures(rule, entry, tpp=rival, den=Figure(1, 1)) == []
    assert measures(rule, entry, tpp=rival, den=Figure(2, 2)) == [("concepts/tpp",)]


def test_a_rule_that_is_not_in_force_on_the_day_is_left_out(
    defining: Rule, entry: CustomsEntry
) -> None:
    rival = Figure(100, 5000)
    assert measures(replace(defining, valid_from="2025-06-02"), entry, tpp=rival) == []
    assert len(measures(replace(defining, valid_from="2025-06-01"), entry, tpp=rival)) == 1
    assert len(measures(replace(defining, confirmed_on="2025-05-31"), entry, tpp=rival)) == 1
    assert measures(replace(defining, kind="duty"), entry, tpp=rival) == []
