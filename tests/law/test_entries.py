"""As what, from where and to whom goods cross a border."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import NamedTuple

import pytest

from aigraph.law import applicability, classification, entries, outcomes, rules, total
from aigraph.law.entries import Goods, families_of, members_of
from aigraph.law.rules import Figure

TPP = ("concepts/tpp", "TPP")
FIGURES = {"chips/a": {TPP: Figure(1, 2)}}
NOTATIONS = {"codes/1": "11", "codes/2": "22", "codes/e": "3A090A", "codes/f": "4A090"}


class Said(NamedTuple):
    subject: str
    predicate: str
    object: str


def goods(*statements: tuple[str, str, str]) -> Goods[Said]:
    bare: Goods[Said] = Goods(notations=NOTATIONS, figures=FIGURES)
    return bare.on(Said(*statement) for statement in statements)


KNOWN = goods(
    ("chips/a", "tradedAs", "items/y"),
    ("chips/a", "tradedAs", "items/x"),
    ("chips/a", "tradedAs", "items/x"),
    ("items/x", "classifiedIn", "codes/2"),
    ("items/x", "classifiedIn", "codes/1"),
    ("items/y", "classifiedIn", "codes/1"),
    ("chips/a", "originatesIn", "places/q"),
    ("chips/a", "originatesIn", "places/p"),
    ("chips/a", "controlledUnder", "codes/f"),
    ("chips/a", "controlledUnder", "codes/e"),
    ("chips/a", "designedBy", "organizations/any"),
)


def test_there_is_one_entry_for_each_item_code_and_origin() -> None:
    found = KNOWN.entries("chips/a", "places/us")
    assert [(one.item, one.code, one.digits, one.origin) for one in found] == [
        (item, f"codes/{code}", code * 2, f"places/{origin}")
        for item, code in (("items/x", "1"), ("items/x", "2"), ("items/y", "1"))
        for origin in "pq"
    ]
    assert {(one.good, one.importer) for one in found} == {("chips/a", "places/us")}
    assert all(one.figures == FIGURES["chips/a"] for one in found)


def test_an_origin_asked_for_takes_the_place_of_those_known() -> None:
    for origin in ("places/z", ""):
        assert {one.origin for one in KNOWN.entries("chips/a", "", origin)} == {origin}


def test_an_item_is_its_own_item_and_without_an_origin_has_one_entry_for_each_code() -> None:
    found = KNOWN.entries("items/x", "places/us")
    assert [(one.item, one.code, one.origin) for one in found] == [
        ("items/x", "codes/1", ""),
        ("items/x", "codes/2", ""),
    ]
    assert found[0].figures == {}
    assert KNOWN.entries("items/unknown", "places/us") == []


def test_an_export_has_one_entry_for_each_eccn() -> None:
    found = KNOWN.exports("chips/a", "places/macau")
    assert [(one.code, one.digits) for one in found] == [
        ("codes/e", "3A090A"),
        ("codes/f", "4A090"),
    ]
    assert {(one.item, one.origin, one.importer) for one in found} == {("", "", "places/macau")}
    assert KNOWN.exports("items/x", "places/macau") == []
    bare = KNOWN.unclassified("chips/a", "places/macau")
    assert (bare.code, bare.digits, bare.importer) == ("", "", "places/macau")
    assert bare.figures == FIGURES["chips/a"]
    assert KNOWN.unclassified("chips/b", "").figures == {}


def test_other_statements_take_the_place_of_all_before() -> None:
    other = KNOWN.on([Said("chips/a", "originatesIn", "places/z")])
    assert (other.items, other.classified, other.controlled) == ({}, {}, {})
    assert list(other.origins) == ["chips/a"]
    assert other.notations == NOTATIONS


FAMILIES = [
    Said("chips/hopper", "comprisesChip", "chips/h100"),
    Said("chips/h100", "comprisesChip", "chips/h100-sxm"),
    Said("chips/h100", "comprisesChip", "chips/h100-pcie"),
    Said("chips/sxm", "comprisesChip", "chips/h100-sxm"),
    Said("chips/h100", "designedBy", "organizations/nvidia"),
    # Relations before and after "comprisesChip" in the alphabet, to chips and from them.
    Said("servers/dgx", "containsChip", "chips/h100-sxm"),
    Said("clouds/any", "buys", "chips/h100-sxm"),
    Said("chips/h100-sxm", "containsPart", "components/hbm"),
    Said("chips/h100-sxm", "assembledBy", "organizations/any"),
]


@pytest.mark.parametrize(
    ("good", "families", "members"),
    [
        ("hopper", {"hopper"}, ["h100-pcie", "h100-sxm"]),
        ("h100", {"h100", "hopper"}, ["h100-pcie", "h100-sxm"]),
        ("h100-sxm", {"h100-sxm", "h100", "hopper", "sxm"}, ["h100-sxm"]),
        ("sxm", {"sxm"}, ["h100-sxm"]),
        ("other", {"other"}, ["other"]),
    ],
)
def test_families_hold_families(good: str, families: set[str], members: list[str]) -> None:
    assert families_of(FAMILIES, f"chips/{good}") == {f"chips/{one}" for one in families}
    assert members_of(FAMILIES, f"chips/{good}") == [f"chips/{one}" for one in members]


def test_families_in_a_circle_end() -> None:
    circle = [
        Said("chips/a", "comprisesChip", "chips/b"),
        Said("chips/b", "comprisesChip", "chips/a"),
        Said("chips/b", "comprisesChip", "chips/c"),
    ]
    assert families_of(circle, "chips/a") == {"chips/a", "chips/b"}
    assert members_of(circle, "chips/a") == ["chips/c"]


@pytest.mark.parametrize(
    "kind",
    [
        *(rules.Figure, rules.Threshold, rules.Scope, rules.Rule),
        *(entries.CustomsEntry, entries.Goods, outcomes.Outcome, classification.Classification),
        *(applicability.Effect, total.Total),
    ],
)
def test_what_the_law_knows_and_says_cannot_be_changed(kind: type) -> None:
    value = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(kind)[0].name, "another")
