"""Supplies from CSV: what is read, and what is refused with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.analytics.tables import read_supplies
from aigraph.errors import DataError
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.shares import Interval, Supply

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {"dependent": "product", "supplier": "maker"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "supplies.csv"
    path.write_text(
        "product,maker,what,least,most,kind\n"
        "GPU,A,memory,40,60,firm\n"
        "GPU,B,memory,,,firm\n"
        "GPU,,memory,10,,firm\n"
        "GPU,Japan,memory,100,,country\n",
        encoding="utf-8",
    )
    return path


def test_rows_become_supplies(file: Path) -> None:
    found = list(
        read_supplies(
            file,
            **COLUMNS,
            input_column="what",
            share="least",
            share_high="most",
            whole=100,
            where={"kind": "firm"},
        )
    )
    assert found == [
        Supply("GPU", "A", "memory", Interval(0.4, 0.6)),
        Supply("GPU", "B", "memory", None),
    ]
    assert SupplyNetwork.of(found).shares.tolist() == [0.5, 0.5]


def test_a_missing_column_is_named(file: Path) -> None:
    with pytest.raises(DataError, match=r"supplies\.csv:1: share: no such column"):
        list(read_supplies(file, **COLUMNS, share="share"))


def test_a_share_above_the_whole_is_refused_with_its_line(file: Path) -> None:
    with pytest.raises(DataError, match=r"supplies.csv:2: least: '40' is no share of 1"):
        list(read_supplies(file, **COLUMNS, share="least"))


def test_a_graph_comes_back_as_it_went(file: Path) -> None:
    network = SupplyNetwork.of(read_supplies(file, **COLUMNS, share="least", whole=100))
    again = SupplyNetwork.from_networkx(network.to_networkx())
    assert list(again.supplies()) == list(network.supplies())
