"""Which supplier that came in would lower the losses of a scenario most."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row, edges, path
from aigraph.questions.declaration import question
from aigraph.questions.parameters import By, Headquarters, Of
from aigraph.questions.risk.losses import Losses, losses
from aigraph.questions.risk.supposing import (
    AddSupplier,
    Changes,
    Degrade,
    Remove,
    ScenarioName,
    scenario_caveats,
    scenario_parameters,
    supposed,
)
from aigraph.questions.rows import (
    Identifier,
    LabelZh,
    Paths,
    SourceCount,
    SourceList,
    WeakestGrade,
    column,
    detail,
)
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import members, named
from aigraph.questions.shown import evidence_row, named_row
from aigraph.questions.supply_chain import SupplyChain, blind, candidates, supply_chain
from aigraph.supply.exposure import carry
from aigraph.supply.shares import Supply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.release.opened import Release
    from aigraph.supply.shares import Floats

_CANDIDATES: Final = Text(
    "Candidates are those that sources name as suppliers of the same kind for something else;"
    " each is assumed to supply everything that lost a supplier of that kind. No source states"
    " whether it could. Losses use equal weights where no shares are stated (assumed): compare"
    " their order."
)
_PROOF_PATHS: Final = 3


class Helper(TypedDict):
    """One supplier that could come in, and what it would help."""

    id: Identifier
    label: Annotated[str, column("Added supplier", "English name.")]
    label_zh: LabelZh
    relation: Annotated[str, detail("Relation by which it would supply.")]
    relation_label: Annotated[str, column("As", "English name of the relation.")]
    relation_label_zh: Annotated[str, detail("Chinese name of the relation.")]
    products: Annotated[list[str], detail("Things that it would supply.")]
    product_count: Annotated[int, column("For how many", "How many these are.")]
    loss_before: Annotated[
        float, column("Mean loss before", "Mean central loss without it.", "part")
    ]
    loss_after: Annotated[float, column("Mean loss after", "Mean central loss with it.", "part")]
    helped: Annotated[int, column("Helped", "How many things would lose less.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Helper,
    honours=EVIDENCE,
    examples=("aigraph mitigation hbm-maker-stops",),
)
def mitigation(
    release: Release,
    scope: Scope,
    scenario: ScenarioName = None,
    of: Of = "vertical",
    by: By = "vendor",
    *,
    remove: Remove = (),
    degrade: Degrade = (),
    add_supplier: AddSupplier = (),
    include_headquartered_firms: Headquarters = False,
) -> Reply:
    """Rank the suppliers that would lower the losses of a scenario most if they came in.

    Each candidate is tried alone.
    """
    changes = Changes(remove, degrade, add_supplier)
    found, scope = supposed(release, scope, scenario, changes)
    view = release.view
    held = view.only(scope.sources).held(scope.as_of)
    chain = supply_chain(
        view, [*held, *found.statements()], headquarters=include_headquartered_firms
    )
    wanted = members(view, of)
    targets = [target for target in wanted if target in chain.graph]
    lost = losses(chain, found)
    offered = set(candidates(chain, by, set(chain.graph)))
    # What is not known to depend on anything cannot be said to be safe.
    offered -= set(chain.unseen(offered))
    offers = sorted(_offers(chain, lost, targets, offered).items())
    rows = [
        _row(chain, lost, targets, relation, supplier, dependents)
        for (relation, supplier), dependents in offers
    ]
    rows.sort(key=lambda row: (row["loss_after"], -row["helped"], row["id"], row["relation"]))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text("What would help most: {scenario}, {day}", scenario=found.title, day=day),
        rows=rows,
        parameters=_parameters(found, scope),
        caveats=[
            *scenario_caveats(release, found),
            _CANDIDATES,
            Text(
                "The mean is over the {count} of {of} with a known dependency.",
                count=len(targets),
                of=named(view, of),
            ),
            *blind(chain, wanted),
        ],
    )


def _parameters(scenario: Any, scope: Scope) -> dict[str, Any]:
    """Return what is supposed, without the rules, which change no loss."""
    parameters = scenario_parameters(scenario, scope)
    return {key: value for key, value in parameters.items() if not key.endswith("_rule")}


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
            if dependent in upstream and any(_central(lost, supplier) > 0 for supplier in known)
        }
        for supplier in able:
            helped = sorted(item for item, known in hurt.items() if supplier not in known)
            if helped and _central(lost, supplier) < 1 and supplier not in helped:
                found[relation, supplier] = helped
    return found


def _central(lost: Losses, item: str) -> float:
    return lost.of(item)[1]


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
    after = _of(targets, wider.position, carry(wider, wider.vector(lost.own)))
    before = _of(targets, network.position, lost.central)
    statements = [
        data["statement"]
        for _, _, data in chain.graph.in_edges(supplier, data=True)
        if data["statement"].predicate == relation
    ]
    view = chain.view
    return {
        **named_row(view, supplier),
        "relation": relation,
        "relation_label": view.label(relation),
        "relation_label_zh": view.label(relation, "zh"),
        "products": list(dependents),
        "product_count": len(dependents),
        "loss_before": round(sum(before) / len(before), 4),
        "loss_after": round(sum(after) / len(after), 4),
        "helped": sum(now < was - 1e-9 for was, now in zip(before, after, strict=True)),
        **evidence_row([path([item]) for item in edges(statements)[:_PROOF_PATHS]]),
    }


def _of(targets: Sequence[str], position: dict[str, int], values: Floats) -> list[float]:
    return [float(values[position[target]]) for target in targets]
