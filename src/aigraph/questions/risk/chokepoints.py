"""Through what chains must pass: single points of failure, and small sets that break them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.analytics.chokepoints import (
    articulation_points,
    dominators,
    minimal_cut_sets,
    minimum_cut,
    path_shares,
    single_points,
)
from aigraph.errors import NotFoundError
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, sources
from aigraph.questions.supply_chain import GROUPS, SupplyChain, blind, evidence, supply_chain
from aigraph.questions.selection import chosen_sources, members, named, not_stated
from aigraph.spelling import nearest
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("breaks_count", "Breaks", "可中断数"),
    Heading("dominates_count", "On all paths of", "必经对象数"),
    Heading("reaches", "On a path of", "涉及对象数"),
    Heading("path_share", "Greatest share of paths", "最大路径占比"),
    Heading("single_source_for", "Only known supplier of", "唯一已知供应"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)
_SET_HEADINGS: Final = (
    Heading("label", "Of", "对象"),
    Heading("names", "Breaks without", "失去即中断"),
    Heading("order", "How many", "数量"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)
_EXPLAINED: Final = Bilingual(
    "Something breaks when an input has lost all suppliers that are known: inputs are all needed,"
    " suppliers of one replace each other. A supplier that no source names would save it.",
    "某项投入失去全部已知供应方即视为中断：各项投入缺一不可，同一投入的供应方可互相替代。"
    "来源未提及的供应方可能避免中断。",
)
_PATHS_ONLY: Final = Bilingual(
    "Shares of paths count known paths, not goods or money.",
    "路径占比按已知路径计数，并非货物或金额。",
)


def candidates(chain: SupplyChain, by: str, among: set[str]) -> list[str]:
    """Return the things of a group among others.

    Raises:
        NotFoundError: if there is no such group.
    """
    if by not in GROUPS:
        raise NotFoundError(by, nearest(by, GROUPS, limit=2) or list(GROUPS), what="group")
    return chain.found(GROUPS[by], among)


def chokepoints(
    release: Release,
    *,
    of: str = "vertical",
    by: str = "vendor",
    as_of: date,
    firms: bool = False,
    within: Sequence[str] = (),
) -> Answer:
    """Answer through which vendors, places or technologies the chains of things must pass.

    Each row is one that lies on a known path of some of them: those that its loss breaks (inputs
    by AND, suppliers by OR), those all of whose known paths pass it (dominators), its share of
    paths, smallest cuts that contain it, and what it alone is known to supply.

    Args:
        release: what to ask.
        of: a kind of thing or one thing.
        by: ``vendor``, ``place``, ``technology``, ``chip`` or ``model``.
        as_of: the day.
        firms: whether the loss of a place takes the firms with headquarters there with it.
        within: use only statements of these sources; everything without any.

    Raises:
        NotFoundError: if a name is not known.
    """
    view = release.view
    chosen = chosen_sources(view, within)
    chain = supply_chain(view, view.only(chosen).held(as_of), firms=firms)
    wanted = members(view, of)
    targets = [target for target in wanted if target in chain.graph]
    rows = _rows(chain, targets, candidates(chain, by, chain.upstream(targets)))
    return Answer(
        question="chokepoints",
        title=f"Chokepoints of {of} by {by}, {as_of.isoformat()}",
        title_zh=f"{named(view, of, 'zh')}的瓶颈（{named_group(by)}），{as_of.isoformat()}",
        parameters=_parameters(of, by, as_of, firms, chosen),
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[_EXPLAINED, _PATHS_ONLY, *blind(chain, wanted), *not_stated(chosen, rows)],
    )


def breaking_sets(
    release: Release,
    *,
    of: str = "vertical",
    by: str = "vendor",
    as_of: date,
    order: int = 2,
    firms: bool = False,
    within: Sequence[str] = (),
) -> Answer:
    """Answer which smallest sets of vendors, places or technologies break each thing.

    Args:
        release: what to ask.
        of: a kind of thing or one thing.
        by: as ``chokepoints`` takes it.
        as_of: the day.
        order: greatest size of a set, 1 to 3.
        firms: as ``chokepoints`` takes it.
        within: use only statements of these sources; everything without any.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if ``order`` is none of 1 to 3.
    """
    if order not in {1, 2, 3}:
        raise ValueError(f"{order}: sets of 1 to 3 can be found")
    view = release.view
    chosen = chosen_sources(view, within)
    chain = supply_chain(view, view.only(chosen).held(as_of), firms=firms)
    wanted = members(view, of)
    targets = [target for target in wanted if target in chain.graph]
    among = candidates(chain, by, chain.upstream(targets))
    found = minimal_cut_sets(chain.network, targets, among, order)
    rows = [
        row
        for target in targets
        for row in _set_rows(chain, target, [sorted(item) for item in found[target]])
    ]
    return Answer(
        question="breaking-sets",
        title=f"Smallest sets by {by} that break {of}, {as_of.isoformat()}",
        title_zh=f"使{named(view, of, 'zh')}中断的最小{named_group(by)}组合，{as_of.isoformat()}",
        parameters={**_parameters(of, by, as_of, firms, chosen), "order": order},
        release=release.name,
        headings=_SET_HEADINGS,
        rows=rows,
        caveats=[
            _EXPLAINED,
            Bilingual(
                f"Sets of more than {order} are not looked for.",
                f"不查找超过 {order} 项的组合。",
            ),
            *blind(chain, wanted),
            *not_stated(chosen, rows),
        ],
    )


def named_group(by: str) -> str:
    """Return the Chinese word for a group."""
    return {
        "vendor": "厂商",
        "place": "地点",
        "technology": "技术",
        "chip": "芯片",
        "model": "模型",
    }[by]


def _parameters(
    of: str, by: str, as_of: date, firms: bool, chosen: Sequence[str]
) -> dict[str, Any]:
    return {
        "of": of,
        "by": by,
        "as_of": as_of.isoformat(),
        "firms": firms,
        "sources": list(chosen),
    }


def _rows(chain: SupplyChain, targets: list[str], among: list[str]) -> list[Row]:
    network = chain.network
    lost = single_points(network, [[item] for item in among])
    breaks = {
        item: [name for name in targets if lost[network.position[name], column] and name != item]
        for column, item in enumerate(among)
    }
    shares = {target: path_shares(chain.plain, target) for target in targets}
    above = {target: set(dominators(chain.plain, target)) for target in targets}
    cuts = {target: minimum_cut(chain.plain, target) for target in targets}
    holding = {target: articulation_points(chain.plain, target) for target in targets}
    routes = {target: chain.routes(target) for target in targets}
    alone = _alone(chain, chain.upstream(targets))
    rows: list[Row] = []
    for item in among:
        reached = [target for target in targets if item in shares[target] and item != target]
        shown = sorted(
            reached, key=lambda name: (name not in breaks[item], -shares[name][item], name)
        )
        paths = [found for name in shown for found in evidence(routes[name], [item])]
        if not paths:
            continue
        dominated = [target for target in reached if item in above[target]]
        rows.append(
            {
                "id": item,
                "label": chain.view.label(item),
                "label_zh": chain.view.label(item, "zh"),
                "breaks": breaks[item],
                "breaks_count": len(breaks[item]),
                "dominates": dominated,
                "dominates_count": len(dominated),
                "reaches": len(reached),
                "path_share": round(max(shares[target][item] for target in reached), 4),
                "in_smallest_cut": [target for target in reached if item in cuts[target]],
                "articulates": [target for target in reached if item in holding[target]],
                "single_source_for": len(alone.get(item, ())),
                "supplies_alone": sorted(alone.get(item, ())),
                "grade": weakest([found["grade"] for found in paths]),
                "sources": sources(paths),
                "source_count": len(sources(paths)),
                "paths": paths,
            }
        )
    rows.sort(
        key=lambda row: (
            -row["breaks_count"],
            -row["dominates_count"],
            -row["reaches"],
            -row["path_share"],
            row["id"],
        )
    )
    return rows


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


def _set_rows(chain: SupplyChain, target: str, sets: list[list[str]]) -> list[Row]:
    routes = chain.routes(target)
    rows = []
    for some in sets:
        paths = list(evidence(routes, some))
        rows.append(
            {
                "id": target,
                "label": chain.view.label(target),
                "label_zh": chain.view.label(target, "zh"),
                "members": some,
                "names": [chain.view.label(item) for item in some],
                "names_zh": [chain.view.label(item, "zh") for item in some],
                "order": len(some),
                "grade": weakest([found["grade"] for found in paths]),
                "sources": sources(paths),
                "source_count": len(sources(paths)),
                "paths": paths,
            }
        )
    return rows
