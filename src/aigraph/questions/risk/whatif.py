"""What a scenario would change: what is disrupted, what is lost, and how exposure moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, Row
from aigraph.questions.declaration import Param, question
from aigraph.questions.dependence.exposure import exposure
from aigraph.questions.parameters import Headquarters, Of
from aigraph.questions.risk.losses import Losses, losses
from aigraph.questions.risk.scenario import AlteredRelease
from aigraph.questions.risk.supposing import (
    AddRule,
    AddSupplier,
    ChangeRule,
    Changes,
    Degrade,
    EndRule,
    Remove,
    ScenarioName,
    scenario_caveats,
    scenario_parameters,
    supposed,
)
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
from aigraph.questions.scope import EQUAL_WEIGHTS, EVERYTHING, Scope
from aigraph.questions.selection import members
from aigraph.questions.shown import assumed, evidence_row, named_row, rounded
from aigraph.questions.supply_chain import (
    ChainCoverage,
    Seen,
    SupplyChain,
    blind,
    evidence,
    supply_chain,
)
from aigraph.supply.exposure import substitution_in_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.questions.risk.scenario import Scenario
    from aigraph.release.opened import Release

_LOSS: Final = Text(
    "The least loss assumes that the remaining suppliers make up for all they can, the greatest"
    " that none does, over all shares that sources allow. The central loss uses equal weights"
    " where no shares are stated, and the given substitution."
)
_EXPOSURE: Final = Text(
    "The exposure afterwards is that of what remains: disrupted things are removed from the"
    " chain. It can fall because supply fell."
)
_KEYS: Final = ("status", "low", "central", "high")


class Changed(TypedDict):
    """What a scenario changes for one thing; an exposure without a known path is null."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    disrupted: Annotated[
        bool | None, column("Disrupted", "Null where its suppliers are not known.")
    ]
    loss_low: Annotated[
        float | None, column("Loss at least", "Least part of supply lost.", "least")
    ]
    loss_central: Annotated[
        float | None,
        column("Central loss", "With equal weights and the substitution, or null.", "part"),
    ]
    loss_high: Annotated[
        float | None, column("Loss at most", "Greatest part of supply lost.", "most")
    ]
    paths_lost: Annotated[int, column("Suppliers hit", "Things on its paths that are hit.")]
    lost_suppliers: Annotated[list[str], detail("Their identifiers.")]
    before_status: Annotated[str | None, detail("Status of its exposure before.")]
    before_low: Annotated[
        float | None, column("Exposure before, at least", "Least exposed part.", "least")
    ]
    before_central: Annotated[float | None, detail("Central exposed part before.")]
    before_high: Annotated[
        float | None, column("Exposure before, at most", "Greatest exposed part before.", "most")
    ]
    after_status: Annotated[str | None, detail("Status of its exposure after.")]
    after_low: Annotated[
        float | None, column("Exposure after, at least", "Least exposed part.", "least")
    ]
    after_central: Annotated[float | None, detail("Central exposed part after.")]
    after_high: Annotated[
        float | None, column("Exposure after, at most", "Greatest exposed part after.", "most")
    ]
    seen: Seen
    coverage: Annotated[ChainCoverage, detail("How much of its chain is known.")]
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Changed,
    honours=EVERYTHING,
    examples=(
        "aigraph whatif taiwan-stops",
        "aigraph whatif --remove TSMC --of chip --as-of 2025-06-01",
        "aigraph whatif --degrade TSMC=0.5 --switch-weeks 26 --as-of 2025-06-01",
    ),
)
def whatif(
    release: Release,
    scope: Scope,
    scenario: ScenarioName = None,
    of: Of = "vertical",
    to: Annotated[
        str, Param("Exposure before and after: a kind of measure, a rule or a policy.")
    ] = "tariff",
    *,
    remove: Remove = (),
    degrade: Degrade = (),
    add_supplier: AddSupplier = (),
    end_rule: EndRule = (),
    change_rule: ChangeRule = (),
    add_rule: AddRule = (),
    substitution: Annotated[
        float | None,
        Param("Part of a lost share that other suppliers make up for.", minimum=0, maximum=1),
    ] = None,
    switch_weeks: Annotated[
        float | None,
        Param("Instead of a substitution: weeks that switching a supplier takes.", minimum=0),
    ] = None,
    horizon_weeks: Annotated[
        float, Param("Weeks over which the loss is averaged.", minimum=1)
    ] = 52.0,
    include_headquartered_firms: Headquarters = False,
) -> Reply:
    """Simulate the loss of suppliers, new suppliers or changed rules.

    Without a date, the one of the scenario holds.
    """
    changes = Changes(remove, degrade, add_supplier, end_rule, change_rule, add_rule)
    found, scope = supposed(release, scope, scenario, changes)
    if switch_weeks is not None:
        substitution = substitution_in_time(switch_weeks, horizon_weeks)
    if substitution is not None and not 0 <= substitution <= 1:
        raise ParameterError(f"{substitution:g} is no part of a whole: write a number from 0 to 1")
    view = release.view
    held = view.only(scope.sources).held(scope.as_of)
    before = supply_chain(view, held, headquarters=include_headquartered_firms)
    chain = supply_chain(
        view, [*held, *found.statements()], headquarters=include_headquartered_firms
    )
    lost = losses(chain, found, substitution or 0.0)
    altered = _altered(release, scope, found, lost.disrupted)
    asked = _Asked(
        lost=lost,
        chain=before,
        central=substitution is not None or EQUAL_WEIGHTS in scope.assumptions,
        was=_exposures(release, scope, of, to),
        now=_exposures(altered, scope, of, to),
    )
    targets = members(view, of)
    rows = [asked.row(target) for target in targets if target in chain.graph]
    rows.sort(key=lambda row: (row["loss_low"] is None, *_gravest(row), row["id"]))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text("What if: {scenario}, {day}", scenario=found.title, day=day),
        rows=rows,
        parameters={
            **scenario_parameters(found, scope),
            "substitution": substitution,
            "disrupted": sorted(lost.disrupted - set(found.remove)),
        },
        caveats=[
            *scenario_caveats(release, found),
            _LOSS,
            _EXPOSURE,
            *assumed(scope),
            *blind(before, targets),
            Text(
                "{count} things are disrupted, {removed} of them are the ones removed.",
                count=len(lost.disrupted),
                removed=len(found.remove),
            ),
        ],
    )


def _altered(
    release: Release, scope: Scope, scenario: Scenario, disrupted: set[str]
) -> AlteredRelease:
    """Return the release without what is disrupted, with new suppliers and changed rules."""
    scope_view = release.view.only(scope.sources)
    kept = tuple(
        statement
        for statement in [*scope_view.statements, *scenario.statements()]
        if statement.subject not in disrupted and statement.object not in disrupted
    )
    day = scope.as_of
    return AlteredRelease(release.folder, release.ontology, release, scenario, kept, day)


def _exposures(release: Release, scope: Scope, of: str, to: str) -> dict[str, Mapping[str, Any]]:
    return {str(row["id"]): row for row in exposure(release, scope, of, to).rows}


def _gravest(row: Row) -> tuple[float, float]:
    return -(row["loss_low"] or 0.0), -(row["loss_high"] or 0.0)


class _Asked:
    """What the rows of an answer are made of."""

    def __init__(
        self,
        lost: Losses,
        chain: SupplyChain,
        central: bool,
        was: Mapping[str, Mapping[str, Any]],
        now: Mapping[str, Mapping[str, Any]],
    ) -> None:
        """Take losses, the chain before, and exposures before and after."""
        self.lost, self.chain, self.central, self.was, self.now = lost, chain, central, was, now

    def row(self, target: str) -> Row:
        """Return the row of one thing."""
        lost, now = self.lost, self.now.get(target)
        routes = self.chain.routes(target)
        hit = [item for item in routes if item in lost.disrupted or item in lost.hit]
        # Shown are the paths to what was hit; what these disrupt on the way is counted.
        paths = list(evidence(routes, sorted(item for item in hit if item in lost.hit)))
        if now and not lost.hit:
            paths = now["paths"]
        # Where the suppliers of a thing are not known, its loss is not known either.
        unknown = bool(self.chain.unseen([target])) and target not in lost.hit
        seen = self.chain.seen(target)
        return {
            **named_row(self.chain.view, target),
            "disrupted": True if target in lost.disrupted else None if unknown else False,
            **self._loss(target, known=not unknown or target in lost.disrupted),
            "paths_lost": len(hit),
            "lost_suppliers": sorted(hit),
            **_side("before", self.was.get(target)),
            **_side("after", now),
            "seen": seen["seen"],
            "coverage": seen,
            **evidence_row(paths),
        }

    def _loss(self, target: str, *, known: bool) -> Row:
        if not known:
            return dict.fromkeys(("loss_low", "loss_central", "loss_high"))
        least, central, greatest = self.lost.of(target)
        low, high = rounded(least, greatest)
        settled = self.central or low == high
        return {
            "loss_low": low,
            "loss_central": round(central, 4) if settled else None,
            "loss_high": high,
        }


def _side(name: str, row: Mapping[str, Any] | None) -> Row:
    return {f"{name}_{key}": row[key] if row else None for key in _KEYS}
