"""What an importer pays on a good, by which rules, and what is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.i18n import Name, Text
from aigraph.law.applicability import OPEN
from aigraph.questions.answer import Heading, Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.law.case import NO_ADVICE, case_of, resolve_good
from aigraph.questions.law.codes import code_meant
from aigraph.questions.law.law_evidence import Contest, RuleEffect, contested, rule_row
from aigraph.questions.law.sum_caveats import sum_caveats
from aigraph.questions.law.sums import DutySum, duty_effects, duty_sum, entered
from aigraph.questions.names import resolve_place
from aigraph.questions.rows import (
    Grade,
    Identifier,
    LabelZh,
    Locator,
    Source,
    column,
    detail,
    headings,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.graph import Statement, View
    from aigraph.law.entries import CustomsEntry
    from aigraph.questions.law.case import Case
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

HONOURED: Final = frozenset({"as_of", "known_at", "importer", "given", "sources"})
_AMOUNT: Final = Heading("amount", Text("Amount"))
_ASSUMED: Final = Heading("assumed_range", Text("If nothing changed"), "rate")
_ASSUMED_TOTAL: Final = Heading("assumed_total_range", Text("Total if nothing changed"), "rate")
_VOID: Final = Heading("void_rate", Text("Under void rules"), "rate")
_VOID_AMOUNT: Final = Heading("void_amount", Text("Amount under void rules"))


class Classifier(TypedDict):
    """Who says that a good falls under a code."""

    code: Annotated[str, detail("The code.")]
    source: Source
    locator: Locator
    grade: Grade
    confidence: Annotated[str, detail("high, medium or low.")]


class Rival(Classifier):
    """Who says that it falls under another."""

    additional: Annotated[float | None, detail("Additional duty under that code, if certain.")]


class Duty(DutySum):
    """The duty on a good under one code, from one origin."""

    id: Identifier
    label: Annotated[str, column("Good", "English name of the good.")]
    label_zh: LabelZh
    amount: Annotated[
        float | None, detail("Additional duty on the value given, in its currency, if certain.")
    ]
    void_amount: Annotated[
        float | None, detail("What of it was collected under rules held void, if certain.")
    ]
    classified_by: Annotated[list[Classifier], detail("Who classifies the good so.")]
    rivals: Annotated[list[Rival], detail("Who classifies it otherwise, however doubtful.")]
    contested: Annotated[list[Contest], detail("Who contests the policies of these rules.")]
    effects: Annotated[list[RuleEffect], detail("What each rule that covers the good does to it.")]


@question(
    Duty,
    honours=HONOURED,
    examples=(
        "aigraph duty gpu-module --origin china --as-of 2025-06-01",
        "aigraph duty 8507.60 --origin china --as-of 2025-06-01",
        "aigraph duty H200 --as-of 2026-02-01 --given us-data-centre-over-100-mw --value 30000",
    ),
)
def duty(
    release: Release,
    scope: Scope,
    item: Annotated[
        str, Param("A traded good (gpu-module), a chip, a server or a tariff code (8471.50).")
    ],
    *,
    origin: Annotated[
        str | None, Param("Where it was last substantially made (default: what sources say).")
    ] = None,
    value: Annotated[float | None, Param("Customs value, in any currency.", minimum=0)] = None,
) -> Reply:
    """Answer which additional duties an importer owes on a good, and why.

    There is one row for each code under which the good is classified and each origin. What is not
    certain is null; its range holds the bounds. A good that no source classifies is undetermined.
    A code means all goods under it: there is one row for each line below a heading.
    """
    case = case_of(release, scope)
    good = code_meant(release.view, case.goods.notations, item) or resolve_good(release.view, item)
    made_in = resolve_place(release.view, origin) if origin else None
    rows = [_row(case, entry, value) for entry in entered(case, good, scope.importer, made_in)]
    view, day = case.view, scope.as_of.isoformat()
    return Reply(
        title=Text(
            "Duty on {good}, {day}, importer {importer}",
            good=view.name(good),
            day=day,
            importer=view.name(scope.importer),
        ),
        rows=rows,
        caveats=[
            *_unclassified(view, rows),
            *_rivals(view, rows),
            *_open(view, rows),
            *sum_caveats(case, rows),
            NO_ADVICE,
        ],
        parameters={"item": good, "origin": made_in},
        headings=_headings(rows),
    )


def _headings(rows: list[Duty]) -> Sequence[Heading]:
    """Return the headings, with those that only some answers have."""
    good, *rest = sorted(headings(Duty), key=lambda heading: heading.field != "label")
    further = [
        *([_ASSUMED, _ASSUMED_TOTAL] if any(row["assumed_range"] for row in rows) else []),
        *([_AMOUNT] if any(row["amount"] is not None for row in rows) else []),
        *([_VOID] if any(row["void_rules"] for row in rows) else []),
        *([_VOID_AMOUNT] if any(row["void_amount"] for row in rows) else []),
    ]
    return [good, *rest, *further]


def _row(case: Case, entry: CustomsEntry, value: float | None) -> Duty:
    found = duty_effects(case, entry)
    sums = duty_sum(case, entry, found)
    listed = rule_row(found)
    rate = sums["additional"]
    return Duty(
        id=entry.good,
        label=case.view.label(entry.good),
        label_zh=case.view.label(entry.good, "zh"),
        amount=None if rate is None or value is None else round(value * rate, 2),
        void_amount=None
        if sums["void_rate"] is None or value is None
        else round(value * sums["void_rate"], 2),
        classified_by=[_claimed(item) for item in _said(case, entry) if item.object == entry.code],
        rivals=[
            Rival(**_claimed(item), additional=_additional(case, entry, item.object))
            for item in _said(case, entry)
            if item.object != entry.code
        ],
        contested=contested(case.held, {effect.rule.policy for effect in found}),
        effects=listed,
        **sums,
    )


def _said(case: Case, entry: CustomsEntry) -> list[Statement]:
    """Return who says under which code a good falls, however doubtful."""
    return [
        item
        for item in case.view.statements
        if item.predicate == "classifiedIn" and item.subject == entry.item and item.holds(case.day)
    ]


def _claimed(item: Statement) -> Classifier:
    return Classifier(
        code=item.object,
        source=item.source,
        locator=item.locator,
        grade=item.grade,
        confidence=item.confidence,
    )


def _additional(case: Case, entry: CustomsEntry, code: str) -> float | None:
    """Return the additional duty if the good fell under another code."""
    other = replace(entry, code=code, digits=case.goods.notations[code])
    return duty_sum(case, other, duty_effects(case, other))["additional"]


def _unclassified(view: View, rows: list[Duty]) -> list[Text]:
    names = sorted({row["id"] for row in rows if row["code"] is None})
    return [
        Text(
            "No source classifies {good} in the tariff schedule, so its duty is not known.",
            good=view.name(name),
        )
        for name in names
    ]


def _rivals(view: View, rows: list[Duty]) -> list[Text]:
    """Say where sources disagree on the code of a good."""
    taken = {(row["item"], row["code"]) for row in rows}
    found = sorted(
        {
            (row["item"] or "", rival["code"], rival["confidence"])
            for row in rows
            for rival in row["rivals"]
        }
    )
    return [
        Text(
            "{item} is also said to fall under {code} (confidence {confidence}).",
            item=view.name(item),
            code=view.name(code),
            confidence=confidence,
        )
        for item, code, confidence in found
        if (item, code) not in taken
    ]


def _open(view: View, rows: list[Duty]) -> list[Text]:
    """Say on what the open rules hang."""
    facts = sorted(
        {
            fact
            for row in rows
            for rule in row["effects"]
            if rule["status"] in OPEN
            for fact in rule["because"]
        }
    )
    if not facts:
        return []
    return [Text("Open: {facts}.", facts=[Name(fact, view.label(fact, "zh")) for fact in facts])]
