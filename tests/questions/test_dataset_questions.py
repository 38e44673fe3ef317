"""What analysts ask of the data sets is answered by a command or a query of the documents.

The expected values were counted in the files, without aigraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

QUERY = re.compile(r"^```sparql name=(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def ask(chain: Chain, root: Path) -> Callable[[str], list[dict[str, Any]]]:
    queries = dict(QUERY.findall((root / "docs/datasets.md").read_text(encoding="utf-8")))
    return lambda name: list(chain.sparql(queries[name]).rows)


def test_chips_by_foundry(ask: Callable[[str], list[dict[str, Any]]]) -> None:
    rows = ask("foundries")
    assert [(row["chips"], row["known"]) for row in rows if row["foundry"] == "TSMC"] == [(87, 109)]


def test_chips_of_smic(ask: Callable[[str], list[dict[str, Any]]]) -> None:
    names = {row["row"].rpartition(", row ")[2] for row in ask("smic")}
    assert names == {
        "Cambricon Siyuan 590",
        "Huawei Ascend 910B",
        "Huawei Ascend 910B Pro",
        "Huawei Ascend 910B1 (v1)",
        "Huawei Ascend 910B1 (v2)",
        "Huawei Ascend 910B2",
        "Huawei Ascend 910B3",
        "Huawei Ascend 910B4",
        "Huawei Ascend 910C",
        "Huawei Ascend 920",
    }


def test_models_trained_on_ascend(ask: Callable[[str], list[dict[str, Any]]]) -> None:
    assert {row["model"] for row in ask("ascend")} == {
        "ERNIE 3.0 Titan",
        "JIUTIAN-139MoE",
        "PanGu-Σ",
        "Pangu Pro MoE",
        "Pangu Ultra",
        "Pangu Ultra MoE",
        "Spark-X1",
    }


def test_sites_of_anthropic(ask: Callable[[str], list[dict[str, Any]]]) -> None:
    found = {
        row["row"].rpartition(", row ")[2]: (row["trust"].rpartition("/")[2], row["power"])
        for row in ask("sites")
    }
    assert found == {
        "Colossus 2": ("high", 946),
        "Anthropic-Amazon New Carlisle": ("high", 910),
        "Colossus 1": ("high", 340),
        "Amazon Madison Mega Site": ("low", 284),
        "Amazon Ridgeland": ("low", 228),
        "Fluidstack Lake Mariner": ("medium", 100),
    }
    assert sum(power for _, power in found.values()) == 2808


def test_who_owned_most_compute(chain: Chain) -> None:
    day = "2025-12-31"
    answer = chain.figures("h100-equivalents-owned", start=day, until=day, sum="thing")
    rows = [row for row in answer.rows if row["period"] == day]
    named = {row["label"]: row["amount"] for row in rows if "not named" not in row["measure_label"]}
    others = sum(row["amount"] for row in rows if "not named" in row["measure_label"])
    assert {name: named[name] for name in named if name != "CoreWeave"} == {
        "Google": 5049814,
        "Microsoft": 3416016,
        "Amazon": 2448673,
        "Meta": 2302175,
        "Oracle": 1144180,
        "China": 412221,
    }
    assert others == 3362580
    assert sum(named.values()) - named["CoreWeave"] + others == 18135659


def test_chinese_models_by_field_and_province(ask: Callable[[str], list[dict[str, Any]]]) -> None:
    fields = [(row["field"], row["models"]) for row in ask("fields")]
    assert fields[:5] == [("通用", 38), ("金融", 20), ("医疗", 18), ("科研", 17), ("工业", 13)]
    assert dict(fields)["客服"] == 11
    assert dict(fields)["医疗"] + dict(fields)["医学"] == 28
    places = {row["place"]: row["models"] for row in ask("provinces")}
    assert places["places/beijing"] == 84
    assert round(100 * 84 / 247, 1) == 34.0


def test_the_country_of_deepseek(chain: Chain) -> None:
    rows = chain.show("DeepSeek", sources=["epoch-model"]).rows
    assert {row["neighbour"] for row in rows if row["predicate"] == "headquarteredIn"} == {
        "places/china"
    }
