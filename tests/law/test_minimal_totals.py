"""What effects and sums say beside a status: reasons, scopes, and until when they are confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.law.applicability import coverage, effects
from aigraph.law.bounds import bounds
from aigraph.law.rules import Figure, Rule, Scope, Threshold, code_digits, known
from aigraph.law.superseding import in_effect
from aigraph.law.total import total

if TYPE_CHECKING:
    from aigraph.law.applicability import Effect
    from aigraph.law.entries import CustomsEntry
    from aigraph.law.total import Total

DAY = date(2025, 6, 1)
TPP = Threshold("thresholds/tpp", "concepts/tpp", at_least=4800, unit="TPP")


def law(*rules: Rule) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules}


def found(entry: CustomsEntry, *rules: Rule, **given: bool) -> dict[str, Effect]:
    every = effects(entry, law(*rules), DAY, given=given)
    return {effect.rule.id.removeprefix("rules/"): effect for effect in every}


def added(entry: CustomsEntry, *rules: Rule, **given: bool) -> Total:
    return total(effects(entry, law(*rules), DAY, given=given), law(*rules))


@pytest.fixture
def stronger(duty: Rule) -> Rule:
    return replace(duty, id="rules/stronger", rate=0.3, confirmed_on="2026-03-31")


def test_an_effect_names_the_facts_on_which_it_hangs(duty: Rule, entry: CustomsEntry) -> None:
    scope = Scope("8473", condition="fact", end_use="use")
    rule = replace(duty, covers_all=False, scopes=(scope,))
    effect = found(entry, rule)["duty"]
    assert (effect.status, effect.because) == ("conditional", ("fact", "use"))
    assert (effect.scope, effect.missing, effect.holds) == (scope, (), None)
    effect = found(entry, rule, use=True)["duty"]
    assert effect.because == ("fact",)
    effect = found(entry, rule, use=True, fact=True)["duty"]
    assert (effect.status, effect.because, effect.scope) == ("applies", (), scope)
    assert effect.holds is True
    assert found(entry, rule, use=False) == {}


def test_what_is_missing_is_named_even_where_the_good_is_exempt(
    duty: Rule, entry: CustomsEntry
) -> None:
    rule = replace(duty, covers_all=False, scopes=(Scope("8473", thresholds=(TPP,)),))
    effect = found(entry, rule)["duty"]
    assert (effect.status, effect.missing) == ("undetermined", ("concepts/tpp",))
    free = [
        replace(duty, id=f"rules/{key}", kind="exemption", exempts=frozenset({duty.id}))
        for key in ("second", "first")
    ]
    effect = found(entry, rule, *free)["duty"]
    assert (effect.status, effect.because) == ("exempt", ("rules/first", "rules/second"))
    assert (effect.missing, effect.holds) == (("concepts/tpp",), False)
    fact = replace(rule, scopes=(Scope("8473", end_use="use"),))
    assert found(entry, fact)["duty"].missing == ()


def test_of_several_scopes_the_one_that_surely_covers_is_named(
    duty: Rule, entry: CustomsEntry
) -> None:
    asking, sure = Scope("8473", end_use="use"), Scope("84733011")
    second, other = Scope("847330", condition="fact"), Scope("9999")
    for scopes, best in (
        ((asking, sure), sure),
        ((sure, asking), sure),
        ((other, asking, second), asking),
        ((other, second, asking), second),
    ):
        rule = replace(duty, covers_all=False, scopes=scopes)
        outcome, scope = coverage(rule, entry, DAY, {})
        assert scope is best
        assert outcome.holds is (True if best is sure else None)
    outcome, scope = coverage(replace(duty, covers_all=False, scopes=(other,)), entry, DAY, {})
    assert (outcome.holds, scope) == (False, None)
    assert coverage(duty, entry, DAY, {})[1] is None


def test_a_code_is_covered_by_what_it_begins_with_and_by_nothing_longer(
    duty: Rule, entry: CustomsEntry
) -> None:
    for digits, covered in (
        ("", True),
        ("8473301180", True),
        ("84733011801", False),
        ("73", False),
    ):
        rule = replace(duty, covers_all=False, scopes=(Scope(digits),))
        assert bool(found(entry, rule)) is covered


def test_rules_of_another_kind_do_nothing_to_a_duty(duty: Rule, entry: CustomsEntry) -> None:
    control = replace(duty, id="rules/control", kind="export-control")
    defining = replace(duty, id="rules/defining", kind="classification")
    assert list(found(entry, duty, control, defining)) == ["duty"]
    freeing = replace(duty, id="rules/freeing", exempts=frozenset({duty.id}))
    assert found(entry, duty, freeing)["duty"].status == "applies"
    other = replace(freeing, kind="exemption", exempts=frozenset({"rules/other"}))
    assert found(entry, duty, other)["duty"].status == "applies"


@pytest.mark.parametrize(
    ("origin", "importer", "status"),
    [
        ("places/china", "places/us", "applies"),
        ("places/taiwan", "places/us", None),
        ("places/china", "places/japan", None),
        ("", "places/us", "undetermined"),
        ("places/china", "", "undetermined"),
        ("", "places/japan", None),
    ],
)
def test_origin_and_importer_must_both_be_those_of_the_rule(
    duty: Rule, entry: CustomsEntry, origin: str, importer: str, status: str | None
) -> None:
    rule = replace(duty, origins=frozenset({"places/china"}))
    effect = found(replace(entry, origin=origin, importer=importer), rule).get("duty")
    assert (effect and effect.status) == status


def test_a_rule_gives_way_surely_or_perhaps(
    duty: Rule, stronger: Rule, entry: CustomsEntry
) -> None:
    weaker = replace(duty, yields_to=frozenset({stronger.id, "rules/another", "rules/absent"}))
    asking = replace(
        stronger, id="rules/another", covers_all=False, scopes=(Scope("84", end_use="use"),)
    )
    effect = found(entry, weaker, asking)["duty"]
    assert (effect.status, effect.because, effect.holds) == ("applies", ("rules/another",), True)
    effect = found(entry, weaker, asking, stronger)["duty"]
    assert (effect.status, effect.because) == ("superseded", (stronger.id,))
    assert effect.holds is True
    effect = found(entry, weaker, asking, stronger, use=True)["duty"]
    assert effect.because == ("rules/another", stronger.id)
    effect = found(entry, weaker, asking, stronger, use=False)["duty"]
    assert effect.because == (stronger.id,)
    open_one = replace(weaker, confirmed_on="2025-05-31")
    assert found(entry, open_one, asking)["duty"].status == "unverified"
    assert found(entry, open_one, stronger)["duty"].status == "superseded"


def test_a_sum_names_what_it_is_made_of(duty: Rule, stronger: Rule, entry: CustomsEntry) -> None:
    free = replace(duty, id="rules/free", kind="exemption", exempts=frozenset({"rules/freed"}))
    freed = replace(duty, id="rules/freed", rate=0.7)
    weaker = replace(duty, id="rules/weaker", rate=0.9, yields_to=frozenset({stronger.id}))
    asking = replace(
        duty, id="rules/asking", rate=0.05, covers_all=False, scopes=(Scope("84", end_use="use"),)
    )
    sum_ = added(entry, stronger, freed, free, weaker, asking, duty)
    assert (sum_.low, sum_.high, sum_.rate) == (0.4, 0.45, None)
    assert sum_.rules == (duty.id, stronger.id)
    assert sum_.open == (asking.id,)
    assert (sum_.exempted_by, sum_.superseded_by) == ((free.id,), (stronger.id,))
    assert added(entry, duty, stronger).rate == 0.4
    nothing = added(entry)
    assert (nothing.low, nothing.high, nothing.rate, nothing.confirmed_until) == (0, 0, 0, "")


def test_a_sum_is_confirmed_until_the_first_of_what_decides_is_no_more(
    duty: Rule, stronger: Rule, entry: CustomsEntry
) -> None:
    assert added(entry, duty, stronger).confirmed_until == "2026-01-31"
    weaker = replace(duty, yields_to=frozenset({stronger.id}), confirmed_on="2025-12-31")
    assert added(entry, weaker, stronger).confirmed_until == "2026-03-31"
    free = replace(duty, id="rules/free", kind="exemption", exempts=frozenset({duty.id}))
    early = replace(free, confirmed_on="2025-07-01")
    assert added(entry, duty, early).confirmed_until == "2025-07-01"
    blank = replace(duty, confirmed_on="")
    assert added(entry, blank).confirmed_until == ""
    assert added(entry, blank, stronger).confirmed_until == "2026-03-31"


def test_a_sum_is_exact_to_a_millionth_and_without_noise(duty: Rule, entry: CustomsEntry) -> None:
    fine = [replace(duty, id=f"rules/{key}", rate=rate) for key, rate in (("a", 0.1), ("b", 0.2))]
    assert added(entry, *fine).rate == 0.3
    finer = replace(duty, rate=0.123456)
    assert (added(entry, finer).low, added(entry, finer).high) == (0.123456, 0.123456)
    assert added(entry, replace(duty, rate=0.1234564)).low == 0.123456


def test_a_rule_of_unknown_rate_that_is_not_in_effect_bounds_nothing(
    duty: Rule, stronger: Rule, entry: CustomsEntry
) -> None:
    blank = replace(duty, rate=None, yields_to=frozenset({stronger.id}))
    assert added(entry, blank, stronger).rate == 0.3
    perhaps = replace(stronger, covers_all=False, scopes=(Scope("84", end_use="use"),))
    sum_ = added(entry, blank, perhaps)
    assert (sum_.low, sum_.high) == (0.0, None)


def test_open_rules_of_several_rates_add_up_apart_from_each_other() -> None:
    ranges = {"a": (0.1, 0.1), "b": (0.2, 0.2), "c": (0.4, 0.4), "d": (0.8, 0.8)}
    alone: dict[str, list[str]] = {key: [] for key in ranges}
    assert bounds(dict.fromkeys(ranges), ranges, alone) == (0, pytest.approx(1.5))
    pairs = {**alone, "a": ["b"], "c": ["d"]}
    assert bounds(dict.fromkeys(ranges), ranges, pairs) == (0, pytest.approx(1.0))
    sure = {"a": True, "b": None, "c": True, "d": None}
    assert bounds(sure, ranges, pairs) == (pytest.approx(0.5), pytest.approx(1.0))
    assert bounds({}, {}, {}) == (0, 0)
    unheard = {**alone, "a": ["elsewhere"]}
    assert bounds({**sure, "b": False, "d": False}, ranges, unheard) == (0.5, 0.5)


def test_a_rate_that_is_a_range_widens_the_sum() -> None:
    ranges = {"a": (0.1, 0.2), "b": (0.3, 0.5)}
    alone: dict[str, list[str]] = {"a": [], "b": []}
    assert bounds({"a": True, "b": True}, ranges, alone) == pytest.approx((0.4, 0.7))
    assert bounds({"a": True, "b": None}, ranges, alone) == pytest.approx((0.1, 0.7))
    yields = {"a": ["b"], "b": []}
    assert bounds({"a": True, "b": None}, ranges, yields) == pytest.approx((0.1, 0.5))


@pytest.mark.parametrize(
    ("holding", "yields", "effect"),
    [
        ("T", {}, "T"),
        ("F", {}, "F"),
        ("?", {}, "?"),
        ("TT", {0: [1]}, "FT"),
        ("TF", {0: [1]}, "TF"),
        ("T?", {0: [1]}, "??"),
        ("?T", {0: [1]}, "FT"),
        ("F?", {0: [1]}, "F?"),
        ("TTT", {0: [1], 1: [2]}, "TFT"),
        ("TT?", {0: [1], 1: [2]}, "???"),
        ("TFT", {0: [1, 2]}, "FFT"),
        ("T?T", {0: [1, 2]}, "F?T"),
        ("TT", {0: [1], 1: [0]}, "??"),
        ("TF", {0: [1], 1: [0]}, "TF"),
        ("TTTT", {0: [1], 1: [0, 2], 2: [3]}, "??FT"),
        ("TTT", {0: [1], 1: [0, 2]}, "TFT"),
    ],
)
def test_which_rules_are_in_effect(holding: str, yields: dict[int, list[int]], effect: str) -> None:
    values = {"T": True, "F": False, "?": None}
    keys = [str(number) for number in range(len(holding))]
    others = {key: [str(one) for one in yields.get(int(key), [])] for key in keys}
    for order in (keys, keys[::-1]):
        found = in_effect({key: values[holding[int(key)]] for key in order}, others)
        assert [found[key] for key in keys] == [values[mark] for mark in effect]


@pytest.mark.parametrize(
    ("status", "valid_to", "never"),
    [
        ("in-force", "", False),
        ("announced", "2025-12-31", True),
        ("proposed", "2025-12-31", True),
        ("suspended", "2025-12-31", False),
        ("suspended", "", True),
        ("ended", "", False),
    ],
)
def test_what_was_only_announced_was_never_in_force(
    duty: Rule, status: str, valid_to: str, never: bool
) -> None:
    rule = replace(duty, status=status, valid_to=valid_to)
    assert rule.never is never
    assert rule.force_on(DAY) == ("no" if never else "yes")


def test_past_its_last_confirmation_a_rule_is_unverified_until_its_own_end(duty: Rule) -> None:
    rule = replace(duty, valid_to="2025-05-31", confirmed_on="2025-04-30")
    days = {"2025-04-30": "yes", "2025-05-01": "unverified", "2025-05-31": "unverified"}
    days["2025-06-01"] = "no"
    for day, state in days.items():
        assert rule.force_on(date.fromisoformat(day)) == state
    blank = replace(rule, confirmed_on="")
    assert blank.force_on(date(2025, 5, 31)) == "yes"
    assert blank.force_on(DAY) == "no"


def test_rules_are_known_from_the_day_on_which_they_were_public(duty: Rule) -> None:
    rules = law(duty, replace(duty, id="rules/late", known_from="2025-06-02"))
    assert known(rules, DAY, None) == rules
    assert list(known(rules, DAY, DAY)) == [duty.id]
    assert list(known(rules, DAY, date(2025, 6, 2))) == [duty.id, "rules/late"]
    with pytest.raises(ValueError, match="2025-05-31 is before 2025-06-01"):
        known(rules, DAY, date(2025, 5, 31))


def test_codes_are_compared_by_letters_and_digits_in_capitals() -> None:
    assert code_digits("3a090.b, note 1") == "3A090BNOTE1"


@pytest.mark.parametrize(
    ("bounds_", "low", "high", "met"),
    [
        ({"above": 5}, 5, 6, None),
        ({"above": 5}, 5, 5, False),
        ({"above": 5}, 6, 7, True),
        ({"at_most": 5}, 5, 6, None),
        ({"at_most": 5}, 6, 7, False),
        ({"at_most": 5}, 4, 5, True),
        ({"below": 5}, 4, 5, None),
        ({"below": 5}, 5, 6, False),
        ({"at_least": 5}, 4, 5, None),
        ({"at_least": 5}, 4, 4.9, False),
        ({"at_least": 0}, -1, -1, False),
        ({"below": 0}, 0, 0, False),
        ({}, 1, 2, True),
    ],
    ids=str,
)
def test_rival_figures_meet_a_bound_together_or_leave_it_open(
    bounds_: dict[str, float], low: float, high: float, met: bool | None
) -> None:
    threshold = Threshold("thresholds/any", "concepts/any", **bounds_)  # type: ignore[arg-type]
    assert threshold.met_by(Figure(low, high)) is met
    assert threshold.met_by(None) is None


def test_a_scope_asks_for_its_condition_and_its_end_use() -> None:
    assert Scope("84").facts == ()
    assert Scope("84", condition="a").facts == ("a",)
    assert Scope("84", condition="a", end_use="b").facts == ("a", "b")
    assert TPP.figure == ("concepts/tpp", "TPP")
