"""Which things depend on goods that trade measures reach, how far, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aigraph.graph import dependencies
from aigraph.kernels import Interval, best_routes, layers_by_strength, propagate
from aigraph.law.applicability import OPEN, ORIGIN_UNKNOWN, STATUSES, Effect, effects
from aigraph.law.rules import known
from aigraph.questions.answer import Answer, Heading, Row, edge, path, sources
from aigraph.questions.dependence.dependence import depended_on, dependence
from aigraph.questions.dependence.exposure_caveats import caveats
from aigraph.questions.dependence.needs import certain, needs_of, strength
from aigraph.questions.law.law_evidence import law_edges, rule_row, stated_effects
from aigraph.questions.names import resolve_place
from aigraph.questions.selection import check_given, chosen_sources, members, named, select_rules
from aigraph.rdf.law import read_goods, read_law
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from aigraph.graph import Statement, View
    from aigraph.law.entries import Goods
    from aigraph.law.rules import Rule
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Name", "名称"),
    Heading("exposure", "Exposure", "暴露度"),
    Heading("standing", "Standing", "状况"),
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
    trade: Goods[Statement]
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
    rules: Mapping[str, Rule] | None = None,
) -> Answer:
    """Answer which things of a kind depend on goods that a measure reaches on a day.

    Asked about a vendor, place, component or chip, it answers how far they depend on that.

    The number of a row is the least part of its alternatives that the measures certainly bear on:
    alternatives of one need count equally unless shares are stated; of several needs the most
    exposed counts. It is 0 when no measure bears on any of them, and None when that hangs on facts
    not known, such as an end use, or on a rule that no source confirms so late.

    Args:
        release: what to ask.
        of: a kind of thing (``vertical``, ``application``, ``model``, ``chip``...) or one thing.
        to: ``tariff``, ``export-control``, one rule or policy, or what is depended on: a vendor,
            place, component or chip.
        as_of: the day.
        importer: the place that imports, or the destination of an export.
        known_at: leave out rules that were not yet public on this day; none without it.
        given: conditions and end uses known to hold (True) or not to hold (False).
        within: use only statements of these sources; everything without any. The rules stay.
        rules: the law, where it was read before.

    Raises:
        NotFoundError: if a name is not known.
        ValueError: if ``known_at`` lies before ``as_of``.
    """
    view = release.view
    if thing := depended_on(view, to):
        if given:
            check_given(rules or read_law(release.store), given)
        return dependence(release, of=of, on=thing, as_of=as_of, within=within)
    place = resolve_place(view, importer)
    rules = known(rules or read_law(release.store), as_of, known_at)
    check_given(rules, given or {})
    kind, chosen = select_rules(view, rules, to)
    confined = chosen_sources(view, within)
    statements = view.only(confined).held(as_of)
    trade = read_goods(release.store, statements, confined)
    goods = trade.items if kind == "duty" else trade.controlled
    ways = {
        good: trade.entries(good, place) if kind == "duty" else trade.exports(good, place)
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
        caveats=tuple(caveats(view, case.effects, rows, targets, case.stated, case.unlocated)),
    )


def _case(
    view: View,
    statements: list[Statement],
    trade: Goods[Statement],
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
    needs = list(needs_of(case.view, case.statements))
    located = {good: found for good, found in case.effects.items() if good not in case.unlocated}
    values = propagate(
        needs, {good: _burden(found, case.ways[good]) for good, found in located.items()}
    )
    scope = propagate(
        needs, {good: Interval(*[float(bool(found))] * 2) for good, found in located.items()}
    )
    known: dict[str, set[str]] = {}
    for need in needs:
        known.setdefault(need.dependent, set()).add(need.dependee)
    layers = layers_by_strength(dependencies(case.view, case.statements), strength)
    rows = []
    for target in targets:
        routes = {target: [], **best_routes(layers, target)}
        paths = list(_paths(case, routes))
        if paths:
            row = _row(case, target, values.get(target), scope.get(target), routes, paths)
            rows.append(row | {"needs_known": len(known.get(target, ()))})
    rows.sort(key=lambda row: (-(row["exposure"] or 0), -(row["in_scope"] or 0), row["id"]))
    return rows


def _burden(found: Iterable[Effect], ways: int) -> Interval:
    """Return the part of a good's ways on which a measure bears: certainly, and at most.

    A way that no rule touches counts among the ways, else one taxed origin would stand for all.
    """
    by_lane: dict[object, set[str]] = {}
    for effect in found:
        by_lane.setdefault(effect.entry, set()).add(effect.status)
    if not by_lane:
        return Interval(0.0, 0.0)
    sure = sum("applies" in statuses for statuses in by_lane.values())
    possible = sum(bool(statuses & {"applies", *OPEN}) for statuses in by_lane.values())
    return Interval(sure / ways, possible / ways)


def _paths(case: _Case, routes: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Row]:
    """Yield a path to every good that a rule covers and every thing a source calls affected."""
    for end, steps in routes.items():
        head = [edge(step["statement"]) for step in steps]
        gravest_first = sorted(
            case.effects.get(end, ()),
            key=lambda effect: (STATUSES.index(effect.status), effect.rule.id, effect.entry.origin),
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
        "exposure": certain(value),
        "standing": _standing(value, scope, touched),
        "range": [round(value.low, 4), round(value.high, 4)] if value else None,
        "in_scope": round(scope.high, 4) if scope else None,
        "measures": measures,
        "rules": rules,
        "grade": paths[0]["grade"],
        "sources": found_sources,
        "source_count": len(found_sources),
        "paths": paths,
    }


def _standing(value: Interval | None, scope: Interval | None, touched: Iterable[Effect]) -> str:
    """Tell in one word how a thing stands: a status of the law, or that no rule covers its goods.

    What is covered and yet free of any burden is "exempt", and so told apart from what bears one.
    """
    if value is not None and value.low > 0:
        return "applies"
    if value is not None and value.high > 0:
        open_ones = [effect.status for effect in touched if effect.status in OPEN]
        return max(open_ones, key=STATUSES.index, default="conditional")
    return "exempt" if scope is not None and scope.high > 0 else "out-of-scope"
