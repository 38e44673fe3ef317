from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.errors import NotFoundError
from aigraph.graph import Name
from aigraph.questions.name_forms import fold
from aigraph.questions.names import resolve, resolve_place, search

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.graph import View


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("NVIDIA", "organisations/nvidia"),
        ("英伟达", "organisations/nvidia"),
        ("ｎｖｉｄｉａ", "organisations/nvidia"),
        ("organisations/nvidia", "organisations/nvidia"),
        ("台积电", "organisations/tsmc"),
        ("GitHub Copilot", "applications/github-copilot"),
    ],
)
def test_a_name_leads_to_its_thing(view: View, text: str, thing: str) -> None:
    assert resolve(view, text) == thing


@pytest.mark.parametrize("text", ["nvida", "nvidai", "NVIDA Corp"])
def test_a_misspelling_finds_the_thing(view: View, text: str) -> None:
    assert "organisations/nvidia" in [match.name.thing for match in search(view, text, 5)]


def test_a_misspelling_is_not_taken_for_the_thing(view: View) -> None:
    with pytest.raises(NotFoundError, match="no thing called 'nvida'") as caught:
        resolve(view, "nvida")
    assert "organisations/nvidia" in str(caught.value)


def _typed(root: Path) -> list[dict[str, str]]:
    with (root / "tests" / "questions" / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_names_as_people_type_them_lead_to_their_things(view: View, root: Path) -> None:
    typed = _typed(root)
    assert len({row["text"] for row in typed}) == len(typed) >= 120
    assert {row["kind"] for row in typed} == {
        *("english", "shared", "iso", "ticker", "product"),
        *("simplified", "traditional", "typo"),
    }
    for row in typed:
        assert search(view, row["text"], 3)[0].name.thing == row["thing"], row
        if row["kind"] == "typo":
            with pytest.raises(NotFoundError) as caught:
                resolve(view, row["text"])
            assert caught.value.nearest[0] == row["thing"], row
        else:
            assert resolve(view, row["text"]) == row["thing"], row


def test_a_place_is_meant_by_its_code(view: View, root: Path) -> None:
    for row in _typed(root):
        if row["thing"].startswith("places/") and row["kind"] != "typo":
            assert resolve_place(view, row["text"]) == row["thing"]


def test_of_one_name_the_organisation_is_meant_unless_the_question_wants_another(
    view: View,
) -> None:
    assert resolve(view, "Harvey") == "organisations/harvey"
    assert resolve(view, "Harvey", frozenset({"applications"})) == "applications/harvey"


def test_an_ambiguous_name_lists_what_it_may_mean(view: View) -> None:
    shared = Name("concepts/one", "Some name", "en", "preferred")
    other = replace(shared, thing="concepts/other")
    known = next(iter(view.things.values()))
    twins = {
        item.thing: replace(known, id=item.thing, label=item.label, scheme="schemes/themes")
        for item in (shared, other)
    }
    double = replace(view, names=(*view.names, shared, other), things={**view.things, **twins})
    with pytest.raises(NotFoundError, match="no single thing called 'Some name'") as caught:
        resolve(double, "Some name")
    assert caught.value.nearest == ("concepts/one", "concepts/other")


@pytest.mark.parametrize("text", ["tariff", "firmware"])
def test_a_short_name_is_not_found_inside_a_word(view: View, text: str) -> None:
    things = [match.name.thing for match in search(view, text, 10)]
    assert len(things) > 3 or text == "firmware"
    assert not any("augmented-reality" in thing for thing in things)


def test_no_source_is_suggested_for_a_thing(view: View) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(view, "B2000", frozenset({"chips", "items"}))
    assert caught.value.nearest
    assert all(thing.startswith(("chips/", "items/")) for thing in caught.value.nearest)
    with pytest.raises(NotFoundError) as caught:
        resolve(view, "Nvidiaa H1000")
    assert not any(thing.startswith("sources/") for thing in caught.value.nearest)


def test_find_answers_in_both_languages(chain: Chain) -> None:
    for text in ("大模型", "large model"):
        rows = chain.find(text, limit=5).rows
        assert rows
        assert rows[0]["score"] >= 75
    nothing = chain.find("qqqqzzzzxxxx")
    assert nothing.rows == []
    assert nothing.caveats


def test_each_thing_is_found_once_best_first(view: View) -> None:
    found = search(view, "huawei", 20)
    things = [match.name.thing for match in found]
    assert len(things) == len(set(things)) > 1
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_english_label_leads_to_a_thing_or_is_shared(view: View) -> None:
    labels: dict[str, set[str]] = {}
    for name in view.findable():
        labels.setdefault(fold(name.label), set()).add(name.thing)
    for thing in view.things:  # a key is asked for like a name
        labels.setdefault(fold(thing.partition("/")[2]), set()).add(thing)
    found = {name.thing for name in view.findable()}
    named = {thing: fold(view.label(thing)) for thing in found}
    alone = [thing for thing in sorted(named) if labels[named[thing]] == {thing}][::40]
    assert len(alone) > 20
    for thing in alone:
        meant = resolve(view, view.label(thing))
        # What is curated comes first, by a name without its maker too.
        assert meant == thing or (view.things[thing].data_set and not view.things[meant].data_set)


def test_no_preferred_name_is_a_mistranslation_or_a_misprint(view: View) -> None:
    wrong = [name for name in view.names if name.kind in {"mistranslation", "ocr-error"}]
    assert len(wrong) >= 10
    for name in wrong:
        assert name.label not in view.things[name.thing].label_zh
        assert name.label != view.things[name.thing].label
    assert all("变压器" not in thing.label_zh for thing in view.things.values())


def test_what_only_a_data_set_names_is_found_after_what_is_curated(view: View) -> None:
    listed = {thing.label: key for key, thing in view.things.items() if thing.data_set}
    assert resolve(view, "GPT-NeoX-20B") == listed["GPT-NeoX-20B"]
    assert resolve(view, "H100") == "chips/nvidia-h100"


def test_a_chip_is_found_without_its_maker(view: View) -> None:
    goods = frozenset({"items", "chips"})
    assert resolve(view, "H20", goods) == "chips/nvidia-h20"
    assert resolve(view, "b200", goods) == "chips/nvidia-b200"
    assert resolve(view, "gpu-module", goods) == "items/gpu-module"
