"""What the chosen measures do to each good, and which part and rate of it they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aigraph.law.applicability import OPEN, effects
from aigraph.law.rules import DUTY, known
from aigraph.law.total import total
from aigraph.questions.selection import select_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.graph import Statement
    from aigraph.law.applicability import Effect
    from aigraph.law.entries import Goods
    from aigraph.law.rules import Rule
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release


class Burden(NamedTuple):
    """What measures do to one good, over its customs entries (or ECCNs).

    Which part of a good enters as which entry no source says, so that bounds are those of the
    lightest and of the heaviest entry; ``sure`` and ``possible`` count entries equally.

    Attributes:
        low: 1 where a measure certainly applies to every entry, else 0.
        sure: part of the entries to which a measure certainly applies.
        possible: part of the entries to which one may apply.
        high: 1 where a measure may apply to some entry, else 0.
        rate_low: least additional duty of any entry.
        rate_high: greatest; None where it is not known.
    """

    low: float
    sure: float
    possible: float
    high: float
    rate_low: float
    rate_high: float | None


@dataclass(frozen=True)
class Measured:
    """What measures do to all goods.

    Attributes:
        kind: ``duty`` or ``export-control``.
        goods: what is known of goods.
        effects: what the chosen rules do to each good, by good.
        burdens: what that is for each good of which a customs entry or an ECCN is known.
    """

    kind: str
    goods: Goods[Statement]
    effects: Mapping[str, list[Effect]]
    burdens: Mapping[str, Burden]


def measured(release: Release, scope: Scope, statements: Sequence[Statement], to: str) -> Measured:
    """Return what measures do to goods within a scope.

    Args:
        release: where the law and figures of goods are read.
        scope: its day, knowledge, facts, sources; its importer for duties, its destination for
            export controls.
        statements: what holds.
        to: a kind of measure, a rule or a policy.

    Raises:
        NotFoundError: if there is no such measure.
    """
    rules = known(release.law, scope.as_of, scope.known_at)
    kind, chosen = select_rules(release.view, rules, to)
    goods = release.goods(scope.sources).on(statements)
    found: dict[str, list[Effect]] = {}
    burdens: dict[str, Burden] = {}
    for good in sorted(goods.items if kind == DUTY else goods.controlled):
        entries = (
            goods.entries(good, scope.importer)
            if kind == DUTY
            else goods.exports(good, scope.destination)
        )
        by_entry = [
            [
                effect
                for effect in effects(entry, rules, scope.as_of, kind, scope.facts)
                if effect.rule.id in chosen
            ]
            for entry in entries
        ]
        found[good] = [effect for of_entry in by_entry for effect in of_entry]
        if entries:
            burdens[good] = _burden(by_entry, rules)
    return Measured(kind, goods, found, burdens)


def _burden(by_entry: Sequence[Sequence[Effect]], rules: Mapping[str, Rule]) -> Burden:
    statuses = [{effect.status for effect in of_entry} for of_entry in by_entry]
    sure = [float("applies" in found) for found in statuses]
    possible = [float(bool(found & {"applies", *OPEN})) for found in statuses]
    sums = [total(of_entry, rules) for of_entry in by_entry]
    highs = [found.high for found in sums if found.high is not None]
    return Burden(
        low=min(sure),
        sure=sum(sure) / len(sure),
        possible=sum(possible) / len(possible),
        high=max(possible),
        rate_low=min(found.low for found in sums),
        rate_high=max(highs) if len(highs) == len(sums) else None,
    )


def status(found: Sequence[Effect]) -> str:
    """Return the status of a thing from what rules do to the goods that it depends on.

    It applies if any rule does; else what is open is named by the reason that one can do least
    about; else the goods are exempt, or covered by rules that others supersede, or out of scope.
    """
    statuses = {effect.status for effect in found}
    order = ("applies", "unverified", "undetermined", "conditional", "exempt", "superseded")
    return next((item for item in order if item in statuses), "out-of-scope")
