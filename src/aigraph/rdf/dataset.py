"""The tables as RDF: things in one graph, what each source states in a graph of its own."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.dates import first_day, last_day, period, span
from aigraph.ids import iri
from aigraph.rdf.claims import claims
from aigraph.rdf.names import alias_quads, label_quads
from aigraph.rdf.nquads import literal, node, quad
from aigraph.schema import TABLES, THING_TABLES
from aigraph.schema.claims import is_claim, targets
from aigraph.tables.kinds import row_classes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aigraph.rdf.claims import Claim
    from aigraph.schema.columns import Column, Table
    from aigraph.tables.files import Row
    from aigraph.tables.merging import Record
    from aigraph.tables.read import Tables

_TYPE: Final = node(vocab.RDF_TYPE)
_DATE: Final = node(vocab.XSD + "date")
_DECIMAL: Final = node(vocab.XSD + "decimal")
_INTEGER: Final = node(vocab.XSD + "integer")
_PARTIAL: Final = {
    4: node(vocab.XSD + "gYear"),
    7: node(vocab.XSD + "gYearMonth"),
    10: _DATE,
}
_BOUNDS: Final = {
    "validFrom": 0,
    "confirmedOn": 0,
    "knownFrom": 0,
    "dutiesReadFrom": 0,
    "validTo": 1,
}
"""Properties that bound a time: their value is the first (0) or last (1) day of the cell."""
_THINGS: Final = node(vocab.THINGS_GRAPH)
_OWN_GRAPH: Final = frozenset({"observations", "weights", "aliases"})
"""Tables whose rows are statements of a source and so go into that source's graph."""


def quads(tables: Tables) -> Iterator[str]:
    """Yield everything that the tables say, as lines of N-Quads without blank nodes."""
    classes = dict(row_classes(tables.rows))
    for name, table in TABLES.items():
        if name == "relations":
            continue
        for row in tables.rows[name]:
            yield from _row(table, row, classes)
    for record in tables.records:
        yield from _record(record)
    yield from alias_quads(tables)
    for claim in claims(tables):
        yield from _claim(claim)


def _row(table: Table, row: Row, classes: dict[str, str]) -> Iterator[str]:
    thing = node(iri(f"{table.name}/{row['key']}"))
    source = row.cells.get("source", "")
    graph = node(vocab.source_graph(source)) if table.name in _OWN_GRAPH else _THINGS
    own_class = classes[f"{table.name}/{row['key']}"]
    yield quad(thing, _TYPE, _term(own_class), graph)
    if row.imported and table.name in THING_TABLES and table.name != "sources":
        yield quad(thing, _term("importedFrom"), node(iri(f"sources/{source}")), graph)
    yield from label_quads(thing, row, graph)
    for column in _plain_columns(table.name):
        if row.cells[column.name]:
            yield from _plain(thing, column, row, graph)
    if table.name == "observations":
        amount = Decimal(row["value"]).scaleb(int(row["scale"] or 0))
        yield quad(thing, _term("amount"), literal(f"{amount:f}", datatype=_DECIMAL), graph)
    if source:
        yield from _evidence(thing, row.cells, graph)


def _record(record: Record) -> Iterator[str]:
    """Yield a data set's own row on a thing that has another key, in the graph of the data set."""
    thing, row = node(iri(record.id)), record.row
    graph = node(vocab.source_graph(row["source"]))
    yield quad(thing, _TYPE, _term("Record"), graph)
    yield quad(thing, _term("recordOf"), node(iri(record.of)), graph)
    yield from label_quads(thing, row, graph)
    for column in _plain_columns(record.id.partition("/")[0]):
        if row.cells[column.name]:
            yield from _plain(thing, column, row, graph)
    yield from _evidence(thing, row.cells, graph)


@cache
def _plain_columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table whose cells say something directly about their row."""
    columns = TABLES[table].columns
    return tuple(item for item in columns if item.says and not is_claim(table, item))


def _plain(thing: str, column: Column, row: Row, graph: str) -> Iterator[str]:
    """Yield what a cell says directly about its row."""
    predicate = _term(column.says)
    cell = row[column.name]
    if column.kind in {"reference", "references"}:
        for target in targets(column, cell):
            yield quad(thing, predicate, node(iri(target)), graph)
    elif column.kind == "predicate":
        yield quad(thing, predicate, _term(cell), graph)
    else:
        yield quad(thing, predicate, _literal(column, cell, row), graph)
        for name, day in _days(column, cell).items():
            yield quad(thing, _term(name), _day(day.isoformat()), graph)


def _days(column: Column, cell: str) -> dict[str, date]:
    """Return the first and last day of a cell that may say less than a day, by property."""
    if column.kind == "period":
        names, days = ("periodStart", "periodEnd"), period(cell)
    elif column.kind == "date" and column.says not in _BOUNDS:
        names, days = (f"{column.says}First", f"{column.says}Last"), span(cell)
    else:
        return {}
    return {name: day for name, day in zip(names, days, strict=True) if day}


def _literal(column: Column, cell: str, row: Row) -> str:
    match column.kind:
        case "number" | "share":
            return literal(cell, datatype=_DECIMAL)
        case "integer":
            return literal(cell, datatype=_INTEGER)
        case "date" if column.says in _BOUNDS:
            return _day(str(span(cell)[_BOUNDS[column.says]]))
        case "date":
            return literal(cell, datatype=_PARTIAL[len(cell)])
        case "text" if column.says in {"labelText", "definition", "reach"}:
            return literal(cell, language=_language(column, row))
        case _:
            return literal(cell)


def _language(column: Column, row: Row) -> str:
    """Return the language of a text: that of its column, or of its row."""
    return "zh" if column.name.endswith("_zh") else row.cells.get("language") or "en"


def _day(text: str) -> str:
    return literal(text, datatype=_DATE)


def _evidence(thing: str, cells: dict[str, str], graph: str) -> Iterator[str]:
    """Yield where a row was read and how well it is supported."""
    yield quad(thing, _term("statedIn"), node(iri(f"sources/{cells['source']}")), graph)
    yield quad(thing, _term("locator"), literal(cells["locator"]), graph)
    for name in ("grade", "confidence"):
        if cells.get(name):
            yield quad(thing, _term(name), _term(cells[name]), graph)
    if cells.get("note"):
        yield quad(thing, _term("note"), literal(cells["note"]), graph)


def _claim(claim: Claim) -> Iterator[str]:
    thing = node(iri(claim.id))
    graph = node(vocab.source_graph(claim.source))
    yield quad(thing, _TYPE, _term("Claim"), graph)
    yield quad(thing, _term("subject"), node(iri(claim.subject)), graph)
    yield quad(thing, _term("predicate"), _term(claim.predicate), graph)
    yield quad(thing, _term("object"), node(iri(claim.object)), graph)
    if claim.wording:
        yield quad(thing, _term("wording"), node(iri(f"wordings/{claim.wording}")), graph)
    if claim.valid_from:
        yield quad(thing, _term("validFrom"), _day(str(first_day(claim.valid_from))), graph)
    if claim.valid_to:
        yield quad(thing, _term("validTo"), _day(str(last_day(claim.valid_to))), graph)
    yield from _evidence(thing, vars(claim), graph)


@cache
def _term(name: str) -> str:
    return node(vocab.term(name))
