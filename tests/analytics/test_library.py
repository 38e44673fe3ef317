"""The library is what its documents say it is."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

import aigraph.analytics
import aigraph.supply

if TYPE_CHECKING:
    from pathlib import Path


def test_every_module_is_listed_and_described(root: Path) -> None:
    modules = {module.name for module in pkgutil.iter_modules(aigraph.analytics.__path__)}
    assert set(aigraph.analytics.__all__) == modules
    text = (root / "docs/risk.md").read_text(encoding="utf-8")
    table = text.partition("| Module of `aigraph.analytics` |")[2].partition("\n\n")[0]
    named = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`(\w+)`", line.partition("| ")[2].partition(" |")[0])
    }
    assert named == modules


@pytest.mark.parametrize("package", [aigraph.analytics, aigraph.supply])
def test_the_library_needs_no_store_and_no_questions(package: object) -> None:
    for module in pkgutil.iter_modules(package.__path__):  # type: ignore[attr-defined]
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")  # type: ignore[attr-defined]
        text = loaded.__loader__.get_source(loaded.__name__)
        imported = set(re.findall(r"^\s*from aigraph\.(\w+)", text, re.MULTILINE))
        assert imported <= {"supply", "analytics", "errors", "paths"}, loaded.__name__
