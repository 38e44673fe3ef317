"""Every table has one prefix, and a name under a prefix needs no escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from aigraph import vocab
from aigraph.ids import table_of
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain

ESCAPED = re.compile(r"\b[a-z][\w-]*:[\w.-]*\\+/")
"""A name under a prefix with an escaped slash, in a query, or in a query inside code."""


def test_every_table_has_one_prefix() -> None:
    assert set(vocab.TABLE_PREFIXES) == set(TABLES)
    assert len(set(vocab.PREFIXES.values())) == len(vocab.PREFIXES)
    assert len(set(vocab.TABLE_PREFIXES.values())) == len(TABLES)
    for table, prefix in vocab.TABLE_PREFIXES.items():
        assert vocab.PREFIXES[prefix] == f"https://w3id.org/aigraph/id/{table}/"


def test_every_row_is_named_under_the_prefix_of_its_table(chain: Chain) -> None:
    nodes = {quad.subject.value for quad in chain.release.store if _is_row(quad.subject)}
    assert len(nodes) > 10_000
    for node in nodes:
        prefix, _, key = vocab.compact(node).partition(":")
        assert vocab.PREFIXES[prefix] + key == node


def _is_row(node: object) -> bool:
    found = isinstance(node, NamedNode) and node.value.startswith(vocab.THINGS)
    return found and table_of(node.value.removeprefix(vocab.THINGS)) in TABLES


@pytest.mark.parametrize(
    "folder", ["src", "ontology", "viz", "docs", "tests", "bench", "README.md", "CONTRIBUTING.md"]
)
def test_no_query_escapes_a_slash(root: Path, folder: str) -> None:
    start = root / folder
    suffixes = {".py", ".rq", ".js", ".md", ".html", ".ttl", ".csv"}
    paths = [start] if start.is_file() else [path for path in start.rglob("*") if path.is_file()]
    texts = {path: path.read_text("utf-8") for path in paths if path.suffix in suffixes}
    attacks = root / "tests" / "stores"  # what a hostile query may escape
    texts = {path: text for path, text in texts.items() if attacks not in path.parents}
    assert texts
    assert [path for path, text in texts.items() if ESCAPED.search(text)] == []


def test_the_guide_lists_every_prefix_of_a_table(root: Path) -> None:
    listed = re.findall(r"\| `(\w+):` \|", (root / "docs" / "rdf.md").read_text("utf-8"))
    assert sorted(listed) == sorted({"ag", "agg", *vocab.TABLE_PREFIXES.values()})
