"""How an outage runs through the chain over time."""

from __future__ import annotations

import re
from collections.abc import Sequence  # noqa: TC003 - the declaration reads the annotations
from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.analytics.cascade import Outage
from aigraph.analytics.cascade import cascade as run
from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row
from aigraph.questions.declaration import Param, question
from aigraph.questions.names import resolve
from aigraph.questions.parameters import Headquarters, Of, Stock, Substitution, Weeks
from aigraph.questions.risk.stocks import SIMULATED, check_part, simulated, stocks
from aigraph.questions.risk.supposing import number
from aigraph.questions.rows import (
    Identifier,
    Label,
    LabelZh,
    Paths,
    SourceList,
    WeakestGrade,
    column,
    detail,
)
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import members, named
from aigraph.questions.shown import evidence_row, named_row
from aigraph.questions.supply_chain import (
    ChainCoverage,
    Seen,
    SupplyChain,
    blind,
    chain_of,
    evidence,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.analytics.cascade import Cascade
    from aigraph.release.opened import Release

_NEVER: Final = Text(
    "Where a number of weeks is unknown, the event does not happen in the weeks simulated."
)

_WEEKS: Final = re.compile(r"[0-9]{1,4}")


def parse_outage(item: str) -> tuple[str, int, float]:
    """Return an outage given as ``THING=WEEKS`` or ``THING=WEEKS:PART``.

    >>> parse_outage("TSMC=26:0.5")
    ('TSMC', 26, 0.5)
    """
    thing, _, outage = item.rpartition("=")
    weeks, _, left = outage.partition(":")
    if not thing or not _WEEKS.fullmatch(weeks):
        raise ParameterError(f"{item!r}: write THING=WEEKS, such as TSMC=26, or TSMC=26:0.5")
    return thing, int(weeks), number(left, item) if left else 0.0


class Survived(TypedDict):
    """The output of one thing over time; null where its suppliers are not known."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    time_to_survive: Annotated[
        int | None, column("Time to survive (weeks)", "Weeks until it falls short.")
    ]
    time_to_recover: Annotated[
        int | None, column("Time to recover (week)", "Week of full output again.")
    ]
    lost: Annotated[float | None, column("Weeks of output lost", "Output not made.")]
    lowest: Annotated[float | None, column("Lowest output", "Least of all weeks.", "part")]
    output: Annotated[list[float] | None, detail("Output week by week, as a part of the full one.")]
    seen: Seen
    coverage: Annotated[ChainCoverage, detail("How much of its chain is known.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: Annotated[int, detail("How many sources.")]
    paths: Paths


@question(
    Survived,
    honours=EVIDENCE,
    examples=("aigraph cascade TSMC=26 --stock 4 --as-of 2025-06-01",),
)
def cascade(
    release: Release,
    scope: Scope,
    outage: Annotated[
        Sequence[tuple[str, int, float]],
        Param(
            "A supplier, the weeks that it is down, and the part of its supply that is left.",
            metavar="THING=WEEKS[:PART]...",
            parse=parse_outage,
        ),
    ],
    of: Of = "vertical",
    *,
    weeks: Weeks = 52,
    stock: Stock = 4.0,
    substitution: Substitution = 0.0,
    include_headquartered_firms: Headquarters = False,
) -> Reply:
    """Simulate week by week how the outage of suppliers runs through the chain."""
    for part in (substitution, *(left for _, _, left in outage)):
        check_part(part)
    if weeks < 1 or stock < 0 or any(duration < 1 for _, duration, _ in outage):
        raise ParameterError("weeks are at least 1, and a stock cannot be negative")
    view = release.view
    chain = chain_of(release, scope, headquarters=include_headquartered_firms)
    down = {resolve(view, item): (duration, left) for item, duration, left in outage}
    found = run(
        chain.network,
        [
            Outage(item, left, 0, duration)
            for item, (duration, left) in down.items()
            if item in chain.network.position
        ],
        steps=weeks,
        stock=stocks(chain, stock),
        substitution=substitution,
    )
    wanted = members(view, of)
    rows = [_row(chain, found, down, target) for target in wanted if target in chain.graph]
    rows.sort(key=lambda row: (row["lost"] is None, -(row["lost"] or 0), row["id"]))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Outage of {suppliers} in the chains of {of}, {day}",
            suppliers=[view.name(item) for item in down],
            of=named(view, of),
            day=day,
        ),
        rows=rows,
        parameters={"outage": {item: list(outage) for item, outage in down.items()}},
        caveats=[simulated(stock, substitution), SIMULATED, _NEVER, *blind(chain, wanted)],
    )


def _row(chain: SupplyChain, found: Cascade, down: Mapping[str, Any], target: str) -> Row:
    output = found.output[:, chain.network.position[target]]
    seen = chain.seen(target)
    # Where the suppliers of a thing are not known, its loss is not known either.
    known = target in down or not chain.unseen([target])
    return {
        **named_row(chain.view, target),
        "time_to_survive": found.time_to_survive(target) if known else None,
        "time_to_recover": found.time_to_recover(target) if known else None,
        "lost": round(found.lost(target), 4) if known else None,
        "lowest": round(float(output.min()), 4) if known else None,
        "output": [round(float(value), 4) for value in output] if known else None,
        "seen": seen["seen"],
        "coverage": seen,
        **evidence_row(list(evidence(chain.routes(target), sorted(down)))),
    }
