"""How concentrated supply is: by vendor, place and country, with what is known of shares."""

from __future__ import annotations

from collections import defaultdict
from math import ceil, floor
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from typing_extensions import TypedDict

from aigraph.analytics.concentration import (
    HIGHLY_CONCENTRATED,
    herfindahl_bounds,
    top_bounds,
)
from aigraph.errors import NotFoundError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row, edges, path, sources
from aigraph.questions.declaration import Param, question
from aigraph.questions.parameters import Of
from aigraph.questions.risk.inputs import allowed, at_home, homes, inputs
from aigraph.questions.risk.markets import markets
from aigraph.questions.rows import (
    Grade,
    Identifier,
    LabelZh,
    Locator,
    Paths,
    Range,
    Source,
    SourceList,
    WeakestGrade,
    column,
    detail,
)
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import members, named, not_stated
from aigraph.questions.shown import rounded
from aigraph.questions.supply_chain import EXPECTED, SupplyChain, blind, supply_chain
from aigraph.spelling import nearest
from aigraph.supply.shares import Interval
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aigraph.graph import Statement, View
    from aigraph.questions.risk.markets import Market
    from aigraph.release.opened import Release

Basis = Literal["vendor", "place", "country"]
BASES: Final = {"vendor": "Organisation", "place": "Place", "country": "Organisation"}
"""Whose shares count, and the class of the suppliers."""

_BY: Final = {
    "vendor": Text("vendor"),
    "place": Text("place"),
    "country": Text("country of headquarters"),
}

_NOT_VOLUME: Final = Text(
    "Where the basis is products, each product counts once: the index is about how many products"
    " depend on whom, not about volumes."
)
_BOUNDS: Final = Text(
    "HHI runs from 0 to 10,000; above 1,800 the US Merger Guidelines of 2023 call a market highly"
    " concentrated. Bounds hold for every split of what is not known."
)
_TENTH: Final = 0.1
_HEADQUARTERS: Final = Text(
    "A vendor's country is that of its headquarters, which is not where it produces."
)


class Supplier(TypedDict):
    """One supplier and its share."""

    id: Identifier
    label: Annotated[str, detail("English name.")]
    share: Annotated[Range, detail("Least and greatest share that sources allow.")]


class Printed(TypedDict):
    """A share as a source prints it."""

    id: Annotated[str, detail("Identifier of the observation.")]
    says: Annotated[str, detail("What it says.")]
    source: Source
    locator: Locator
    grade: Grade


class Concentrated(TypedDict):
    """How concentrated a market, a stage or an input is."""

    id: Annotated[str | None, detail("Identifier of the market or thing; null for a stage.")]
    stage: Annotated[str, detail("The market, the relation, or the thing with the input.")]
    label: Annotated[str, column("Market, stage or input", "English name.")]
    label_zh: LabelZh
    basis: Annotated[str, column("Shares", "market (printed), products (counted) or input.")]
    period: Annotated[str, detail("Period of a market, or blank.")]
    input: Annotated[str, detail("Relation of an input, or blank.")]
    hhi: Annotated[float | None, detail("Herfindahl-Hirschman index, if its bounds agree.")]
    hhi_range: Annotated[
        Range | None, column("HHI, least and greatest", "Bounds, from 0 to 10,000.")
    ]
    level: Annotated[str, column("Highly concentrated", "yes, no, or unknown where bounds differ.")]
    top: Annotated[str | None, detail("Identifier of the largest known supplier.")]
    top_name: Annotated[str | None, column("Largest", "Its English name.")]
    top_name_zh: Annotated[str | None, detail("Its Chinese name.")]
    top_share: Annotated[
        Range | None, column("Largest share", "Bounds of the largest share of anyone.", "part")
    ]
    suppliers: Annotated[list[Supplier], detail("Known suppliers.")]
    supplier_count: Annotated[int, column("Known suppliers", "How many.")]
    single_source: Annotated[bool, detail("Whether only one is known.")]
    known: Annotated[float, column("Known of the whole", "Part surely accounted for.", "part")]
    products: Annotated[int | None, detail("Products counted; null on another basis.")]
    unseen: Annotated[list[str], detail("Products whose suppliers are not known.")]
    claims: Annotated[list[Printed], detail("Shares as printed.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: Annotated[int, detail("How many sources.")]
    paths: Paths


@question(
    Concentrated,
    honours=EVIDENCE,
    examples=(
        "aigraph concentration --of chip --by vendor --as-of 2025-06-01",
        "aigraph concentration --of chip --by country --each --as-of 2025-06-01",
    ),
)
def concentration(
    release: Release,
    scope: Scope,
    of: Of = "vertical",
    by: Annotated[Basis, Param("Whose shares are measured.")] = "vendor",
    *,
    each: Annotated[bool, Param("Also list every input of every thing.")] = False,
) -> Reply:
    """Measure how concentrated each stage of a chain and each stated market is (HHI, with bounds).

    Three kinds of rows, distinguished by their basis: shares of a market as a source prints them
    (market), products of a stage by supplier (products), and the suppliers of one input (input).
    """
    if by not in BASES:
        raise NotFoundError(by, nearest(by, BASES, limit=2) or list(BASES), what="basis")
    view = release.view
    statements = view.only(scope.sources).held(scope.as_of)
    chain = supply_chain(view, statements)
    wanted = members(view, of)
    led_from = homes(view, statements) if by == "country" else None
    upstream = chain.upstream(wanted)
    by_input = inputs(chain, upstream, BASES[by])
    rows: list[Row] = []
    if by != "country":
        rows += [_market_row(view, market) for market in markets(release, BASES[by], scope)]
    rows += _stages(chain, by_input, chain.unseen(upstream), led_from)
    if each:
        rows += [
            _input_row(chain, dependent, predicate, found, led_from)
            for (dependent, predicate), found in sorted(by_input.items())
        ]
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Concentration by {by} in the chains of {of}, {day}",
            by=_BY[by],
            of=named(view, of),
            day=day,
        ),
        rows=rows,
        caveats=[
            _BOUNDS,
            _NOT_VOLUME,
            *([_HEADQUARTERS] if led_from is not None else []),
            *blind(chain, wanted),
            *not_stated(scope.sources, rows),
        ],
    )


def _market_row(view: View, market: Market) -> Row:
    row = _row(view, market.measure, "market", market.shares, period=market.period)
    return _with_evidence(row, market.claims, [])


def _stages(
    chain: SupplyChain,
    by_input: Mapping[tuple[str, str], Mapping[str, list[Statement]]],
    unseen: Sequence[str],
    led_from: Mapping[str, str] | None,
) -> Iterator[Row]:
    """Yield for each relation how its products spread over suppliers.

    Products that must have a supplier of this kind while none is known stay open in the bounds.
    """
    stages: dict[str, list[Mapping[str, list[Statement]]]] = defaultdict(list)
    for (_, predicate), suppliers in sorted(by_input.items()):
        stages[predicate].append(suppliers)
    for predicate, products in sorted(stages.items()):
        silent = [item for item in unseen if predicate in EXPECTED[chain.view.things[item].kind]]
        whole = len(products) + len(silent)
        shares, complete = _summed(products, whole)
        by_country, strangers = at_home(shares, led_from)
        complete = complete and not silent and not strangers
        row = _row(chain.view, predicate, "products", by_country, complete=complete)
        paths = [
            path([item])
            for suppliers in products
            for of_supplier in suppliers.values()
            for item in edges(of_supplier)
        ]
        yield _with_evidence(row | {"products": whole, "unseen": silent}, [], paths)


def _summed(
    products: Sequence[Mapping[str, list[Statement]]], whole: int
) -> tuple[dict[str, Interval], bool]:
    """Return the share of each supplier in a number of products, and if all suppliers are named."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    complete = True
    for suppliers in products:
        found, others = allowed(suppliers)
        complete = complete and not others
        for supplier, share in found.items():
            sums[supplier][0] += share.low / whole
            sums[supplier][1] += share.high / whole
    return {key: Interval(low, min(1.0, high)) for key, (low, high) in sums.items()}, complete


def _input_row(
    chain: SupplyChain,
    dependent: str,
    predicate: str,
    suppliers: Mapping[str, list[Statement]],
    led_from: Mapping[str, str] | None,
) -> Row:
    view = chain.view
    shares, others = allowed(suppliers)
    by_country, strangers = at_home(shares, led_from)
    row = _row(view, dependent, "input", by_country, complete=not others and not strangers)
    label = Text("{subject}: {text}", subject=view.name(dependent), text=view.name(predicate))
    row["label"], row["label_zh"] = label.en, label.zh
    row["input"] = predicate
    paths = [path([item]) for found in suppliers.values() for item in edges(found)]
    return _with_evidence(row, [], paths)


def _row(
    view: View,
    thing: str,
    basis: str,
    shares: Mapping[str, Interval],
    *,
    complete: bool | None = None,
    period: str = "",
) -> Row:
    hhi = herfindahl_bounds(list(shares.values()), complete=complete) if shares else None
    top = top_bounds(list(shares.values()), complete=complete) if shares else None
    known = {key: share.low for key, share in shares.items() if share.low > 0}
    largest = max(sorted(known), key=lambda key: known[key]) if known else None
    name = view.name(thing)
    label = Text("{name}, {period}", name=name, period=period) if period else name
    return {
        "id": thing if "/" in thing else None,
        "stage": thing,
        "label": label.en,
        "label_zh": label.zh,
        "basis": basis,
        "period": period,
        "hhi": round(hhi.low, 1) if hhi and hhi.high - hhi.low < 1 else None,
        "hhi_range": [floor(hhi.low + _TENTH), ceil(hhi.high - _TENTH)] if hhi else None,
        "level": _level(hhi),
        "top": largest,
        "top_name": view.label(largest) if largest else None,
        "top_name_zh": view.label(largest, "zh") if largest else None,
        "top_share": list(rounded(top.low, top.high)) if top else None,
        "suppliers": [
            {
                "id": key,
                "label": view.label(key),
                "share": list(rounded(*share)),
            }
            for key, share in sorted(
                shares.items(), key=lambda item: (-item[1].low, -item[1].high, item[0])
            )
        ],
        "supplier_count": len(shares),
        "single_source": len(shares) == 1,
        "known": round(min(1.0, sum(known.values())), 4),
        "input": "",
        "products": None,
        "unseen": [],
    }


def _level(hhi: Interval | None) -> str:
    """Return whether a stage is highly concentrated: yes, no, or unknown where bounds differ."""
    if hhi is None or hhi.low <= HIGHLY_CONCENTRATED < hhi.high:
        return "unknown"
    return "yes" if hhi.low > HIGHLY_CONCENTRATED else "no"


def _with_evidence(row: Row, claims: list[dict[str, Any]], paths: list[Row]) -> Row:
    grades = [item["grade"] for item in [*claims, *paths]]
    row["claims"] = claims
    row["paths"] = paths
    row["grade"] = weakest(grades)
    row["sources"] = sorted({item["source"] for item in claims} | set(sources(paths)))
    row["source_count"] = len(row["sources"])
    return row
