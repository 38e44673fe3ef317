"""Read rules, codes and figures from a store into values of the law."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ids import identifier
from aigraph.law.entries import Goods, S
from aigraph.law.rules import Figure, Rule, Scope, Threshold, code_digits
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pyoxigraph import Store

    from aigraph.law.entries import Figures

Values = dict[str, list[str]]

_PROPERTIES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?node ?class ?property ?value WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    VALUES ?class {
      ag:DutyRule ag:ExemptionRule ag:ExportControlRule ag:ClassificationRule ag:ChargeRule
      ag:Scope ag:Threshold
    }
    ?node a ?class ; ?property ?value .
    FILTER(!isLiteral(?value) || LANG(?value) != "zh")
  }
}
"""
_REACH: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?rule ?language ?text WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?rule ag:reach ?text }
  BIND(LANG(?text) AS ?language)
}
"""
_RULES: Final = (
    "DutyRule",
    "ExemptionRule",
    "ExportControlRule",
    "ClassificationRule",
    "ChargeRule",
)
_NOTATIONS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code ?notation WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?code ag:codeSystem ?system ; skos:notation ?notation
  }
}
"""
_JURISDICTIONS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?policy ?place WHERE {
  GRAPH ?g {
    ?claim ag:predicate ag:appliesIn ; ag:subject ?policy ; ag:object ?place ;
      ag:confidence ?confidence
    FILTER(?confidence != ag:low)
  }
}
"""
_PLACES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?place ?kind ?above WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?place a ag:Place ; ag:kind ?kind }
  OPTIONAL {
    GRAPH ?g { ?claim ag:predicate ag:partOf ; ag:subject ?place ; ag:object ?above }
  }
}
"""
_READ_FROM: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?place ?day WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?place ag:dutiesReadFrom ?day }
}
"""
_RULINGS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?ruling ?day WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?rule ag:heldVoidBy ?ruling .
    ?ruling ag:issued ?day
  }
}
"""
_CONTROLLING: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?policy WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    ?policy a ag:Policy ; ag:kind ?kind
    FILTER(?kind IN ("control-programme", "regulation"))
  }
}
"""
_FIGURES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?observation ?entity ?measure ?unit ?value ?max ?scale ?least ?source WHERE {
  { SELECT DISTINCT ?measure ?unit WHERE {
    GRAPH <https://w3id.org/aigraph/graph/things> {
      ?threshold a ag:Threshold ; ag:measure ?measure ; ag:unit ?unit
    }
  } }
  GRAPH ?g {
    ?observation ag:entity ?entity ; ag:measure ?measure ; ag:unit ?unit ; ag:value ?value ;
      ag:statedIn ?source ; ag:confidence ?confidence
    OPTIONAL { ?observation ag:valueMax ?max }
    OPTIONAL { ?observation ag:scale ?scale }
    OPTIONAL { ?observation ag:isLowerBound ?least }
    FILTER(?confidence != ag:low)
  }
}
"""


def read_law(store: Store) -> dict[str, Rule]:
    """Return the rules of a store by identifier, each with its scopes."""
    nodes: dict[str, Values] = {}
    for row in select(store, _PROPERTIES):
        values = nodes.setdefault(identifier(row["node"]), {"class": [row["class"]]})
        values.setdefault(vocab.local_name(row["property"]), []).append(row["value"])
    digits = notations(store)
    places: dict[str, set[str]] = {}
    for row in select(store, _JURISDICTIONS):
        places.setdefault(identifier(row["policy"]), set()).add(identifier(row["place"]))
    thresholds: dict[str, list[Threshold]] = {}
    for node, values in _of_class(nodes, "Threshold"):
        thresholds.setdefault(identifier(values["thresholdOf"][0]), []).append(
            _threshold(node, values)
        )
    scopes: dict[str, list[Scope]] = {}
    for node, values in _of_class(nodes, "Scope"):
        scope = _scope(values, digits, thresholds.get(node, ()))
        scopes.setdefault(identifier(values["scopeOf"][0]), []).append(scope)
    reach = {
        (identifier(row["rule"]), row["language"]): row["text"] for row in select(store, _REACH)
    }
    rulings = {identifier(row["ruling"]): row["day"] for row in select(store, _RULINGS)}
    found = {
        node: _rule(node, values, places, rulings, scopes.get(node, ()))
        for kind in _RULES
        for node, values in _of_class(nodes, kind)
    }
    return {
        node: replace(rule, reach=(reach.get((node, "en"), ""), reach.get((node, "zh"), "")))
        for node, rule in found.items()
    }


def read_goods(
    store: Store, statements: Iterable[S] = (), sources: Collection[str] = ()
) -> Goods[S]:
    """Return what statements that hold say of goods, with figures and codes from a store.

    Args:
        store: where figures and codes are read.
        statements: what holds on the day.
        sources: only figures of these ``sources/key`` are used; empty is all.
    """
    figures: dict[str, Figures] = {}
    for row in select(store, _FIGURES):
        if sources and identifier(row["source"]) not in sources:
            continue
        of_good = figures.setdefault(identifier(row["entity"]), {})
        key = identifier(row["measure"]), row["unit"]
        of_good[key] = merged(of_good.get(key), _figure(row))
    return Goods[S](notations(store), figures, territories=territories(store)).on(statements)


def territories(store: Store) -> dict[str, frozenset[str]]:
    """Return the customs territories that places belong to.

    A province or city belongs to its economy, an economy to its customs union; a region, such as
    Asia-Pacific, and a group of countries pass nothing down.
    """
    kinds: dict[str, str] = {}
    above: dict[str, set[str]] = {}
    for row in select(store, _PLACES):
        place = identifier(row["place"])
        kinds[place] = row["kind"]
        if "above" in row:
            above.setdefault(place, set()).add(identifier(row["above"]))
    passing = {place for place, kind in kinds.items() if kind not in {"region", "bloc"}}
    found: dict[str, frozenset[str]] = {}
    for place in kinds:
        reached, queue = set[str](), [place]
        while queue:
            fresh = (above.get(queue.pop(), set()) & passing) - reached
            reached |= fresh
            queue += sorted(fresh)
        found[place] = frozenset(reached)
    return found


def duties_read_from(store: Store) -> dict[str, str]:
    """Return the first day from which the duties of customs territories were read, by place."""
    return {identifier(row["place"]): row["day"] for row in select(store, _READ_FROM)}


def controlling_policies(store: Store) -> frozenset[str]:
    """Return the policies that may control exports, whether or not any of their rules is known."""
    return frozenset(identifier(row["policy"]) for row in select(store, _CONTROLLING))


def notations(store: Store) -> dict[str, str]:
    """Return the letters and digits of every code, by its identifier."""
    return {
        identifier(row["code"]): code_digits(row["notation"]) for row in select(store, _NOTATIONS)
    }


def _figure(row: Mapping[str, str]) -> Figure:
    """Return an observation as a figure: its value or, where it is a range, both ends."""
    ends = [
        float(Decimal(row[name]).scaleb(int(row.get("scale", 0))))
        for name in ("value", "max")
        if name in row
    ]
    evidence = frozenset({identifier(row["observation"])})
    return Figure(min(ends), max(ends), evidence, at_least=row.get("least") == "true")


def merged(known: Figure | None, other: Figure) -> Figure:
    """Return the figure that leaves open which of two rivals is right.

    A lower bound that an exact figure confirms adds nothing to it.
    """
    if known is None:
        return other
    both = known.evidence | other.evidence
    if known.at_least != other.at_least:
        bound, exact = (known, other) if known.at_least else (other, known)
        return Figure(exact.low, max(exact.high, bound.low), both)
    if known.at_least:
        return Figure(max(known.low, other.low), max(known.low, other.low), both, at_least=True)
    return Figure(min(known.low, other.low), max(known.high, other.high), both)


def _of_class(nodes: Mapping[str, Values], name: str) -> Iterator[tuple[str, Values]]:
    for node, values in sorted(nodes.items()):
        if values["class"][0] == vocab.term(name):
            yield node, values


def _threshold(node: str, values: Values) -> Threshold:
    return Threshold(
        id=node,
        measure=identifier(values["measure"][0]),
        at_least=_scaled(values, "atLeast"),
        above=_scaled(values, "above"),
        at_most=_scaled(values, "atMost"),
        below=_scaled(values, "below"),
        unit=_text(values, "unit"),
        confidence=vocab.local_name(_text(values, "confidence")),
    )


def _scope(values: Values, digits: Mapping[str, str], thresholds: Collection[Threshold]) -> Scope:
    code = identifier(values["coversCode"][0]) if "coversCode" in values else ""
    return Scope(
        digits=digits[code] if code else "",
        code=code,
        condition=_text(values, "condition"),
        end_use=_text(values, "endUse"),
        thresholds=tuple(thresholds),
        valid_from=_text(values, "validFrom"),
        valid_to=_text(values, "validTo"),
        locator=_text(values, "locator"),
        grade=vocab.local_name(_text(values, "grade")),
        confidence=vocab.local_name(_text(values, "confidence")),
        known_from=_text(values, "knownFrom"),
    )


def _rule(
    node: str,
    values: Values,
    places: Mapping[str, set[str]],
    rulings: Mapping[str, str],
    scopes: Collection[Scope],
) -> Rule:
    def things(name: str) -> frozenset[str]:
        return frozenset(map(identifier, values.get(name, ())))

    policy = identifier(values["policy"][0])
    void_by = identifier(_text(values, "heldVoidBy")) if "heldVoidBy" in values else ""
    return Rule(
        id=node,
        label=_text(values, "prefLabel"),
        kind=_text(values, "kind"),
        policy=policy,
        places=frozenset(places.get(policy, ())),
        rate=_number(values, "rate"),
        licence=_text(values, "licencePolicy"),
        quota=_number(values, "quota"),
        quota_of=_text(values, "quotaOf"),
        covers_all=_text(values, "coversAll") == "yes",
        origins=things("appliesToOrigin"),
        excluded_origins=things("excludesOrigin"),
        destinations=things("appliesToDestination"),
        excluded_destinations=things("excludesDestination"),
        exempts=things("lifts"),
        yields_to=things("yieldsTo"),
        valid_from=_text(values, "validFrom"),
        valid_to=_text(values, "validTo"),
        confirmed_on=_text(values, "confirmedOn"),
        known_from=_text(values, "knownFrom"),
        status=_text(values, "ruleStatus"),
        source=identifier(_text(values, "statedIn")),
        locator=_text(values, "locator"),
        grade=vocab.local_name(_text(values, "grade")),
        confidence=vocab.local_name(_text(values, "confidence")),
        scopes=tuple(scopes),
        rate_on="" if _text(values, "rateOn") == "value" else _text(values, "rateOn"),
        includes_base=_text(values, "includesBase") == "yes",
        void_by=void_by,
        void_on=rulings.get(void_by, ""),
        refundable=_text(values, "refundable"),
    )


def _number(values: Values, name: str) -> float | None:
    return float(values[name][0]) if name in values else None


def _scaled(values: Values, name: str) -> float | None:
    """Return a bound with the power of ten by which it counts."""
    if name not in values:
        return None
    return float(Decimal(values[name][0]).scaleb(int(_text(values, "scale") or 0)))


def _text(values: Values, name: str) -> str:
    found = values.get(name)
    return found[0] if found else ""
