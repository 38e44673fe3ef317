"""The committed data dictionary is what the schema says today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.render.dictionary import data_dictionary
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path


def test_the_dictionary_is_up_to_date(root: Path) -> None:
    assert (root / "data/README.md").read_text(encoding="utf-8") == data_dictionary()


def test_every_table_is_described_and_exists(root: Path) -> None:
    text = data_dictionary()
    for name, table in TABLES.items():
        assert f"## {name}.csv" in text
        assert table.meaning in text
        assert (root / "data" / f"{name}.csv").is_file()
    assert {path.stem for path in (root / "data").glob("*.csv")} == set(TABLES)
