"""What must be said under sums of duties: what is not in them, what is void, what is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.i18n import Name, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aigraph.questions.law.case import Case
    from aigraph.questions.law.sums import DutySum

_BASE: Final = Text(
    "The base rate of the tariff schedule is not known on this day, so the total is not; the"
    " additional duty is the sum of additional duties alone."
)


def sum_caveats(case: Case, rows: Sequence[DutySum]) -> Iterator[Text]:
    """Yield what a reader of sums must know besides.

    Args:
        case: names and rules.
        rows: the sums.
    """
    if any(row["base"] is None for row in rows):
        yield _BASE
    yield from _not_read(case, rows)
    yield from _parts(case, rows)
    yield from _assumed(rows)
    yield from _void(case, rows)
    charges = sorted({key for row in rows for key in row["not_included"]})
    if charges:
        yield Text("Not in the total, where they apply: {charges}.", charges=_names(case, charges))


def _names(case: Case, things: Iterable[str]) -> list[Name]:
    return [Name(case.view.label(key), case.view.label(key, "zh")) for key in things]


def _not_read(case: Case, rows: Iterable[DutySum]) -> Iterator[Text]:
    unread = {(row["importer"], row["date"]) for row in rows if row["additional_range"][1] is None}
    for importer, day in sorted(unread):
        first = case.duties_read_from.get(importer, "")
        if not first:
            yield Text(
                "No whole tariff of {importer} was read: what is not listed may be owed as well.",
                importer=case.view.name(importer),
            )
        elif day < first:
            yield Text(
                "The additional duties of {importer} were read from {first} on; before that day"
                " they are unknown.",
                importer=case.view.name(importer),
                first=first,
            )


def _parts(case: Case, rows: Iterable[DutySum]) -> Iterator[Text]:
    keys = sorted({key for row in rows for key in (*row["rules"], *row["open"])})
    partly = [key for key in keys if case.rules[key].rate_on]
    if partly:
        yield Text(
            "Charged on a part of the value only, which is not known: {rules}.",
            rules=_names(case, partly),
        )


def _assumed(rows: Iterable[DutySum]) -> Iterator[Text]:
    days = sorted({row["confirmed_until"] for row in rows if row["assumed_range"]})
    for day in days:
        yield Text(
            "Not confirmed after {day}; the rate if nothing changed since is assumed.", day=day
        )


def _void(case: Case, rows: Sequence[DutySum]) -> Iterator[Text]:
    rulings = sorted({key for row in rows for key in row["rulings"]})
    days = {rule.void_by: rule.void_on for rule in case.rules.values() if rule.void_by}
    for ruling in rulings:
        yield Text(
            "Part was collected under rules that {ruling} held void on {day}; it may be"
            " refundable.",
            ruling=case.view.name(ruling),
            day=days[ruling],
        )
