"""Names as every tool reads them: preferred labels of rows, other labels from the aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ids import iri
from aigraph.rdf.nquads import literal, node, quad
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.tables.files import Row
    from aigraph.tables.read import Tables

_COLUMNS: Final = (
    ("en", "label_en"),
    ("zh", "label_zh"),
    ("en", "title"),
    ("zh", "title_zh"),
)
_PREFERRED: Final = (node(vocab.SKOS + "prefLabel"), node(vocab.RDFS + "label"))
"""Both: SKOS says which label is preferred, and tools that know no SKOS look for the other."""
_OTHER: Final = node(vocab.SKOS + "altLabel")
_HIDDEN: Final = node(vocab.SKOS + "hiddenLabel")
_MISTAKES: Final = frozenset({"ocr-error", "mistranslation"})
"""Kinds of aliases that are found by, but not shown as names."""


def labels(row: Row) -> Iterator[str]:
    """Yield the labels of a row by its label columns, each in its language."""
    for language, column in _COLUMNS:
        if row.cells.get(column):
            yield literal(row[column], language=language)


def label_quads(thing: str, row: Row, graph: str) -> Iterator[str]:
    """Yield the preferred labels of a row."""
    for label in labels(row):
        for predicate in _PREFERRED:
            yield quad(thing, predicate, label, graph)


def alias_quads(tables: Tables) -> Iterator[str]:
    """Yield the other names of things, each in the graph of the source where it was read.

    SKOS wants the three kinds of labels apart: a name that is preferred is no other name, and one
    that is another name in any source is not hidden.
    """
    preferred = {
        (f"{table}/{row['key']}", label)
        for table in TABLES
        for row in tables.rows[table]
        for label in labels(row)
    }
    named = [(row["thing"], _text(row), row) for row in tables.rows["aliases"]]
    shown = {(thing, label) for thing, label, row in named if row["kind"] not in _MISTAKES}
    for thing, label, row in named:
        if (thing, label) in preferred:
            continue
        predicate = _OTHER if (thing, label) in shown else _HIDDEN
        graph = node(vocab.source_graph(row["source"]))
        yield quad(node(iri(thing)), predicate, label, graph)


def _text(row: Row) -> str:
    return literal(row["label"], language=row["language"] or "en")
