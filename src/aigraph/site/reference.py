"""The reference: classes, properties and concept schemes, tables and columns, and how to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aigraph import vocab
from aigraph.i18n import Text, described
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.schema.columns import Column
    from aigraph.site.frame import Frame

_TERMS: Final = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?term ?kind ?property ?value (LANG(?value) AS ?language) WHERE {
  GRAPH <https://w3id.org/aigraph/graph/ontology> {
    VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:NamedIndividual }
    ?term a ?kind ; skos:prefLabel [] ; ?property ?value .
  }
} ORDER BY ?term ?property ?value
"""
_KINDS: Final = (
    ("Class", Text("Classes")),
    ("ObjectProperty", Text("Relations between things")),
    ("DatatypeProperty", Text("Values")),
    ("NamedIndividual", Text("Grades, confidence and directions")),
)
_SHOWN: Final = ("subClassOf", "subPropertyOf", "domain", "range", "inputRole", "family")


@dataclass(frozen=True)
class Entry:
    """A term of the ontology.

    Attributes:
        name: local name.
        iri: its address on the web.
        labels: English and Chinese label.
        definition: what it means.
        translated: whether the definition is in the page's language.
        direction: which end depends on the other, or blank.
        more: further properties, each with its values.
        used: number of things or statements of it.
        page: page of the things of a class, or blank.
    """

    name: str
    iri: str
    labels: tuple[str, str]
    definition: str
    translated: bool
    direction: str
    more: list[tuple[str, list[str]]]
    used: int
    page: str


def write_ontology(frame: Frame) -> None:
    """Write the page of all terms, and of the concept schemes."""
    terms = _terms(frame)
    view = frame.site.release.view
    members: dict[str, int] = {}
    for thing in view.things.values():
        if thing.scheme:
            members[thing.scheme] = members.get(thing.scheme, 0) + 1
    frame.write(
        "ontology.html",
        "ontology.html",
        frame.say("Ontology"),
        groups=[
            (heading.to(frame.language), kind, terms.get(kind, [])) for kind, heading in _KINDS
        ],
        local=frozenset(entry.name for entries in terms.values() for entry in entries),
        schemes=sorted(members.items()),
    )


def _terms(frame: Frame) -> dict[str, list[Entry]]:
    view = frame.site.release.view
    used: dict[str, int] = {}
    for thing in view.things.values():
        used[thing.kind] = used.get(thing.kind, 0) + 1
    kinds = {view.things[key].kind for key in frame.site.library.things}
    for statement in view.statements:
        used[statement.predicate] = used.get(statement.predicate, 0) + 1
    values: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for row in select(frame.site.release.store, _TERMS):
        found = values.setdefault((vocab.local_name(row["kind"]), row["term"]), {})
        found.setdefault(vocab.local_name(row["property"]), []).append(
            (row["value"], row.get("language", ""))
        )
    entries: dict[str, list[Entry]] = {}
    for (kind, iri), found in values.items():
        name = vocab.local_name(iri)
        labels = {language: text for text, language in found["prefLabel"]}
        definitions = {language: text for text, language in found.get("definition", [])}
        definition, translated = _definition(frame, definitions)
        entries.setdefault(kind, []).append(
            Entry(
                name=name,
                iri=iri,
                labels=(labels.get("en", name), labels.get("zh", "")),
                definition=definition,
                translated=translated,
                direction=vocab.local_name(found.get("dependencyDirection", [("", "")])[0][0]),
                more=[
                    (key, [vocab.local_name(text) for text, _ in found[key]])
                    for key in _SHOWN
                    if key in found
                ],
                used=used.get(name, 0),
                page=f"kind/{name}.html" if name in kinds else "",
            )
        )
    return entries


def _definition(frame: Frame, given: dict[str, str]) -> tuple[str, bool]:
    """Return a definition in the page's language, and whether it is in that language."""
    if frame.language in given:
        return given[frame.language], True
    return given.get("en", ""), False


def write_dictionary(frame: Frame) -> None:
    """Write the page of every table and column."""
    frame.write(
        "dictionary.html",
        "dictionary.html",
        frame.say("The tables"),
        tables=[
            (
                table.name,
                frame.site.release.manifest["rows"].get(table.name, 0),
                described(table.meaning, frame.language),
                [
                    (
                        column.name,
                        _holds(frame, column),
                        column.required,
                        column.says,
                        described(column.meaning, frame.language),
                    )
                    for column in table.columns
                ],
            )
            for table in TABLES.values()
        ],
    )


def _holds(frame: Frame, column: Column) -> str:
    """Return what a cell of a column may hold, in words."""
    targets = ", ".join(column.targets) or frame.say("any table")
    match column.kind:
        case "enumeration":
            allowed = ", ".join(column.values)
            return frame.say("one of {values}", values=allowed)
        case "reference":
            return frame.say("reference to {tables}", tables=targets)
        case "references":
            return frame.say("references to {tables}", tables=targets)
        case kind:
            return frame.word(kind)


def write_about(frame: Frame) -> None:
    """Write the page on how to read grades, exposures and what is unknown."""
    frame.write("about.html", "about.html", frame.say("How to read this site"))


def write_kinds(frame: Frame) -> None:
    """Write the list of kinds of things, and for each kind the list of its things."""
    view = frame.site.release.view
    by_kind: dict[str, list[Any]] = {}
    for key in frame.site.library.things:
        thing = view.things[key]
        by_kind.setdefault(thing.kind, []).append(thing)
    frame.write(
        "browse.html",
        "browse.html",
        frame.say("All things by kind"),
        kinds=sorted(
            (
                (kind, len(things))
                for kind, things in by_kind.items()
                if all(thing.is_of_industry for thing in things)
            ),
            key=lambda pair: (-pair[1], pair[0]),
        ),
    )
    for kind, things in by_kind.items():
        groups: dict[str, list[Any]] = {}
        for thing in things:
            groups.setdefault(thing.scheme, []).append(thing)
        frame.write(
            "kind.html",
            f"kind/{kind}.html",
            frame.term(kind),
            groups=[
                (scheme, sorted(found, key=lambda item: (item.named(frame.language), item.id)))
                for scheme, found in sorted(groups.items())
            ],
            number=len(things),
        )
