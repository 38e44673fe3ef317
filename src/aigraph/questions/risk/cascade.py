"""How a disruption runs through the chain over time, and whose disruption hurts most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from aigraph.analytics.cascade import Outage, cascade, risk_exposure
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, sources
from aigraph.questions.names import resolve
from aigraph.questions.risk.chokepoints import candidates, named_group
from aigraph.questions.supply_chain import SupplyChain, blind, evidence, supply_chain
from aigraph.questions.selection import members, named
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from aigraph.supply.shares import Floats
    from aigraph.release.opened import Release

_STORED: Final = frozenset(
    ["fabricatedBy", "memoryFrom", "usesMemory", "packagedBy", "packagedIn", "packagedWith"]
) | {"madeBy", "contains", "assembledBy", "assembledIn", "producedAt", "originatesIn", "suppliesTo"}
"""Relations by which goods come; of what they bring a stock can be held."""

_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("time_to_survive", "Weeks until short", "多少周后短缺"),
    Heading("time_to_recover", "Whole again in week", "第几周恢复"),
    Heading("lost", "Weeks of output lost", "损失产出（周）"),
    Heading("lowest", "Lowest output", "最低产出"),
    Heading("seen", "Chain seen", "链条可见度"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
)
_RANKED: Final = (
    Heading("label", "Name", "名称"),
    Heading("index", "Risk exposure index", "风险暴露指数"),
    Heading("reaches", "On a path of", "涉及对象数"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)


def run_cascade(
    release: Release,
    outages: Mapping[str, tuple[int, float]],
    *,
    of: str = "vertical",
    as_of: date,
    weeks: int = 52,
    stock: float = 4.0,
    substitution: float = 0.0,
    firms: bool = False,
) -> Answer:
    """Answer what things put out week by week while some suppliers are down.

    Args:
        release: what to ask.
        outages: weeks that each supplier is down, and the part of its supply that is left.
        of: a kind of thing or one thing.
        as_of: the day whose chain it is.
        weeks: how long to look.
        stock: weeks of need of each good that whoever takes it holds.
        substitution: part of a lost share that other suppliers make up for at once.
        firms: whether the loss of a place takes the firms with headquarters there with it.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if a parameter makes no sense.
    """
    _check(weeks, stock, substitution, outages)
    view = release.view
    chain = supply_chain(view, view.held(as_of), firms=firms)
    down = {resolve(view, item): told for item, told in outages.items()}
    found = cascade(
        chain.network,
        [
            Outage(item, left, 0, duration)
            for item, (duration, left) in down.items()
            if item in chain.network.position
        ],
        steps=weeks,
        stock=_stocks(chain, stock),
        substitution=substitution,
    )
    rows = []
    wanted = members(view, of)
    for target in wanted:
        if target not in chain.graph:
            continue
        paths = list(evidence(chain.routes(target), sorted(down)))
        output = found.output[:, chain.network.position[target]]
        seen = chain.seen(target)
        # Of what a target rests on nothing may be known; then nothing is known of its loss either.
        known = target in down or not chain.unseen([target])
        rows.append(
            {
                **_named(chain, target),
                "time_to_survive": found.time_to_survive(target) if known else None,
                "time_to_recover": found.time_to_recover(target) if known else None,
                "lost": round(found.lost(target), 4) if known else None,
                "lowest": round(float(output.min()), 4) if known else None,
                "output": [round(float(value), 4) for value in output] if known else None,
                "seen": seen["seen"],
                "coverage": seen,
                **_proved(paths),
            }
        )
    rows.sort(key=lambda row: (row["lost"] is None, -(row["lost"] or 0), row["id"]))
    labels = ", ".join(view.label(item) for item in down)
    labels_zh = "、".join(view.label(item, "zh") for item in down)
    return Answer(
        question="cascade",
        title=f"Cascade of {labels} through the chains of {of}, {as_of.isoformat()}",
        title_zh=f"{labels_zh}中断在{named(view, of, 'zh')}链条中的扩散，{as_of.isoformat()}",
        parameters={
            "outages": {item: list(told) for item, told in down.items()},
            **_parameters(of, as_of, weeks, stock, substitution, firms),
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[*_assumed(stock, substitution), _never(), *blind(chain, wanted)],
    )


def risk_ranking(
    release: Release,
    *,
    of: str = "vertical",
    by: str = "vendor",
    as_of: date,
    duration: int = 26,
    weeks: int = 52,
    stock: float = 4.0,
    substitution: float = 0.0,
    firms: bool = False,
) -> Answer:
    """Answer whose outage of the same length costs things most: the risk exposure index.

    The index is the output that is lost by the greatest loss of any candidate (Simchi-Levi,
    Schmidt and Wei 2014), each of the things counting the same.

    Args:
        release: what to ask.
        of: a kind of thing or one thing.
        by: ``vendor``, ``place``, ``technology``, ``chip`` or ``model``.
        as_of: the day whose chain it is.
        duration: weeks that each candidate is down.
        weeks: how long to look.
        stock: weeks of need of each good that whoever takes it holds.
        substitution: part of a lost share that other suppliers make up for at once.
        firms: whether the loss of a place takes the firms with headquarters there with it.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if a parameter makes no sense.
    """
    _check(weeks, stock, substitution, {by: (duration, 0.0)})
    view = release.view
    chain = supply_chain(view, view.held(as_of), firms=firms)
    wanted = members(view, of)
    targets = [target for target in wanted if target in chain.graph]
    among = candidates(chain, by, chain.upstream(targets))
    index = risk_exposure(
        chain.network,
        dict.fromkeys(among, duration),
        dict.fromkeys(targets, 1.0),
        steps=weeks,
        stock=_stocks(chain, stock),
        substitution=substitution,
    )
    routes = {target: chain.routes(target) for target in targets}
    rows = []
    for item in among:
        reached = [target for target in targets if routes[target].get(item)]
        if not reached:
            continue
        paths = [found for target in reached for found in evidence(routes[target], [item])]
        rows.append(
            {
                **_named(chain, item),
                "index": round(index[item], 4),
                "reaches": len(reached),
                **_proved(paths),
            }
        )
    rows.sort(key=lambda row: (-row["index"], row["id"]))
    return Answer(
        question="risk-exposure",
        title=f"Risk exposure index by {by} for {of}, {as_of.isoformat()}",
        title_zh=f"{named(view, of, 'zh')}的风险暴露指数（{named_group(by)}），{as_of.isoformat()}",
        parameters={
            "by": by,
            "duration": duration,
            **_parameters(of, as_of, weeks, stock, substitution, firms),
        },
        release=release.name,
        headings=_RANKED,
        rows=rows,
        caveats=[*_assumed(stock, substitution), *blind(chain, wanted)],
    )


def _stocks(chain: SupplyChain, weeks: float) -> Floats:
    """Return the stock of each input: only of what can lie in a store."""
    relations = [label.partition(" ")[0] for label in chain.network.labels]
    return np.array([weeks if relation in _STORED else 0.0 for relation in relations])


def _check(
    weeks: int, stock: float, substitution: float, outages: Mapping[str, tuple[int, float]]
) -> None:
    if weeks < 1 or stock < 0:
        raise ValueError("weeks must be at least 1, and a stock cannot be negative")
    for part in [substitution, *(left for _, left in outages.values())]:
        if not 0 <= part <= 1:
            raise ValueError(f"{part:g} is no part of a whole: write a number from 0 to 1")
    if any(duration < 1 for duration, _ in outages.values()):
        raise ValueError("an outage lasts at least one week")


def _parameters(
    of: str, as_of: date, weeks: int, stock: float, substitution: float, firms: bool
) -> dict[str, Any]:
    return {
        "of": of,
        "as_of": as_of.isoformat(),
        "weeks": weeks,
        "stock": stock,
        "substitution": substitution,
        "firms": firms,
    }


def _named(chain: SupplyChain, item: str) -> Row:
    view = chain.view
    return {"id": item, "label": view.label(item), "label_zh": view.label(item, "zh")}


def _proved(paths: Sequence[Row]) -> Row:
    grades = [found["grade"] for found in paths]
    return {
        "grade": weakest(grades) if grades else None,
        "sources": sources(paths),
        "source_count": len(sources(paths)),
        "paths": list(paths),
    }


def _assumed(stock: float, substitution: float) -> list[Bilingual]:
    return [
        Bilingual(
            f"Assumed, since no source states it: whoever takes a good holds a stock of {stock:g}"
            f" weeks, other suppliers make up for {substitution:.0%} of a lost share, shares are"
            " equal where none are stated. Compare the order of the numbers, not their size.",
            f"以下为假设，并无来源：凡取用货物者均持有 {stock:g} 周库存，其他供应方可补足失去份额的"
            f" {substitution:.0%}，未述份额时各方等权。应比较次序，而非数值大小。",
        )
    ]


def _never() -> Bilingual:
    return Bilingual(
        "Unknown weeks mean that it does not come to that within the time looked at.",
        "周数为“未知”表示在所观察的时间内未发生。",
    )
