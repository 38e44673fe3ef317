"""No good is said to be out of scope unless figures that are known decide it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.ids import table_of
from aigraph.law.applicability import destination_covered
from aigraph.law.classification import scopes_for
from aigraph.law.entries import is_group
from aigraph.law.rules import CLASSIFICATION, EXPORT_CONTROL
from aigraph.questions.law.case import TRADEABLE, case_of
from aigraph.questions.law.control_cases import findings
from aigraph.questions.scope import Scope

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.law.case import Case
    from aigraph.questions.law.control_cases import Finding

DAYS = [
    date.fromisoformat(day)
    for day in (
        *("2021-12-01", "2022-09-15", "2022-10-07", "2023-02-01", "2023-11-17", "2024-09-10"),
        *("2025-01-10", "2025-05-20", "2025-11-10", "2026-02-01", "2026-07-23", "2026-11-27"),
    )
]
EMBARGOED = ("places/russia", "places/belarus", "places/cuba", "places/iran", "places/syria")
TPP = ("concepts/total-processing-performance", "TPP")


def case_on(chain: Chain, day: date) -> Case:
    nothing = {"given": (), "sources": (), "assumptions": (), "honoured": frozenset[str]()}
    asked = Scope(as_of=day, known_at=None, importer="", destination="", dated=True, **nothing)  # type: ignore[arg-type]
    return case_of(chain.release, asked)


def goods(case: Case) -> list[str]:
    return sorted(
        {
            member
            for thing in case.view.things
            if table_of(thing) in TRADEABLE
            for member in case.members(thing)
        }
    )


def destinations(case: Case) -> list[str]:
    kinds = {name for rule in case.rules.values() for name in rule.destinations}
    grouped = {name for item in case.view.statements if item.predicate == "inCountryGroup"
               for name in [item.subject]}  # fmt: skip
    named = {name for name in kinds | grouped if not is_group(name)}
    return sorted(named | {"places/netherlands", "places/taiwan", "places/japan", "places/brazil"})


def alike(case: Case, places: list[str]) -> list[list[str]]:
    """Return places in groups between which no export control makes a difference."""
    found: dict[tuple[object, ...], list[str]] = {}
    for place in places:
        entry = case.goods.unclassified("", place)
        outcomes = tuple(
            destination_covered(rule, entry).holds
            for _, rule in sorted(case.rules.items())
            if rule.kind == EXPORT_CONTROL or rule.destinations
        )
        found.setdefault(outcomes, []).append(place)
    return list(found.values())


def decided_by_known_figures(case: Case, finding: Finding) -> bool:
    """Tell whether every scope meant for the good is missed by a figure that is known."""
    scopes = [
        scope
        for rule in case.rules.values()
        if rule.kind == CLASSIFICATION and rule.force_on(case.day) != "no"
        for scope in scopes_for(finding.entry, rule)
    ]
    return bool(scopes) and all(
        any(item.met_by(finding.entry.figures.get(item.figure)) is False for item in s.thresholds)
        for s in scopes
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_is_said_only_where_every_deciding_figure_is_known(chain: Chain, day: date) -> None:
    case = case_on(chain, day)
    things, places = goods(case), destinations(case)
    assert len(things) > 90
    assert len(places) > 90
    groups = alike(case, places)
    for thing in things:
        for same in groups:
            found = list(findings(case, thing, same[0]))
            assert found, (thing, same)
            for finding in found:
                assert finding.status != "exempt" or finding.because
                if finding.status == "out-of-scope":
                    assert decided_by_known_figures(case, finding), (thing, same)
                    assert not set(same) & set(EMBARGOED), (thing, same)


@pytest.mark.parametrize("day", [day for day in DAYS if day >= date(2023, 11, 17)], ids=str)
def test_a_fast_chip_is_never_out_of_scope_for_china(chain: Chain, day: date) -> None:
    case = case_on(chain, day)
    fast = [
        thing
        for thing in goods(case)
        if (figure := case.goods.figures.get(thing, {}).get(TPP)) and figure.low >= 4800
    ]
    assert len(fast) > 20
    for thing in fast:
        for place in ("places/china", "places/hong-kong", "places/macau"):
            said = {finding.status for finding in findings(case, thing, place)}
            assert said & {"applies", "unverified", "undetermined"}, (thing, place)
            assert "out-of-scope" not in said, (thing, place)


def test_the_walk_has_export_controls_to_walk(chain: Chain) -> None:
    rules = [rule for rule in chain.release.law.values() if rule.kind == EXPORT_CONTROL]
    assert len(rules) > 20
