"""Whether the rows that are to hold a fact of a document say what the document says."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

_ROWS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT DISTINCT ?fact ?row WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?fact ag:heldBy ?row ; ag:document ?document }
  GRAPH ?g { ?row ag:statedIn|a ?origin }
  FILTER(?origin = ?document || (?row = ?document && ?origin = ag:Source))
}
"""
_CONCEPTS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?fact ?row WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?fact ag:heldBy ?row . ?row skos:inScheme ?any }
}
"""
_LINKS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?row ?subject ?predicate ?wording ?object WHERE { GRAPH ?g {
  ?row ag:subject ?subject ; ag:predicate ?predicate ; ag:object ?object .
  OPTIONAL { ?row ag:wording ?wording }
} }
"""
_PLACED: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?row ?object WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?row skos:inScheme ?object }
}
"""
_NAMED: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?row ?subject ?figure WHERE { GRAPH ?g { ?row ag:labelOf ?subject ; ag:labelText ?figure } }
"""
_FIGURES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?row ?subject ?figure ?unit ?period WHERE { GRAPH ?g {
  ?row ag:entity ?subject ; ag:amount ?figure ; ag:unit ?unit .
  OPTIONAL { ?row ag:period ?period }
} }
"""
_DATED: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?row ?period WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?row ag:issued ?period }
}
"""
_LOCATED: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?row ?locator WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?row ag:locator ?locator }
  FILTER(CONTAINS(?locator, "p. "))
}
"""
_PAGE: Final = re.compile(r"\bp\. (\d+)$")
_OWN_CLAIMS: Final = "claims/"
_CODE, _PAGES = "code", "page"


@dataclass
class Content:
    """What one row says, in the parts by which a fact is compared with it.

    Attributes:
        about: the things that it is about, as ``table/key``.
        links: subject, wording (of a cell, the address of its relation) and object.
        figures: figure and unit, the figure as a plain number or text.
        periods: dates and intervals.
    """

    about: set[str] = field(default_factory=set)
    links: set[tuple[str, str, str]] = field(default_factory=set)
    figures: set[tuple[str, str]] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)


def holding_rows(store: Store) -> dict[str, list[str]]:
    """Return the rows that cite the document of a fact and are to hold it, by fact.

    Beside a row that cites the document, a concept that several documents share may say in which
    scheme it is.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for row in select(store, _ROWS):
        found[row["fact"]].append(identifier(row["row"]))
    for row in select(store, _CONCEPTS):
        if row["fact"] in found and identifier(row["row"]) not in found[row["fact"]]:
            found[row["fact"]].append(identifier(row["row"]))
    return found


def read_contents(store: Store) -> dict[str, Content]:
    """Return what every row of the graph says, by ``table/key``."""
    contents: dict[str, Content] = defaultdict(Content)
    for row in select(store, _LINKS):
        subject, end = identifier(row["subject"]), identifier(row["object"])
        name = identifier(row["row"])
        cell = name.startswith(_OWN_CLAIMS)
        # A cell has no words of its own: it says what its column means.
        said = row["predicate"] if cell else identifier(row.get("wording", ""))
        # What a cell says, the row of its thing says.
        for key in (name, subject) if cell else (name,):
            contents[key].links.add((subject, said, end))
            contents[key].about.add(subject)
    for row in select(store, _PLACED):
        name = identifier(row["row"])
        contents[name].links.add((name, "", identifier(row["object"])))
    for row in select(store, _NAMED):
        entry = contents[identifier(row["row"])]
        entry.about.add(identifier(row["subject"]))
        entry.figures.add((row["figure"], _CODE))
    for row in select(store, _FIGURES):
        entry = contents[identifier(row["row"])]
        entry.about.add(identifier(row["subject"]))
        entry.figures.add((plain(row["figure"]), row["unit"]))
        entry.periods.add(row.get("period", ""))
    for row in select(store, _DATED):
        contents[identifier(row["row"])].periods.add(row["period"])
    for row in select(store, _LOCATED):
        if page := _PAGE.search(row["locator"]):
            contents[identifier(row["row"])].figures.add((page[1], _PAGES))
    return contents


def plain(figure: str) -> str:
    """Return a number without what its spelling adds; any other text as it is.

    >>> plain("1.50"), plain("1973860x")
    ('1.5', '1973860x')
    """
    try:
        return f"{Decimal(figure).normalize():f}"
    except InvalidOperation:
        return figure


def holds(fact: dict[str, str], rows: Iterable[str], contents: dict[str, Content]) -> bool:
    """Return whether rows say a fact: its subject, wording, object, figure, unit and period.

    A part that the fact leaves blank is not compared. What is known to be lost of it is not held.

    Args:
        fact: subject, wording and object as ``table/key``, the address of the relation that the
            wording means, figure, unit, period and lost, each where it has one.
        rows: the rows that are to hold it, as ``table/key``.
        contents: what each row says.
    """
    names = list(rows)
    if not names or "lost" in fact:
        return False
    found = [contents.get(name, Content()) for name in names]
    subject = fact.get("subject", "")
    if "object" in fact:
        links = {link for entry in found for link in entry.links}
        ends = {(start, end) for start, _, end in links}
        said = {fact.get("wording"), fact.get("means")} - {None}
        if said and not any((subject, words, fact["object"]) in links for words in said):
            return False
        if (subject, fact["object"]) not in ends:
            return False
    elif subject and subject not in names and not any(subject in entry.about for entry in found):
        return False
    return _has_figure(fact, found) and (
        "period" not in fact or any(fact["period"] in entry.periods for entry in found)
    )


def _has_figure(fact: dict[str, str], found: Iterable[Content]) -> bool:
    """Return whether one row has the figure in its unit; of a figure in words, the unit alone."""
    if "unit" not in fact:
        return True
    figure = plain(fact["figure"]) if "figure" in fact and fact["unit"] != _CODE else None
    if fact["unit"] == _CODE:
        figure = fact.get("figure")
    return any(
        unit == fact["unit"] and figure in {None, amount}
        for entry in found
        for amount, unit in entry.figures
    )
