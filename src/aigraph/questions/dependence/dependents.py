"""Which things depend on one model, chip, vendor or place, how far, and by which path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.graph import dependencies
from aigraph.i18n import Text
from aigraph.questions.answer import Reply, path
from aigraph.questions.declaration import Param, question
from aigraph.questions.dependence.dependence import dependence
from aigraph.questions.names import resolve
from aigraph.questions.parameters import Of
from aigraph.questions.rows import (
    Identifier,
    Label,
    LabelZh,
    Paths,
    SourceCount,
    SourceList,
    WeakestGrade,
)
from aigraph.questions.scope import ASSUMED, Scope
from aigraph.questions.selection import members, named, not_stated
from aigraph.questions.shown import (
    FREE_SHARES,
    Central,
    High,
    Low,
    assumed,
    bounded,
    evidence_row,
    named_row,
)
from aigraph.questions.supply_chain import SupplyChain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.questions.answer import Row
    from aigraph.release.opened import Release

_KNOWN: Final = Text(
    "The part is that of the known alternatives; an alternative that no source names is not"
    " counted. A model that runs on two chips depends in part on each, and wholly on a foundry"
    " that makes both."
)


class Dependent(TypedDict):
    """How far one thing depends on the given one."""

    id: Identifier
    label: Label
    label_zh: LabelZh
    low: Low
    central: Central
    high: High
    grade: WeakestGrade
    sources: SourceList
    source_count: SourceCount
    paths: Paths


@question(
    Dependent,
    honours=ASSUMED,
    examples=(
        "aigraph dependents TSMC --of model --as-of 2025-06-01",
        "aigraph dependents chips/nvidia-h100-sxm --assume equal-weights --as-of 2025-06-01",
    ),
)
def dependents(
    release: Release,
    scope: Scope,
    on: Annotated[str, Param("A model, chip, vendor, place or any other thing.")],
    of: Of = "vertical",
) -> Reply:
    """List the things of a kind that depend on a given model, chip, vendor or place, with paths."""
    view = release.view
    thing = resolve(view, on)
    targets = members(view, of)
    chain = SupplyChain(view, dependencies(view, view.only(scope.sources).held(scope.as_of)))
    rows = list(_rows(chain, scope, thing, targets))
    rows.sort(key=lambda row: (-row["low"], -row["high"], row["id"]))
    day = scope.as_of.isoformat()
    return Reply(
        title=Text(
            "What depends on {thing}: {of}, {day}",
            thing=view.name(thing),
            of=named(view, of),
            day=day,
        ),
        rows=rows,
        caveats=[
            _KNOWN,
            FREE_SHARES,
            *assumed(scope),
            *_silent(len(targets) - len(rows), len(targets)),
            *not_stated(scope.sources, rows),
        ],
        parameters={"on": thing},
    )


def _rows(chain: SupplyChain, scope: Scope, on: str, targets: list[str]) -> Iterator[Row]:
    found = dependence(chain, [on])
    for target in targets:
        part = found.of(target, on)
        steps = chain.routes(target).get(on)
        if part is not None and steps:
            yield {
                **named_row(chain.view, target),
                **bounded(part.low, part.equal, part.high, scope),
                **evidence_row([path(steps)]),
            }


def _silent(silent: int, asked: int) -> list[Text]:
    if not silent:
        return []
    return [
        Text(
            "{silent} of {asked} have no known path to it; that is not zero.",
            silent=silent,
            asked=asked,
        )
    ]
