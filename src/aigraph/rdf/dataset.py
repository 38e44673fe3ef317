"""The tables as RDF: things in one graph, what each source states in a graph of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from aigraph import vocab
from aigraph.dates import first_day, last_day, period
from aigraph.ids import iri
from aigraph.rdf.claims import claims
from aigraph.schema import TABLES
from aigraph.schema.claims import is_claim, targets
from aigraph.tables.kinds import row_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.rdf.claims import Claim
    from aigraph.schema.columns import Column, Table
    from aigraph.tables.files import Row
    from aigraph.tables.read import Tables

_TYPE: Final = NamedNode(vocab.RDF_TYPE)
_LABEL_COLUMNS: Final = (
    ("en", "label_en"),
    ("zh", "label_zh"),
    ("en", "title"),
    ("zh", "title_zh"),
)
_LABEL: Final = NamedNode(vocab.SKOS + "prefLabel")
_DATE: Final = NamedNode(vocab.XSD + "date")
_DECIMAL: Final = NamedNode(vocab.XSD + "decimal")
_INTEGER: Final = NamedNode(vocab.XSD + "integer")
_PARTIAL: Final = {
    4: NamedNode(vocab.XSD + "gYear"),
    7: NamedNode(vocab.XSD + "gYearMonth"),
    10: _DATE,
}
_THINGS: Final = NamedNode(vocab.THINGS_GRAPH)
_OWN_GRAPH: Final = frozenset({"observations", "aliases"})
"""Tables whose rows are statements of a source and so go into that source's graph."""


def quads(tables: Tables) -> Iterator[Quad]:
    """Yield everything that the tables say, as quads of RDF 1.1 without blank nodes."""
    classes = dict(row_classes(tables.rows))
    for name, table in TABLES.items():
        if name == "relations":
            continue
        for row in tables.rows[name]:
            yield from _row(table, row, classes)
    for claim in claims(tables):
        yield from _claim(claim)


def _row(table: Table, row: Row, classes: dict[str, str]) -> Iterator[Quad]:
    node = NamedNode(iri(f"{table.name}/{row['key']}"))
    source = row.cells.get("source", "")
    graph = NamedNode(vocab.source_graph(source)) if table.name in _OWN_GRAPH else _THINGS
    own_class = classes[f"{table.name}/{row['key']}"]
    yield Quad(node, _TYPE, NamedNode(vocab.term(own_class)), graph)
    for language, name in _LABEL_COLUMNS:
        if row.cells.get(name):
            yield Quad(node, _LABEL, Literal(row[name], language=language), graph)
    for column in table.columns:
        if column.says and row[column.name] and not is_claim(table.name, column):
            yield from _plain(node, column, row, graph)
    if table.name == "observations":
        amount = Decimal(row["value"]).scaleb(int(row["scale"] or 0))
        yield Quad(node, _term("amount"), Literal(f"{amount:f}", datatype=_DECIMAL), graph)
    if source:
        yield from _evidence(node, row.cells, graph)


def _plain(node: NamedNode, column: Column, row: Row, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a cell says directly about its row."""
    predicate = NamedNode(vocab.term(column.says))
    cell = row[column.name]
    if column.kind in {"reference", "references"}:
        for target in targets(column, cell):
            yield Quad(node, predicate, NamedNode(iri(target)), graph)
    elif column.says == "period":
        yield Quad(node, predicate, Literal(cell), graph)
        for name, day in zip(("periodStart", "periodEnd"), period(cell), strict=True):
            if day:
                yield Quad(node, NamedNode(vocab.term(name)), _day(day.isoformat()), graph)
    else:
        yield Quad(node, predicate, _literal(column, cell, row), graph)


def _literal(column: Column, cell: str, row: Row) -> Literal:
    match column.kind:
        case "number" | "share":
            return Literal(cell, datatype=_DECIMAL)
        case "integer":
            return Literal(cell, datatype=_INTEGER)
        case "date" if column.says == "validTo":
            return _day(str(last_day(cell)))
        case "date" if column.says in {"validFrom", "confirmedOn", "knownFrom"}:
            return _day(str(first_day(cell)))
        case "date":
            return Literal(cell, datatype=_PARTIAL[len(cell)])
        case "text" if column.says in {"labelText", "definition"}:
            return Literal(cell, language=row.cells.get("language") or "en")
        case _:
            return Literal(cell)


def _day(text: str) -> Literal:
    return Literal(text, datatype=_DATE)


def _evidence(node: NamedNode, cells: dict[str, str], graph: NamedNode) -> Iterator[Quad]:
    """Yield where a row was read and how well it is supported."""
    yield Quad(node, _term("statedIn"), NamedNode(iri(f"sources/{cells['source']}")), graph)
    yield Quad(node, _term("locator"), Literal(cells["locator"]), graph)
    for name in ("grade", "confidence"):
        if cells.get(name):
            yield Quad(node, _term(name), _term(cells[name]), graph)
    if cells.get("note"):
        yield Quad(node, _term("note"), Literal(cells["note"]), graph)


def _claim(claim: Claim) -> Iterator[Quad]:
    node = NamedNode(iri(claim.id))
    graph = NamedNode(vocab.source_graph(claim.source))
    yield Quad(node, _TYPE, _term("Claim"), graph)
    yield Quad(node, _term("subject"), NamedNode(iri(claim.subject)), graph)
    yield Quad(node, _term("predicate"), _term(claim.predicate), graph)
    yield Quad(node, _term("object"), NamedNode(iri(claim.object)), graph)
    if claim.share:
        yield Quad(node, _term("share"), Literal(claim.share, datatype=_DECIMAL), graph)
    if claim.valid_from:
        yield Quad(node, _term("validFrom"), _day(str(first_day(claim.valid_from))), graph)
    if claim.valid_to:
        yield Quad(node, _term("validTo"), _day(str(last_day(claim.valid_to))), graph)
    yield from _evidence(node, vars(claim), graph)


def _term(name: str) -> NamedNode:
    return NamedNode(vocab.term(name))
