"""A rule, a good and a statement that tests of the law change."""

from __future__ import annotations

import pytest

from aigraph.law.entries import CustomsEntry
from aigraph.law.rules import Rule


@pytest.fixture
def duty() -> Rule:
    """A duty of ten percent on everything that came to the United States in 2025."""
    return Rule(
        id="rules/duty",
        label="A duty",
        kind="duty",
        policy="policies/any",
        places=frozenset({"places/us"}),
        rate=0.1,
        licence="",
        quota=None,
        quota_of="",
        covers_all=True,
        origins=frozenset(),
        excluded_origins=frozenset(),
        destinations=frozenset(),
        exempts=frozenset(),
        yields_to=frozenset(),
        valid_from="2025-01-01",
        valid_to="2025-12-31",
        confirmed_on="2026-01-31",
        known_from="",
        status="in-force",
        source="sources/any",
        locator="line 1",
        grade="stated",
        confidence="high",
    )


@pytest.fixture
def entry() -> CustomsEntry:
    """A module from China for the United States."""
    return CustomsEntry(
        good="chips/any",
        item="items/any",
        code="codes/any",
        digits="8473301180",
        origin="places/china",
        importer="places/us",
        figures={},
    )
