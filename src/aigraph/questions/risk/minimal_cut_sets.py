"""Which smallest sets of vendors, places or technologies disrupt a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypedDict

from aigraph.analytics import chokepoints as analytics
from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.parameters import GROUP_NAMES, By, Headquarters, Of
from aigraph.questions.risk.chokepoints import DISRUPTED
from aigraph.questions.rows import (
    Identifier,
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
    from collections.abc import Iterator

    from aigraph.questions.answer import Row
    from aigraph.release.opened import Release


class CutSet(TypedDict):
    """One smallest set whose joint loss disrupts a thing."""

    id: Identifier
    label: Annotated[str, column("Disrupted thing", "English name of the thing.")]
    label_zh: LabelZh
    members: Annotated[list[str], detail("Identifiers of the set.")]
    names: Annotated[list[str], column("Without", "English names of the set.")]
    names_zh: Annotated[list[str], detail("Chinese names of the set.")]
    size: Annotated[int, column("Size", "How many there are in the set.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    CutSet,
    honours=EVIDENCE,
    examples=("aigraph minimal-cut-sets --of application --size 2 --as-of 2025-06-01",),
)
def minimal_cut_sets(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    by: By = "vendor",
    *,
    size: Annotated[int, Param("Greatest size of a set.", minimum=1, maximum=3)] = 2,
    include_headquartered_firms: Headquarters = False,
) -> Reply:
    """List the minimal cut sets: smallest sets of suppliers whose joint loss disrupts a thing."""
    if size not in {1, 2, 3}:
        raise ParameterError(f"size {size}: sets of 1 to 3 can be found")
    chain = chain_of(release, scope, headquarters=include_headquartered_firms)
    wanted = members(release.view, of)
    targets = [target for target in wanted if target in chain.graph]
    among = candidates(chain, by, chain.upstream(targets))
    found = analytics.minimal_cut_sets(chain.network, targets, among, size)
    rows = [
        row
        for target in targets
        for row in _rows(chain, target, [sorted(item) for item in found[target]])
    ]
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Minimal cut sets of {of} by {by}, {day}",
            of=named(release.view, of),
            by=GROUP_NAMES[by],
            day=day,
        ),
        rows=rows,
        caveats=[
            DISRUPTED,
            Text("Sets of more than {size} are not searched for.", size=size),
            *blind(chain, wanted),
            *not_stated(scope.sources, rows),
        ],
    )


def _rows(chain: SupplyChain, target: str, sets: list[list[str]]) -> Iterator[Row]:
    routes = chain.routes(target)
    for some in sets:
        yield {
            **named_row(chain.view, target),
            "members": some,
            "names": [chain.view.label(item) for item in some],
            "names_zh": [chain.view.label(item, "zh") for item in some],
            "size": len(some),
            **evidence_row(list(evidence(routes, some))),
        }
