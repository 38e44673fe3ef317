"""Tiny laws of one to three rules: each says one thing, and one wrong reading breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from aigraph.law.applicability import effects
from aigraph.law.classification import classify, undecided
from aigraph.law.entries import CustomsEntry, Goods, families_of, members_of
from aigraph.law.rules import Figure, Rule, Scope, Threshold, known
from aigraph.law.total import total

DAY = date(2025, 6, 1)
TPP = ("concepts/tpp", "TPP")
DUTY = Rule(
    id="rules/duty",
    label="A duty",
    kind="duty",
    policy="policies/any",
    places=frozenset({"places/us"}),
    rate=0.1,
    licence="",
    quota=None,
    quota_of="",
    covers_all=True,
    origins=frozenset(),
    excluded_origins=frozenset(),
    destinations=frozenset(),
    exempts=frozenset(),
    yields_to=frozenset(),
    valid_from="2025-01-01",
    valid_to="2025-12-31",
    confirmed_on="2026-01-31",
    known_from="",
    status="in-force",
    source="sources/any",
    locator="line 1",
    grade="stated",
    confidence="high",
)
EXEMPTION = replace(
    DUTY, id="rules/exemption", kind="exemption", rate=None, exempts=frozenset({DUTY.id})
)
STRONGER = replace(DUTY, id="rules/stronger", rate=0.3)
ENTRY = CustomsEntry(
    good="chips/any",
    item="items/any",
    code="codes/any",
    digits="8473301180",
    origin="places/china",
    importer="places/us",
    figures={},
)
UNCONFIRMED = {"confirmed_on": "2025-05-31"}


def limit(**bounds: float) -> Threshold:
    return Threshold("thresholds/any", TPP[0], unit=TPP[1], **bounds)  # type: ignore[arg-type]


def statuses(
    *rules: Rule, entry: CustomsEntry = ENTRY, day: date = DAY, **given: bool
) -> dict[str, str]:
    law = {rule.id: rule for rule in rules}
    found = effects(entry, law, day, rules[0].kind, given)
    return {effect.rule.id.removeprefix("rules/"): effect.status for effect in found}


def test_an_excluded_origin_is_out_of_scope() -> None:
    rule = replace(DUTY, excluded_origins=frozenset({"places/china"}))
    assert statuses(rule) == {}
    assert statuses(rule, entry=replace(ENTRY, origin="places/taiwan")) == {"duty": "applies"}
    assert statuses(rule, entry=replace(ENTRY, origin="")) == {"duty": "undetermined"}


def test_an_origin_that_is_both_named_and_excluded_is_excluded() -> None:
    china = frozenset({"places/china"})
    assert statuses(replace(DUTY, origins=china, excluded_origins=china)) == {}


def test_an_exempt_good_stays_exempt_where_another_rule_would_supersede() -> None:
    weaker = replace(DUTY, yields_to=frozenset({STRONGER.id}))
    assert statuses(weaker, STRONGER) == {"duty": "superseded", "stronger": "applies"}
    found = statuses(weaker, STRONGER, EXEMPTION)
    assert found == {"duty": "exempt", "stronger": "applies"}


def test_a_superseded_rule_supersedes_nothing() -> None:
    strongest = replace(DUTY, id="rules/strongest")
    middle = replace(STRONGER, yields_to=frozenset({strongest.id}))
    weaker = replace(DUTY, yields_to=frozenset({middle.id}))
    assert statuses(weaker, middle, strongest) == {
        "duty": "applies",
        "stronger": "superseded",
        "strongest": "applies",
    }


def test_a_rule_of_which_a_good_is_exempt_supersedes_nothing() -> None:
    weaker = replace(DUTY, yields_to=frozenset({STRONGER.id}))
    freed = replace(EXEMPTION, exempts=frozenset({STRONGER.id}))
    assert statuses(weaker, STRONGER, freed) == {"duty": "applies", "stronger": "exempt"}


def test_rules_that_yield_to_each_other_are_never_both_set_aside() -> None:
    one = replace(DUTY, yields_to=frozenset({STRONGER.id}))
    other = replace(STRONGER, yields_to=frozenset({DUTY.id}))
    law = {rule.id: rule for rule in (one, other)}
    found = total(effects(ENTRY, law, DAY), law)
    assert (found.low, found.high) == (0, 0.4)


def test_an_exemption_that_no_source_confirms_outranks_one_that_hangs_on_a_fact() -> None:
    asking = replace(
        EXEMPTION, id="rules/asking", covers_all=False, scopes=(Scope("8473", condition="fact"),)
    )
    stale = replace(EXEMPTION, id="rules/stale", **UNCONFIRMED)
    assert statuses(DUTY, asking) == {"duty": "conditional"}
    assert statuses(DUTY, stale) == {"duty": "unverified"}
    assert statuses(DUTY, asking, stale) == {"duty": "unverified"}
    assert statuses(DUTY, asking, stale, fact=True) == {"duty": "exempt"}
    assert statuses(DUTY, asking, stale, fact=False) == {"duty": "unverified"}


@pytest.mark.parametrize(
    ("bounds", "meets", "misses"),
    [
        ({"above": 2}, 2.0001, 2),
        ({"at_least": 2}, 2, 1.9999),
        ({"below": 2}, 1.9999, 2),
        ({"at_most": 2}, 2, 2.0001),
    ],
    ids=lambda value: str(value),
)
def test_a_threshold_is_strict_only_where_it_says_so(
    bounds: dict[str, float], meets: float, misses: float
) -> None:
    rule = replace(DUTY, covers_all=False, scopes=(Scope("8473", thresholds=(limit(**bounds),)),))
    for value, expected in ((meets, {"duty": "applies"}), (misses, {})):
        entry = replace(ENTRY, figures={TPP: Figure(value, value)})
        assert statuses(rule, entry=entry) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (4800, 5000, {"duty": "applies"}),
        (100, 5000, {"duty": "undetermined"}),
        (4800, 9000, {"duty": "undetermined"}),
        (100, 9000, {"duty": "undetermined"}),
        (100, 4000, {}),
        (7000, 9000, {}),
    ],
)
def test_rival_figures_leave_a_threshold_open_unless_they_agree(
    low: float, high: float, expected: dict[str, str]
) -> None:
    band = limit(at_least=4800, below=6000)
    rule = replace(DUTY, covers_all=False, scopes=(Scope("8473", thresholds=(band,)),))
    assert statuses(rule, entry=replace(ENTRY, figures={TPP: Figure(low, high)})) == expected


def test_a_figure_in_another_unit_is_no_figure() -> None:
    rule = replace(DUTY, covers_all=False, scopes=(Scope("8473", thresholds=(limit(at_least=1),)),))
    entry = replace(ENTRY, figures={(TPP[0], "GB/s"): Figure(5, 5)})
    assert statuses(rule, entry=entry) == {"duty": "undetermined"}


def test_what_is_of_low_confidence_counts_for_nothing() -> None:
    assert statuses(replace(DUTY, confidence="low")) == {}
    assert statuses(DUTY, replace(EXEMPTION, confidence="low")) == {"duty": "applies"}
    doubted = replace(DUTY, covers_all=False, scopes=(Scope("8473", confidence="low"),))
    assert statuses(doubted) == {}
    unsure = replace(limit(at_least=1), confidence="low")
    rule = replace(DUTY, covers_all=False, scopes=(Scope("8473", thresholds=(unsure,)),))
    entry = replace(ENTRY, figures={TPP: Figure(5, 5)})
    assert statuses(rule, entry=entry) == {"duty": "undetermined"}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, {"duty": "applies"}),
        ({"valid_from": "2025-06-01"}, {"duty": "applies"}),
        ({"valid_from": "2025-06-02"}, {}),
        ({"valid_to": "2025-06-01"}, {"duty": "applies"}),
        ({"valid_to": "2025-05-31"}, {}),
        ({"valid_to": "2025-05-31", "confirmed_on": ""}, {}),
        ({"valid_to": "2025-05-31", "confirmed_on": "2025-04-30"}, {}),
        ({"confirmed_on": "2025-06-01"}, {"duty": "applies"}),
        ({"confirmed_on": "2025-05-31"}, {"duty": "unverified"}),
        ({"status": "announced"}, {}),
        ({"status": "suspended"}, {"duty": "applies"}),
        ({"status": "suspended", "valid_to": ""}, {}),
        ({"places": frozenset({"places/japan"})}, {}),
        ({"places": frozenset()}, {"duty": "undetermined"}),
    ],
    ids=str,
)
def test_when_and_where_a_rule_is_in_force(change: dict[str, str], status: dict[str, str]) -> None:
    assert statuses(replace(DUTY, **change)) == status  # type: ignore[arg-type]


def test_a_scope_has_days_of_its_own() -> None:
    for valid_from, valid_to, status in (
        ("2025-06-02", "", {}),
        ("", "2025-05-31", {}),
        ("2025-06-01", "2025-06-01", {"duty": "applies"}),
    ):
        scope = Scope("8473", valid_from=valid_from, valid_to=valid_to)
        assert statuses(replace(DUTY, covers_all=False, scopes=(scope,))) == status


def test_a_rule_of_unknown_rate_has_no_upper_bound() -> None:
    law = {DUTY.id: DUTY, "rules/blank": replace(DUTY, id="rules/blank", rate=None)}
    found = total(effects(ENTRY, law, DAY), law)
    assert (found.low, found.high, found.rate) == (0.1, None, None)


def test_a_sum_that_is_the_same_either_way_is_certain() -> None:
    asking = replace(STRONGER, rate=0.1, covers_all=False, scopes=(Scope("8473", end_use="use"),))
    law = {asking.id: asking, DUTY.id: replace(DUTY, yields_to=frozenset({asking.id}))}
    found = total(effects(ENTRY, law, DAY), law)
    assert (found.rate, found.open) == (0.1, (asking.id,))


def test_an_export_control_asks_for_the_destination_alone() -> None:
    rule = replace(DUTY, kind="export-control", destinations=frozenset({"places/macau"}), rate=None)
    assert statuses(rule) == {}
    assert statuses(rule, entry=replace(ENTRY, importer="places/macau")) == {"duty": "applies"}
    assert statuses(rule, entry=replace(ENTRY, importer="")) == {"duty": "undetermined"}


DEFINING = replace(
    DUTY,
    kind="classification",
    covers_all=False,
    scopes=(Scope("3A090", code="codes/eccn", thresholds=(limit(at_least=4800),)),),
)


@pytest.mark.parametrize(
    ("low", "high", "surely", "perhaps"),
    [(4800, 5000, 1, 0), (100, 5000, 0, 1), (100, 200, 0, 0)],
)
def test_a_chip_falls_under_an_eccn_where_rival_figures_agree(
    low: float, high: float, surely: int, perhaps: int
) -> None:
    figures = {TPP: Figure(low, high, frozenset({"observations/one"}))}
    law = {DEFINING.id: DEFINING}
    found = list(classify(["chips/any"], {"chips/any": figures}, law))
    assert len(found) == surely
    assert len(undecided(replace(ENTRY, figures=figures), law, DAY)) == perhaps
    for item in found:
        assert (item.code, item.figures) == ("codes/eccn", frozenset({"observations/one"}))


@pytest.mark.parametrize(
    "change", [{"status": "announced"}, {"confidence": "low"}, {"scopes": (Scope("3A090"),)}]
)
def test_no_chip_falls_under_an_eccn_that_is_not_law_or_names_no_threshold(
    change: dict[str, object],
) -> None:
    law = {DEFINING.id: replace(DEFINING, **change)}  # type: ignore[arg-type]
    known = {"chips/any": {TPP: Figure(9000, 9000)}}
    assert list(classify(["chips/any"], known, law)) == []


def test_another_law_is_made_by_replacing_a_rule() -> None:
    supposed = replace(DUTY, rate=0.5, origins=frozenset({"places/taiwan"}))
    assert statuses(supposed) == {}
    law = {supposed.id: supposed}
    entry = replace(ENTRY, origin="places/taiwan")
    assert total(effects(entry, law, DAY), law).rate == 0.5


def test_of_several_open_reasons_the_one_counts_that_a_user_can_do_least_about() -> None:
    asking = Scope("8473", condition="fact", thresholds=(limit(at_least=1),))
    rule = replace(DUTY, covers_all=False, scopes=(asking,))
    assert statuses(rule) == {"duty": "undetermined"}
    assert statuses(replace(rule, **UNCONFIRMED)) == {"duty": "unverified"}
    measured = replace(ENTRY, figures={TPP: Figure(5, 5)})
    assert statuses(rule, entry=measured) == {"duty": "conditional"}


def test_the_scope_that_surely_covers_is_named_before_one_that_may() -> None:
    sure, unsure = Scope("8473", locator="sure"), Scope("84", condition="fact", locator="unsure")
    for scopes in ((sure, unsure), (unsure, sure)):
        rule = replace(DUTY, covers_all=False, scopes=scopes)
        (found,) = effects(ENTRY, {rule.id: rule}, DAY)
        assert (found.status, found.scope) == ("applies", sure)


def test_a_sum_is_confirmed_as_long_as_all_that_decides_it() -> None:
    def until(*rules: Rule) -> str:
        law = {rule.id: rule for rule in rules}
        return total(effects(ENTRY, law, DAY), law).confirmed_until

    early = {"confirmed_on": "2025-07-01"}
    assert until(DUTY, replace(STRONGER, **early)) == "2025-07-01"
    assert until(DUTY, replace(EXEMPTION, **early)) == "2025-07-01"
    superseded = replace(DUTY, yields_to=frozenset({STRONGER.id}), **early)
    assert until(superseded, STRONGER) == STRONGER.confirmed_on


@pytest.mark.parametrize(
    ("figures", "facts", "open_rules"),
    [({}, "", 0), ({TPP: Figure(1, 9000)}, "", 1), ({TPP: Figure(9000, 9000)}, "fact", 0)],
)
def test_a_good_without_figures_or_under_a_condition_falls_under_no_eccn_by_figures(
    figures: dict[tuple[str, str], Figure], facts: str, open_rules: int
) -> None:
    scopes = tuple(replace(scope, condition=facts) for scope in DEFINING.scopes)
    law = {DEFINING.id: replace(DEFINING, scopes=scopes)}
    assert list(classify(["chips/any"], {"chips/any": figures}, law)) == []
    assert len(undecided(replace(ENTRY, figures=figures), law, DAY)) == open_rules


def test_what_was_not_yet_public_is_not_known() -> None:
    law = {DUTY.id: replace(DUTY, known_from="2025-06-10")}
    for day, public in ((date(2025, 6, 9), False), (date(2025, 6, 10), True)):
        assert (DUTY.id in known(law, DAY, day)) == public
    assert known(law, DAY, None) == law
    with pytest.raises(ValueError, match="not recorded"):
        known(law, DAY, date(2025, 5, 31))


class Said(NamedTuple):
    subject: str
    predicate: str
    object: str


def test_a_good_is_entered_once_for_each_item_code_and_origin() -> None:
    goods = Goods[Said]({"codes/a": "8473", "codes/b": "8471"}, {}).on(
        [
            Said("chips/any", "tradedAs", "items/one"),
            Said("items/one", "classifiedIn", "codes/a"),
            Said("items/one", "classifiedIn", "codes/b"),
            Said("chips/any", "originatesIn", "places/taiwan"),
            Said("chips/any", "originatesIn", "places/china"),
            Said("chips/any", "controlledUnder", "codes/a"),
        ]
    )

    def ways(good: str, origin: str | None = None) -> list[tuple[str, str, str]]:
        found = goods.entries(good, "places/us", origin)
        return [(entry.item, entry.digits, entry.origin.partition("/")[2]) for entry in found]

    assert ways("chips/any") == [
        ("items/one", "8473", "china"),
        ("items/one", "8473", "taiwan"),
        ("items/one", "8471", "china"),
        ("items/one", "8471", "taiwan"),
    ]
    assert ways("chips/any", "places/japan") == [
        ("items/one", "8473", "japan"),
        ("items/one", "8471", "japan"),
    ]
    assert ways("items/one") == [("items/one", "8473", ""), ("items/one", "8471", "")]
    assert ways("chips/other") == []
    (export,) = goods.exports("chips/any", "places/china")
    assert (export.digits, export.importer, export.item) == ("8473", "places/china", "")


def test_a_family_is_answered_by_its_members_and_a_member_knows_its_families() -> None:
    said = [
        Said("chips/line", "comprisesChip", "chips/sub"),
        Said("chips/sub", "comprisesChip", "chips/one"),
        Said("chips/line", "comprisesChip", "chips/two"),
        Said("chips/line", "designedBy", "organisations/any"),
    ]
    assert members_of(said, "chips/line") == ["chips/one", "chips/two"]
    assert members_of(said, "chips/one") == ["chips/one"]
    assert families_of(said, "chips/one") == {"chips/one", "chips/sub", "chips/line"}
