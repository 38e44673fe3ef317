"""Read the things and statements of a store, as questions have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.graph import Name, Statement, Thing, View
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select
from aigraph.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from aigraph.ontology import Term

_STATEMENTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?claim ?subject ?predicate ?object ?from ?to ?source ?locator ?grade ?confidence
       ?rule ?note ?wording
WHERE { GRAPH ?g {
  ?claim ag:subject ?subject ; ag:predicate ?predicate ; ag:object ?object ;
    ag:statedIn ?source ; ag:locator ?locator ; ag:grade ?grade ; ag:confidence ?confidence .
  OPTIONAL { ?claim ag:validFrom ?from }
  OPTIONAL { ?claim ag:validTo ?to }
  OPTIONAL { ?claim ag:derivedByRule ?rule }
  OPTIONAL { ?claim ag:note ?note }
  OPTIONAL { ?claim ag:wording ?wording }
} } ORDER BY ?claim ?from ?to
"""
_CLASSES: Final = """
SELECT ?thing ?value WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?thing a ?value .
} }
"""
_LABELS: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing (STR(?label) AS ?value) WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?thing skos:prefLabel ?label FILTER(LANG(?label) = "%s")
} }
"""
_SCHEMES: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?value WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?thing skos:inScheme ?value .
} }
"""
_DATA_SETS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?value WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?thing ag:importedFrom ?value .
} }
"""
_RECORDS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?value WHERE { GRAPH ?g { ?thing ag:recordOf ?value } }
"""
_DATES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?value WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?thing a ag:Source ; ag:issued ?value .
} }
"""
_ALIASES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?label (LANG(?label) AS ?language) ?kind WHERE { GRAPH ?g {
  ?alias ag:labelOf ?thing ; ag:labelText ?label ; ag:attestationKind ?kind .
} } ORDER BY ?alias
"""
_CODES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?label WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?thing ag:iso ?label .
} } ORDER BY ?thing
"""
_WORDING: Final = "Wording"


def read_view(store: Store, terms: dict[str, Term]) -> View:
    """Read all things and statements of a store."""
    english, chinese = (_values(store, _LABELS % language) for language in ("en", "zh"))
    schemes = _values(store, _SCHEMES)
    dates, data_sets = _values(store, _DATES), _values(store, _DATA_SETS)
    things = {
        identifier(thing): Thing(
            id=identifier(thing),
            kind=vocab.local_name(kind),
            label=english.get(thing, ""),
            label_zh=chinese.get(thing, ""),
            scheme=identifier(schemes.get(thing, "")),
            data_set=identifier(data_sets.get(thing, "")),
        )
        for thing, kind in sorted(_values(store, _CLASSES).items())
    }
    aliases = [
        Name(identifier(row["thing"]), row["label"], row["language"], row["kind"])
        for row in select(store, _ALIASES)
        if row["kind"] != "preferred"
    ]
    codes = [
        Name(identifier(row["thing"]), row["label"], "en", "iso-code")
        for row in select(store, _CODES)
    ]
    return View(
        things=things,
        names=(*_preferred(things.values()), *aliases, *codes),
        statements=tuple(
            _statement(row, english, chinese, dates) for row in select(store, _STATEMENTS)
        ),
        terms=terms,
        weights=read_weights(store),
        records={
            identifier(record): identifier(thing)
            for record, thing in _values(store, _RECORDS).items()
        },
    )


def _values(store: Store, query: str) -> dict[str, str]:
    """Return the one value of each thing that a query of ``?thing`` and ``?value`` gives."""
    return {row["thing"]: row["value"] for row in select(store, query)}


def _preferred(things: Iterable[Thing]) -> Iterator[Name]:
    for thing in things:
        if thing.kind == _WORDING:
            continue  # a phrase is no name by which a thing is found
        if thing.label:
            yield Name(thing.id, thing.label, "en", "preferred")
        if thing.label_zh and thing.label_zh != thing.label:
            yield Name(thing.id, thing.label_zh, "zh", "preferred")


def _statement(
    row: dict[str, str], english: dict[str, str], chinese: dict[str, str], dates: dict[str, str]
) -> Statement:
    """Return a statement, with the labels of its wording and the date of its source."""
    wording = row.get("wording", "")
    return Statement(
        claim=identifier(row["claim"]),
        subject=identifier(row["subject"]),
        predicate=vocab.local_name(row["predicate"]),
        object=identifier(row["object"]),
        valid_from=row.get("from", ""),
        valid_to=row.get("to", ""),
        source=identifier(row["source"]),
        locator=row["locator"],
        grade=vocab.local_name(row["grade"]),
        confidence=vocab.local_name(row["confidence"]),
        rule=row.get("rule", ""),
        note=row.get("note", ""),
        wording=english.get(wording, ""),
        wording_zh=chinese.get(wording, ""),
        last_stated="" if "to" in row else dates.get(row["source"], ""),
    )
