"""A difference is called by what it is about, in both languages."""

from __future__ import annotations

import pytest

from aigraph.graph import Thing, View
from aigraph.questions.comparing.descriptions import Described
from aigraph.questions.comparing.matching import Change, part_of
from aigraph.questions.comparing.naming import change_name, figure_text

NOBODY = View({}, (), (), {})


def view(**labels: tuple[str, str]) -> View:
    things = {
        thing: Thing(thing, "Chip", english, chinese, "")
        for thing, (english, chinese) in ((f"chips/{key}", text) for key, text in labels.items())
    }
    return View(things, (), (), {})


def named(thing: str, old: View = NOBODY, new: View = NOBODY, **fields: str) -> tuple[str, str]:
    item = Described(thing, {name: (text,) for name, text in fields.items()})
    name = change_name(Change(part_of(item), "added", thing, None, item), old, new)
    return name.en, name.zh


def test_a_thing_has_its_own_labels() -> None:
    assert named("chips/a", label_en="A", label_zh="甲") == ("A", "甲")
    assert named("chips/a", label_en="A") == ("A", "A")
    assert named("sources/s", title="A report") == ("A report", "A report")


def test_a_statement_is_read_from_subject_to_object() -> None:
    fact = {"subject": "chips/a", "predicate": "comprisesChip", "object": "chips/b"}
    old, new = view(a=("Old A", "旧甲"), b=("B", "乙")), view(a=("A", "甲"))
    assert named("relations/x", old, new, **fact) == ("A comprisesChip B", "甲 comprisesChip 乙")


@pytest.mark.parametrize("thing", ["observations/x", "inferred/performance/x"])
def test_a_figure_is_of_something(thing: str) -> None:
    fields = {"entity": "chips/a", "measure": "concepts/power", "value": "7"}
    assert named(thing, new=view(a=("A", "甲")), **fields) == (
        "A: concepts/power",
        "甲: concepts/power",
    )


def test_what_says_nothing_of_that_kind_is_its_identifier() -> None:
    assert named("inferred/x", value="7") == ("7", "7")
    assert named("inferred/x", other="7") == ("inferred/x", "inferred/x")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": "35", "scale": "3", "unit": "USD", "period": "2024"}, "35,000 USD 2024"),
        ({"value": "30", "scale": "12", "unit": "FLOP/s"}, "30 trillion FLOP/s"),
        ({"value": "1", "value_max": "2", "unit": "GB"}, "1–2 GB"),
        ({"share": "0.25", "period": "2025"}, "25 % 2025"),
        ({"low": "0.25", "high": "0.5"}, "25–50 %"),
        ({"low": "0.25"}, "≥ 25 %"),
        ({}, ""),
    ],
)
def test_figures_and_parts_in_short(fields: dict[str, str], text: str) -> None:
    assert figure_text(Described("x", {key: (cell,) for key, cell in fields.items()})) == text
