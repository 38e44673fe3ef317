"""The tables as RDF: things in one graph, what each source states in a graph of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from aigraph import vocab
from aigraph.dates import first_day, last_day, period, span
from aigraph.ids import iri
from aigraph.rdf.claims import claims, is_claim, targets
from aigraph.rdf.names import alias_quads, label_quads
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aigraph.rdf.claims import Claim
    from aigraph.schema.columns import Column, Table
    from aigraph.tables.files import Row
    from aigraph.tables.read import Tables

_TYPE: Final = NamedNode(vocab.RDF_TYPE)
_DATE: Final = NamedNode(vocab.XSD + "date")
_DECIMAL: Final = NamedNode(vocab.XSD + "decimal")
_INTEGER: Final = NamedNode(vocab.XSD + "integer")
_PARTIAL: Final = {
    4: NamedNode(vocab.XSD + "gYear"),
    7: NamedNode(vocab.XSD + "gYearMonth"),
    10: _DATE,
}
_BOUNDS: Final = {"validFrom": 0, "confirmedOn": 0, "knownFrom": 0, "validTo": 1}
"""Properties that bound a time: their value is the first (0) or last (1) day of the cell."""
_THINGS: Final = NamedNode(vocab.THINGS_GRAPH)
_OWN_GRAPH: Final = frozenset({"observations", "aliases"})
"""Tables whose rows are statements of a source and so go into that source's graph."""


def quads(tables: Tables) -> Iterator[Quad]:
    """Yield everything that the tables say, as quads of RDF 1.1 without blank nodes."""
    classes = _concept_classes(tables)
    for name, table in TABLES.items():
        if name == "relations":
            continue
        for row in tables.rows[name]:
            yield from _row(table, row, classes)
    yield from alias_quads(tables)
    for claim in claims(tables):
        yield from _claim(claim)


def _concept_classes(tables: Tables) -> dict[str, str]:
    """Return the class of a scheme's concepts by the scheme's key."""
    classes = TABLES["concepts"].classes
    return {row["key"]: classes[row["kind"]] for row in tables.rows["schemes"]}


def _class_of(table: Table, row: Row, concept_classes: dict[str, str]) -> str:
    if table.name == "concepts":
        return concept_classes[row["scheme"]]
    return table.classes[row[table.class_column] if table.class_column else ""]


def _row(table: Table, row: Row, concept_classes: dict[str, str]) -> Iterator[Quad]:
    node = NamedNode(iri(f"{table.name}/{row['key']}"))
    source = row.cells.get("source", "")
    graph = NamedNode(vocab.source_graph(source)) if table.name in _OWN_GRAPH else _THINGS
    own_class = NamedNode(vocab.term(_class_of(table, row, concept_classes)))
    yield Quad(node, _TYPE, own_class, graph)
    yield from label_quads(node, row, graph)
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
    else:
        yield Quad(node, predicate, _literal(column, cell, row), graph)
        for name, day in _days(column, cell).items():
            yield Quad(node, _term(name), _day(day.isoformat()), graph)


def _days(column: Column, cell: str) -> dict[str, date]:
    """Return the first and last day of a cell that may say less than a day, by property."""
    if column.kind == "period":
        names, days = ("periodStart", "periodEnd"), period(cell)
    elif column.kind == "date" and column.says not in _BOUNDS:
        names, days = (f"{column.says}First", f"{column.says}Last"), span(cell)
    else:
        return {}
    return {name: day for name, day in zip(names, days, strict=True) if day}


def _literal(column: Column, cell: str, row: Row) -> Literal:
    match column.kind:
        case "number" | "share":
            return Literal(cell, datatype=_DECIMAL)
        case "integer":
            return Literal(cell, datatype=_INTEGER)
        case "date" if column.says in _BOUNDS:
            return _day(str(span(cell)[_BOUNDS[column.says]]))
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
