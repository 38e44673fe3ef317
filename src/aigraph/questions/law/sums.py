"""The duty on one customs entry, as the keys that every row of duties has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.ids import table_of
from aigraph.law.applicability import OPEN, effects, hardest
from aigraph.law.base_rates import GENERAL, NOT_READ, OTHER, UNVERIFIED, base_rate
from aigraph.law.rules import CHARGE
from aigraph.law.total import total
from aigraph.questions.law.codes import lines_below
from aigraph.questions.rows import Range, column, detail

if TYPE_CHECKING:
    from aigraph.law.applicability import Effect
    from aigraph.law.base_rates import BaseRate
    from aigraph.law.entries import CustomsEntry
    from aigraph.law.total import Total
    from aigraph.questions.law.case import Case


_USMCA: Final = "USMCA-qualifying"
_WITHOUT_NORMAL_TRADE: Final = {"places/russia": "2022-04-09", "places/belarus": "2022-04-09"}
"""Origins whose goods pay the rates of column 2, with the first day (general note 3(b))."""


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
        float | None,
        column("Base rate", "Base rate of the tariff schedule; null if it is not known.", "rate"),
    ]
    base_status: Annotated[
        str, detail("Whether the base rate is known, unverified on the day, or unknown.")
    ]
    additional: Annotated[
        float | None,
        column(
            "Additional duty",
            "Sum of additional duties, as a fraction of value; null if not certain.",
            "rate",
        ),
    ]
    base_printed: Annotated[
        str, detail("The base rate as the schedule prints it, or as it was last printed.")
    ]
    total: Annotated[
        float | None, column("Total", "Base and additional; null where either is.", "rate")
    ]
    total_status: Annotated[
        str, detail("The status of the sum, or undetermined where the base rate is not known.")
    ]
    additional_range: Annotated[
        Range, column("Between", "Bounds of additional; an upper bound of null is open.", "rate")
    ]
    total_range: Annotated[
        Range, detail("Bounds of total; without a base rate the upper bound is null.")
    ]
    assumed: Annotated[
        float | None,
        detail("Additional duty if nothing changed since the last confirmation; else null."),
    ]
    assumed_range: Annotated[
        list[float | None], detail("Its bounds; empty where nothing is unverified.")
    ]
    assumed_total_range: Annotated[
        list[float | None],
        detail("Bounds of the total if nothing changed; empty where nothing is unverified."),
    ]
    void_rules: Annotated[list[str], detail("Applicable rules that a ruling held void later.")]
    void_rate: Annotated[
        float | None, detail("What they add; null where the part of the value is not known.")
    ]
    rulings: Annotated[list[str], detail("The rulings that held them void.")]
    refundable: Annotated[
        str, detail("yes where what was collected may be refunded, or no; blank if none is void.")
    ]
    not_included: Annotated[
        list[str], detail("Fees and duties that may be owed besides and are not in the sum.")
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

    A good that no source classifies has one entry without a code. A code has one for each line
    below it.
    """
    if table_of(good) == "codes":
        return [
            case.goods.entry(code, "", code, origin or "", importer)
            for code in lines_below(case.goods.notations, good)
        ]
    found = []
    for member in case.members(good):
        entries = case.goods.entries(member, importer, origin)
        found += entries or [case.goods.entry(member, "", "", origin or "", importer)]
    return found


def duty_effects(case: Case, entry: CustomsEntry) -> list[Effect]:
    """Return what every duty rule does to an entry; nothing can be said of one without a code."""
    return effects(entry, case.rules, case.day, given=case.given) if entry.code else []


def duty_sum(case: Case, entry: CustomsEntry, found: list[Effect]) -> DutySum:
    """Return what the rules add up to.

    A good without a code is undetermined, and so is one whose importer's duties were not read.
    """
    base = base_of(case, entry)
    read = bool(entry.code) and case.duties_read(entry)
    sums = _open_above(total(found, case.rules, base.rate), read=read)
    assumed = _assumed(case, entry, found, base, read=read)
    void = [case.rules[key] for key in sums.void]
    status = _status(sums, found, read=read)
    return DutySum(
        code=entry.code or None,
        item=entry.item or None,
        origin=entry.origin or None,
        importer=entry.importer,
        date=case.day.isoformat(),
        status=status,
        base=base.rate,
        base_status=base.status,
        base_printed=base.printed,
        additional=sums.rate,
        total=_added(base.rate, sums.rate),
        total_status=_total_status(base, status),
        additional_range=[sums.low, sums.high],
        total_range=[round(sums.low + (base.rate or 0.0), 6), _added(base.rate, sums.high)],
        assumed=assumed.rate if assumed else None,
        assumed_range=[assumed.low, assumed.high] if assumed else [],
        assumed_total_range=_assumed_total(base, assumed),
        void_rules=list(sums.void),
        void_rate=sums.void_low if sums.void_low == sums.void_high else None,
        rulings=sorted({rule.void_by for rule in void}),
        refundable="yes" if any(rule.refundable == "yes" for rule in void) else "no" * bool(void),
        not_included=_charges(case, entry),
        rules=list(sums.rules),
        exempted_by=list(sums.exempted_by),
        superseded_by=list(sums.superseded_by),
        open=list(sums.open),
        confirmed_until=sums.confirmed_until,
    )


def _open_above(sums: Total, *, read: bool) -> Total:
    """Return sums without an upper bound where not every duty that may apply was read."""
    return sums if read else replace(sums, high=None)


def base_of(case: Case, entry: CustomsEntry) -> BaseRate:
    """Return the base rate of an entry; goods that qualify under USMCA pay the special one."""
    if not entry.code:
        return NOT_READ
    north = entry.origin in {"places/canada", "places/mexico"}
    programme = "S" if north and case.given.get(_USMCA) else ""
    first = _WITHOUT_NORMAL_TRADE.get(entry.origin, "")
    column = OTHER if first and first <= case.day.isoformat() else GENERAL
    importers = (entry.importer, *sorted(entry.importer_within))
    importer = next((place for place in importers if place in case.tariffs), entry.importer)
    return base_rate(
        case.rates, entry.digits, case.day, programme, importer=importer, column=column
    )


def _total_status(base: BaseRate, status: str) -> str:
    """Return the status of the whole: that of the additional duty where the base rate is known."""
    if base.status == UNVERIFIED:
        return "unverified"
    return status if base.rate is not None else "undetermined"


def _added(base: float | None, additional: float | None) -> float | None:
    return None if base is None or additional is None else round(base + additional, 6)


def _assumed(
    case: Case, entry: CustomsEntry, found: list[Effect], base: BaseRate, *, read: bool
) -> Total | None:
    """Return the sums if no rule changed since it was confirmed; None where none is unverified."""
    if base.status != UNVERIFIED and all(effect.status != "unverified" for effect in found):
        return None
    later = effects(entry, case.unchanged, case.day, given=case.given)
    return _open_above(total(later, case.unchanged, _last(base)), read=read)


def _last(base: BaseRate) -> float | None:
    """Return the base rate as it was last read, where it is one number."""
    return base.rate_low if base.rate_low == base.rate_high else None


def _assumed_total(base: BaseRate, assumed: Total | None) -> list[float | None]:
    """Return the bounds of the total if neither base rate nor rules changed."""
    if assumed is None:
        return []
    return [round(assumed.low + (base.rate_low or 0.0), 6), _added(base.rate_high, assumed.high)]


def _charges(case: Case, entry: CustomsEntry) -> list[str]:
    """Return the fees and duties that no sum contains and that may be owed on an entry."""
    if not entry.code:
        return []
    found = effects(entry, case.rules, case.day, CHARGE, case.given)
    return [effect.rule.id for effect in found if effect.status not in {"exempt", "superseded"}]


def _status(sums: Total, found: list[Effect], *, read: bool) -> str:
    statuses = {effect.status for effect in found}
    if sums.rate is None:
        return hardest(statuses & OPEN | (set() if read else {"undetermined"}))
    if sums.rate or "applies" in statuses:
        return "applies"
    return "exempt" if "exempt" in statuses else "out-of-scope"
