"""What a scenario would change: what breaks, what is lost, and how exposure moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from aigraph.analytics.chokepoints import single_points
from aigraph.supply.exposure import carry
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, sources
from aigraph.questions.dependence.exposure import exposure
from aigraph.questions.names import resolve_place
from aigraph.questions.risk.scenario import HYPOTHETICAL, AlteredRelease, Scenario
from aigraph.questions.supply_chain import SupplyChain, blind, evidence, supply_chain
from aigraph.questions.selection import members
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aigraph.supply.shares import Floats
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("broken", "Breaks", "是否中断"),
    Heading("loss", "Supply lost, least and greatest", "供应损失上下限"),
    Heading("paths_lost", "Paths hit", "受影响路径数"),
    Heading("range_before", "Exposure before, least and greatest", "此前暴露度上下限"),
    Heading("range_after", "Exposure after, least and greatest", "此后暴露度上下限"),
    Heading("seen", "Chain seen", "链条可见度"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
)
_LOSS: Final = Bilingual(
    "The least loss takes it that the suppliers that are left make up for all they can; the"
    " greatest that nobody makes up for anything, by share (equal where no shares are stated).",
    "最小损失假定剩余供应方尽其所能补足；最大损失假定无人补足，按份额计算（未述份额时各方等权）。",
)
_EXPOSURE: Final = Bilingual(
    "Exposure after is that of what is left: things that break are taken out of the chain, since"
    " they can no longer be had. It can fall because supply fell.",
    "“此后暴露度”只针对剩余部分：中断之物已从链条中移除。供应减少也可能使其下降。",
)


def whatif(
    release: Release,
    scenario: Scenario,
    *,
    of: str = "vertical",
    to: str = "tariff",
    as_of: date | None = None,
    importer: str = "united-states",
    substitution: float | None = None,
    firms: bool = False,
) -> Answer:
    """Answer what a scenario would change for things of a kind.

    Args:
        release: what to ask.
        scenario: what is taken to be different.
        of: a kind of thing or one thing.
        to: a kind of measure, a rule or a policy, for the exposure before and after.
        as_of: the day; that of the scenario without it.
        importer: who imports, or the destination of an export.
        substitution: part of a lost share that others make up for; both bounds without it.
        firms: whether the loss of a place takes the firms with headquarters there with it.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if there is no day, or a part does not lie between 0 and 1.
    """
    day = as_of or scenario.when
    if day is None:
        raise ValueError("this scenario has no day: say for which one")
    if substitution is not None and not 0 <= substitution <= 1:
        raise ValueError(f"{substitution:g} is no part of a whole: write a number from 0 to 1")
    view = release.view
    supposed = scenario.resolved(view)
    before = supply_chain(view, view.held(day), firms=firms)
    chain = supply_chain(view, [*view.held(day), *supposed.statements()], firms=firms)
    targets = members(view, of)
    lost = losses(chain, supposed, substitution)
    broken = lost.broken
    altered = altered_release(release, supposed, broken, day)
    was, now = (
        {row["id"]: row for row in exposure(one, of=of, to=to, as_of=day, importer=importer).rows}
        for one in (release, altered)
    )
    rows = [
        _row(before, target, lost, (was.get(target), now.get(target)))
        for target in targets
        if target in chain.graph
    ]
    rows.sort(
        key=lambda row: (
            row["loss"] is None,
            [-part for part in (row["loss"] or [])][::-1],
            row["id"],
        )
    )
    return Answer(
        question="whatif",
        title=f"What if: {supposed.name}, {day.isoformat()}",
        title_zh=f"假设：{supposed.name_zh}，{day.isoformat()}",
        parameters={
            "scenario": supposed.key,
            **_told(supposed),
            "of": of,
            "to": to,
            "as_of": day.isoformat(),
            "importer": resolve_place(view, importer),
            "substitution": substitution,
            "firms": firms,
            "broken": sorted(broken - set(supposed.remove)),
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[
            _told_source(release, supposed),
            _LOSS,
            _EXPOSURE,
            *_degraded(supposed),
            *blind(before, targets),
            Bilingual(
                f"{len(broken)} things break, {len(supposed.remove)} of them are the ones removed.",
                f"共有 {len(broken)} 项中断，其中 {len(supposed.remove)} 项为假设移除者。",
            ),
        ],
    )


class Losses:
    """What each node of a chain loses in a scenario.

    Attributes:
        chain: the chain, with suppliers that come in.
        own: the part that each node loses by itself.
        hit: nodes that are removed or degraded.
        least: loss where the rest makes up for all it can.
        greatest: loss where nobody makes up for anything, or for the part that was told.
        broken: nodes of which some input, or they themselves, is lost whole.
    """

    def __init__(self, chain: SupplyChain, scenario: Scenario, substitution: float | None) -> None:
        """Carry what a scenario takes away to all that depends on it."""
        network = chain.network
        parts = {item: 1.0 - left for item, left in scenario.degrade.items()}
        parts |= dict.fromkeys(scenario.remove, 1.0)
        known = {item: part for item, part in parts.items() if item in network.position}
        own = network.vector(known)
        gone = [item for item, part in known.items() if part >= 1]
        self.chain = chain
        self.own = known
        self.hit = sorted(parts)
        self.least: Floats = carry(network, own, within="least")
        self.greatest: Floats = carry(network, own, substitution=substitution or 0.0)
        if substitution is not None:
            self.least = self.greatest
        failed = single_points(network, [gone])[:, 0]
        names = {network.names[int(node)] for node in np.flatnonzero(failed)}
        self.broken: set[str] = names | set(gone) | {item for item in parts if parts[item] >= 1}

    def of(self, item: str) -> tuple[float, float]:
        """Return the least and the greatest loss of a thing."""
        node = self.chain.network.position[item]
        return round(float(self.least[node]), 4), round(float(self.greatest[node]), 4)


def losses(chain: SupplyChain, scenario: Scenario, substitution: float | None = None) -> Losses:
    """Return what each node of a chain loses in a scenario."""
    return Losses(chain, scenario, substitution)


def altered_release(
    release: Release, scenario: Scenario, broken: Iterable[str], day: date
) -> AlteredRelease:
    """Return the release without what breaks, with suppliers that come in and rules as supposed."""
    gone = set(broken)
    kept = tuple(
        statement
        for statement in [*release.view.statements, *scenario.statements()]
        if statement.subject not in gone and statement.object not in gone
    )
    return AlteredRelease(release.folder, release.ontology, release, scenario, kept, day)


def _row(
    chain: SupplyChain,
    target: str,
    lost: Losses,
    rows: tuple[Row | None, Row | None],
) -> Row:
    was, now = rows
    routes = chain.routes(target)
    hit = [item for item in routes if item in lost.broken or item in lost.hit]
    # Shown are the ways to what was hit; ways on which something hit lies before are counted.
    paths = list(evidence(routes, sorted(item for item in hit if item in lost.hit)))
    if now and not lost.hit:
        paths = now["paths"]
    seen = chain.seen(target)
    # Of what a target rests on nothing may be known; then nothing is known of its loss either.
    unknown = bool(chain.unseen([target])) and target not in lost.hit
    grades = [found["grade"] for found in paths]
    return {
        "id": target,
        "label": chain.view.label(target),
        "label_zh": chain.view.label(target, "zh"),
        "broken": True if target in lost.broken else None if unknown else False,
        "loss": None if unknown and target not in lost.broken else list(lost.of(target)),
        "paths_lost": len(hit),
        "lost_suppliers": sorted(hit),
        "exposure_before": was["exposure"] if was else None,
        "range_before": was["range"] if was else None,
        "exposure_after": now["exposure"] if now else None,
        "range_after": now["range"] if now else None,
        "seen": seen["seen"],
        "coverage": seen,
        "grade": weakest(grades) if grades else None,
        "sources": sources(paths),
        "source_count": len(sources(paths)),
        "paths": paths,
    }


def _told(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario supposes, for the parameters of an answer."""
    return {
        "source": scenario.source,
        "remove": list(scenario.remove),
        "degrade": dict(scenario.degrade),
        "add_suppliers": [
            f"{item.dependent} {item.relation} {item.supplier}" for item in scenario.add_suppliers
        ],
        "rules_changed": [
            " ".join(
                [
                    "copy of" if item.copy else "change" if item.until is None else "end",
                    item.rule,
                    *([f"rate {item.rate:g}"] if item.rate is not None else []),
                    *item.origins,
                ]
            )
            for item in scenario.rules
        ],
    }


def _told_source(release: Release, scenario: Scenario) -> Bilingual:
    if scenario.source == HYPOTHETICAL:
        return Bilingual(
            f"Hypothetical: no source tells that this happened or will: {scenario.name}.",
            f"纯属假设：没有来源称其已发生或将发生：{scenario.name_zh}。",
        )
    label = release.view.label(scenario.source)
    return Bilingual(
        f"After an event that a source tells of ({scenario.source}: {label}); what follows from it"
        " here is computed and stated by nobody.",
        f"取自来源所述事件（{scenario.source}：{label}）；此处的后果均为计算所得，并无来源陈述。",
    )


def _degraded(scenario: Scenario) -> list[Bilingual]:
    if not scenario.degrade:
        return []
    told = ", ".join(f"{item} = {part:g}" for item, part in sorted(scenario.degrade.items()))
    return [
        Bilingual(
            f"The part that degraded suppliers still supply is a parameter, not a fact: {told}.",
            f"受损供应方的剩余供应比例是参数，并非事实：{told}。",
        )
    ]
