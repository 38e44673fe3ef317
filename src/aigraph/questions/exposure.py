"""Which things depend on goods that trade measures reach, how far, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aigraph.graph import dependencies
from aigraph.kernels import Interval, Need, best_routes, layers_by_strength, propagate
from aigraph.questions.answer import Answer, Bilingual, Heading, Row, edge, path, sources
from aigraph.questions.law_evidence import law_edges, rule_row, stated_effects
from aigraph.questions.names import resolve_place
from aigraph.questions.selection import check_given, chosen_sources, members, named, select_rules
from aigraph.trade.effect import ORIGIN_UNKNOWN, STATUSES, Effect, effects
from aigraph.trade.lanes import Trade, read_trade
from aigraph.trade.law import known, read_law
from aigraph.vocab import CONFIDENCES, GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.release import Release

_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("exposure", "Exposure", "暴露度"),
    Heading("in_scope", "In scope", "涵盖度"),
    Heading("measures", "Measures", "措施"),
    Heading("grade", "Weakest grade", "最弱证据等级"),
    Heading("source_count", "Sources", "来源数"),
)


@dataclass(frozen=True)
class _Case:
    """What one question of exposure works on.

    Attributes:
        view: things and names.
        statements: what is accepted and holds on the day.
        trade: goods as customs sees them.
        effects: what the chosen rules do to each good, as far as its origin lets one tell.
        ways: number of ways of each good to the importer, touched by a rule or not.
        unlocated: goods whose origin no source tells, while some rule asks for it.
        stated: statements of sources that a measure affects a thing, by that thing.
    """

    view: View
    statements: list[Statement]
    trade: Trade
    effects: dict[str, list[Effect]]
    ways: dict[str, int]
    unlocated: frozenset[str]
    stated: dict[str, list[Statement]]


def exposure(
    release: Release,
    *,
    of: str = "vertical",
    to: str = "tariff",
    as_of: date,
    importer: str = "united-states",
    known_at: date | None = None,
    given: Mapping[str, bool] | None = None,
    within: Sequence[str] = (),
) -> Answer:
    """Answer which things of a kind depend on goods that a measure reaches on a day.

    The number of a row is the least part of its alternatives that the measures certainly bear on:
    alternatives of one need count equally unless shares are stated; of several needs the most
    exposed counts. It is 0 when no measure bears on any of them, and None when that hangs on facts
    not known, such as an end use, or on a rule that no source confirms so late.

    Args:
        release: what to ask.
        of: a kind of thing (``vertical``, ``application``, ``model``, ``chip``...) or one thing.
        to: ``tariff``, ``export-control``, or one rule or policy.
        as_of: the day.
        importer: the place that imports, or the destination of an export.
        known_at: leave out rules that were not yet public on this day; none without it.
        given: conditions and end uses known to hold (True) or not to hold (False).
        within: use only statements of these sources; everything without any. The rules stay.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if ``known_at`` lies before ``as_of``.
    """
    view = release.view
    place = resolve_place(view, importer)
    rules = known(read_law(release.store), as_of, known_at)
    check_given(rules, given or {})
    kind, chosen = select_rules(view, rules, to)
    confined = chosen_sources(view, within)
    statements = view.only(confined).held(as_of)
    trade = read_trade(release.store, statements)
    goods = trade.items if kind == "duty" else trade.controlled
    ways = {
        good: trade.lanes(good, place) if kind == "duty" else trade.control_lanes(good, place)
        for good in sorted(goods)
    }
    found = {
        good: [
            effect
            for lane in lanes
            for effect in effects(lane, rules, as_of, kind, given or {})
            if effect.rule.id in chosen
        ]
        for good, lanes in ways.items()
    }
    case = _case(view, statements, trade, ways, found, stated_effects(statements, kind))
    targets = members(view, of)
    rows = _rows(case, targets)
    return Answer(
        question="exposure",
        title=f"Exposure of {of} to {to}, {as_of.isoformat()}, importer {view.label(place)}",
        title_zh=(
            f"{named(view, of, 'zh')}对{named(view, to, 'zh')}的暴露，{as_of.isoformat()}，"
            f"进口方：{view.label(place, 'zh')}"
        ),
        parameters={
            "of": of,
            "to": to,
            "as_of": as_of.isoformat(),
            "known_at": known_at.isoformat() if known_at else None,
            "importer": place,
            "given": dict(given or {}),
            "sources": confined,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=tuple(_caveats(case, rows, targets)),
    )


def _case(
    view: View,
    statements: list[Statement],
    trade: Trade,
    ways: Mapping[str, Sequence[object]],
    found: Mapping[str, list[Effect]],
    stated: dict[str, list[Statement]],
) -> _Case:
    """Set apart the goods of which a rule asks an origin that no source tells."""
    return _Case(
        view=view,
        statements=statements,
        trade=trade,
        effects={
            good: [effect for effect in of_good if ORIGIN_UNKNOWN not in effect.because]
            for good, of_good in found.items()
        },
        ways={good: len(lanes) for good, lanes in ways.items()},
        unlocated=frozenset(
            good
            for good, of_good in found.items()
            if any(ORIGIN_UNKNOWN in effect.because for effect in of_good)
        ),
        stated=stated,
    )


def _rows(case: _Case, targets: Iterable[str]) -> list[Row]:
    needs = list(_needs(case))
    located = {good: found for good, found in case.effects.items() if good not in case.unlocated}
    values = propagate(
        needs, {good: _burden(found, case.ways[good]) for good, found in located.items()}
    )
    scope = propagate(
        needs, {good: Interval(*[float(bool(found))] * 2) for good, found in located.items()}
    )
    layers = layers_by_strength(dependencies(case.view, case.statements), _strength)
    rows = []
    for target in targets:
        routes = {target: [], **best_routes(layers, target)}
        paths = list(_paths(case, routes))
        if paths:
            rows.append(_row(case, target, values.get(target), scope.get(target), routes, paths))
    rows.sort(key=lambda row: (-(row["exposure"] or 0), -(row["in_scope"] or 0), row["id"]))
    return rows


def _strength(attributes: Mapping[str, Any]) -> tuple[int, int, str]:
    """Order edges: by grade, then by confidence, then by claim so that ties are stable."""
    statement: Statement = attributes["statement"]
    return (
        GRADES.index(statement.grade),
        CONFIDENCES.index(statement.confidence),
        statement.claim,
    )


def _needs(case: _Case) -> Iterator[Need]:
    for dependent, dependee, attributes in dependencies(case.view, case.statements).edges(
        data=True
    ):
        statement: Statement = attributes["statement"]
        role = case.view.terms[statement.predicate].input_role
        yield Need(
            dependent,
            dependee,
            group=statement.predicate,
            alternatives=role != "all",
            weight=1.0 if statement.share is None else statement.share,
        )


def _burden(found: Iterable[Effect], ways: int) -> Interval:
    """Return the part of a good's ways on which a measure bears: certainly, and at most.

    A way that no rule touches counts among the ways, else one taxed origin would stand for all.
    """
    by_lane: dict[object, set[str]] = {}
    for effect in found:
        by_lane.setdefault(effect.lane, set()).add(effect.status)
    if not by_lane:
        return Interval(0.0, 0.0)
    sure = sum("applies" in statuses for statuses in by_lane.values())
    possible = sum(
        bool(statuses & {"applies", "depends", "unknown"}) for statuses in by_lane.values()
    )
    return Interval(sure / ways, possible / ways)


def _paths(case: _Case, routes: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Row]:
    """Yield a path to every good that a rule covers and every thing a source calls affected."""
    for end, steps in routes.items():
        head = [edge(step["statement"]) for step in steps]
        gravest_first = sorted(
            case.effects.get(end, ()),
            key=lambda effect: (STATUSES.index(effect.status), effect.rule.id, effect.lane.origin),
        )
        seen: set[str] = set()
        for effect in gravest_first:
            if effect.rule.id not in seen:
                seen.add(effect.rule.id)
                yield path([*head, *law_edges(effect, case.trade)])
        for statement in case.stated.get(end, ()):
            yield path([*head, edge(statement)])


def _row(
    case: _Case,
    target: str,
    value: Interval | None,
    scope: Interval | None,
    routes: Mapping[str, object],
    paths: list[Row],
) -> Row:
    touched = [effect for end in routes for effect in case.effects.get(end, ())]
    rules = rule_row(touched)
    stated = [item for end in routes for item in case.stated.get(end, ())]
    measures = [rule["id"] for rule in rules] + sorted({item.subject for item in stated})
    paths.sort(key=lambda found: (GRADES.index(found["grade"]), len(found["edges"])))
    found_sources = sources(paths)
    return {
        "id": target,
        "label": case.view.label(target),
        "label_zh": case.view.label(target, "zh"),
        "exposure": _certain(value),
        "range": [round(value.low, 4), round(value.high, 4)] if value else None,
        "in_scope": round(scope.high, 4) if scope else None,
        "measures": measures,
        "rules": rules,
        "grade": paths[0]["grade"],
        "sources": found_sources,
        "source_count": len(found_sources),
        "paths": paths,
    }


def _certain(value: Interval | None) -> float | None:
    """Return what is certain: None where nothing is, though something may be borne."""
    if value is None or (value.low == 0 < value.high):
        return None
    return round(value.low, 4)


def _caveats(case: _Case, rows: list[Row], targets: list[str]) -> Iterator[Bilingual]:
    yield Bilingual(
        "Exposure is the part of the known alternatives that a measure certainly bears on,"
        " counted equally where no shares are stated; it is no share of money or volume.",
        "暴露度是已知可替代来源中确定受措施影响的部分；未述份额时各来源等权计算，"
        "并非金额或数量占比。",
    )
    effects_found = [effect for found in case.effects.values() for effect in found]
    yield from _stale(case, effects_found)
    facts = sorted(
        {fact for effect in effects_found if effect.status == "depends" for fact in effect.because}
    )
    if facts:
        yield Bilingual(
            f"Depends on facts that are not given: {'; '.join(facts)}.",
            f"取决于未给定的事实：{'；'.join(case.view.label(fact, 'zh') for fact in facts)}。",
        )
    if case.stated:
        yield Bilingual(
            "Sources state that measures affect the supply of some components without giving a"
            " size; such statements name the measure but do not enter the number.",
            "有来源称措施影响部分组件的供应但未给出幅度；此类陈述列出措施，不计入数值。",
        )
    if case.unlocated:
        names = sorted(case.unlocated)
        yield Bilingual(
            f"{len(names)} goods of unknown origin are left out of the numbers:"
            f" {', '.join(names)}.",
            f"{len(names)} 种货物原产地未知，未计入数值："
            f"{'、'.join(case.view.label(name, 'zh') for name in names)}。",
        )
    silent = len(targets) - len(rows)
    if silent:
        yield Bilingual(
            f"{silent} of {len(targets)} have no known path to a good in scope; that is not zero.",
            f"{len(targets)} 项中有 {silent} 项没有通往所涉货物的已知路径；这不等于零。",
        )


def _stale(case: _Case, effects_found: Iterable[Effect]) -> Iterator[Bilingual]:
    """Yield which rules nobody has confirmed so late as the day asked for."""
    rules = {effect.rule.id: effect.rule for effect in effects_found if effect.status == "unknown"}
    if rules:
        told, told_zh = [], []
        for key, rule in sorted(rules.items()):
            end = f"scheduled to end on {rule.valid_to}; " if rule.valid_to else ""
            end_zh = f"预定终止于 {rule.valid_to}；" if rule.valid_to else ""
            told.append(f"{key} ({end}last confirmed on {rule.confirmed_on})")
            name = case.view.label(key, "zh")
            told_zh.append(f"{name}（{end_zh}最近确认于 {rule.confirmed_on}）")
        yield Bilingual(
            f"Unknown since the last confirmation: {', '.join(told)}.",
            f"自最近一次确认以来情况未知：{'、'.join(told_zh)}。",
        )
