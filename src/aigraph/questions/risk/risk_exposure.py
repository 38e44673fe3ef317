"""Whose outage of the same length costs things most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypedDict

from aigraph.analytics import cascade as analytics
from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row
from aigraph.questions.declaration import Param, question
from aigraph.questions.parameters import (
    GROUP_NAMES,
    By,
    Headquarters,
    Of,
    Stock,
    Substitution,
    Weeks,
)
from aigraph.questions.risk.stocks import SIMULATED, check_part, simulated, stocks
from aigraph.questions.rows import (
    Identifier,
    Label,
    LabelZh,
    Paths,
    SourceCount,
    SourceList,
    WeakestGrade,
    column,
)
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import members, named
from aigraph.questions.shown import evidence_row, named_row
from aigraph.questions.supply_chain import SupplyChain, blind, candidates, chain_of, evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.release.opened import Release


class Exposing(TypedDict):
    """One supplier, and what its outage would cost."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    index: Annotated[
        float,
        column("Risk exposure index", "Output lost by the greatest loss of any.", "part"),
    ]
    reaches: Annotated[int, column("On a path of", "How many things it supplies.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Exposing,
    honours=EVIDENCE,
    examples=("aigraph risk-exposure --by place --duration 13 --as-of 2025-06-01",),
)
def risk_exposure(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    by: By = "vendor",
    *,
    duration: Annotated[
        int, Param("Weeks that each supplier is down in turn.", minimum=1, maximum=1040)
    ] = 26,
    weeks: Weeks = 52,
    stock: Stock = 4.0,
    substitution: Substitution = 0.0,
    include_headquartered_firms: Headquarters = False,
) -> Reply:
    """Rank suppliers by what an outage of the same length would cost (risk exposure index).

    The index is the output lost by the greatest loss of any supplier (Simchi-Levi, Schmidt and
    Wei 2014); every thing counts the same.
    """
    check_part(substitution)
    if weeks < 1 or stock < 0 or duration < 1:
        raise ParameterError("weeks are at least 1, and a stock cannot be negative")
    view = release.view
    chain = chain_of(release, scope, headquarters=include_headquartered_firms)
    wanted = members(view, of)
    targets = [target for target in wanted if target in chain.graph]
    among = candidates(chain, by, chain.upstream(targets))
    index = analytics.risk_exposure(
        chain.network,
        dict.fromkeys(among, duration),
        dict.fromkeys(targets, 1.0),
        steps=weeks,
        stock=stocks(chain, stock),
        substitution=substitution,
    )
    routes = {target: chain.routes(target) for target in targets}
    rows = [row for item in among if (row := _row(chain, routes, item, index[item]))]
    rows.sort(key=lambda row: (-row["index"], row["id"]))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Risk exposure index by {by} for {of}, {day}",
            by=GROUP_NAMES[by],
            of=named(view, of),
            day=day,
        ),
        rows=rows,
        caveats=[simulated(stock, substitution), SIMULATED, *blind(chain, wanted)],
    )


def _row(
    chain: SupplyChain, routes: Mapping[str, Mapping[str, list[Row]]], item: str, index: float
) -> Row | None:
    """Return the row of one supplier; None where no path is known to lead to it."""
    reached = [target for target, found in routes.items() if found.get(item)]
    if not reached:
        return None
    paths = [path for target in reached for path in evidence(routes[target], [item])]
    return {
        **named_row(chain.view, item),
        "index": round(index, 4),
        "reaches": len(reached),
        **evidence_row(paths),
    }
