"""Rules and their scopes, as the tables state them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pyoxigraph import Store

_PROPERTIES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?node ?class ?property ?value WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> {
    VALUES ?class {
      ag:DutyRule ag:ExemptionRule ag:ExportControlRule ag:ClassificationRule ag:Scope ag:Gate
    }
    ?node a ?class ; ?property ?value .
    FILTER(!isLiteral(?value) || LANG(?value) != "zh")
  }
}
"""
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
  GRAPH ?g { ?claim ag:predicate ag:appliesIn ; ag:subject ?policy ; ag:object ?place }
}
"""


@dataclass(frozen=True)
class Gate:
    """One technical threshold that a good must meet.

    Attributes:
        measure: ``concepts/key`` of the figure compared.
        at_least: met by this figure and greater ones; None is open, as for the other bounds.
        above: met by greater figures only.
        at_most: met by this figure and lesser ones.
        below: met by lesser figures only.
        unit: unit of the bounds.
    """

    measure: str
    at_least: float | None
    above: float | None
    at_most: float | None
    below: float | None
    unit: str

    def met_by(self, figure: float) -> bool:
        """Tell whether a figure passes the gate.

        >>> gate = Gate("concepts/performance-density", 1.6, None, None, 5.92, "TPP/mm2")
        >>> [gate.met_by(figure) for figure in (1.6, 5.92)]
        [True, False]
        """
        return (
            (self.at_least is None or figure >= self.at_least)
            and (self.above is None or figure > self.above)
            and (self.at_most is None or figure <= self.at_most)
            and (self.below is None or figure < self.below)
        )


@dataclass(frozen=True)
class Scope:
    """One thing a rule covers.

    Attributes:
        digits: letters and digits of the code; a good's code that begins with them is covered.
        condition: a fact outside codes that must hold, or blank.
        end_use: the use the goods must have, or blank.
        gates: technical thresholds, all of which must be met.
        locator: where the source says so.
        grade: how the source supports it.
    """

    digits: str
    condition: str
    end_use: str
    gates: tuple[Gate, ...]
    locator: str
    grade: str


@dataclass(frozen=True)
class Rule:
    """One enforceable effect of a policy.

    Attributes:
        id: ``rules/key``.
        label: English label.
        kind: ``duty``, ``exemption``, ``export-control`` or ``classification``.
        policy: ``policies/key``.
        places: places where the policy has effect (the importer, for a duty).
        rate: additional duty as a fraction, or None.
        licence: licence policy of an export control, or blank.
        quota: most that a licence may let pass, as a fraction, or None.
        quota_of: what the quota is a fraction of, or blank.
        covers_all: whether it covers all goods.
        origins: origins covered; empty is all.
        excluded_origins: origins left out.
        destinations: destinations covered; empty is all.
        lifts: rules that an exemption lifts.
        yields_to: rules beside which it does not apply.
        valid_from: ISO day or blank.
        valid_to: ISO day, inclusive, or blank.
        confirmed_on: last day at which a source confirms it, or blank.
        known_from: first day on which it was public, where that is not before it took effect.
        status: state that the source reports.
        source: ``sources/key``.
        locator: where in the source.
        grade: how the source supports it.
        confidence: high, medium or low.
        scopes: what it covers.
    """

    id: str
    label: str
    kind: str
    policy: str
    places: frozenset[str]
    rate: float | None
    licence: str
    quota: float | None
    quota_of: str
    covers_all: bool
    origins: frozenset[str]
    excluded_origins: frozenset[str]
    destinations: frozenset[str]
    lifts: frozenset[str]
    yields_to: frozenset[str]
    valid_from: str
    valid_to: str
    confirmed_on: str
    known_from: str
    status: str
    source: str
    locator: str
    grade: str
    confidence: str
    scopes: tuple[Scope, ...] = field(default=())

    def force_on(self, day: date) -> str:
        """Tell whether the rule is in force on a day: ``yes``, ``no`` or ``unknown``.

        Past the last day at which a source confirms the rule nothing is known of it: neither
        that it still applies, nor that its scheduled end came. A suspended rule was in force until
        its last day, or never where it has none.
        """
        moment = day.isoformat()
        never = self.status in {"announced", "proposed"} or (
            self.status == "suspended" and not self.valid_to
        )
        if never or self.valid_from > moment:
            return "no"
        ended = bool(self.valid_to) and self.valid_to < moment
        if ended and self.confirmed_on > self.valid_to:
            return "no"
        if self.confirmed_on and self.confirmed_on < moment:
            return "unknown"
        return "no" if ended else "yes"


def code_digits(notation: str) -> str:
    """Return the letters and digits of a code, by which prefixes are compared.

    >>> code_digits("8473.30.1180").startswith(code_digits("8473.30.11"))
    True
    >>> code_digits("8471.80.4000").startswith(code_digits("8473.30"))
    False
    """
    return "".join(character for character in notation if character.isalnum()).upper()


def read_law(store: Store) -> dict[str, Rule]:
    """Return the rules of a store by identifier, each with its scopes."""
    nodes: dict[str, dict[str, list[str]]] = {}
    for row in select(store, _PROPERTIES):
        values = nodes.setdefault(identifier(row["node"]), {"class": [row["class"]]})
        values.setdefault(vocab.local_name(row["property"]), []).append(row["value"])
    digits = notations(store)
    places: dict[str, set[str]] = {}
    for row in select(store, _JURISDICTIONS):
        places.setdefault(identifier(row["policy"]), set()).add(identifier(row["place"]))
    gates: dict[str, list[Gate]] = {}
    for _, values in _of_class(nodes, "Gate"):
        gates.setdefault(identifier(values["gateOf"][0]), []).append(_gate(values))
    scopes: dict[str, list[Scope]] = {}
    for node, values in _of_class(nodes, "Scope"):
        rule = identifier(values["scopeOf"][0])
        scopes.setdefault(rule, []).append(_scope(values, digits, tuple(gates.get(node, ()))))
    return {
        node: _rule(node, values, places, tuple(scopes.get(node, ())))
        for kind in ("DutyRule", "ExemptionRule", "ExportControlRule", "ClassificationRule")
        for node, values in _of_class(nodes, kind)
    }


def _of_class(
    nodes: Mapping[str, dict[str, list[str]]], name: str
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for node, values in sorted(nodes.items()):
        if values["class"][0] == vocab.term(name):
            yield node, values


def known(rules: Mapping[str, Rule], as_of: date, known_at: date | None) -> dict[str, Rule]:
    """Return the rules that were public on a day, for a question about the same day or an earlier.

    Args:
        rules: all rules.
        as_of: the day that the question is about.
        known_at: the day on which it is asked; None is today.

    Raises:
        ValueError: if it is asked before the day it is about, since what was expected to come is
            not recorded.
    """
    if known_at is None:
        return dict(rules)
    if known_at < as_of:
        raise ValueError(f"{known_at} lies before {as_of}: what was expected is not recorded")
    moment = known_at.isoformat()
    return {key: rule for key, rule in rules.items() if rule.known_from <= moment}


def notations(store: Store) -> dict[str, str]:
    """Return the letters and digits of every code, by its identifier."""
    return {
        identifier(row["code"]): code_digits(row["notation"]) for row in select(store, _NOTATIONS)
    }


def _gate(values: Mapping[str, list[str]]) -> Gate:
    return Gate(
        measure=identifier(values["measure"][0]),
        at_least=_number(values, "atLeast"),
        above=_number(values, "above"),
        at_most=_number(values, "atMost"),
        below=_number(values, "below"),
        unit=_text(values, "unit"),
    )


def _scope(
    values: Mapping[str, list[str]], digits: Mapping[str, str], gates: tuple[Gate, ...]
) -> Scope:
    return Scope(
        digits=digits[identifier(values["coversCode"][0])],
        condition=_text(values, "condition"),
        end_use=_text(values, "endUse"),
        gates=gates,
        locator=_text(values, "locator"),
        grade=vocab.local_name(_text(values, "grade")),
    )


def _rule(
    node: str,
    values: Mapping[str, list[str]],
    places: Mapping[str, set[str]],
    scopes: tuple[Scope, ...],
) -> Rule:
    def things(name: str) -> frozenset[str]:
        return frozenset(map(identifier, values.get(name, ())))

    policy = identifier(values["policy"][0])
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
        lifts=things("lifts"),
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
        scopes=scopes,
    )


def _number(values: Mapping[str, list[str]], name: str) -> float | None:
    return float(values[name][0]) if name in values else None


def _text(values: Mapping[str, list[str]], name: str) -> str:
    found = values.get(name)
    return found[0] if found else ""
