"""The graph view: things as nodes, statements as edges, with dependency read from the ontology."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from aigraph import i18n
from aigraph.weights import weights_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    import networkx as nx

    from aigraph.ontology import Term
    from aigraph.weights import Weight

_OF_DOCUMENTS: Final = frozenset({"Phrase", "Section"})


@dataclass(frozen=True)
class Statement:
    """An accepted or disputed claim as the graph view carries it.

    Attributes:
        claim: identifier of the claim.
        subject: ``table/key``.
        predicate: local name of the relation.
        object: ``table/key``.
        valid_from: ISO day, blank when open.
        valid_to: ISO day, inclusive, blank when open.
        source: ``sources/key``.
        locator: where in the source.
        grade: stated, computed, estimated, inferred or assumed.
        confidence: high, medium or low.
        rule: the rule that inferred it, or blank.
        note: remarks.
        wording: how the source says it, in English, read from subject to object; blank where its
            words were not judged.
        wording_zh: the same in Chinese.
        last_stated: date of the source, as it is written, where the statement has no end; blank
            where it has one or the source has no date.
        share: least and greatest part of the input that the object supplies, from the weights of
            a day or of a scenario; None where nothing gives it.
    """

    claim: str
    subject: str
    predicate: str
    object: str
    valid_from: str
    valid_to: str
    source: str
    locator: str
    grade: str
    confidence: str
    rule: str
    note: str
    wording: str = ""
    wording_zh: str = ""
    last_stated: str = ""
    share: tuple[float, float] | None = None

    def holds(self, day: date) -> bool:
        """Return whether the statement is said to hold on a day."""
        moment = day.isoformat()
        return (not self.valid_from or self.valid_from <= moment) and (
            not self.valid_to or moment <= self.valid_to
        )

    @property
    def accepted(self) -> bool:
        """Whether the statement enters answers by default."""
        return self.confidence != "low"


@dataclass(frozen=True)
class Thing:
    """A node: its identifier, class and labels.

    Attributes:
        id: ``table/key``.
        kind: local name of its class.
        label: English label.
        label_zh: Chinese label, blank where none is attested.
        scheme: ``schemes/key`` of a concept, else blank.
        data_set: ``sources/key`` of the imported data set that alone names it, else blank.
    """

    id: str
    kind: str
    label: str
    label_zh: str
    scheme: str
    data_set: str = ""

    @property
    def is_of_document(self) -> bool:
        """Whether it is a phrase or heading of a document, and no thing of the industry.

        Such things hold what a document says, for whoever reads that document; searches, views,
        lists and counts leave them out.
        """
        return self.kind in _OF_DOCUMENTS

    @property
    def is_of_industry(self) -> bool:
        """Whether it counts as a thing of the industry: no phrase, heading or measure does."""
        return not self.is_of_document and self.kind != "MeasureKind"

    @property
    def is_described(self) -> bool:
        """Whether it gets a page: no phrase does, and nothing that one data set alone names."""
        return not self.is_of_document and not self.data_set

    def named(self, language: str) -> str:
        """Return the label in a language, falling back to the other."""
        return (self.label_zh or self.label) if language == "zh" else (self.label or self.label_zh)


@dataclass(frozen=True)
class Name:
    """A name by which a thing is found.

    Attributes:
        thing: ``table/key``.
        label: the name.
        language: ``en``, ``zh`` or ``zh-Hant``.
        kind: ``preferred``, ``iso-code``, or the kind of the alias.
    """

    thing: str
    label: str
    language: str
    kind: str


@dataclass(frozen=True)
class View:
    """Everything a question reads.

    Attributes:
        things: every thing by its identifier.
        names: the names by which things are found.
        statements: what sources state of things.
        terms: what relations mean, by their names.
        weights: the parts of wholes that sources give.
        records: identifiers that data sets have for things, each with the one that is kept.
    """

    things: dict[str, Thing]
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]
    terms: dict[str, Term]
    weights: tuple[Weight, ...] = ()
    records: dict[str, str] = field(default_factory=dict)

    def label(self, thing: str, language: str = "en") -> str:
        """Return the label of a thing or relation, or its identifier where it has none."""
        if known := self.things.get(thing):
            return known.named(language) or thing
        if term := self.terms.get(thing):
            return term.label_zh if language == "zh" else term.label_en
        return thing

    def name(self, thing: str) -> i18n.Name:
        """Return what a thing or relation is called in both languages."""
        return i18n.Name(self.label(thing), self.label(thing, "zh"))

    def findable(self) -> Iterator[Name]:
        """Yield the names by which things of the industry are found."""
        for name in self.names:
            thing = self.things.get(name.thing)
            if thing is None or not thing.is_of_document:
                yield name

    def only(self, sources: Collection[str]) -> View:
        """Return the view with the statements and weights of some sources; all without any."""
        if not sources:
            return self
        kept = tuple(item for item in self.statements if item.source in sources)
        weights = tuple(item for item in self.weights if item.source in sources)
        return replace(self, statements=kept, weights=weights)

    def held(self, day: date) -> list[Statement]:
        """Return the accepted statements that hold on a day, each with its share on that day."""
        shares = weights_on(self.weights, day)
        return [
            _weighed(item, shares) for item in self.statements if item.accepted and item.holds(day)
        ]

    def to_json(self) -> dict[str, object]:
        """Return the view as plain values."""
        return {
            "things": [list(vars(thing).values()) for thing in self.things.values()],
            "names": [list(vars(name).values()) for name in self.names],
            "statements": [list(vars(statement).values()) for statement in self.statements],
            "terms": [list(vars(term).values()) for term in self.terms.values()],
            "weights": [list(vars(weight).values()) for weight in self.weights],
            "records": self.records,
        }


def _weighed(
    item: Statement, shares: Mapping[tuple[str, str, str], tuple[float, float]]
) -> Statement:
    """Return a statement with the share that weights give it, unless it has one."""
    share = shares.get((item.subject, item.predicate, item.object))
    return item if share is None or item.share is not None else replace(item, share=share)


def graph(view: View, statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Return statements as a networkx graph, each edge from subject to object as stated.

    Nodes carry ``kind``, ``label`` and ``label_zh``; an edge's key is its claim and its attribute
    ``statement`` the whole statement.
    """
    import networkx as nx

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in view.things.values():
        result.add_node(thing.id, kind=thing.kind, label=thing.label, label_zh=thing.label_zh)
    for statement in statements:
        result.add_edge(
            statement.subject, statement.object, key=statement.claim, statement=statement
        )
    return result


def dependencies(view: View, statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Return only what depends on what: each edge from the dependent to what it depends on.

    The ontology says of each relation whether its subject depends on its object, the reverse
    (the edge is turned round), or neither (the statement is left out).
    """
    import networkx as nx

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for statement in statements:
        match view.terms[statement.predicate].direction:
            case "subjectOnObject":
                ends = statement.subject, statement.object
            case "objectOnSubject":
                ends = statement.object, statement.subject
            case _:
                continue
        result.add_edge(*ends, key=statement.claim, statement=statement)
    return result
