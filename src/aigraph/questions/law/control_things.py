"""Export controls of what is no good: organisations by lists, places by rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.ids import table_of
from aigraph.law.applicability import destination_covered
from aigraph.law.rules import EXPORT_CONTROL, LOW, code_digits
from aigraph.questions.law.case import TRADEABLE
from aigraph.questions.law.control_cases import Finding
from aigraph.questions.law.listings import listings
from aigraph.questions.names import resolve
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.law.rules import Rule
    from aigraph.questions.law.case import Case

CONTROLLED: Final = TRADEABLE | {"codes", "models", "organisations", "places", "services"}
"""Tables of things that export controls can name."""

NOT_LISTED: Final = "no list read names it; the current lists decide"
NOT_COMPUTED: Final = "a policy that targets it; which goods it covers is not known here"
NO_RULE_TO_PLACE: Final = "no rule known names it as a destination on this day"


def resolve_controlled(case: Case, text: str) -> str:
    """Return the thing that a text names, if export controls can apply to it.

    Raises:
        NotFoundError: if it names nothing, or something to which none can apply: a concept that no
            control names, a market, a source.
    """
    digits = code_digits(text)
    for code, known_digits in sorted(case.goods.notations.items()):
        if known_digits == digits and not digits.isdigit():
            return code
    found = resolve(case.view, text, TRADEABLE)
    if table_of(found) in CONTROLLED:
        return found
    named = {item.object for item in case.view.statements if item.predicate == "targets"}
    named |= {item.subject for item in case.view.statements if item.predicate == "controlledUnder"}
    if found in named:
        return found
    known = [thing for thing in case.view.things if table_of(thing) in TRADEABLE]
    raise NotFoundError(
        text, nearest(text, known, limit=3), what="thing that export controls can apply to"
    )


def party_findings(case: Case, organisation: str, destination: str) -> Iterator[Finding]:
    """Yield the lists that name an organisation or an owner of it, and what targets it.

    Args:
        case: what is known on the day.
        organisation: ``organisations/key``.
        destination: ``places/key``; a listing holds wherever the goods go.
    """
    entry = case.goods.unclassified(organisation, destination)
    hits = listings(organisation, case.held)
    lists = {hit["list"] for hit in hits}
    for policy in sorted(lists):
        because = sorted({hit["organisation"] for hit in hits if hit["list"] == policy})
        yield Finding(entry, "applies", tuple(because), policy=policy)
    targeting = case.targeting.get(organisation, set())
    for policy in sorted(targeting - lists):
        yield Finding(entry, "undetermined", (NOT_COMPUTED,), policy=policy)
    if not lists and not targeting:
        yield Finding(entry, "undetermined", (NOT_LISTED,))


def place_findings(case: Case, place: str) -> Iterator[Finding]:
    """Yield the export controls that have a place as a destination, or may.

    Args:
        case: what is known on the day.
        place: ``places/key``.
    """
    entry = case.goods.unclassified(place, place)
    found = False
    for rule in case.rules.values():
        if rule.kind != EXPORT_CONTROL or rule.confidence == LOW:
            continue
        force = rule.force_on(case.day)
        covered = destination_covered(rule, entry)
        if force == "no" or covered.holds is False:
            continue
        found = True
        status, because = _to_place(rule, force, covered.holds, covered.because)
        yield Finding(entry, status, because, rule, rule.policy)
    if not found:
        yield Finding(entry, "undetermined", (NO_RULE_TO_PLACE,))


def _to_place(
    rule: Rule, force: str, holds: bool | None, missing: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Return the status of a rule for a destination, and what decides it: goods under ECCNs."""
    if force == "unverified":
        return "unverified", (f"{rule.id} last confirmed on {rule.confirmed_on}",)
    if holds is None:
        return "undetermined", missing
    facts = sorted({fact for scope in rule.scopes for fact in scope.facts})
    codes = sorted({scope.code for scope in rule.scopes if scope.code})
    return ("conditional" if facts else "applies"), (*facts, *codes)
