"""From which day to which a rule covers a good, for laws of one or two rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.law.coverage import Span, coverage_spans, covered
from aigraph.law.entries import Goods
from aigraph.law.rules import Scope, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.law.rules import Rule

DAY = date(2025, 6, 1)


class Said(NamedTuple):
    subject: str
    predicate: str
    object: str


TRADED = Said("chips/a", "tradedAs", "items/module")
CLASSIFIED = Said("items/module", "classifiedIn", "codes/8473")
FROM_CHINA = Said("chips/a", "originatesIn", "places/china")


def goods(*statements: Said) -> Goods[Said]:
    bare: Goods[Said] = Goods(notations={"codes/8473": "84733011"}, figures={})
    return bare.on(statements)


def law(*rules: Rule) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules}


def on_day(*rules: Rule, known: Goods[Said] | None = None) -> dict[tuple[str, str], bool]:
    known = known or goods(TRADED, CLASSIFIED, FROM_CHINA)
    return covered(law(*rules), known, DAY)


def spans(*rules: Rule, changes: Iterable[date] = ()) -> list[tuple[bool, str, str]]:
    """Spans of the chip alone: how surely, first and last day."""
    found = coverage_spans(law(*rules), lambda _: goods(TRADED, CLASSIFIED), changes)
    return [(item.surely, item.first, item.last) for item in found if item.good == "chips/a"]


def test_a_rule_covers_the_good_and_the_item_as_which_it_is_traded(duty: Rule) -> None:
    assert on_day(duty) == {("chips/a", duty.id): True, ("items/module", duty.id): True}
    assert on_day(duty, known=goods(FROM_CHINA)) == {}


def test_without_an_origin_a_rule_for_origins_may_cover_a_good(duty: Rule) -> None:
    chinese = replace(duty, origins=frozenset({"places/china"}))
    found = on_day(chinese)
    assert found == {("chips/a", duty.id): True, ("items/module", duty.id): False}
    taiwanese = replace(duty, origins=frozenset({"places/taiwan"}))
    assert on_day(taiwanese) == {("items/module", duty.id): False}


def test_one_sure_origin_is_enough_whichever_comes_first(duty: Rule) -> None:
    chinese = replace(
        duty,
        covers_all=False,
        scopes=(
            Scope("8473"),
            Scope("84", thresholds=(Threshold("thresholds/any", "concepts/tpp"),)),
        ),
    )
    assert on_day(chinese)["chips/a", duty.id] is True
    unsure = replace(chinese, scopes=chinese.scopes[1:])
    assert on_day(unsure)["chips/a", duty.id] is False
    elsewhere = replace(duty, places=frozenset({"places/japan", "places/us"}))
    assert on_day(elsewhere)["chips/a", duty.id] is True
    nowhere = replace(duty, places=frozenset())
    assert on_day(nowhere)["chips/a", duty.id] is False


def test_what_exempts_supersedes_or_is_not_given_changes_no_coverage(duty: Rule) -> None:
    stronger = replace(duty, id="rules/stronger")
    freed = replace(duty, id="rules/freed", kind="exemption", exempts=frozenset({stronger.id}))
    weaker = replace(
        duty,
        yields_to=frozenset({stronger.id}),
        covers_all=False,
        scopes=(Scope("8473", condition="fact", end_use="use"),),
    )
    found = on_day(weaker, stronger, freed)
    assert [key for key in found if key[0] == "chips/a"] == [
        ("chips/a", weaker.id),
        ("chips/a", stronger.id),
    ]
    assert all(found.values())


def test_a_rule_that_is_not_in_force_covers_nothing(duty: Rule) -> None:
    assert on_day(replace(duty, valid_from="2025-06-02")) == {}
    assert on_day(replace(duty, valid_to="2025-05-31")) == {}
    unconfirmed = replace(duty, confirmed_on="2025-05-31")
    assert on_day(unconfirmed)["chips/a", duty.id] is True


def test_a_span_begins_and_ends_on_the_days_of_the_rule(duty: Rule) -> None:
    assert spans(duty) == [(True, "2025-01-01", "2025-12-31")]
    assert spans(replace(duty, valid_from="2025-12-31")) == [(True, "2025-12-31", "2025-12-31")]


def test_a_span_is_open_where_no_source_says_when_it_ends(duty: Rule) -> None:
    assert spans(replace(duty, valid_to="")) == [(True, "2025-01-01", "")]
    assert spans(replace(duty, valid_from="")) == [(True, "", "2025-12-31")]
    unconfirmed = replace(duty, valid_to="", confirmed_on="2025-12-31")
    assert spans(unconfirmed) == [(True, "2025-01-01", "")]
    assert spans(replace(duty, valid_from="", valid_to="", confirmed_on="")) == [(True, "", "")]


def test_without_any_day_a_law_holds_always_or_never(duty: Rule) -> None:
    always = replace(duty, valid_from="", valid_to="", confirmed_on="")
    assert spans(always) == [(True, "", "")]
    assert spans(replace(always, status="announced")) == []
    assert spans() == []


def test_a_scope_bounds_the_span(duty: Rule) -> None:
    scope = Scope("8473", valid_from="2025-03-01", valid_to="2025-03-31")
    rule = replace(duty, covers_all=False, scopes=(scope,))
    assert spans(rule) == [(True, "2025-03-01", "2025-03-31")]
    twice = replace(rule, scopes=(scope, Scope("84", valid_from="2025-06-01")))
    assert spans(twice) == [(True, "2025-03-01", "2025-03-31"), (True, "2025-06-01", "2025-12-31")]


def test_a_day_on_which_goods_change_splits_a_span_only_where_it_matters(duty: Rule) -> None:
    assert spans(duty, changes=[date(2025, 5, 1)]) == [(True, "2025-01-01", "2025-12-31")]
    chinese = replace(duty, origins=frozenset({"places/china"}))

    def known(day: date) -> Goods[Said]:
        origin = (FROM_CHINA,) if day >= date(2025, 5, 1) else ()
        return goods(TRADED, CLASSIFIED, *origin)

    found = coverage_spans(law(chinese), known, [date(2025, 5, 1)])
    assert [item for item in found if item.good == "chips/a"] == [
        Span("chips/a", duty.id, False, "2025-01-01", "2025-04-30"),
        Span("chips/a", duty.id, True, "2025-05-01", "2025-12-31"),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_spans_are_sorted_whatever_the_order_of_rules(duty: Rule, order: int) -> None:
    other = replace(duty, id="rules/another")
    found = coverage_spans(law(*[duty, other][::order]), lambda _: goods(TRADED, CLASSIFIED), [])
    assert [(item.good, item.rule) for item in found] == [
        ("chips/a", other.id),
        ("chips/a", duty.id),
        ("items/module", other.id),
        ("items/module", duty.id),
    ]
