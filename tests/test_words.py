"""Plain English and terms of the field: private words are refused wherever a reader meets them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]

PRIVATE: Final = {
    r"tells?|told|telling": "say, show; as a name: what it holds",
    r"stands?|stood|standing": "is, means; for a result: status",
    r"lies?|lying": "is",
    r"whence|wherein|thereof": "say it plainly",
    r"bears?|bearing": "applies to, has",
    r"rests? on": "depends on",
    r"hangs? on": "depends on",
    r"fleets?": "installed base",
    r"gates?": "technical threshold",
    r"lanes?": "customs entry",
    r"dependees?": "supplier, input",
    r"lifted by": "exempted by",
    r"fires|fired": "applies",
    r"yields? to|displaced": "superseded by",
    r"untouched": "out of scope",
    r"product lines?": "product family",
    r"breaks (it|each|the chain)": "disrupts",
    r"whole again": "recovered",
    r"so late as|so late that|so late\b": "as late as",
    r"(nobody|somebody) (states|says|names|confirms)": "no source states",
}
"""What is not written, as a pattern, and what is written instead."""

READ: Final = (
    "src/aigraph/**/*.py",
    "src/aigraph/**/*.po",
    "viz/*.js",
    "viz/*.html",
    "viz/site/*",
    "viz/sparql/*.js",
    "viz/sparql/*.html",
    "viz/sparql/starters/*",
    "docs/*.md",
    "data/README.md",
    "data/cases/README.md",
    "bench/README.md",
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "ontology/*.ttl",
    "ontology/**/*.rq",
)

_WORD: Final = re.compile(
    "|".join(f"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])" for pattern in PRIVATE), re.IGNORECASE
)


def _files() -> Iterator[Path]:
    for pattern in READ:
        found = sorted(path for path in ROOT.glob(pattern) if path.is_file())
        assert found, pattern
        yield from found


def _private(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for found in _WORD.finditer(line):
            yield number, found[0]


def test_no_reader_meets_a_private_word() -> None:
    assert [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {word}"
        for path in _files()
        for number, word in _private(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    "text",
    ["what it rests on", "a measure that bears on chips", "told_day", "The answer lies there.",
     "the fleet of a cloud"],
)  # fmt: skip
def test_a_private_word_is_seen(text: str) -> None:
    assert list(_private(text))


def test_words_that_only_hold_such_letters_pass() -> None:
    assert not list(
        _private("a delegate plans lineage; understand the aggregate; believes; forbear")
    )
