"""Shapes of what the columns state, in SHACL.

``python -m aigraph.render.shapes > ontology/shapes-columns.ttl`` writes them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ontology import read_ends
from aigraph.paths import ontology_dir
from aigraph.schema import TABLES
from aigraph.schema.claims import is_claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aigraph.ontology import Kinds
    from aigraph.schema.columns import Column, Table

_HEAD: Final = """\
# Made from the schema of the tables and the ontology by `python -m aigraph.render.shapes`; do not
# edit it by hand. What rows must say besides is in shapes.ttl.
@prefix ag: <https://w3id.org/aigraph/ns/> .
@prefix agc: <https://w3id.org/aigraph/shapes/columns/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_DATATYPES: Final = {"number": "decimal", "share": "decimal", "integer": "integer"}
_DAYS: Final = frozenset({"validFrom", "validTo", "confirmedOn", "knownFrom", "dutiesReadFrom"})
_TEXTS_IN_A_LANGUAGE: Final = frozenset({"labelText", "definition"})
_PARTIAL_DATE: Final = " ".join(
    f"[ sh:datatype xsd:{name} ]" for name in ("gYear", "gYearMonth", "date")
)


def column_shapes(ontology: Path) -> str:
    """Return the shapes of all columns and relations as Turtle.

    A column that states a plain value of its row gives a property shape of the row's classes. A
    relation gives the kinds of its subjects and of its objects wherever its plain edges are.

    Args:
        ontology: the ontology folder.
    """
    parts = [_HEAD]
    for table in TABLES.values():
        stated = [
            column
            for column in table.columns
            if column.says and not is_claim(table.name, column) and table.name != "relations"
        ]
        if stated:
            parts.append(_table(table, stated))
    for name, ends in read_ends(ontology).items():
        if ends.relation:
            parts += _end(name, "subject", ends.subject)
            parts += _end(name, "object", ends.object)
    return "\n".join(parts)


def _name(term: str) -> str:
    """Return a term of the ontology or of SKOS with its prefix."""
    in_skos = vocab.term(term).startswith(vocab.SKOS)
    return f"{'skos' if in_skos else 'ag'}:{term}"


def _table(table: Table, columns: Iterable[Column]) -> str:
    classes = ", ".join(map(_name, dict.fromkeys(table.classes.values())))
    names = [f"agc:{table.name}-{column.name}" for column in columns]
    node = [
        f"agc:{table.name} a sh:NodeShape ;",
        f"    sh:targetClass {classes} ;",
        f"    sh:property {', '.join(names)} .",
    ]
    shapes = ["\n".join(_column(name, column)) for name, column in zip(names, columns, strict=True)]
    return "\n".join(["\n".join(node), "", "\n\n".join(shapes), ""])


def _column(name: str, column: Column) -> Iterator[str]:
    yield f"{name} a sh:PropertyShape ;"
    yield f"    sh:path {_name(column.says)} ;"
    if column.required:
        yield "    sh:minCount 1 ;"
    if column.kind != "references":
        yield "    sh:maxCount 1 ;"
    yield from _value(column)
    yield "    sh:severity sh:Violation ;"
    yield f'    sh:message "Column {column.name}: {column.meaning}"@en .'


def _value(column: Column) -> Iterator[str]:
    """Yield what a value must be."""
    match column.kind:
        case "reference" | "references":
            yield "    sh:nodeKind sh:IRI ;"
            yield from _classes(column)
        case "predicate":
            yield "    sh:nodeKind sh:IRI ;"
        case "enumeration":
            yield f"    sh:in ( {' '.join(map(_quoted, column.values))} ) ;"
        case "date" if column.says in _DAYS:
            yield "    sh:datatype xsd:date ;"
        case "date":
            yield f"    sh:or ( {_PARTIAL_DATE} ) ;"
        case "text" if column.says in _TEXTS_IN_A_LANGUAGE:
            yield "    sh:datatype rdf:langString ;"
        case kind:
            yield f"    sh:datatype xsd:{_DATATYPES.get(kind, 'string')} ;"
    low, high = (0, 1) if column.kind == "share" else (column.low, column.high)
    if low is not None:
        yield f"    sh:minInclusive {low} ;"
    if high is not None:
        yield f"    sh:maxInclusive {high} ;"


def _classes(column: Column) -> Iterator[str]:
    """Yield the classes of the things that a column refers to, where it names their tables."""
    classes = dict.fromkeys(
        kind for name in column.targets for kind in TABLES[name].classes.values()
    )
    if classes:
        yield f"    {_one_of(classes)} ;"


def _one_of(classes: Iterable[str]) -> str:
    names = list(map(_name, classes))
    if len(names) == 1:
        return f"sh:class {names[0]}"
    return f"sh:or ( {' '.join(f'[ sh:class {name} ]' for name in names)} )"


def _end(relation: str, end: str, kinds: Kinds) -> Iterator[str]:
    if kinds.named:
        target = "targetSubjectsOf" if end == "subject" else "targetObjectsOf"
        yield "\n".join(
            (
                f"agc:{relation}-{end} a sh:NodeShape ;",
                f"    sh:{target} {_name(relation)} ;",
                f"    {_one_of(kinds.named)} ;",
                "    sh:severity sh:Violation ;",
                f'    sh:message "The {end} of {relation} is of kind'
                f' {" or ".join(kinds.named)}."@en .',
                "",
            )
        )


def _quoted(text: str) -> str:
    return f'"{text}"'


if __name__ == "__main__":
    sys.stdout.write(column_shapes(ontology_dir()))
