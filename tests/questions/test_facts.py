from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.questions.facts import facts

if TYPE_CHECKING:
    from aigraph.api import Chain

TOLD = ["chips/nvidia-h100-sxm", "organisations/tsmc", "places/taiwan"]


def test_many_things_are_told_as_one_is(chain: Chain) -> None:
    view, store = chain.release.view, chain.release.store
    together = facts(view, store, TOLD)
    assert list(together) == TOLD
    for thing in TOLD:
        assert together[thing] == facts(view, store, [thing])[thing]


def test_figures_carry_printed_text_number_and_source(chain: Chain) -> None:
    told = facts(chain.release.view, chain.release.store, TOLD[:1])[TOLD[0]]
    figures = [fact for fact in told if "number" in fact]
    assert figures
    for fact in figures:
        assert fact["value"]
        assert fact["source"]
        assert fact["locator"]
        assert fact["grade"]
        assert fact["predicate_zh"]
