"""Which things depend on goods that trade measures cover, how far, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import numpy as np
from typing_extensions import TypedDict

from aigraph.graph import dependencies
from aigraph.i18n import Text
from aigraph.law.applicability import STATUSES
from aigraph.law.rules import DUTY
from aigraph.questions.answer import Reply, Row, edges, path
from aigraph.questions.declaration import Param, question
from aigraph.questions.dependence.burdens import measured, status
from aigraph.questions.dependence.exposure_caveats import caveats
from aigraph.questions.law.law_evidence import RuleEffect, law_edges, rule_row, stated_effects
from aigraph.questions.parameters import Of
from aigraph.questions.rows import (
    Identifier,
    Label,
    LabelZh,
    Paths,
    Range,
    SourceCount,
    SourceList,
    WeakestGrade,
    column,
    detail,
)
from aigraph.questions.scope import EQUAL_WEIGHTS, EVERYTHING, Scope
from aigraph.questions.selection import members, named
from aigraph.questions.shown import Central, High, Low, bounded, evidence_row, named_row, rounded
from aigraph.questions.supply_chain import SupplyChain
from aigraph.supply.exposure import carry, share_bounds
from aigraph.supply.reach import reachability
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from aigraph.graph import Statement
    from aigraph.law.applicability import Effect
    from aigraph.questions.dependence.burdens import Measured
    from aigraph.release.opened import Release
    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats

_SAME: Final = 1e-9
_BEYOND: Final = 1e6
"""A duty beyond any that a law sets: where it would be felt, nothing known bounds the duty."""


class Exposed(TypedDict):
    """How far one thing depends on goods that the measures cover."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    status: Annotated[
        str,
        column(
            "Status",
            "applies, conditional, undetermined, unverified, exempt, superseded or out-of-scope.",
        ),
    ]
    low: Low
    central: Central
    high: High
    central_range: Annotated[
        Range | None,
        detail(
            "With equal weights, if assumed: the part to which a measure surely, or may, apply."
        ),
    ]
    rate_low: Annotated[
        float | None,
        column("Duty at least", "Least effective additional duty, as a fraction.", "least"),
    ]
    rate_high: Annotated[
        float | None,
        column("Duty at most", "Greatest; null where nothing known bounds it.", "most"),
    ]
    measures: Annotated[list[str], column("Measures", "Rules and policies.")]
    rules: Annotated[list[RuleEffect], detail("What each rule does, gravest first.")]
    dependency_count: Annotated[int, detail("How many direct dependencies are known.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Exposed,
    honours=EVERYTHING,
    examples=(
        "aigraph exposure --of vertical --to tariff --as-of 2025-06-01",
        "aigraph exposure --of model --to export-control --destination china --as-of 2025-06-01",
    ),
)
def exposure(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    to: Annotated[
        str, Param("A kind of measure (tariff, export-control), a rule or a policy.")
    ] = "tariff",
) -> Reply:
    """List the things that depend on goods which trade measures cover, and how far.

    The exposed part has bounds over all shares that sources allow; duties are those on the
    importer's side, export controls those on goods to the destination.
    """
    view = release.view
    statements = view.only(scope.sources).held(scope.as_of)
    case = case_of(release, scope, statements, to)
    targets = members(view, of)
    rows = list(_rows(case, scope, targets))
    rows.sort(key=lambda row: (STATUSES.index(row["status"]), -row["low"], -row["high"], row["id"]))
    place = scope.importer if case.measured.kind == DUTY else scope.destination
    role = Text("importer") if case.measured.kind == DUTY else Text("destination")
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Exposure of {of} to {to}, {day}, {role} {place}",
            of=named(view, of),
            to=named(view, to),
            day=day,
            role=role,
            place=view.name(place),
        ),
        rows=rows,
        caveats=tuple(caveats(view, scope, case.measured.effects, rows, targets, case.stated)),
    )


@dataclass(frozen=True)
class Case:
    """What one question of exposure works on.

    Attributes:
        chain: what depends on what.
        measured: what the measures do to goods.
        stated: statements of sources that a measure affects a thing, by that thing.
        leading: the things that lead to goods of which customs entries (or ECCNs) are known.
        network: the supplies that lead there.
        values: bounds and central values by name, one for each node of the network.
    """

    chain: SupplyChain
    measured: Measured
    stated: Mapping[str, list[Statement]]
    leading: Set[str]
    network: SupplyNetwork
    values: Mapping[str, Floats]


def case_of(release: Release, scope: Scope, statements: list[Statement], to: str) -> Case:
    """Return what measures do to goods, and the supplies that lead to these.

    Args:
        release: what to ask.
        scope: what is asked within.
        statements: what holds.
        to: a kind of measure, a rule or a policy.

    Raises:
        NotFoundError: if there is no such measure.
    """
    chain = SupplyChain(release.view, dependencies(release.view, statements))
    found = measured(release, scope, statements, to)
    network = chain.network.plus(nodes=found.burdens)
    goods = [network.position[good] for good in found.burdens]
    reached = reachability(network, [goods])[:, 0]
    network = network.among(reached)
    return Case(
        chain=chain,
        measured=found,
        stated=stated_effects(statements, found.kind),
        leading={name for name, leads in zip(network.names, reached, strict=True) if leads},
        network=network,
        values=_values(network, found),
    )


def _values(network: SupplyNetwork, found: Measured) -> dict[str, Floats]:
    """Return for each node the exposed part and the effective duty, with their bounds."""

    def own(name: str) -> Floats:
        return network.vector(
            {good: getattr(burden, name) or 0.0 for good, burden in found.burdens.items()}
        )

    low = share_bounds(network, own("low"), upper=False)
    values = {
        "low": low,
        "sure": carry(network, own("sure")),
        "possible": carry(network, own("possible")),
        "high": np.maximum(low, share_bounds(network, own("high"), upper=True)),
    }
    if found.kind == DUTY:
        values["rate_low"] = share_bounds(network, own("rate_low"), upper=False)
        values["rate_high"] = _greatest_rates(network, found, own("rate_high"))
    return values


def _greatest_rates(network: SupplyNetwork, found: Measured, known: Floats) -> Floats:
    """Return the greatest effective duty of each node; infinite where it is not bounded.

    Unnamed suppliers may be subject to any rate, and so may goods under a rule of unknown rate:
    what moves with theirs has no bound.
    """
    free = {good: _BEYOND for good, item in found.burdens.items() if item.rate_high is None}
    opened = np.maximum(known, network.vector(free))
    most = share_bounds(network, opened, upper=True, unnamed=_BEYOND)
    least = share_bounds(network, known, upper=True, unnamed=0.0)
    return np.where(most > least + _SAME, np.inf, least)


def _rows(case: Case, scope: Scope, targets: list[str]) -> Iterator[Row]:
    for target in targets:
        routes = {target: [], **case.chain.routes(target)}
        paths = list(_paths(case, routes))
        if paths:
            yield _row(case, scope, target, routes, paths)


def _paths(case: Case, routes: Mapping[str, list[Row]]) -> Iterator[Row]:
    """Yield a path to every good that a rule covers and every thing a source calls affected."""
    for end, head in routes.items():
        gravest_first = sorted(
            case.measured.effects.get(end, ()),
            key=lambda effect: (STATUSES.index(effect.status), effect.rule.id, effect.entry.origin),
        )
        seen: set[str] = set()
        for effect in gravest_first:
            if effect.rule.id not in seen:
                seen.add(effect.rule.id)
                yield path([*head, *law_edges(effect, case.measured.goods)])
        for stated in edges(case.stated.get(end, ())):
            yield path([*head, stated])


def _row(
    case: Case, scope: Scope, target: str, routes: Mapping[str, list[Row]], paths: list[Row]
) -> Row:
    touched: list[Effect] = [
        effect for end in routes for effect in case.measured.effects.get(end, ())
    ]
    rules = rule_row(touched)
    stated = {item.subject for end in routes for item in case.stated.get(end, ())}
    paths.sort(key=lambda found: (GRADES.index(found["grade"]), len(found["edges"])))
    return {
        **named_row(case.chain.view, target),
        # A source that says without a size that a measure affects it leaves the size open.
        "status": status(touched) if touched or not stated else "undetermined",
        **_numbers(case, scope, target),
        "measures": [*(rule["id"] for rule in rules), *sorted(stated)],
        "rules": rules,
        "dependency_count": case.chain.dependencies_of(target),
        **evidence_row(paths),
        "grade": paths[0]["grade"],
    }


def _numbers(case: Case, scope: Scope, target: str) -> Row:
    """Return the bounds of a thing; its part is open where no known customs entry is below it."""
    duty = case.measured.kind == DUTY
    if target not in case.leading:
        rates = {"rate_low": 0.0 if duty else None, "rate_high": None}
        return {**bounded(0.0, None, 1.0, scope), **_central_range(0.0, 1.0, scope), **rates}
    node = case.network.position[target]
    found = {name: float(values[node]) for name, values in case.values.items()}
    settled = found["possible"] - found["sure"] <= _SAME
    return {
        **bounded(found["low"], found["sure"] if settled else None, found["high"], scope),
        **_central_range(found["sure"], found["possible"], scope),
        "rate_low": rounded(found["rate_low"], 0.0)[0] if duty else None,
        "rate_high": rounded(0.0, found["rate_high"])[1]
        if duty and np.isfinite(found["rate_high"])
        else None,
    }


def _central_range(sure: float, possible: float, scope: Scope) -> Row:
    """Return what is left open by facts alone, where equal weights are assumed."""
    assumed = EQUAL_WEIGHTS in scope.assumptions
    return {"central_range": list(rounded(sure, possible)) if assumed else None}
