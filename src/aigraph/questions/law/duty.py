"""What an importer pays on a good: each rule that fires, that is lifted, and that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.law.applicability import OPEN, effects
from aigraph.law.entries import GOODS, members_of
from aigraph.law.rules import known
from aigraph.law.total import total
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.law.law_evidence import contested, rule_row
from aigraph.questions.names import resolve, resolve_place
from aigraph.questions.selection import check_given
from aigraph.rdf.law import read_goods, read_law

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.law.entries import CustomsEntry, Goods
    from aigraph.law.rules import Rule
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Good", "货物"),
    Heading("code", "Code", "税号"),
    Heading("origin", "Origin", "原产地"),
    Heading("rate", "Additional duty", "附加税率"),
    Heading("range", "Between", "区间"),
    Heading("rules", "Rules that fire", "适用规则"),
    Heading("exempted_by", "Lifted by", "豁免依据"),
    Heading("open", "Open", "未定"),
    Heading("confirmed_until", "Confirmed until", "确认至"),
)
_AMOUNT: Final = Heading("amount", "Amount", "税额")
_ADDITIONAL: Final = Bilingual(
    "The rate is the sum of additional duties; the base rate of the tariff schedule is not in it.",
    "税率为附加关税之和，不含税则基础税率。",
)


@dataclass(frozen=True)
class _Case:
    """What one question of duty works on."""

    view: View
    rules: Mapping[str, Rule]
    held: list[Statement]
    trade: Goods[Statement]
    day: date
    given: Mapping[str, bool]
    value: float | None


def duty(
    release: Release,
    item: str,
    *,
    origin: str | None = None,
    importer: str = "united-states",
    as_of: date,
    known_at: date | None = None,
    given: Mapping[str, bool] | None = None,
    value: float | None = None,
) -> Answer:
    """Answer which additional duties an importer owes on a good, and why.

    There is one row for each code under which the good is classified and each origin. A row's
    rate is None where it hangs on facts not given or on rules that nobody confirms so late;
    then its range holds the bounds.

    Args:
        release: what to ask.
        item: a traded good (``gpu-module``), a chip or a server, by identifier or name.
        origin: where it was last substantially made; what sources say without it.
        importer: the place that imports.
        as_of: the day of import.
        known_at: leave out rules that were not yet public on this day; none without it.
        given: conditions and end uses known to hold (True) or not to hold (False).
        value: customs value, from which the amount of duty is told in the same currency.

    Raises:
        ValueError: if ``known_at`` lies before ``as_of``.
        NotFoundError: if a name is not known, or the thing is not traded as any good.
    """
    view = release.view
    good = resolve(view, item, GOODS)
    place = resolve_place(view, importer)
    made_in = resolve_place(view, origin) if origin else None
    rules = known(read_law(release.store), as_of, known_at)
    check_given(rules, given or {})
    held = view.held(as_of)
    trade = read_goods(release.store, held)
    entries = [
        entry
        for member in members_of(held, good)
        for entry in trade.entries(member, place, made_in)
    ]
    if not entries:
        raise NotFoundError(item, sorted(trade.classified), what="traded good")
    case = _Case(view, rules, held, trade, as_of, given or {}, value)
    rows = [_row(case, entry) for entry in entries]
    return Answer(
        question="duty",
        title=f"Duty on {view.label(good)}, {as_of.isoformat()}, importer {view.label(place)}",
        title_zh=(
            f"{view.label(good, 'zh')}的关税，{as_of.isoformat()}，"
            f"进口方：{view.label(place, 'zh')}"
        ),
        parameters={
            "item": good,
            "origin": made_in,
            "importer": place,
            "as_of": as_of.isoformat(),
            "known_at": known_at.isoformat() if known_at else None,
            "given": dict(given or {}),
            "value": value,
        },
        release=release.name,
        headings=_HEADINGS if value is None else (*_HEADINGS[:5], _AMOUNT, *_HEADINGS[5:]),
        rows=rows,
        caveats=[_ADDITIONAL, *_rivals(view, rows), *_open_facts(view, rows)],
    )


def _row(case: _Case, entry: CustomsEntry) -> Row:
    view, rules = case.view, case.rules
    found = effects(entry, rules, case.day, "duty", case.given)
    sums = total(found, rules)
    told = rule_row(found)
    certain = sums.rate is not None and case.value is not None
    return {
        "id": entry.good,
        "label": view.label(entry.good),
        "label_zh": view.label(entry.good, "zh"),
        "item": entry.item,
        "origin": entry.origin or None,
        "importer": entry.importer,
        "date": case.day.isoformat(),
        "code": entry.code,
        **_classification(case, entry),
        "rate": sums.rate,
        "range": [sums.low, sums.high],
        "amount": round((case.value or 0) * (sums.rate or 0), 2) if certain else None,
        "rules": list(sums.rules),
        "exempted_by": list(sums.exempted_by),
        "open": list(sums.open),
        "contested": contested(case.held, {rules[rule["id"]].policy for rule in told}),
        "confirmed_until": sums.confirmed_until,
        "effects": told,
    }


def _classification(case: _Case, entry: CustomsEntry) -> dict[str, list[Row]]:
    """Return who classifies a good so, and who says otherwise, however doubtful, with the rate."""
    said = [
        item
        for item in case.view.statements
        if item.predicate == "classifiedIn" and item.subject == entry.item and item.holds(case.day)
    ]
    return {
        "classified_by": [_claimed(item) for item in said if item.object == entry.code],
        "rivals": [
            _claimed(item) | {"rate": _rate(case, entry, item.object)}
            for item in said
            if item.object != entry.code
        ],
    }


def _claimed(item: Statement) -> Row:
    return {
        "code": item.object,
        "source": item.source,
        "locator": item.locator,
        "grade": item.grade,
        "confidence": item.confidence,
    }


def _rate(case: _Case, entry: CustomsEntry, code: str) -> float | None:
    """Return the rate if the good fell under another code."""
    other = replace(entry, code=code, digits=case.trade.notations[code])
    return total(effects(other, case.rules, case.day, "duty", case.given), case.rules).rate


def _rivals(view: View, rows: list[Row]) -> list[Bilingual]:
    """Say where sources disagree on the code of a good."""
    found = sorted(
        {
            (row["item"], rival["code"], rival["confidence"])
            for row in rows
            for rival in row["rivals"]
        }
    )
    return [
        Bilingual(
            f"{view.label(item)} is also said to fall under {view.label(code)}"
            f" (confidence {confidence}).",
            f"{view.label(item, 'zh')}亦有归入{view.label(code, 'zh')}之说"
            f"（可信度：{confidence}）。",
        )
        for item, code, confidence in found
        if (item, code) not in {(row["item"], row["code"]) for row in rows}
    ]


def _open_facts(view: View, rows: list[Row]) -> list[Bilingual]:
    """Return what the open rules hang on."""
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
    return [
        Bilingual(
            f"Open: {'; '.join(facts)}.",
            f"未定：{'；'.join(view.label(fact, 'zh') for fact in facts)}。",
        )
    ]


def duties(
    release: Release,
    items: Iterable[str],
    origins: Iterable[str],
    days: Iterable[date],
    *,
    importer: str = "united-states",
    given: Mapping[str, bool] | None = None,
) -> list[Row]:
    """Return the duty of many goods from many origins on many days, with the law read once.

    Args:
        release: what to ask.
        items: goods by identifier.
        origins: places by key, such as ``china``.
        days: the days of import.
        importer: key of the place that imports.
        given: conditions and end uses known to hold or not.

    Returns:
        Rows with ``item, origin, importer, date, code, rate, range, rules, exempted_by``, one
        for each good, code, origin and day.
    """
    rules = read_law(release.store)
    goods, places = list(items), [f"places/{origin}" for origin in origins]
    known_goods: Goods[Statement] = read_goods(release.store, ())
    rows = []
    for day in days:
        trade = known_goods.on(release.view.held(day))
        for good in goods:
            for place in places:
                for entry in trade.entries(good, f"places/{importer}", place):
                    sums = total(effects(entry, rules, day, "duty", given or {}), rules)
                    rows.append(
                        {
                            "item": good,
                            "origin": place,
                            "importer": entry.importer,
                            "date": day.isoformat(),
                            "code": entry.code,
                            "rate": sums.rate,
                            "range": [sums.low, sums.high],
                            "rules": list(sums.rules),
                            "exempted_by": list(sums.exempted_by),
                        }
                    )
    return rows
