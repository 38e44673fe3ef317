"""What holds of any law, not only of the one in the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.law.applicability import effects
from aigraph.law.entries import CustomsEntry
from aigraph.law.rules import Rule, Scope
from aigraph.law.total import total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.law.total import Total

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))
CODES = ("8471", "847150", "84715001", "8473", "847330", "8473301180")
ORIGINS = ("places/china", "places/taiwan", "places/mexico")
RULE = Rule(
    id="rules/any",
    label="any",
    kind="duty",
    policy="policies/any",
    places=frozenset({"places/united-states"}),
    rate=0.1,
    licence="",
    quota=None,
    quota_of="",
    covers_all=False,
    origins=frozenset(),
    excluded_origins=frozenset(),
    destinations=frozenset(),
    exempts=frozenset(),
    yields_to=frozenset(),
    valid_from="",
    valid_to="",
    confirmed_on="",
    known_from="",
    status="in-force",
    source="sources/any",
    locator="line 1",
    grade="stated",
    confidence="high",
)
ENTRY = CustomsEntry(
    good="chips/any",
    item="items/any",
    code="codes/any",
    digits="8473301180",
    origin="places/china",
    importer="places/united-states",
    figures={},
)


def scope(digits: str, condition: str = "") -> Scope:
    return Scope(digits, condition=condition)


@st.composite
def duties(draw: st.DrawFn, number: int) -> Rule:
    first = draw(DAYS)
    return replace(
        RULE,
        id=f"rules/duty-{number}",
        rate=draw(st.sampled_from((0.05, 0.1, 0.25, 0.5))),
        covers_all=draw(st.booleans()),
        origins=frozenset(draw(st.sets(st.sampled_from(ORIGINS), max_size=2))),
        scopes=tuple(map(scope, draw(st.sets(st.sampled_from(CODES), max_size=3)))),
        valid_from=first.isoformat(),
        valid_to=(first + timedelta(days=draw(st.integers(0, 300)))).isoformat(),
    )


@st.composite
def laws(draw: st.DrawFn) -> dict[str, Rule]:
    """Draw duties of which some yield to others that are no lower, and exemptions from them."""
    made = sorted((draw(duties(number)) for number in range(draw(st.integers(1, 6)))), key=_rate)
    law = {rule.id: rule for rule in made}
    for weaker, stronger in pairwise(made):
        if draw(st.booleans()):
            law[weaker.id] = replace(weaker, yields_to=frozenset({stronger.id}))
    for number in range(draw(st.integers(0, 2))):
        exemption = draw(exemptions(sorted(law), number))
        law[exemption.id] = exemption
    return law


@st.composite
def exemptions(draw: st.DrawFn, rules: list[str], number: int) -> Rule:
    return replace(
        draw(duties(number)),
        id=f"rules/exemption-{number}",
        kind="exemption",
        rate=None,
        exempts=frozenset(draw(st.sets(st.sampled_from(rules), min_size=1))),
    )


def _rate(rule: Rule) -> float:
    return rule.rate or 0.0


def entries() -> st.SearchStrategy[CustomsEntry]:
    return st.builds(
        lambda digits, origin: replace(ENTRY, digits=digits, origin=origin),
        st.sampled_from(CODES),
        st.sampled_from(ORIGINS),
    )


def due(law: Mapping[str, Rule], entry: CustomsEntry, day: date) -> Total:
    return total(effects(entry, law, day, "duty", {}), law)


@given(law=laws(), entry=entries(), day=DAYS)
def test_outside_its_validity_a_rule_never_fires(
    law: dict[str, Rule], entry: CustomsEntry, day: date
) -> None:
    for fired in due(law, entry, day).rules:
        assert law[fired].valid_from <= day.isoformat() <= law[fired].valid_to


@settings(max_examples=300)
@given(law=laws(), entry=entries(), day=DAYS, data=st.data())
def test_adding_an_exemption_never_raises_a_duty(
    law: dict[str, Rule], entry: CustomsEntry, day: date, data: st.DataObject
) -> None:
    duty_rules = [key for key, rule in law.items() if rule.kind == "duty"]
    added = data.draw(exemptions(sorted(duty_rules), 99))
    before, after = due(law, entry, day), due({**law, added.id: added}, entry, day)
    assert after.low <= before.low
    assert after.high <= before.high


def test_only_a_rule_that_yields_to_a_lower_one_comes_back_higher() -> None:
    # So it was for Canada early in 2026: 35 % yielded to the semiconductor duty of 25 %.
    strong = replace(RULE, id="rules/strong", rate=0.25, covers_all=True)
    weak = replace(
        RULE, id="rules/weak", rate=0.35, covers_all=True, yields_to=frozenset({strong.id})
    )
    lifted = replace(
        RULE, id="rules/lifts", kind="exemption", covers_all=True, exempts=frozenset({strong.id})
    )
    law = {rule.id: rule for rule in (strong, weak)}
    assert due(law, ENTRY, FIRST).rate == pytest.approx(0.25)
    assert due({**law, lifted.id: lifted}, ENTRY, FIRST).rate == pytest.approx(0.35)


@given(law=laws(), entry=entries(), day=DAYS, data=st.data())
def test_stacking_does_not_hang_on_the_order_of_rows(
    law: dict[str, Rule], entry: CustomsEntry, day: date, data: st.DataObject
) -> None:
    shuffled = {key: law[key] for key in data.draw(st.permutations(sorted(law)))}
    assert due(shuffled, entry, day) == due(law, entry, day)


@given(
    length=st.sampled_from((4, 6, 8)),
    longer=st.sampled_from((8, 10)),
    day=DAYS,
    rate=st.sampled_from((0.1, 0.25)),
)
def test_an_exclusion_for_a_longer_code_wins_over_coverage_of_a_shorter_one(
    length: int, longer: int, day: date, rate: float
) -> None:
    covered = replace(RULE, id="rules/list", rate=rate, scopes=(scope(ENTRY.digits[:length]),))
    excluded = replace(
        RULE,
        id="rules/exclusion",
        kind="exemption",
        rate=None,
        exempts=frozenset({covered.id}),
        scopes=(scope(ENTRY.digits[:longer]),),
    )
    law = {rule.id: rule for rule in (covered, excluded)}
    assert due(law, ENTRY, day).rate == 0
    beside = replace(ENTRY, digits=f"{ENTRY.digits[:length]}9999"[:10])
    if not beside.digits.startswith(ENTRY.digits[:longer]):
        assert due(law, beside, day).rate == pytest.approx(rate)


@given(law=laws(), entry=entries(), day=DAYS)
def test_a_total_is_the_sum_of_the_rules_that_it_names(
    law: dict[str, Rule], entry: CustomsEntry, day: date
) -> None:
    found = due(law, entry, day)
    assert found.rate == pytest.approx(sum(_rate(law[rule]) for rule in found.rules))


@given(law=laws(), entry=entries(), day=DAYS)
def test_what_hangs_on_a_fact_lies_between_its_bounds(
    law: dict[str, Rule], entry: CustomsEntry, day: date
) -> None:
    asking = {
        key: replace(
            rule, covers_all=False, scopes=tuple(scope(code, "fact") for code in CODES[3:])
        )
        for key, rule in law.items()
    }
    unknown = total(effects(entry, asking, day, "duty", {}), asking)
    for holds in (True, False):
        known = total(effects(entry, asking, day, "duty", {"fact": holds}), asking)
        assert known.rate is not None
        assert unknown.low <= known.rate <= unknown.high
