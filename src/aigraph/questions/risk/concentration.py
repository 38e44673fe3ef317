"""How concentrated supply is: by vendor, place and country, with what is known of shares."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from aigraph import vocab
from aigraph.analytics.concentration import (
    HIGHLY_CONCENTRATED,
    herfindahl_bounds,
    top_bounds,
)
from aigraph.errors import NotFoundError
from aigraph.ids import identifier
from aigraph.supply.shares import Interval
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, edge, path, sources
from aigraph.questions.supply_chain import EXPECTED, SupplyChain, blind, supply_chain
from aigraph.questions.selection import chosen_sources, members, named, not_stated
from aigraph.spelling import nearest
from aigraph.stores.oxigraph import select
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.release.opened import Release

BASES: Final = {"vendor": "Organisation", "place": "Place", "country": "Organisation"}
"""By what concentration is told, and the class of the suppliers that are counted."""

_HEADINGS: Final = (
    Heading("label", "What", "对象"),
    Heading("basis", "Shares", "份额依据"),
    Heading("hhi_range", "HHI, least and greatest", "HHI 上下限"),
    Heading("level", "Concentrated", "集中程度"),
    Heading("top_name", "Largest", "最大者"),
    Heading("top_share", "Its share", "其份额"),
    Heading("supplier_count", "Known suppliers", "已知供应方数"),
    Heading("known", "Known of the whole", "已知部分"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
)
_SHARES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?observation ?thing ?measure ?period ?amount ?printed ?source ?locator ?grade WHERE {
  GRAPH ?g {
    ?observation ag:entity ?thing ; ag:measure ?measure ; ag:amount ?amount ;
      ag:unit "percent" ; ag:printed ?printed ; ag:statedIn ?source ; ag:locator ?locator ;
      ag:grade ?grade ; ag:confidence ?confidence .
    OPTIONAL { ?observation ag:period ?period }
    FILTER(?confidence != ag:low && CONTAINS(STR(?measure), "share"))
  }
} ORDER BY ?measure ?period ?source ?thing
"""
_NOT_VOLUME: Final = Bilingual(
    "Where the basis is products, each product counts once: the index tells how many products hang"
    " on whom, not volumes.",
    "依据为“产品”时，每种产品计一次：该指数反映多少产品依赖于谁，并非产量。",
)
_BOUNDS: Final = Bilingual(
    "HHI runs from 0 to 10,000; above 1,800 the US Merger Guidelines of 2023 call a market highly"
    " concentrated. Bounds hold for every split of what is not known.",
    "HHI 介于 0 与 10,000 之间；2023 年美国《合并指南》称高于 1,800 者为高度集中。"
    "上下限适用于未知部分的任何分配。",
)
_HEADQUARTERS: Final = Bilingual(
    "A vendor's country is that of its headquarters, which is not where it produces.",
    "厂商所属国家以总部为准，并非生产地。",
)


def concentration(
    release: Release,
    *,
    of: str = "vertical",
    by: str = "vendor",
    as_of: date,
    each: bool = False,
    within: Sequence[str] = (),
) -> Answer:
    """Answer how concentrated each stage of the chains of things is, and each stated market.

    Three kinds of rows, told apart by ``basis``: shares of a market as a source prints them
    (``market``), products of a stage by supplier (``products``), and with ``each`` the suppliers of
    every input of every thing (``input``).

    Args:
        release: what to ask.
        of: a kind of thing or one thing.
        by: ``vendor``, ``place``, or ``country`` (of the vendors' headquarters).
        as_of: the day.
        each: whether to list every input too.
        within: use only statements of these sources; everything without any.

    Raises:
        NotFoundError: if a name is not known.
    """
    if by not in BASES:
        raise NotFoundError(by, nearest(by, BASES, limit=2) or list(BASES), what="basis")
    view = release.view
    chosen = chosen_sources(view, within)
    statements = view.only(chosen).held(as_of)
    chain = supply_chain(view, statements)
    wanted = members(view, of)
    homes = _homes(view, statements) if by == "country" else None
    upstream = chain.upstream(wanted)
    inputs = _inputs(chain, upstream, BASES[by])
    rows = list(_markets(release, by, chosen))
    rows += _stages(chain, inputs, chain.unseen(upstream), homes)
    if each:
        rows += [
            _input_row(view, dependent, predicate, found, homes)
            for (dependent, predicate), found in sorted(inputs.items())
        ]
    return Answer(
        question="concentration",
        title=f"Concentration by {by} in the chains of {of}, {as_of.isoformat()}",
        title_zh=f"{named(view, of, 'zh')}链条的集中度（{_BY_ZH[by]}），{as_of.isoformat()}",
        parameters={
            "of": of,
            "by": by,
            "as_of": as_of.isoformat(),
            "each": each,
            "sources": chosen,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[
            _BOUNDS,
            _NOT_VOLUME,
            *([_HEADQUARTERS] if homes is not None else []),
            *blind(chain, wanted),
            *not_stated(chosen, rows),
        ],
    )


_BY_ZH: Final = {"vendor": "厂商", "place": "地点", "country": "总部所在国家"}


def _homes(view: View, statements: Iterable[Statement]) -> dict[str, str]:
    """Return the country of each organisation's headquarters, where it is known."""
    found: dict[str, str] = {}
    for statement in statements:
        if statement.predicate == "headquarteredIn" and statement.object in view.things:
            found.setdefault(statement.subject, statement.object)
    return found


def _inputs(
    chain: SupplyChain, among: set[str], kind: str
) -> dict[tuple[str, str], dict[str, list[Statement]]]:
    """Return the statements of each input by supplier, for suppliers of a class."""
    found: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for dependent, supplier, data in chain.graph.edges(data=True):
        statement: Statement = data["statement"]
        if dependent not in among or supplier not in chain.view.things:
            continue
        if chain.view.things[supplier].kind == kind and statement.predicate != "partOf":
            suppliers = found.setdefault((dependent, statement.predicate), {})
            suppliers.setdefault(supplier, []).append(statement)
    return found


def _markets(release: Release, by: str, chosen: Sequence[str]) -> Iterator[Row]:
    """Yield a row for the shares that one source prints of one market and period."""
    kind = BASES[by]
    if by == "country":
        return
    view = release.view
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for found in select(release.store, _SHARES):
        source = identifier(found["source"])
        thing = view.things.get(identifier(found["thing"]))
        if thing and thing.kind == kind and (not chosen or source in chosen):
            key = identifier(found["measure"]), found.get("period", ""), source
            groups[key].append(found)
    for (measure, period, _), printed in groups.items():
        shares = {
            identifier(item["thing"]): Interval(*[float(item["amount"]) / 100] * 2)
            for item in printed
        }
        if sum(share.low for share in shares.values()) > 1.01:  # not parts of one whole
            continue
        claims = [
            {
                "id": identifier(item["observation"]),
                "says": f"{view.label(identifier(item['thing']))}: {item['printed']}",
                "source": identifier(item["source"]),
                "locator": item["locator"],
                "grade": vocab.local_name(item["grade"]),
            }
            for item in printed
        ]
        row = _row(view, measure, "market", dict(shares), period=period)
        yield _with_evidence(row, claims, [])


def _stages(
    chain: SupplyChain,
    inputs: Mapping[tuple[str, str], Mapping[str, list[Statement]]],
    unseen: Sequence[str],
    homes: Mapping[str, str] | None,
) -> Iterator[Row]:
    """Yield for each relation how its products spread over suppliers; rivals share a product.

    Products that must have a supplier of this kind while none is known stay open in the bounds.
    """
    view = chain.view
    stages: dict[str, list[Mapping[str, list[Statement]]]] = defaultdict(list)
    for (_, predicate), suppliers in sorted(inputs.items()):
        stages[predicate].append(suppliers)
    for predicate, products in sorted(stages.items()):
        silent = [item for item in unseen if predicate in EXPECTED[view.things[item].kind]]
        whole = len(products) + len(silent)
        weights: dict[str, float] = defaultdict(float)
        for suppliers in products:
            for supplier in suppliers:
                weights[supplier] += 1 / len(suppliers) / whole
        paths = [
            path([edge(statement)])
            for suppliers in products
            for found in suppliers.values()
            for statement in found
        ]
        shares: dict[str, Interval | None] = {
            supplier: Interval(weight, weight) for supplier, weight in weights.items()
        }
        row = _row(view, predicate, "products", _at_home(shares, homes))
        row["products"] = whole
        row["unseen"] = silent
        yield _with_evidence(row, [], paths)


def _input_row(
    view: View,
    dependent: str,
    predicate: str,
    suppliers: Mapping[str, list[Statement]],
    homes: Mapping[str, str] | None,
) -> Row:
    shares: dict[str, Interval | None] = {}
    for supplier, statements in suppliers.items():
        told = [item.share for item in statements if item.share is not None]
        shares[supplier] = Interval(min(told), max(told)) if told else None
    if len(shares) == 1 and None in shares.values():
        shares = dict.fromkeys(shares, Interval(1.0, 1.0))
    row = _row(view, dependent, "input", _at_home(shares, homes))
    row["label"] = f"{view.label(dependent)}: {view.label(predicate)}"
    row["label_zh"] = f"{view.label(dependent, 'zh')}：{view.label(predicate, 'zh')}"
    row["input"] = predicate
    paths = [path([edge(item)]) for found in suppliers.values() for item in found]
    return _with_evidence(row, [], paths)


def _at_home(
    shares: Mapping[str, Interval | None], homes: Mapping[str, str] | None
) -> dict[str, Interval | None]:
    """Return shares by country; what vendors of unknown country supply may be anybody's."""
    if homes is None:
        return dict(shares)
    known: dict[str, list[Interval | None]] = defaultdict(list)
    for supplier, share in shares.items():
        if supplier in homes:
            known[homes[supplier]].append(share)
    stray = [share for supplier, share in shares.items() if supplier not in homes]
    homeless = sum(share.high if share else 1.0 for share in stray)
    result: dict[str, Interval | None] = {}
    for country, found in known.items():
        if None in found:
            result[country] = None
            continue
        told = [share for share in found if share]
        low = sum(share.low for share in told)
        high = sum(share.high for share in told)
        result[country] = Interval(low, min(1.0, high + homeless))
    return result


def _row(
    view: View,
    thing: str,
    basis: str,
    shares: dict[str, Interval | None],
    *,
    period: str = "",
) -> Row:
    told = {key: share for key, share in shares.items() if share}
    hhi = herfindahl_bounds(list(shares.values())) if shares else None
    top = top_bounds(list(shares.values())) if shares else None
    largest = max(sorted(told), key=lambda key: told[key].low) if told else None
    return {
        "id": thing if "/" in thing else None,
        "stage": thing,
        "label": view.label(thing) + (f", {period}" if period else ""),
        "label_zh": view.label(thing, "zh") + (f"，{period}" if period else ""),
        "basis": basis,
        "period": period,
        "hhi": round(hhi.low, 1) if hhi and hhi.high - hhi.low < 1 else None,
        "hhi_range": [round(hhi.low), round(hhi.high)] if hhi else None,
        "level": _level(hhi),
        "top": largest,
        "top_name": view.label(largest) if largest else None,
        "top_name_zh": view.label(largest, "zh") if largest else None,
        "top_share": [round(top.low, 4), round(min(1.0, top.high), 4)] if top else None,
        "suppliers": [
            {
                "id": key,
                "label": view.label(key),
                "share": [round(share.low, 4), round(share.high, 4)] if share else None,
            }
            for key, share in sorted(
                shares.items(), key=lambda item: (-(item[1].low if item[1] else 0), item[0])
            )
        ],
        "supplier_count": len(shares),
        "single_source": len(shares) == 1,
        "known": round(min(1.0, sum(share.low for share in told.values())), 4),
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
