"""Small sites for the tests: a cut of the graph along one answer, plain and with hostile texts."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.api import load
from aigraph.schema import TABLES, THING_TABLES
from aigraph.schema.claims import targets
from aigraph.site.build import build_site
from aigraph.tables.inputs import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aigraph.api import Chain

    Rows = dict[str, dict[str, dict[str, str]]]

DAY = date(2025, 6, 1)
VERTICAL = "concepts/finance"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SEEDS = (
    "markets/china-generative-ai-market",
    "concepts/market-size",
    "concepts/filed-services",
    "places/beijing",
    "places/shanghai",
    "places/guangdong",
    "concepts/total-processing-performance",
    "organisations/minimax",
    "chips/nvidia-h20-sxm",
    "models/deepseek-r1",
    "standards/llm-security-testing-method",
)
HOSTILE = (
    '<img src=x onerror="window.stolen=1">',
    "</script><script>window.stolen=1</script>",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "javascript:window.stolen=1",
    "evil \" ' & --> ]]>",
    "=HYPERLINK(1)" + "W" * 10_000,
)
KEPT = {"notation", "drafters"}
DATASET = {
    "sources": {
        "key": "example-set",
        "title": "A data set of others",
        "publisher": "Others",
        "read_on": "2026-01-02",
        "licence": "CC-BY-4.0",
        "kind": "dataset",
    },
    "organisations": {
        "key": "example-set-maker",
        "label_en": "A maker that no other source names",
        "kind": "company",
        "source": "example-set",
        "locator": "makers.csv, row 7",
        "grade": "stated",
        "confidence": "high",
    },
}


def read(folder: Path) -> Rows:
    """Return the curated rows, and the data sets of others that they may cite."""
    found: Rows = {name: {} for name in TABLES}
    places = [(name, folder / f"{name}.csv") for name in TABLES]
    for name, path in [*places, *(("sources", path) for path in folder.glob("*/sources.csv"))]:
        with path.open(encoding="utf-8", newline="") as stream:
            found[name] |= {row["key"]: row for row in csv.DictReader(stream)}
    return found


def write(rows: Rows, folder: Path) -> Path:
    folder.mkdir()
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(
                stream, [column.name for column in table.columns], lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(rows[name].values())
    return folder


def references(table: str, row: dict[str, str]) -> Iterator[str]:
    for column in TABLES[table].columns:
        if column.kind in {"reference", "references"}:
            yield from targets(column, row[column.name])


def cut(rows: Rows, seeds: set[str]) -> Rows:
    """Return the rows of some things, of all they refer to, and of what is said between these."""
    kept: set[str] = set()
    waiting = set(seeds)
    while waiting:
        thing = waiting.pop()
        kept.add(thing)
        table, _, key = thing.partition("/")
        waiting |= set(references(table, rows[table][key])) - kept
    found: Rows = {name: {} for name in TABLES}
    for thing in sorted(kept):
        table, _, key = thing.partition("/")
        found[table][key] = rows[table][key]
    for name in set(TABLES) - set(THING_TABLES):
        for key, row in rows[name].items():
            beside = {f"{table}s/{row[table]}" for table in ("source", "wording") if row.get(table)}
            if set(references(name, row)) - beside <= kept:
                found[name][key] = row
                for item in beside:
                    table, _, used = item.partition("/")
                    found[table][used] = rows[table][used]
    return found


@pytest.fixture(scope="session")
def small_rows(chain: Chain, root: Path) -> Rows:
    (row,) = chain.exposure(VERTICAL, as_of=DAY).rows
    rows = read(root / "data")
    ends = {
        edge[end]
        for path in row["paths"][:40]
        for edge in path["edges"]
        for end in ("subject", "object")
    }
    return cut(rows, ends | {row["id"], *SEEDS})


@pytest.fixture(scope="session")
def small_tables(small_rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(small_rows, tmp_path_factory.mktemp("small") / "data")
    imported = folder / "example_set"
    imported.mkdir()
    (imported / MANIFEST).write_text('{"source": "example_set"}', encoding="utf-8")
    for name, row in DATASET.items():
        with (imported / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, TABLES[name].by_name, "", lineterminator="\n")
            writer.writeheader()
            writer.writerow(row)
    return folder


@pytest.fixture(scope="session")
def small_chain(small_tables: Path) -> Chain:
    return load(small_tables)


@pytest.fixture(scope="session")
def small(small_chain: Chain, small_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site."""
    output = tmp_path_factory.mktemp("site") / "site"
    build_site(
        small_chain.release,
        small_tables,
        output,
        as_of=DAY,
        query_page=lambda release: (
            f"<!DOCTYPE html><html lang=en><head><title>{release.name}</title></head>"
            "<body><h1>SPARQL</h1></body></html>"
        ),
    )
    return output


@pytest.fixture(scope="session")
def hostile_chain(small_rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Chain:
    number = 0
    rows: Rows = {}
    for name, table in small_rows.items():
        rows[name] = {}
        for key, row in table.items():
            spoilt = dict(row)
            for column in TABLES[name].columns:
                if column.kind == "text" and row[column.name] and column.name not in KEPT:
                    # No two are alike, since tables refuse two things of one name.
                    text, mark = HOSTILE[number % len(HOSTILE)], f" {number}"
                    spoilt[column.name] = text[: column.longest - len(mark)] + mark
                    number += 1
            rows[name][key] = spoilt
    folder = write(rows, tmp_path_factory.mktemp("hostile") / "data")
    return load(folder)


@pytest.fixture(scope="session")
def hostile(hostile_chain: Chain, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site in which every text is hostile."""
    from pathlib import Path

    output = tmp_path_factory.mktemp("hostile-site") / "site"
    tables = next(
        Path(folder) for folder in (tmp_path_factory.getbasetemp()).glob("hostile[0-9]*/data")
    )
    build_site(hostile_chain.release, tables, output, as_of=DAY)
    return output
