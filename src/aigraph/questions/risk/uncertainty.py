"""How sure an exposure is: draws over all shares that sources leave open, and what drives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.analytics.uncertainty import monte_carlo, quantiles, rank_ranges, tornado
from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.numerals import percent_range
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.dependence.exposure import Case, case_of, exposure
from aigraph.questions.parameters import Of
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
from aigraph.questions.scope import EVERYTHING, Scope
from aigraph.questions.shown import Central, High, Low
from aigraph.questions.supply_chain import ChainCoverage, Seen, SupplyChain, blind, chain_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from aigraph.analytics.uncertainty import Swing
    from aigraph.graph import View
    from aigraph.questions.answer import Row
    from aigraph.release.opened import Release
    from aigraph.supply.shares import Floats

_FEWEST: Final = 20
_MOST: Final = 100_000
_DRIVERS: Final = 5
_NOTICED: Final = 0.005
_DRAWN: Final = Text(
    "Where nothing is stated, every division of shares is taken to be equally likely (flat"
    " Dirichlet), and so is every value between bounds: that is an assumption, and draws are"
    " independent of each other. Errors in sources, and suppliers that no source names, are not"
    " in the spread."
)


class Driver(TypedDict):
    """An uncertain share, and the result at its least and greatest."""

    dependent: Annotated[str, detail("Thing that uses the input.")]
    supplier: Annotated[str, detail("Whose share it is.")]
    input: Annotated[str, detail("What is supplied.")]
    low: Annotated[float, detail("The exposed part at the least share.")]
    high: Annotated[float, detail("The exposed part at the greatest share.")]


class Spread(TypedDict):
    """The spread of the exposed part of one thing."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    status: Annotated[str, detail("As exposure gives it.")]
    low: Low
    central: Annotated[Central, detail("As exposure gives it.")]
    high: High
    median: Annotated[float, column("Median", "Middle of the draws.", "part")]
    interval: Annotated[
        list[float], column("Nine draws in ten", "5th and 95th percentile.", "part")
    ]
    rank: Annotated[
        list[float],
        column("Rank: 5%, median, 95%", "The greatest is first."),
    ]
    drivers: Annotated[list[Driver], detail("Shares that move it most.")]
    driver: Annotated[str, column("Main driver", "The first driver in words.")]
    driver_zh: Annotated[str, detail("The same in Chinese.")]
    seen: Seen
    coverage: Annotated[ChainCoverage, detail("How much of its chain is known.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Spread,
    honours=EVERYTHING,
    examples=("aigraph uncertainty --of vertical --draws 200 --seed 1 --as-of 2025-06-01",),
)
def uncertainty(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    to: Annotated[
        str, Param("A kind of measure (tariff, export-control), a rule or a policy.")
    ] = "tariff",
    *,
    draws: Annotated[int, Param("Number of draws.", minimum=_FEWEST, maximum=_MOST)] = 1000,
    seed: Annotated[int, Param("The same seed gives the same answer.", minimum=0)] = 0,
) -> Reply:
    """Show the spread of an exposure over random shares, and which shares drive it.

    Stated shares are drawn between what rival sources state; what they leave is divided at random
    among the other suppliers; what open facts leave open is drawn between its bounds.
    """
    if draws < _FEWEST:
        raise ParameterError(f"{draws} draws are too few for a spread: at least {_FEWEST}")
    answer = exposure(release, scope, of, to)
    statements = release.view.only(scope.sources).held(scope.as_of)
    case = case_of(release, scope, statements, to)
    known = [row for row in answer.rows if row["id"] in case.leading]
    low, high = (
        case.network.vector(
            {good: getattr(burden, name) for good, burden in case.measured.burdens.items()}
        )
        for name in ("low", "high")
    )
    targets = [case.network.position[row["id"]] for row in known]
    results = monte_carlo(case.network, (low, high), targets, draws=draws, seed=seed)
    chain = chain_of(release, scope)
    rows = list(_rows(case, chain, (low + high) / 2, known, results)) if known else []
    rows.sort(key=lambda row: (-row["median"], -row["interval"][1], row["id"]))
    return Reply(
        title=Text("{title}: {draws} draws", title=answer.title, draws=draws),
        rows=rows,
        caveats=[_DRAWN, *answer.caveats, *blind(chain, [str(row["id"]) for row in answer.rows])],
    )


def _rows(
    case: Case,
    chain: SupplyChain,
    own: Floats,
    known: Sequence[Mapping[str, Any]],
    results: Floats,
) -> Iterator[Row]:
    spread, ranks = quantiles(results), rank_ranges(results)
    kept = ("id", "label", "label_zh", "status", "low", "central", "high")
    proof = ("grade", "sources", "source_count", "paths")
    for row, (least, middle, most), rank in zip(known, spread, ranks, strict=True):
        drivers = [
            swing
            for swing in tornado(case.network, own, row["id"], limit=_DRIVERS)
            if abs(swing.high - swing.low) >= _NOTICED
        ]
        seen = chain.seen(row["id"])
        yield {
            **{key: row[key] for key in kept},
            "median": round(float(middle), 4),
            "interval": [round(float(least), 4), round(float(most), 4)],
            "rank": [round(float(value), 1) for value in rank],
            "drivers": [_driver(swing) for swing in drivers],
            "driver": _in_words(chain.view, "en", drivers),
            "driver_zh": _in_words(chain.view, "zh", drivers),
            "seen": seen["seen"],
            "coverage": seen,
            **{key: row[key] for key in proof},
        }


def _driver(swing: Swing) -> Driver:
    return {
        "dependent": swing.dependent,
        "supplier": swing.supplier,
        "input": swing.input,
        "low": round(swing.low, 4),
        "high": round(swing.high, 4),
    }


def _in_words(view: View, language: str, drivers: Sequence[Swing]) -> str:
    """Return in words whose share moves the result most; blank where none does."""
    if not drivers:
        return ""
    first = drivers[0]
    supplier = view.label(first.supplier, language)
    dependent = view.label(first.dependent, language)
    low, high = sorted((first.low, first.high))
    return f"{supplier} → {dependent} ({percent_range(low, high, language)})"
