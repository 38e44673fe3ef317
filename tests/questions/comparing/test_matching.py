"""Differences are found by key, then by meaning, and nothing else is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aigraph.questions.comparing.descriptions import Described
from aigraph.questions.comparing.matching import Change, compare, part_of

CHIP, RECORD, CLAIM = ({"class": name} for name in ("Chip", "Record", "Claim"))


def described(thing: str, **fields: str) -> Described:
    return Described(thing, {name: (text,) for name, text in fields.items()})


def statement(key: str, object_: str = "organisations/tsmc", **fields: str) -> Described:
    fact = {"subject": "chips/a", "predicate": "fabricatedBy", "object": object_}
    return described(f"relations/{key}", **CLAIM, **fact, **fields)


def by_id(*items: Described) -> dict[str, Described]:
    return {item.id: item for item in items}


def short(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(item.part, item.kind, item.id) for item in changes]


def test_parts() -> None:
    assert part_of(described("chips/a", **CHIP)) == "things"
    assert part_of(described("chips/a", **RECORD, recordOf="chips/b")) == "rows"
    assert part_of(described("observations/a")) == "figures"
    assert part_of(described("thresholds/a")) == "rows"
    assert part_of(described("inferred/origin/a")) == "inferred"
    assert part_of(described("https://w3id.org/aigraph/ns/fabricatedBy")) == "terms"
    assert part_of(statement("a")) == "statements"


def test_a_statement_under_another_key_is_no_change() -> None:
    found = compare(by_id(statement("a", source="s")), by_id(statement("b", source="s")))
    assert (found.changes, found.rekeyed) == ((), 1)


def test_a_statement_under_another_key_with_another_source_is_changed_there() -> None:
    found = compare(by_id(statement("a", source="s")), by_id(statement("b", source="t")))
    (change,) = found.changes
    assert (change.kind, change.id, found.rekeyed) == ("changed", "relations/b", 0)
    assert list(change.fields()) == [("source", "s", "t")]


def test_keys_that_change_places_are_no_change() -> None:
    one, other = "organisations/tsmc", "organisations/samsung"
    before = by_id(statement("a", one), statement("b", other))
    after = by_id(statement("a", other), statement("b", one))
    assert compare(before, after).changes == ()


def test_one_key_that_states_another_thing_is_one_change() -> None:
    found = compare(by_id(statement("a")), by_id(statement("a", "organisations/samsung")))
    (change,) = found.changes
    assert list(change.fields()) == [("object", "organisations/tsmc", "organisations/samsung")]


def test_of_several_sources_the_one_that_is_gone_is_found() -> None:
    rows = [statement(key, source=key) for key in "abc"]
    renamed = [statement(f"new-{key}", source=key) for key in "ac"]
    found = compare(by_id(*rows), by_id(*renamed))
    assert short(found.changes) == [("statements", "removed", "relations/b")]
    assert found.rekeyed == 2


def test_a_thing_is_its_key() -> None:
    before = by_id(described("chips/a", label_en="A", **CHIP))
    after = by_id(described("chips/b", label_en="A", **CHIP))
    assert short(compare(before, after).changes) == [
        ("things", "removed", "chips/a"),
        ("things", "added", "chips/b"),
    ]


def test_a_figure_with_another_key_is_no_change_and_with_another_value_is_two() -> None:
    before = by_id(described("observations/a", value="1", source="s"))
    same = by_id(described("observations/b", value="1", source="s"))
    other = by_id(described("observations/b", value="2", source="s"))
    assert compare(before, same).changes == ()
    assert [kind for _, kind, _ in short(compare(before, other).changes)] == ["removed", "added"]


def test_a_thing_that_gives_way_is_removed() -> None:
    before = by_id(described("chips/a", **CHIP, label_en="A"))
    after = by_id(described("chips/a", **RECORD, label_en="A", recordOf="chips/b"))
    assert short(compare(before, after).changes) == [
        ("rows", "added", "chips/a"),
        ("things", "removed", "chips/a"),
    ]


def test_the_evidence_of_a_row_is_listed_once() -> None:
    def row(locator: str, grade: str) -> dict[str, Described]:
        fact = {"subject": "chips/a", "predicate": "fabricatedBy", "object": "organisations/tsmc"}
        return by_id(
            described("chips/a", **CHIP, locator=locator),
            described("claims/chips.a.foundry.x", locator=locator, grade=grade, **fact),
            described("inferred/origin/a", locator=locator, **fact),
        )

    assert short(compare(row("L1", "stated"), row("L2", "stated")).changes) == [
        ("things", "changed", "chips/a")
    ]
    assert short(compare(row("L1", "stated"), row("L2", "computed")).changes) == [
        ("statements", "changed", "claims/chips.a.foundry.x"),
        ("things", "changed", "chips/a"),
    ]


WORD = st.sampled_from("xyz")
THINGS = st.builds(lambda key, label: described(f"chips/{key}", label_en=label), WORD, WORD)
STATEMENTS = st.builds(lambda key, to, source: statement(key, to, source=source), WORD, WORD, WORD)
FIGURES = st.builds(lambda key, value: described(f"observations/{key}", value=value), WORD, WORD)
RELEASES = st.lists(st.one_of(THINGS, STATEMENTS, FIGURES), max_size=8).map(
    lambda items: by_id(*items)
)


@given(RELEASES)
def test_a_release_does_not_differ_from_itself(release: dict[str, Described]) -> None:
    found = compare(release, release)
    assert (found.changes, found.rekeyed) == ((), 0)


@given(RELEASES, RELEASES)
def test_the_way_back_is_the_mirror_image(
    before: dict[str, Described], after: dict[str, Described]
) -> None:
    there, back = compare(before, after), compare(after, before)
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted((item.part, item.kind) for item in there.changes) == sorted(
        (item.part, opposite[item.kind]) for item in back.changes
    )


@given(RELEASES, RELEASES)
def test_the_changes_make_the_release_after_of_the_one_before(
    before: dict[str, Described], after: dict[str, Described]
) -> None:
    def says(items: dict[str, Described]) -> list[str]:
        keyed = {"things"}
        return sorted(
            f"{item.id if part_of(item) in keyed else part_of(item)} {dict(item.fields)}"
            for item in items.values()
        )

    rows = says(before)
    for change in compare(before, after).changes:
        for side, step in ((change.before, rows.remove), (change.after, rows.append)):
            if side:
                step(*says({side.id: side}))
    assert sorted(rows) == says(after)
