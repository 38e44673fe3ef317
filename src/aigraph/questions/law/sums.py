"""The duty on one customs entry, as the keys that every row of duties has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypedDict

from aigraph.law.applicability import OPEN, effects, hardest
from aigraph.law.entries import CustomsEntry
from aigraph.law.total import total
from aigraph.questions.rows import Range, column, detail

if TYPE_CHECKING:
    from aigraph.law.applicability import Effect
    from aigraph.law.total import Total
    from aigraph.questions.law.case import Case


class DutySum(TypedDict):
    """The duty on a good: certain where it is, and between which bounds where it is not."""

    code: Annotated[
        str | None, column("Code", "Tariff code; null if no source classifies the good.")
    ]
    item: Annotated[str | None, detail("The traded good as which it is entered, if any is known.")]
    origin: Annotated[str | None, column("Origin", "Place of origin; null if unknown.")]
    importer: Annotated[str, detail("Importing place.")]
    date: Annotated[str, detail("Day of import.")]
    status: Annotated[
        str,
        column(
            "Status",
            "applies; exempt; out-of-scope if no rule covers the good; where the sum is not"
            " certain conditional, undetermined or unverified.",
        ),
    ]
    base: Annotated[
        float | None, detail("Base rate of the tariff schedule; null, since it is not held.")
    ]
    additional: Annotated[
        float | None,
        column(
            "Additional duty",
            "Sum of additional duties, as a fraction of value; null if not certain.",
            "rate",
        ),
    ]
    total: Annotated[float | None, detail("Base and additional; null where either is.")]
    additional_range: Annotated[
        Range, column("Between", "Bounds of additional; an upper bound of null is open.", "rate")
    ]
    total_range: Annotated[
        Range, detail("Bounds of total; without a base rate the upper bound is null.")
    ]
    rules: Annotated[list[str], column("Applicable rules", "Rules that apply.")]
    exempted_by: Annotated[
        list[str], column("Exempted by", "Exemptions that free the good from a rule.")
    ]
    superseded_by: Annotated[list[str], detail("Rules that supersede another.")]
    open: Annotated[list[str], column("Open", "Rules that may apply.")]
    confirmed_until: Annotated[
        str,
        column("Confirmed until", "Earliest last confirmation of what decides."),
    ]


def entered(case: Case, good: str, importer: str, origin: str | None) -> list[CustomsEntry]:
    """Return the customs entries of a good, of each member of a product family.

    A good that no source classifies has one entry without a code.
    """
    found = []
    for member in case.members(good):
        entries = case.goods.entries(member, importer, origin)
        figures = case.goods.figures.get(member, {})
        found += entries or [CustomsEntry(member, "", "", "", origin or "", importer, figures)]
    return found


def duty_effects(case: Case, entry: CustomsEntry) -> list[Effect]:
    """Return what every duty rule does to an entry; nothing can be said of one without a code."""
    return effects(entry, case.rules, case.day, given=case.given) if entry.code else []


def duty_sum(case: Case, entry: CustomsEntry, found: list[Effect]) -> DutySum:
    """Return what the rules add up to; a good without a code is undetermined."""
    sums = total(found, case.rules)
    if not entry.code:
        sums = replace(sums, high=None)
    return DutySum(
        code=entry.code or None,
        item=entry.item or None,
        origin=entry.origin or None,
        importer=entry.importer,
        date=case.day.isoformat(),
        status=_status(sums, found),
        base=None,
        additional=sums.rate,
        total=None,
        additional_range=[sums.low, sums.high],
        total_range=[sums.low, None],
        rules=list(sums.rules),
        exempted_by=list(sums.exempted_by),
        superseded_by=list(sums.superseded_by),
        open=list(sums.open),
        confirmed_until=sums.confirmed_until,
    )


def _status(sums: Total, found: list[Effect]) -> str:
    statuses = {effect.status for effect in found}
    if sums.rate is None:
        return hardest(statuses & OPEN)
    if sums.rate or "applies" in statuses:
        return "applies"
    return "exempt" if "exempt" in statuses else "out-of-scope"
