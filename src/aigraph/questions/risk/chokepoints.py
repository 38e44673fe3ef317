"""Which vendors, places or technologies chains must pass, and what their loss disrupts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.analytics.chokepoints import (
    articulation_points,
    dominators,
    minimum_cut,
    path_shares,
    single_points,
)
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row
from aigraph.questions.declaration import question
from aigraph.questions.parameters import GROUP_NAMES, By, Headquarters, Of
from aigraph.questions.rows import (
    Identifier,
    Label,
    LabelZh,
    Paths,
    SourceCount,
    SourceList,
    WeakestGrade,
    column,
    detail,
)
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import members, named, not_stated
from aigraph.questions.shown import evidence_row, named_row
from aigraph.questions.supply_chain import SupplyChain, blind, candidates, chain_of, evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.release.opened import Release

DISRUPTED: Final = Text(
    "A thing is disrupted when an input has lost all its known suppliers: every input is needed,"
    " and suppliers of one input replace each other. A supplier that no source names could"
    " prevent it."
)
_PATHS_ONLY: Final = Text("Shares of paths count known paths, not goods or money.")


class Chokepoint(TypedDict):
    """One supplier on known paths of some things, and what depends on it."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    disrupted: Annotated[list[str], detail("Things that its loss disrupts.")]
    disrupted_count: Annotated[int, column("Disrupts", "How many it disrupts.")]
    dominates: Annotated[list[str], detail("Things all of whose known paths pass it.")]
    dominates_count: Annotated[int, column("On all paths of", "How many these are.")]
    reaches: Annotated[int, column("On a path of", "How many have a path to it.")]
    path_share: Annotated[
        float,
        column("Greatest share of paths", "Greatest part of the paths of a thing.", "part"),
    ]
    in_smallest_cut: Annotated[list[str], detail("Things of which it is in a smallest cut.")]
    articulates: Annotated[list[str], detail("Things whose chain falls apart without it.")]
    supplies_alone: Annotated[list[str], detail("Things with an input only it is known to supply.")]
    single_source_for: Annotated[int, column("Only known supplier of", "How many these are.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Chokepoint,
    honours=EVIDENCE,
    examples=(
        "aigraph chokepoints --of vertical --by vendor --as-of 2025-06-01",
        "aigraph chokepoints --of model --by place --include-headquartered-firms"
        " --as-of 2025-06-01",
    ),
)
def chokepoints(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    by: By = "vendor",
    *,
    include_headquartered_firms: Headquarters = False,
) -> Reply:
    """Rank the vendors, places or technologies that the chains of things must pass."""
    chain = chain_of(release, scope, headquarters=include_headquartered_firms)
    wanted = members(release.view, of)
    targets = [target for target in wanted if target in chain.graph]
    rows = _rows(chain, targets, candidates(chain, by, chain.upstream(targets)))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Chokepoints of {of} by {by}, {day}",
            of=named(release.view, of),
            by=GROUP_NAMES[by],
            day=day,
        ),
        rows=rows,
        caveats=[DISRUPTED, _PATHS_ONLY, *blind(chain, wanted), *not_stated(scope.sources, rows)],
    )


def _rows(chain: SupplyChain, targets: Sequence[str], among: Sequence[str]) -> list[Row]:
    network = chain.network
    lost = single_points(network, [[item] for item in among])
    disrupted = {
        item: [name for name in targets if lost[network.position[name], column] and name != item]
        for column, item in enumerate(among)
    }
    found = {target: _Passed(chain, target) for target in targets}
    alone = _alone(chain, chain.upstream(targets))
    rows = [
        row
        for item in among
        if (row := _row(chain, item, found, disrupted[item], sorted(alone.get(item, ()))))
    ]
    order = ("disrupted_count", "dominates_count", "reaches", "path_share")
    rows.sort(key=lambda row: (*(-row[key] for key in order), row["id"]))
    return rows


class _Passed:
    """What the known paths of one thing pass."""

    def __init__(self, chain: SupplyChain, target: str) -> None:
        """Follow the paths."""
        self.shares = path_shares(chain.plain, target)
        self.above = set(dominators(chain.plain, target))
        self.cut = minimum_cut(chain.plain, target)
        self.holding = articulation_points(chain.plain, target)
        self.routes = chain.routes(target)


def _row(
    chain: SupplyChain,
    item: str,
    found: Mapping[str, _Passed],
    disrupted: Sequence[str],
    alone: Sequence[str],
) -> Row | None:
    """Return the row of one supplier; None where no path is known to lead to it."""
    reached = [name for name, passed in found.items() if item in passed.shares and item != name]
    first = sorted(
        reached, key=lambda name: (name not in disrupted, -found[name].shares[item], name)
    )
    paths = [path for name in first for path in evidence(found[name].routes, [item])]
    if not paths:
        return None
    dominated = [name for name in reached if item in found[name].above]
    return {
        **named_row(chain.view, item),
        "disrupted": list(disrupted),
        "disrupted_count": len(disrupted),
        "dominates": dominated,
        "dominates_count": len(dominated),
        "reaches": len(reached),
        "path_share": round(max(found[name].shares[item] for name in reached), 4),
        "in_smallest_cut": [name for name in reached if item in found[name].cut],
        "articulates": [name for name in reached if item in found[name].holding],
        "supplies_alone": list(alone),
        "single_source_for": len(alone),
        **evidence_row(paths),
    }


def _alone(chain: SupplyChain, among: set[str]) -> dict[str, set[str]]:
    """Return for each supplier the things of which it is the only known supplier of an input."""
    network = chain.network
    found: dict[str, set[str]] = {}
    for number, owner in enumerate(network.owner):
        first, last = network.start[number], network.start[number + 1]
        if last - first == 1 and network.names[owner] in among:
            supplier = network.names[network.supplier[first]]
            found.setdefault(supplier, set()).add(network.names[owner])
    return found
