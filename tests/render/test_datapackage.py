"""The committed data package is what the schema says today, and fits the shipped tables."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.render.datapackage import data_package
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RESOURCES: dict[str, dict[str, Any]] = {
    resource["name"]: resource for resource in json.loads(data_package())["resources"]
}


def faults(field: dict[str, Any], cell: str) -> Iterator[str]:
    """Yield the constraints that a cell breaks, as Table Schema understands them."""
    limits = field.get("constraints", {})
    if not cell:
        if limits.get("required"):
            yield "required"
        return
    if field["type"] != "string":
        if not limits.get("minimum", -1e99) <= float(cell) <= limits.get("maximum", 1e99):
            yield "bounds"
        if field["type"] == "integer":
            int(cell)
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        yield "pattern"
    if "enum" in limits and cell not in limits["enum"]:
        yield "enum"
    if len(cell) > limits.get("maxLength", len(cell)):
        yield "maxLength"


def test_the_data_package_is_up_to_date(root: Path) -> None:
    assert (root / "data/datapackage.json").read_text(encoding="utf-8") == data_package()


def test_every_table_and_column_is_described_in_order() -> None:
    assert list(RESOURCES) == list(TABLES)
    for name, table in TABLES.items():
        names = [field["name"] for field in RESOURCES[name]["schema"]["fields"]]
        assert names == list(table.by_name)


@pytest.mark.parametrize("name", TABLES)
def test_the_shipped_rows_fit(name: str, root: Path) -> None:
    fields = {field["name"]: field for field in RESOURCES[name]["schema"]["fields"]}
    with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wrong = {column: list(faults(fields[column], cell)) for column, cell in row.items()}
            assert not any(wrong.values()), (row["key"], wrong)


@pytest.mark.parametrize(
    ("table", "column", "cell", "fault"),
    [
        ("chips", "key", "NVIDIA", "pattern"),
        ("chips", "label_en", "", "required"),
        ("chips", "label_en", "A" * 301, "maxLength"),
        ("chips", "released", "May 2025", "pattern"),
        ("chips", "designer", "nvidia,tsmc", "pattern"),
        ("organisations", "kind", "firm", "enum"),
        ("weights", "share", "1.5", "bounds"),
        ("relations", "object", "nvidia", "pattern"),
        ("observations", "scale", "31", "bounds"),
        ("observations", "period", "2025/", "pattern"),
        ("sources", "url", "javascript:alert(1)", "pattern"),
        ("rules", "rate", "-0.25", "bounds"),
    ],
)
def test_a_wrong_cell_breaks_a_constraint(table: str, column: str, cell: str, fault: str) -> None:
    (field,) = (item for item in RESOURCES[table]["schema"]["fields"] if item["name"] == column)
    assert list(faults(field, cell)) == [fault]


def test_references_to_one_table_are_foreign_keys() -> None:
    keys = RESOURCES["facilities"]["schema"]["foreignKeys"]
    assert {key["fields"][0]: key["reference"]["resource"] for key in keys} == {
        "operator": "organisations",
        "place": "places",
        "source": "sources",
    }
