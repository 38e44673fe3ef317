"""Which added supplier would help most in a scenario."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from aigraph.supply.shares import Supply
from aigraph.supply.exposure import carry
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, edge, path, sources
from aigraph.questions.risk.chokepoints import candidates
from aigraph.questions.supply_chain import SupplyChain, blind, supply_chain
from aigraph.questions.risk.whatif import Losses, losses
from aigraph.questions.selection import members, named
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aigraph.supply.shares import Floats
    from aigraph.graph import Statement
    from aigraph.questions.risk.scenario import Scenario
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Added supplier", "新增供应方"),
    Heading("relation_label", "As", "角色"),
    Heading("product_count", "For how many", "涉及对象数"),
    Heading("loss_before", "Mean loss before", "此前平均损失"),
    Heading("loss_after", "Mean loss after", "此后平均损失"),
    Heading("helped", "Helped", "受益数"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)
_CANDIDATES: Final = Bilingual(
    "Candidates are those that sources name as suppliers of the same kind for something else; each"
    " is taken to come in for all that lost a supplier of that kind, with an equal share. Whether"
    " it could, nobody states.",
    "候选为来源称其已向其他对象提供同类供应者；假定其以均等份额为所有失去此类供应的对象供货。"
    "是否可行，并无来源说明。",
)
_PROOF_PATHS: Final = 3


def mitigation(
    release: Release,
    scenario: Scenario,
    *,
    of: str = "vertical",
    by: str = "vendor",
    as_of: date | None = None,
    firms: bool = False,
) -> Answer:
    """Answer which added supplier would lower the losses of a scenario most, the best first.

    Each candidate is tried alone: one sweep for each, so O(candidates * E).

    Args:
        release: what to ask.
        scenario: what is taken to be different.
        of: a kind of thing or one thing: the mean of their losses is to fall.
        by: what may come in: ``vendor``, ``place``, ``chip``...
        as_of: the day; that of the scenario without it.
        firms: whether the loss of a place takes the firms with headquarters there with it.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if there is no day.
    """
    day = as_of or scenario.when
    if day is None:
        raise ValueError("this scenario has no day: say for which one")
    view = release.view
    supposed = scenario.resolved(view)
    chain = supply_chain(view, [*view.held(day), *supposed.statements()], firms=firms)
    wanted = members(view, of)
    targets = [target for target in wanted if target in chain.graph]
    lost = losses(chain, supposed)
    offered = set(candidates(chain, by, set(chain.graph)))
    # What is not known to rest on anything cannot be told to be safe.
    offered -= set(chain.unseen(offered))
    rows = [
        _row(chain, lost, targets, relation, supplier, dependents)
        for (relation, supplier), dependents in sorted(
            _offers(chain, lost, targets, offered).items()
        )
    ]
    rows.sort(key=lambda row: (row["loss_after"], -row["helped"], row["id"], row["relation"]))
    return Answer(
        question="mitigation",
        title=f"What would help most: {supposed.name}, {day.isoformat()}",
        title_zh=f"最有效的补救：{supposed.name_zh}，{day.isoformat()}",
        parameters={
            "scenario": supposed.key,
            "source": supposed.source,
            "remove": list(supposed.remove),
            "degrade": dict(supposed.degrade),
            "of": of,
            "by": by,
            "as_of": day.isoformat(),
            "firms": firms,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[
            _CANDIDATES,
            Bilingual(
                f"The mean is over the {len(targets)} of {of} of which something is known.",
                f"均值取自{named(view, of, 'zh')}中有已知依赖的 {len(targets)} 项。",
            ),
            *blind(chain, wanted),
        ],
    )


def _offers(
    chain: SupplyChain, lost: Losses, targets: Sequence[str], offered: set[str]
) -> dict[tuple[str, str], list[str]]:
    """Return for each relation and supplier the things that lost a supplier of that relation."""
    upstream = chain.upstream(targets)
    suppliers: dict[str, set[str]] = defaultdict(set)
    inputs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for dependent, supplier, data in chain.graph.edges(data=True):
        relation = data["statement"].predicate
        if chain.view.terms[relation].input_role == "any":
            suppliers[relation] |= {supplier} & offered
            inputs[relation][dependent].add(supplier)
    found = {}
    for relation, able in suppliers.items():
        hurt = {
            dependent: known
            for dependent, known in inputs[relation].items()
            if dependent in upstream and any(lost.of(supplier)[1] > 0 for supplier in known)
        }
        for supplier in able:
            helped = sorted(item for item, known in hurt.items() if supplier not in known)
            if helped and lost.of(supplier)[1] < 1 and supplier not in helped:
                found[relation, supplier] = helped
    return found


def _row(
    chain: SupplyChain,
    lost: Losses,
    targets: Sequence[str],
    relation: str,
    supplier: str,
    dependents: Sequence[str],
) -> Row:
    network = chain.network
    wider = network.plus(Supply(dependent, supplier, relation) for dependent in dependents)
    own = wider.vector(lost.own)
    after = _of(targets, wider.position, carry(wider, own))
    before = _of(targets, network.position, lost.greatest)
    statements: list[Statement] = [
        data["statement"]
        for _, _, data in chain.graph.in_edges(supplier, data=True)
        if data["statement"].predicate == relation
    ]
    paths = [path([edge(item)]) for item in statements[:_PROOF_PATHS]]
    view = chain.view
    return {
        "id": supplier,
        "label": view.label(supplier),
        "label_zh": view.label(supplier, "zh"),
        "relation": relation,
        "relation_label": view.label(relation),
        "relation_label_zh": view.label(relation, "zh"),
        "products": list(dependents),
        "product_count": len(dependents),
        "loss_before": round(sum(before) / len(before), 4),
        "loss_after": round(sum(after) / len(after), 4),
        "helped": sum(now < was - 1e-9 for was, now in zip(before, after, strict=True)),
        "grade": weakest([found["grade"] for found in paths]),
        "sources": sources(paths),
        "source_count": len(sources(paths)),
        "paths": paths,
    }


def _of(targets: Sequence[str], position: dict[str, int], values: Floats) -> list[float]:
    return [float(values[position[target]]) for target in targets]
