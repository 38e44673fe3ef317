"""What the law decides of goods, as triples: the rules that cover them, and their ECCNs.

SPARQL sees here what ``aigraph.law`` decides; no query decides it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from aigraph import vocab
from aigraph.ids import identifier, iri
from aigraph.law.classification import assembled, classify
from aigraph.law.coverage import covered
from aigraph.rdf.law import notations, read_goods, read_law
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pyoxigraph import Store

    from aigraph.law.classification import Classification

CLASSIFICATION: Final = "classification"
"""Name of the rule that infers under which ECCN a good falls by its figures."""
ASSEMBLY: Final = "assembly"
"""Name of the rule that infers under which ECCN a server falls by what it contains."""

_EDGES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?subject ?predicate ?object WHERE {
  VALUES ?relation { ag:tradedAs ag:classifiedIn ag:originatesIn }
  GRAPH <https://w3id.org/aigraph/graph/derived> { ?subject ?relation ?object }
  BIND(STRAFTER(STR(?relation), "/ns/") AS ?predicate)
}
"""
_CLASSIFIED: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?good WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    VALUES ?class { ag:Chip ag:Component ag:Model }
    ?good a ?class
  }
}
"""
_INSIDE: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?claim ?relation ?subject ?object ?source ?locator ?from ?to WHERE {
  VALUES ?relation { ag:contains ag:comprisesChip ag:controlledUnder }
  GRAPH ?g {
    ?claim ag:predicate ?relation ; ag:subject ?subject ; ag:object ?object ;
      ag:confidence ?confidence ; ag:statedIn ?source ; ag:locator ?locator
    OPTIONAL { ?claim ag:validFrom ?from }
    OPTIONAL { ?claim ag:validTo ?to }
    FILTER(?confidence != ag:low)
  }
}
"""
_DATE: Final = NamedNode(vocab.XSD + "date")


class _Edge(NamedTuple):
    """One edge of the derived graph."""

    subject: str
    predicate: str
    object: str


def coverage(store: Store, day: date) -> list[Triple]:
    """Return which duty rules cover goods on a day, or may for want of a figure or an origin.

    A rule covers a good whatever exempts the good or supersedes the rule, and as long as a fact or
    a confirmation is open. The importer is any place where the rule has effect.

    Args:
        store: whose derived graph holds what is traded as what on that day.
        day: the day.

    Returns:
        ``coveredBy`` and, where only a missing figure or origin could decide,
        ``mayBeCoveredBy``.
    """
    edges = [
        _Edge(identifier(row["subject"]), row["predicate"], identifier(row["object"]))
        for row in select(store, _EDGES)
    ]
    found = covered(read_law(store), read_goods(store, edges), day)
    names = {True: _term("coveredBy"), False: _term("mayBeCoveredBy")}
    return [
        Triple(NamedNode(iri(good)), names[surely], NamedNode(iri(rule)))
        for (good, rule), surely in found.items()
    ]


def classifications(store: Store) -> list[Triple]:
    """Return the claims that goods fall under ECCNs, as long as the rules that define these hold.

    Args:
        store: a store with the tables loaded; claims are made for all days at once.
    """
    goods = sorted(identifier(row["good"]) for row in select(store, _CLASSIFIED))
    found = classify(goods, read_goods(store).figures, read_law(store))
    return [triple for item in found for triple in _claim(item)]


def assemblies(store: Store) -> list[Triple]:
    """Return the claims that servers fall under the ECCNs that their chips bring with them.

    Args:
        store: a store in which it is known under which ECCNs chips fall.
    """
    claims: dict[str, dict[str, list[Mapping[str, str]]]] = {}
    for row in sorted(select(store, _INSIDE), key=lambda row: row["claim"]):
        of_relation = claims.setdefault(vocab.local_name(row["relation"]), {})
        of_relation.setdefault(row["subject"], []).append(row)
    codes = {digits: iri(code) for code, digits in notations(store).items()}
    digits_of = {code: digits for digits, code in codes.items()}
    triples: list[Triple] = []
    for server, inside in sorted(claims.get("contains", {}).items()):
        for path in _paths(inside, claims.get("comprisesChip", {})):
            for claim in claims.get("controlledUnder", {}).get(path[-1]["object"], ()):
                code = codes.get(assembled(digits_of[claim["object"]]))
                if code:
                    triples += _inherited(server, code, claim, path)
    return triples


def _paths(
    inside: Iterable[Mapping[str, str]], families: Mapping[str, list[Mapping[str, str]]]
) -> Iterator[list[Mapping[str, str]]]:
    """Yield the claims that lead from a server to each chip in it, through product families."""
    queue = [[claim] for claim in inside]
    seen = {path[-1]["object"] for path in queue}
    while queue:
        path = queue.pop(0)
        yield path
        for claim in families.get(path[-1]["object"], ()):
            if claim["object"] not in seen:
                seen.add(claim["object"])
                queue.append([*path, claim])


def _inherited(
    server: str, code: str, claim: Mapping[str, str], path: list[Mapping[str, str]]
) -> list[Triple]:
    """Return the claim that a server falls under an ECCN, as long as its chip does."""
    parts = [identifier(server), identifier(code), identifier(claim["claim"])]
    name = "/".join(part.partition("/")[2].replace("/", "-") for part in parts)
    return _claim_of(
        f"{ASSEMBLY}/{name}",
        subject=server,
        code=code,
        source=claim["source"],
        locator=claim["locator"],
        premises=sorted({claim["claim"], *(step["claim"] for step in path)}),
        rule=ASSEMBLY,
        validity=(claim.get("from", ""), claim.get("to", "")),
    )


def _claim(item: Classification) -> list[Triple]:
    rule = item.rule
    parts = "/".join(part.partition("/")[2] for part in (item.good, rule.id, item.code))
    return _claim_of(
        f"{CLASSIFICATION}/{parts}",
        subject=iri(item.good),
        code=iri(item.code),
        source=iri(rule.source),
        locator=rule.locator,
        premises=[iri(key) for key in sorted({*item.figures, *_thresholds(item)})],
        rule=CLASSIFICATION,
        validity=(rule.valid_from, rule.valid_to),
    )


def _claim_of(
    name: str,
    *,
    subject: str,
    code: str,
    source: str,
    locator: str,
    premises: list[str],
    rule: str,
    validity: tuple[str, str],
) -> list[Triple]:
    """Return an inferred claim that a good falls under an ECCN."""
    claim = NamedNode(f"{vocab.THINGS}inferred/{name}")
    nodes = {
        "subject": [subject],
        "predicate": [vocab.term("controlledUnder")],
        "object": [code],
        "statedIn": [source],
        "grade": [vocab.term("inferred")],
        "confidence": [vocab.term("medium")],
        "premise": premises,
    }
    texts = {"locator": locator, "derivedByRule": rule}
    dates = dict(zip(("validFrom", "validTo"), validity, strict=True))
    return [
        Triple(claim, NamedNode(vocab.RDF_TYPE), _term("Claim")),
        Triple(claim, NamedNode(vocab.RDF_TYPE), _term("InferredClaim")),
        *(
            Triple(claim, _term(name), NamedNode(value))
            for name, values in nodes.items()
            for value in values
        ),
        *(Triple(claim, _term(name), Literal(text)) for name, text in texts.items()),
        *(
            Triple(claim, _term(name), Literal(text, datatype=_DATE))
            for name, text in dates.items()
            if text
        ),
    ]


def _thresholds(item: Classification) -> set[str]:
    return {threshold.id for scope in item.scopes for threshold in scope.thresholds}


def _term(name: str) -> NamedNode:
    return NamedNode(vocab.term(name))
