"""Under which ECCNs goods fall by their technical figures, or by what they contain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.law.rules import CLASSIFICATION, LOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aigraph.law.entries import CustomsEntry, Figures
    from aigraph.law.rules import Figure, Rule, Scope

KIND_OF: Final = {
    "concepts/total-processing-performance": "chips",
    "concepts/memory-bandwidth-density": "components",
    "concepts/training-compute": "models",
}
"""The table of the goods for which an ECCN is meant, by a measure of its thresholds."""

_CIRCUITS: Final = "3A090"
_COMPUTERS: Final = "4A090"
_CONTAINED: Final = ("", "A", "B")
"""Paragraphs of 3A090 that ECCN 4A090 follows; 3A090.c is memory."""


@dataclass(frozen=True)
class Classification:
    """That a good falls under an ECCN for as long as a rule is in force.

    Attributes:
        good: ``table/key``.
        code: ``codes/key``.
        rule: the rule that defines the ECCN.
        scopes: the scopes of which the good surely meets every threshold.
        figures: identifiers of the observations compared.
    """

    good: str
    code: str
    rule: Rule
    scopes: tuple[Scope, ...]
    figures: frozenset[str]


def classify(
    goods: Iterable[str], figures: Mapping[str, Figures], rules: Mapping[str, Rule]
) -> Iterator[Classification]:
    """Yield the ECCNs under which goods fall because they meet all thresholds of a scope.

    Args:
        goods: goods by identifier.
        figures: figures by good.
        rules: all rules; those of low confidence, and those never in force, are left out.
    """
    for good in goods:
        known = figures.get(good, {})
        for rule in _defining(rules):
            met: dict[str, list[Scope]] = {}
            for scope in _scopes(rule):
                if all(item.met_by(known.get(item.figure)) for item in scope.thresholds):
                    met.setdefault(scope.code, []).append(scope)
            for code, scopes in met.items():
                yield Classification(good, code, rule, tuple(scopes), _compared(scopes, known))


def _defining(rules: Mapping[str, Rule]) -> list[Rule]:
    return [
        rule
        for rule in rules.values()
        if rule.kind == CLASSIFICATION and rule.confidence != LOW and not rule.never
    ]


def _scopes(rule: Rule) -> list[Scope]:
    """Return the scopes that figures decide: those with thresholds and nothing else to ask."""
    return [
        scope
        for scope in rule.scopes
        if scope.thresholds and not scope.facts and scope.confidence != LOW
    ]


def _compared(scopes: Iterable[Scope], known: Figures) -> frozenset[str]:
    return frozenset(
        observation
        for scope in scopes
        for threshold in scope.thresholds
        for observation in known[threshold.figure].evidence
    )


def undecided(
    entry: CustomsEntry, rules: Mapping[str, Rule], day: date
) -> list[tuple[Rule, tuple[str, ...]]]:
    """Return the rules by which a good may fall under an ECCN, with the measures that would decide.

    Only ECCNs for goods of its kind count: memory is no processor.

    Args:
        entry: an export of the good; its code does not matter.
        rules: all rules.
        day: the day asked about.
    """
    found = []
    for rule in _defining(rules):
        if rule.force_on(day) == "no":
            continue
        missing = {
            measure
            for scope in scopes_for(entry, rule)
            for measure in _deciding(scope, entry.figures)
        }
        if missing:
            found.append((rule, tuple(sorted(missing))))
    return found


def scopes_for(entry: CustomsEntry, rule: Rule) -> list[Scope]:
    """Return the scopes of an ECCN that are meant for a good: by its kind, or by a figure of it.

    Args:
        entry: an export of the good.
        rule: the rule that defines the ECCN.
    """
    kind = entry.good.partition("/")[0]
    found = []
    for scope in _scopes(rule):
        kinds = {KIND_OF[item.measure] for item in scope.thresholds if item.measure in KIND_OF}
        known = any(item.figure in entry.figures for item in scope.thresholds)
        if kind in kinds or (not kinds and known):
            found.append(scope)
    return found


def _deciding(scope: Scope, figures: Mapping[tuple[str, str], Figure]) -> list[str]:
    """Return the measures on which it hangs whether a good meets a scope."""
    outcomes = {item: item.met_by(figures.get(item.figure)) for item in scope.thresholds}
    if False in outcomes.values():
        return []
    return [item.measure for item, met in outcomes.items() if met is None]


def assembled(digits: str) -> str:
    """Return the digits of the ECCN of a computer that contains a circuit of an ECCN, or blank.

    ECCN 4A090 covers computers, electronic assemblies and components that contain integrated
    circuits, any of which meets or exceeds the limits of 3A090.a (4A090.a) or of 3A090.b (4A090.b).

    >>> assembled("3A090A"), assembled("3A090B2"), assembled("3A090"), assembled("3A090C")
    ('4A090A', '4A090B', '4A090', '')
    """
    paragraph = digits[len(_CIRCUITS) :][:1]
    if not digits.startswith(_CIRCUITS) or paragraph not in _CONTAINED:
        return ""
    return f"{_COMPUTERS}{paragraph}"
