"""Chinese labels: simplified, of the mainland, no sentences, and there for most things."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from opencc import OpenCC

if TYPE_CHECKING:
    from pathlib import Path

NAMED = ("organisations", "chips", "models", "applications", "places", "policies")
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")

VARIANTS = frozenset("昇")
"""Characters that makers write so in simplified texts too: 昇腾, 昇维旭."""
MAINLAND = [
    "核心",
    "影像诊断",
    "智慧城市",
    "即时通信",
    "效能",
    "执行",
    "新增",
    "行程",
    "装置",
    "厄瓜多尔",
    "尼日利亚",
    "智慧病理",
    "哈萨克斯坦",
    "塔吉克斯坦",
    "土库曼斯坦",
    "乌兹别克斯坦",
]
"""Terms of the mainland that a converter takes for terms of Taiwan."""
GENERATIONS = frozenset({"baidu-kunlun-1", "baidu-kunlun-2"})
"""Chips whose English name counts the generation in words."""

Rows = dict[str, list[dict[str, str]]]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(root: Path) -> Rows:
    return {path.stem: _read(path) for path in sorted((root / "data").glob("*.csv"))}


@pytest.fixture(scope="module")
def latin(root: Path) -> dict[str, dict[str, str]]:
    return {row["thing"]: row for row in _read(root / "tests" / "tables" / "latin_labels.csv")}


@pytest.fixture(scope="module")
def labels(tables: Rows) -> dict[str, str]:
    return {
        f"{name}/{row['key']}": row["label_zh"]
        for name, rows in tables.items()
        for row in rows
        if row.get("label_zh") and name != "wordings"
    }


def _is_chinese(name: str, row: dict[str, str], tables: Rows) -> bool:
    """Tell whether a thing is of China: by its seat, maker, jurisdiction or place."""
    home = {item["key"] for item in tables["organisations"] if item["headquarters"] == "china"}
    if name == "organisations":
        return row["headquarters"] == "china"
    if name == "places":
        return row["iso"].startswith("CN")
    if name == "policies":
        return row["jurisdiction"] == "china"
    column = {"chips": "designer", "models": "developer", "applications": "vendor"}[name]
    return not home.isdisjoint(row[column].split(";"))


@pytest.mark.parametrize("name", NAMED)
def test_most_things_have_a_chinese_name(tables: Rows, name: str) -> None:
    rows = tables[name]
    assert len(rows) > 50
    assert sum(bool(row["label_zh"]) for row in rows) / len(rows) >= 0.8


def test_nearly_all_chinese_things_have_a_chinese_name(tables: Rows) -> None:
    rows = [row for name in NAMED for row in tables[name] if _is_chinese(name, row, tables)]
    assert len(rows) > 120
    assert sum(bool(row["label_zh"]) for row in rows) / len(rows) >= 0.95


def test_preferred_names_are_in_simplified_characters(labels: dict[str, str]) -> None:
    simplify = OpenCC("t2s").convert
    for thing, label in labels.items():
        plain = "".join(character for character in label if character not in VARIANTS)
        assert simplify(plain) == plain, (thing, label)


def test_the_test_of_characters_finds_traditional_ones() -> None:
    assert OpenCC("t2s").convert("半导体製造商") != "半导体製造商"
    assert _of_taiwan("硬体") == "硬件"
    assert _of_taiwan("资料增强") == "数据增强"
    assert _of_taiwan("芯片") == "芯片"


def _of_taiwan(label: str) -> str:
    """Return a simplified label with the terms of Taiwan put in those of the mainland."""
    return _converter("tw2sp").convert(_converter("s2t").convert(label))


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)


def test_preferred_names_use_the_terms_of_the_mainland(labels: dict[str, str]) -> None:
    for thing, label in labels.items():
        plain = label
        for term in (*MAINLAND, *VARIANTS):
            plain = plain.replace(term, "")
        assert _of_taiwan(plain) == plain, (thing, label)


def test_a_latin_name_is_listed_with_its_reason(
    labels: dict[str, str], latin: dict[str, dict[str, str]]
) -> None:
    found = {
        thing: label
        for thing, label in labels.items()
        if thing.partition("/")[0] not in {"components", "codes"} and not HAN.search(label)
    }
    assert found == {thing: row["label"] for thing, row in latin.items()}
    assert all(row["reason"] for row in latin.values())


def test_a_term_is_no_part_of_a_sentence(labels: dict[str, str]) -> None:
    terms = {thing: label for thing, label in labels.items() if thing.startswith("concepts/")}
    assert len(terms) > 400
    for thing, label in terms.items():
        assert not re.search("也就是|，|。|；|该地区", label), (thing, label)
        assert len(label) <= 20, (thing, label)
        if "-contents-" not in thing:
            assert "的" not in label, (thing, label)


def test_names_other_than_titles_are_short(labels: dict[str, str]) -> None:
    titles = ("policies/", "standards/", "rules/", "sources/", "concepts/")
    for thing, label in labels.items():
        if not thing.startswith(titles):
            assert not re.search("，|。|；", label), (thing, label)
            assert len(label) <= 30, (thing, label)


def test_a_chip_is_named_by_its_maker_and_its_number(tables: Rows) -> None:
    chinese = {row["key"]: {row["label_zh"]} for row in tables["organisations"]}
    for alias in tables["aliases"]:
        if alias["thing"].startswith("organisations/") and alias["language"] == "zh":
            chinese[alias["thing"].partition("/")[2]].add(alias["label"])
    for row in tables["chips"]:
        makers = [name for maker in row["designer"].split(";") for name in chinese.get(maker, ())]
        if not makers:
            continue
        label = row["label_zh"]
        short = {name.removesuffix("科技") for name in makers if name}
        assert label.startswith(tuple(short)), (row["key"], label)
        if row["key"] not in GENERATIONS:
            known = set(LATIN_WORD.findall(row["label_en"]))
            assert set(LATIN_WORD.findall(label)) <= known, (row["key"], label)


def test_an_attested_preferred_name_is_the_label(tables: Rows, labels: dict[str, str]) -> None:
    attested = [row for row in tables["aliases"] if row["kind"] == "preferred"]
    assert len(attested) > 40
    for row in attested:
        assert labels[row["thing"]] == row["label"]
        assert row["language"] == "zh"
        assert row["source"] != "aigraph"


def test_traditional_names_say_that_they_are(tables: Rows) -> None:
    simplify = OpenCC("t2s").convert
    for row in tables["aliases"]:
        if row["language"] == "zh" and not VARIANTS & set(row["label"]):
            assert simplify(row["label"]) == row["label"], row["key"]


def test_names_known_to_be_wrong_are_gone(labels: dict[str, str]) -> None:
    assert labels["concepts/generative-ai"] == "生成式人工智能"
    assert labels["concepts/industry"] == "工业"
    assert labels["concepts/gan-generative-adversarial-network"] == "生成对抗网络"
    for one, other in (
        ("semiconductor-vendors", "semiconductor-manufacturers"),
        ("model-evaluation-tooling", "model-monitoring-tooling"),
    ):
        assert labels[f"concepts/{one}"] != labels[f"concepts/{other}"]
