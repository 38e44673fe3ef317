"""What becomes of proposals: who gives way to whom, what is left alone, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.identity.candidates import propose
from aigraph.identity.judgements import Judgement, accepted, read_judgements, write_judgements
from aigraph.identity.known import Known
from aigraph.identity.sssom import COLUMNS, as_sssom
from aigraph.identity.things import Thing
from aigraph.paths import data_dir

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-28"


def chip(key: str, name: str, folder: str = "", *, released: str = "") -> Thing:
    return Thing(f"chips/{key}", (name,), ("NVIDIA",), released=released, folder=folder)


def take(things: list[Thing], before: list[Judgement]) -> tuple[set[tuple[str, str]], int]:
    known = Known(things)
    found = propose([t for t in things if t.folder], things, known, lambda _: None)
    judgements, left_alone = accepted(found, before, known, least=0.9, on=DAY)
    assert {item.by for item in judgements} <= {"rule"}
    return {(item.left, item.right) for item in judgements}, len(left_alone)


def test_all_give_way_to_the_curated_one() -> None:
    things = [chip("z", "NVIDIA X900"), chip("a", "X900", "one"), chip("b", "Nvidia X-900", "two")]
    assert take(things, []) == ({("chips/a", "chips/z"), ("chips/b", "chips/z")}, 0)


def test_without_a_curated_one_that_stays_of_which_most_is_known() -> None:
    things = [chip("a", "X900", "one"), chip("b", "X900", "two", released="2024-01-01")]
    assert take(things, []) == ({("chips/a", "chips/b")}, 0)


def test_two_curated_things_are_never_joined_by_way_of_a_third() -> None:
    things = [chip("a", "X900"), chip("b", "NVIDIA X900"), chip("c", "X900", "one")]
    assert take(things, []) == (set(), 1)


def test_a_judgement_against_it_leaves_the_group_alone() -> None:
    things = [chip("z", "X900"), chip("a", "X900", "one"), chip("b", "X900", "two")]
    apart = Judgement("chips/a", "chips/b", "different", "hand", "Two.", DAY)
    assert take(things, [apart]) == (set(), 1)


def test_what_gave_way_before_is_not_judged_again() -> None:
    things = [chip("z", "X900"), chip("a", "X900", "one"), chip("b", "X900", "two")]
    before = Judgement("chips/a", "chips/z", "same", "hand", "One.", DAY)
    assert take(things, [before]) == ({("chips/b", "chips/z")}, 0)


def test_a_table_written_again_has_the_same_rows(tmp_path: Path) -> None:
    judgements = read_judgements(data_dir())
    assert judgements
    assert write_judgements(tmp_path, judgements) == len(judgements)
    written, kept = ((folder / "same_as.csv").read_bytes() for folder in (tmp_path, data_dir()))
    assert sorted(written.splitlines()) == sorted(kept.splitlines())


def test_no_thing_of_the_table_gives_way_twice_or_to_what_gives_way() -> None:
    same = [item for item in read_judgements(data_dir()) if item.judgement == "same"]
    left = [item.left for item in same]
    assert len(left) == len(set(left))
    assert not {item.right for item in same} & set(left)


def test_sssom_has_its_slots_and_leaves_the_unsure_out() -> None:
    judgements = [
        Judgement("chips/a", "chips/b", "same", "hand", "One.", DAY),
        Judgement("chips/a", "chips/c", "different", "rule", "Two.", DAY),
        Judgement("chips/a", "chips/d", "unsure", "rule", "Open.", DAY),
    ]
    lines = as_sssom(judgements, {"chips/a": "A"}).splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert "#  chip: https://w3id.org/aigraph/id/chips/" in head
    assert any(line.startswith("#mapping_set_id: ") for line in head)
    assert any(line.startswith("#license: ") for line in head)
    names, *rows = (line.split("\t") for line in lines[len(head) :])
    assert tuple(names) == COLUMNS
    found = [dict(zip(names, row, strict=True)) for row in rows]
    assert [(row["object_id"], row["predicate_modifier"]) for row in found] == [
        ("chip:b", ""),
        ("chip:c", "Not"),
    ]
    assert {row["predicate_id"] for row in found} == {"skos:exactMatch"}
    assert {row["mapping_justification"] for row in found} == {
        "semapv:ManualMappingCuration",
        "semapv:CompositeMatching",
    }
    assert found[0]["subject_label"] == "A"
