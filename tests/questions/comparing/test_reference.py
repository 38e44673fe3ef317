"""The reference questions are declared once, can be asked, and their answers are compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.questions.comparing.reference import (
    ReferenceQuestion,
    changed_rows,
    compare_answers,
    reference_questions,
)
from aigraph.questions.registry import find_question

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.answer import Answer

DAY = date(2026, 2, 1)
BY_NAME = {item.text: item for item in reference_questions()}
DUTY = next(item for item in BY_NAME.values() if item.name == "duty")


@pytest.fixture(scope="module")
def duty(chain: Chain) -> Answer:
    return find_question(DUTY.name).answer(chain.release, as_of=DAY, **DUTY.given)


def test_they_ask_what_readers_of_releases_ask() -> None:
    assert {item.name for item in BY_NAME.values()} == {
        "exposure",
        "duty",
        "control",
        "chokepoints",
        "concentration",
    }
    assert len(BY_NAME) == len(reference_questions())


@pytest.mark.parametrize("text", BY_NAME)
def test_each_answers_with_rows_that_its_fields_distinguish(chain: Chain, text: str) -> None:
    asked = BY_NAME[text]
    answer = find_question(asked.name).answer(chain.release, as_of=DAY, **asked.given)
    keys = [tuple(str(row[name]) for name in asked.rows) for row in answer.rows]
    assert keys
    assert len(keys) == len(set(keys))


def test_a_question_reads_as_it_is_typed() -> None:
    assert ReferenceQuestion("duty", ("id",), {"item": "ssd", "origin": "china"}).text == (
        "duty ssd --origin china"
    )
    assert ReferenceQuestion("exposure", ("id",), {"of": "model", "importer": "japan"}).text == (
        "exposure --of model --importer japan"
    )


def test_equal_answers_have_no_changes(duty: Answer) -> None:
    assert list(changed_rows(DUTY, duty, duty)) == []


def test_a_changed_value_is_found_with_both_values(duty: Answer) -> None:
    changed = replace(duty, rows=[{**duty.rows[0], "status": "exempt"}, *duty.rows[1:]])
    (found,) = changed_rows(DUTY, duty, changed)
    assert found.values == (("status", duty.rows[0]["status"], "exempt"),)
    assert (found.kind, found.id) == ("changed", "items/gpu-module")


def test_rows_that_come_and_go_show_what_they_say(duty: Answer) -> None:
    less = replace(duty, rows=duty.rows[1:])
    for one, other, kind, side in ((duty, less, "removed", 1), (less, duty, "added", 2)):
        (found,) = changed_rows(DUTY, one, other)
        assert found.kind == kind
        shown = {value[0]: value[side] for value in found.values}
        assert shown["status"] == duty.rows[0]["status"]
        assert {value[3 - side] for value in found.values} == {None}


def test_the_order_of_rows_and_of_additions_is_no_change(duty: Answer) -> None:
    noisy = [{**row, "total": 0.1 + 0.2} for row in duty.rows]
    plain = [{**row, "total": 0.3} for row in reversed(duty.rows)]
    assert list(changed_rows(DUTY, replace(duty, rows=noisy), replace(duty, rows=plain))) == []


def test_what_a_table_does_not_show_is_not_compared(duty: Answer) -> None:
    other = replace(duty, rows=[{**row, "paths": ["other"]} for row in duty.rows])
    assert list(changed_rows(DUTY, duty, other)) == []


def test_a_release_without_the_things_asked_about_says_so(chain: Chain) -> None:
    nothing = replace(chain.release.view, things={}, names=(), statements=())
    bare = replace(chain.release)
    vars(bare)["view"] = nothing
    progress: list[str] = []
    found = compare_answers(bare, chain.release, DAY, progress.append)
    assert len(progress) == len(BY_NAME)
    assert any(text.startswith(f"{DUTY.text}: ") for text in found.unanswered)
    assert {item.kind for item in found.changes if item.question == DUTY.text} == {"added"}
