"""Three-valued logic, held against its truth tables."""

from __future__ import annotations

import pytest

from aigraph.law.applicability import OPEN, STATUSES, gravest, hardest
from aigraph.law.outcomes import (
    CONFIRMATION,
    FACT,
    FAILS,
    HOLDS,
    MISSING,
    OPEN_STATUSES,
    every,
    negation,
    some,
    still_open,
)

OPENED = still_open(FACT, "use")


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (HOLDS, HOLDS, True, True),
        (HOLDS, OPENED, None, True),
        (HOLDS, FAILS, False, True),
        (OPENED, OPENED, None, None),
        (OPENED, FAILS, False, None),
        (FAILS, FAILS, False, False),
    ],
)
def test_truth_tables(one: object, other: object, both: bool | None, either: bool | None) -> None:
    for pair in ((one, other), (other, one)):
        assert every(pair).holds is both  # type: ignore[arg-type]
        assert some(pair).holds is either  # type: ignore[arg-type]


def test_of_nothing_every_holds_and_none_does() -> None:
    assert every([]) == HOLDS
    assert some([]) == FAILS


def test_the_opposite_of_what_is_open_is_open_for_the_same_reason() -> None:
    assert negation(HOLDS) == FAILS
    assert negation(FAILS) == HOLDS
    assert negation(OPENED) is OPENED


@pytest.mark.parametrize("kind", [CONFIRMATION, MISSING, FACT])
def test_each_reason_has_a_status(kind: str) -> None:
    found = still_open(kind, "what it is")
    assert (found.holds, found.status) == (None, OPEN_STATUSES[kind])
    assert found.because == ("what it is",)


@pytest.mark.parametrize("combine", [every, some])
def test_the_hardest_reason_gives_the_status_and_each_reason_counts_once(combine: object) -> None:
    parts = [
        still_open(FACT, "use"),
        still_open(MISSING, "figure"),
        still_open(FACT, "use"),
        still_open(MISSING, "use"),
    ]
    for order in (parts, parts[::-1]):
        assert combine(order).status == "undetermined"  # type: ignore[operator]
        assert len(combine(order).reasons) == 3  # type: ignore[operator]
    assert combine(parts).because == ("use", "figure")  # type: ignore[operator]
    unconfirmed = [*parts, still_open(CONFIRMATION, "day")]
    assert combine(unconfirmed).status == "unverified"  # type: ignore[operator]


def test_the_gravest_status_is_that_which_binds_most() -> None:
    for number, status in enumerate(STATUSES):
        assert gravest(STATUSES[: number - 1 : -1] if number else STATUSES[::-1]) == status


def test_the_hardest_status_is_that_about_which_a_user_can_do_least() -> None:
    assert hardest(["conditional", "undetermined", "unverified"]) == "unverified"
    assert hardest(["conditional", "undetermined"]) == "undetermined"
    assert hardest(["conditional", "applies"]) == "conditional"
    assert hardest(["applies"]) == "undetermined"
    assert {"unverified", "undetermined", "conditional"} == OPEN
