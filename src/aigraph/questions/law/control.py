"""Which export controls bear on a chip on its way to a destination, against which thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.law.applicability import STATUSES, effects
from aigraph.law.classification import undecided
from aigraph.law.entries import GOODS, members_of
from aigraph.law.rules import known
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.law.law_evidence import contested, law_edges
from aigraph.questions.names import resolve, resolve_place
from aigraph.questions.selection import check_given
from aigraph.rdf.law import read_goods, read_law

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.law.applicability import Effect
    from aigraph.law.entries import CustomsEntry, Goods
    from aigraph.law.rules import Figure, Rule, Threshold
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Chip", "芯片"),
    Heading("rule_label", "Rule", "规则"),
    Heading("eccn", "Entry", "管制编码"),
    Heading("status", "Status", "状态"),
    Heading("licence", "Licence policy", "许可政策"),
    Heading("thresholds", "Thresholds", "技术门槛"),
    Heading("valid_from", "From", "起"),
    Heading("valid_to", "To", "止"),
    Heading("confirmed_until", "Confirmed until", "确认至"),
)
_NO_RULE: Final = Bilingual(
    "No rule is known to bear on it on this day; that no rule is known is no licence.",
    "当日未知有规则适用；未知有规则不等于无需许可。",
)


def control(
    release: Release,
    chip: str,
    *,
    destination: str = "china",
    as_of: date,
    known_at: date | None = None,
    given: Mapping[str, bool] | None = None,
) -> Answer:
    """Answer which export controls bear on a chip, with thresholds and Entity List hits.

    A chip falls under an entry where a source says so, or where its figures pass the gates of the
    entry on that day. A product line is answered for each of its members.

    Args:
        release: what to ask.
        chip: the chip, by identifier or name.
        destination: the place to which it goes.
        as_of: the day of export.
        known_at: leave out rules that were not yet public on this day; none without it.
        given: conditions known to hold (True) or not to hold (False).

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if ``known_at`` lies before ``as_of``.
    """
    view = release.view
    good = resolve(view, chip, GOODS)
    place = resolve_place(view, destination)
    rules = known(read_law(release.store), as_of, known_at)
    check_given(rules, given or {})
    held = view.held(as_of)
    trade = read_goods(release.store, held)
    goods = members_of(held, good)
    found = [
        effect
        for member in goods
        for entry in trade.exports(member, place)
        for effect in effects(entry, rules, as_of, "export-control", given or {})
    ]
    found.sort(key=lambda item: (item.entry.good, STATUSES.index(item.status), item.rule.id))
    unplaced = [
        trade.unclassified(member, place) for member in goods if member not in trade.controlled
    ]
    listed = {member: _listed(member, held) for member in goods}
    return Answer(
        question="control",
        title=f"Export control of {view.label(good)} to {view.label(place)}, {as_of.isoformat()}",
        title_zh=(
            f"{view.label(good, 'zh')}对{view.label(place, 'zh')}的出口管制，{as_of.isoformat()}"
        ),
        parameters={
            "chip": good,
            "destination": place,
            "as_of": as_of.isoformat(),
            "known_at": known_at.isoformat() if known_at else None,
            "given": dict(given or {}),
        },
        release=release.name,
        headings=_HEADINGS,
        rows=[_row(view, effect, trade, rules, as_of, held, listed) for effect in found],
        caveats=[
            *([] if found else [_NO_RULE]),
            *_undecided(view, unplaced, rules, as_of),
            *_told(view, [hit for hits in listed.values() for hit in hits]),
        ],
    )


def _row(
    view: View,
    effect: Effect,
    trade: Goods[Statement],
    rules: Mapping[str, Rule],
    day: date,
    held: Iterable[Statement],
    listed: Mapping[str, list[Row]],
) -> Row:
    rule, entry = effect.rule, effect.entry
    edges = law_edges(effect, trade)
    gates = _gates(effect, rules, day)
    return {
        "id": entry.good,
        "label": view.label(entry.good),
        "label_zh": view.label(entry.good, "zh"),
        "eccn": entry.code,
        "destination": entry.importer,
        "rule": rule.id,
        "rule_label": view.label(rule.id),
        "rule_label_zh": view.label(rule.id, "zh"),
        "status": effect.status,
        "because": list(effect.because),
        "licence": rule.licence,
        "quota": {"share": rule.quota, "of": rule.quota_of} if rule.quota is not None else None,
        "figures": {
            measure: _value(figure) for (measure, _), figure in sorted(entry.figures.items())
        },
        "gates": [_gate(gate, entry) for gate in gates],
        "thresholds": [_in_words(view, gate, entry, "en") for gate in gates],
        "thresholds_zh": [_in_words(view, gate, entry, "zh") for gate in gates],
        "contested": contested(held, {rule.policy}),
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "confirmed_until": rule.confirmed_on,
        "source": rule.source,
        "locator": edges[-1]["locator"],
        "grade": edges[-1]["grade"],
        "entity_list": listed[entry.good],
        "edges": edges,
    }


def _gates(effect: Effect, rules: Mapping[str, Rule], day: date) -> list[Threshold]:
    """Return the thresholds that decide: of the entry on that day, and of the rule itself."""
    entry = effect.entry
    defining = [
        scope
        for rule in rules.values()
        if rule.kind == "classification" and rule.force_on(day) != "no"
        for scope in rule.scopes
        if scope.digits == entry.digits
    ]
    passed = [scope for scope in defining if all(_met(gate, entry) for gate in scope.thresholds)]
    scopes = [*(passed[:1] or defining), *([effect.scope] if effect.scope else [])]
    return list(dict.fromkeys(gate for scope in scopes for gate in scope.thresholds))


def _met(gate: Threshold, entry: CustomsEntry) -> bool | None:
    figure = entry.figures.get(gate.figure)
    return None if figure is None else gate.met_by(figure)


def _in_words(view: View, gate: Threshold, entry: CustomsEntry, language: str) -> str:
    """Return a threshold as a line of text: the measure, the chip's figure, the bounds."""
    figure = entry.figures.get(gate.figure)
    bounds = [
        f"{sign} {bound:,g}"
        for sign, bound in (
            ("≥", gate.at_least),
            (">", gate.above),
            ("≤", gate.at_most),
            ("<", gate.below),
        )
        if bound is not None
    ]
    unknown = "未知" if language == "zh" else "unknown"
    shown = unknown if figure is None else _range_in_words(figure)
    return f"{view.label(gate.measure, language)} {shown} ({', '.join(bounds)} {gate.unit})"


def _value(figure: Figure) -> float | list[float]:
    """Return the figure, or the least and greatest value where sources disagree."""
    return figure.low if figure.low == figure.high else [figure.low, figure.high]


def _range_in_words(figure: Figure) -> str:
    ends = dict.fromkeys((figure.low, figure.high))
    return "–".join(f"{end:,g}" for end in ends)


def _gate(gate: Threshold, entry: CustomsEntry) -> dict[str, Any]:
    return {
        "measure": gate.measure,
        "unit": gate.unit,
        "value": _value(figure) if (figure := entry.figures.get(gate.figure)) else None,
        "at_least": gate.at_least,
        "above": gate.above,
        "at_most": gate.at_most,
        "below": gate.below,
        "met": _met(gate, entry),
    }


def _listed(good: str, held: Iterable[Statement]) -> list[Row]:
    """Return the designers and makers of a chip that stand on a list of restricted parties."""
    statements = list(held)
    makers = {
        item.object
        for item in statements
        if item.subject == good and item.predicate in {"designedBy", "fabricatedBy"}
    }
    return [
        {
            "organisation": item.subject,
            "list": item.object,
            "since": item.valid_from,
            "source": item.source,
            "locator": item.locator,
        }
        for item in statements
        if item.predicate == "listedOn" and item.subject in makers
    ]


def _undecided(
    view: View, lanes: list[CustomsEntry], rules: Mapping[str, Rule], day: date
) -> list[Bilingual]:
    """Say under which entries a chip may fall for want of a figure, or that it falls under none."""
    open_entries = {entry.good: undecided(entry, rules, day) for entry in lanes}
    passed = [
        Bilingual(
            f"By its known figures {view.label(entry.good)} passes no entry in force on this day.",
            f"按已知参数，{view.label(entry.good, 'zh')}未达到当日有效条目的门槛。",
        )
        for entry in lanes
        if entry.figures and not open_entries[entry.good]
    ]
    return passed + [
        Bilingual(
            f"Whether {view.label(entry.good)} falls under {view.label(rule.id)} is open;"
            f" not known: {', '.join(view.label(measure) for measure in measures)}.",
            f"{view.label(entry.good, 'zh')}是否属于{view.label(rule.id, 'zh')}尚不确定，未知："
            f"{'、'.join(view.label(measure, 'zh') for measure in measures)}。",
        )
        for entry in lanes
        for rule, measures in open_entries[entry.good]
    ]


def _told(view: View, listed: Iterable[Row]) -> list[Bilingual]:
    once = {(hit["organisation"], hit["list"], hit["since"]): hit for hit in listed}
    return [
        Bilingual(
            f"{view.label(hit['organisation'])}, which makes it, stands on"
            f" {view.label(hit['list'])} since {hit['since']}.",
            f"其制造方{view.label(hit['organisation'], 'zh')}自{hit['since']}起列入"
            f"{view.label(hit['list'], 'zh')}。",
        )
        for hit in once.values()
    ]


def controls(
    release: Release,
    chips: Iterable[str],
    destinations: Iterable[str],
    days: Iterable[date],
    *,
    given: Mapping[str, bool] | None = None,
) -> list[Row]:
    """Return what export controls do to many chips, with the law read once.

    Args:
        release: what to ask.
        chips: chips by identifier.
        destinations: places by key, such as ``china``.
        days: the days of export.
        given: conditions known to hold or not.

    Returns:
        Rows with ``id, eccn, destination, date, rule, status, licence``, one for each chip, entry,
        destination, day and rule that covers it.
    """
    rules = read_law(release.store)
    goods, places = list(chips), [f"places/{destination}" for destination in destinations]
    known_goods: Goods[Statement] = read_goods(release.store, ())
    rows = []
    for day in days:
        trade = known_goods.on(release.view.held(day))
        rows += [
            {
                "id": good,
                "eccn": entry.code,
                "destination": place,
                "date": day.isoformat(),
                "rule": effect.rule.id,
                "status": effect.status,
                "licence": effect.rule.licence,
            }
            for good in goods
            for place in places
            for entry in trade.exports(good, place)
            for effect in effects(entry, rules, day, "export-control", given or {})
        ]
    return rows
