"""How sure an exposure is: draws over all shares that sources leave open, and what drives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.supply.reach import reachability
from aigraph.supply.network import SupplyNetwork
from aigraph.analytics.uncertainty import monte_carlo, quantiles, rank_ranges, tornado
from aigraph.supply.shares import Interval
from aigraph.law.rules import read_law
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.dependence.exposure import exposure
from aigraph.questions.supply_chain import SupplyChain, blind, supply_chain
from aigraph.questions.selection import kinds, select_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from aigraph.supply.shares import Floats
    from aigraph.analytics.uncertainty import Swing
    from aigraph.graph import View
    from aigraph.release.opened import Release

_DRIVERS: Final = 5
_FELT: Final = 0.005
_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("median", "Median exposure", "暴露度中位数"),
    Heading("interval", "Nine draws in ten", "九成抽样区间"),
    Heading("rank", "Rank: 5%, median, 95%", "名次：5%、中位、95%"),
    Heading("driver", "Driven most by", "最大影响因素"),
    Heading("seen", "Chain seen", "链条可见度"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)


def uncertainty(
    release: Release,
    *,
    of: str = "vertical",
    to: str = "tariff",
    as_of: date,
    importer: str = "united-states",
    known_at: date | None = None,
    given: Mapping[str, bool] | None = None,
    within: Sequence[str] = (),
    draws: int = 1000,
    seed: int = 0,
) -> Answer:
    """Answer between which bounds an exposure lies, over shares and facts that are open.

    Stated shares are drawn between what rival sources state; what they leave is split at random
    among the other suppliers; a burden that hangs on open facts is drawn between its bounds.

    Args:
        release: what to ask.
        of: as ``exposure`` takes it.
        to: as ``exposure`` takes it.
        as_of: the day.
        importer: as ``exposure`` takes it.
        known_at: as ``exposure`` takes it.
        given: as ``exposure`` takes it.
        within: as ``exposure`` takes it.
        draws: how many draws, at least 20.
        seed: the same seed gives the same answer.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if there are too few draws.
    """
    if draws < 20:
        raise ValueError(f"{draws} draws are too few for a spread: at least 20")

    def asked(what: str) -> Answer:
        return exposure(
            release,
            of=what,
            to=to,
            as_of=as_of,
            importer=importer,
            known_at=known_at,
            given=given,
            within=within,
        )

    view = release.view
    told = asked(of)
    sources = told.parameters["sources"]
    chain = supply_chain(view, view.only(sources).held(as_of))
    burdens = {
        row["id"]: Interval(*row["range"])
        for kind in _kinds_of_goods(release, to)
        for row in asked(kind).rows
        if row["range"]
    }
    goods = _traded(release, to)
    leaves = {item: burden for item, burden in burdens.items() if item in goods}
    network = _leading_to(chain, leaves)
    known = [row for row in told.rows if row["id"] in network.position and row["range"]]
    low = network.vector({item: burden.low for item, burden in leaves.items()})
    high = network.vector({item: burden.high for item, burden in leaves.items()})
    results = monte_carlo(
        network, (low, high), [network.position[row["id"]] for row in known], draws=draws, seed=seed
    )
    rows = list(_rows(chain, network, (low + high) / 2, known, results)) if known else []
    rows.sort(key=lambda row: (-row["median"], -row["interval"][1], row["id"]))
    return Answer(
        question="uncertainty",
        title=f"{told.title}: {draws} draws",
        title_zh=f"{told.title_zh}：{draws} 次抽样",
        parameters={**told.parameters, "draws": draws, "seed": seed},
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[
            Bilingual(
                "Where nothing is stated, no split of shares is taken to be likelier than another"
                " (flat Dirichlet), and no value between bounds: that is an assumption, and draws"
                " are independent of each other. Errors of sources are not in the spread.",
                "未述之处，任何份额分配（平坦 Dirichlet 分布）及上下限间的任何取值均视为同等可能，"
                "且各次抽样相互独立：此为假设。来源本身的错误不在区间之内。",
            ),
            *told.caveats,
            *blind(chain, [row["id"] for row in told.rows]),
        ],
    )


def _kinds_of_goods(release: Release, to: str) -> list[str]:
    """Return the kinds of thing, as ``exposure`` calls them, that goods are of."""
    goods = _traded(release, to)
    return [kind for kind, things in kinds(release.view).items() if goods & set(things)]


def _traded(release: Release, to: str) -> set[str]:
    kind, _ = select_rules(release.view, read_law(release.store), to)
    relation = "tradedAs" if kind == "duty" else "controlledUnder"
    return {item.subject for item in release.view.statements if item.predicate == relation}


def _leading_to(chain: SupplyChain, leaves: Mapping[str, Interval]) -> SupplyNetwork:
    """Return the network of what leads to goods with a burden; the rest would dilute it."""
    network = chain.network
    goods = [network.position[item] for item in leaves if item in network.position]
    reached = reachability(network, [goods])[:, 0]
    return SupplyNetwork.of(
        (item for item in network.supplies() if reached[network.position[item.supplier]]), leaves
    )


def _rows(
    chain: SupplyChain, network: SupplyNetwork, own: Floats, known: Sequence[Row], results: Floats
) -> Iterator[Row]:
    spread, ranks = quantiles(results), rank_ranges(results)
    for row, (least, middle, most), rank in zip(known, spread, ranks, strict=True):
        drivers = [
            swing
            for swing in tornado(network, own, row["id"], limit=_DRIVERS)
            if abs(swing.high - swing.low) >= _FELT
        ]
        seen = chain.seen(row["id"])
        yield {
            **{key: row[key] for key in ("id", "label", "label_zh", "exposure", "range")},
            "median": round(float(middle), 4),
            "interval": [round(float(least), 4), round(float(most), 4)],
            "rank": [round(float(value), 1) for value in rank],
            "drivers": [
                {
                    "dependent": swing.dependent,
                    "supplier": swing.supplier,
                    "input": swing.input,
                    "low": round(swing.low, 4),
                    "high": round(swing.high, 4),
                }
                for swing in drivers
            ],
            "driver": _driver(chain.view, "en", drivers),
            "driver_zh": _driver(chain.view, "zh", drivers),
            "seen": seen["seen"],
            "coverage": seen,
            **{key: row[key] for key in ("grade", "sources", "source_count", "paths")},
        }


def _driver(view: View, language: str, drivers: Sequence[Swing]) -> str:
    """Return in words whose share moves the result most; blank where none does."""
    if not drivers:
        return ""
    first = drivers[0]
    supplier = view.label(first.supplier, language)
    dependent = view.label(first.dependent, language)
    return f"{supplier} → {dependent} ({first.low:.2g}–{first.high:.2g})"
