"""Which export controls bear on a chip on its way to a destination, against which thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.law_evidence import law_edges
from aigraph.questions.names import resolve, resolve_place
from aigraph.questions.selection import check_given
from aigraph.trade.effect import STATUSES, effects
from aigraph.trade.lanes import read_trade
from aigraph.trade.law import read_law

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.release import Release
    from aigraph.trade.effect import Effect
    from aigraph.trade.lanes import Trade

_HEADINGS: Final = (
    Heading("rule_label", "Rule", "规则"),
    Heading("eccn", "Entry", "管制编码"),
    Heading("status", "Status", "状态"),
    Heading("licence", "Licence policy", "许可政策"),
    Heading("gates", "Thresholds", "技术门槛"),
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
    given: Mapping[str, bool] | None = None,
) -> Answer:
    """Answer which export controls bear on a chip, with thresholds and Entity List hits.

    Args:
        release: what to ask.
        chip: the chip, by identifier or name.
        destination: the place to which it goes.
        as_of: the day of export.
        given: conditions known to hold (True) or not to hold (False).

    Raises:
        NotFoundError: if a name is not known.
    """
    view = release.view
    good = resolve(view, chip)
    place = resolve_place(view, destination)
    rules = read_law(release.store)
    check_given(rules, given or {})
    held = view.held(as_of)
    trade = read_trade(release.store, held)
    found = [
        effect
        for lane in trade.control_lanes(good, place)
        for effect in effects(lane, rules, as_of, "export-control", given or {})
    ]
    found.sort(key=lambda effect: (STATUSES.index(effect.status), effect.rule.id))
    listed = _listed(good, held)
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
            "given": dict(given or {}),
        },
        release=release.name,
        headings=_HEADINGS,
        rows=[_row(view, effect, trade, listed) for effect in found],
        caveats=[*([] if found else [_NO_RULE]), *_told(view, listed)],
    )


def _row(view: View, effect: Effect, trade: Trade, listed: list[Row]) -> Row:
    rule, lane = effect.rule, effect.lane
    edges = law_edges(effect, trade)
    return {
        "id": lane.good,
        "label": view.label(lane.good),
        "label_zh": view.label(lane.good, "zh"),
        "eccn": lane.code,
        "destination": lane.importer,
        "rule": rule.id,
        "rule_label": view.label(rule.id),
        "rule_label_zh": view.label(rule.id, "zh"),
        "status": effect.status,
        "because": list(effect.because),
        "licence": rule.licence,
        "gates": _gates(effect),
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "confirmed_until": rule.confirmed_on,
        "source": rule.source,
        "locator": edges[-1]["locator"],
        "grade": edges[-1]["grade"],
        "entity_list": listed,
        "edges": edges,
    }


def _gates(effect: Effect) -> list[dict[str, Any]]:
    """Return each threshold of the scope that covers the chip, with the chip's own figure."""
    if effect.scope is None:
        return []
    pairs = (
        ("total processing performance", effect.lane.tpp, effect.scope.tpp),
        ("memory bandwidth, GB/s", effect.lane.bandwidth, effect.scope.bandwidth),
    )
    return [
        {"measure": measure, "value": value, "least": least, "greatest": greatest}
        for measure, value, (least, greatest) in pairs
        if least is not None or greatest is not None
    ]


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


def _told(view: View, listed: list[Row]) -> list[Bilingual]:
    return [
        Bilingual(
            f"{view.label(hit['organisation'])}, which makes it, stands on"
            f" {view.label(hit['list'])} since {hit['since']}.",
            f"其制造方{view.label(hit['organisation'], 'zh')}自{hit['since']}起列入"
            f"{view.label(hit['list'], 'zh')}。",
        )
        for hit in listed
    ]
