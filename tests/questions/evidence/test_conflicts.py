"""Contradictions are found by rules: each known one, and each new one that an edit makes."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from aigraph.api import load

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain

KNOWN = [
    # check, what it is about, words that the finding must hold
    ("rival-figures", "markets/china-generative-ai-market", "14.4万亿元|170亿元|847"),
    ("rival-figures", "chips/nvidia-b200", "192 GB|180|kellychip|epoch-hw"),
    ("rival-figures", "chips/nvidia-h800-sxm", "TSMC N4|5|kellychip|epoch-hw"),
    ("part-exceeds-whole", "markets/china-generative-ai-market", "14.4万亿元|5784亿元"),
    ("share-and-count", "concepts/china-population", "4.8 %|3.5亿人|25 %"),
    ("narrow-exceeds-wide", "concepts/china-population", "16.4 %|4.8 %"),
    ("growth-multiple", "markets/china-generative-ai-market", "93.5|110.5|>1000亿元"),
    ("divided-twice", "concepts/generative-ai-industry-chain", "s004-layers|s004-stages"),
    ("placed-apart", "concepts/natural-language-processing", "Technology layer|Upstream"),
    ("placed-apart", "concepts/algorithm-r-and-d", "Technology layer|Base layer"),
    ("siblings-apart", "models/tencent-hunyuan", "content-production|baidu-wenxin"),
    ("siblings-apart", "models/kuaishou-kling", "content-production|deepseek-r1"),
    ("role-and-layer", "organisations/minimax", "Data and algorithms|ABAB"),
    ("one-figure-two-measures", "concepts/china-population", "2.3亿人|trial-count|user-count"),
    ("gap-in-ages", "concepts/netizens-aged-20-29", "30 to 39"),
    ("figure-without-date", "organisations/sensetime", "256 %"),
    ("comparison-without-benchmark", "models/deepseek-r1", "gpt-4"),
    ("list-off-topic", "concepts/s004-policy-table", "3 of 17"),
    ("announced-not-contained", "sources/s003", "Business models|risk"),
    ("market-exceeds-market", "markets/image-generator-market", "88.71|53.49"),
    ("nested-differently", "concepts/s001-deployment-cloud-hybrid-cloud", "s000-deployment"),
    ("rival-rules", "rules/s122-surcharge-15", "15|10"),
]


@pytest.mark.parametrize(("check", "thing", "words"), KNOWN)
def test_a_known_contradiction_is_found(chain: Chain, check: str, thing: str, words: str) -> None:
    found = [row for row in chain.conflicts().rows if (row["check"], row["id"]) == (check, thing)]
    assert found
    text = " ".join(row["message"] for row in found)
    for word in words.split("|"):
        assert word in text
    for row in found:
        assert row["claims"]
        assert all(claim["source"] and claim["locator"] for claim in row["claims"])


def test_rival_figures_stand_side_by_side(chain: Chain) -> None:
    market = "markets/china-generative-ai-market"
    (row,) = (
        row
        for row in chain.conflicts().rows
        if (row["check"], row["id"]) == ("rival-figures", market)
    )
    assert row["across"]
    assert row["sources"] == ["sources/s003", "sources/s004"]
    assert {claim["locator"] for claim in row["claims"]} == {"L107", "L161-162"}


def test_every_finding_is_told_in_both_languages(chain: Chain) -> None:
    for row in chain.conflicts().rows:
        assert any("\u4e00" <= character <= "\u9fff" for character in row["message_zh"])


EDITS = [
    ("s000-021", "value", "43.63", {"growth-rate", "rival-figures"}),
    ("s004-527", "value", "196", {"share-and-count"}),
    ("s004-519", "value", "47.2", {"share-and-count"}),
    ("s003-209", "value", "4784", set()),
]


@pytest.mark.parametrize(("key", "column", "value", "checks"), EDITS)
def test_an_edited_figure_makes_the_right_check_fail(
    chain: Chain, tables: Path, key: str, column: str, value: str, checks: set[str]
) -> None:
    path = tables / "observations.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    next(row for row in rows if row["key"] == key)[column] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    before = Counter(finding.check for finding in chain.release.findings)
    after = Counter(finding.check for finding in load(tables).release.findings)
    assert {check for check in after if after[check] > before[check]} == checks
    assert {check for check in before if after[check] < before[check]} == set()
