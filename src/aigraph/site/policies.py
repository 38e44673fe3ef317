"""Policies and the rules they establish, with the time for which a source confirms each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from aigraph.i18n import Text
from aigraph.ids import table_of
from aigraph.render.chart_time import Span, spans_chart
from aigraph.site.validity import validity_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aigraph.law.rules import Rule
    from aigraph.site.frame import Frame

_KINDS: Final = (
    ("duty", Text("Duties")),
    ("exemption", Text("Exemptions")),
    ("export-control", Text("Export controls")),
)
_EARLIEST_DRAWN: Final = "2018-01-01"


def write_policies(frame: Frame) -> None:
    """Write the page of all policies and rules."""
    rules = sorted(frame.site.law.values(), key=lambda rule: (rule.valid_from or "9999", rule.id))
    groups = []
    for kind, heading in _KINDS:
        chosen = [rule for rule in rules if rule.kind == kind]
        if not chosen:
            continue
        title = heading.to(frame.language)
        described = [(rule, validity_text(rule, frame.site.day, frame.language)) for rule in chosen]
        groups.append((title, _chart(frame, chosen, title, f"rules-{kind}"), described))
    frame.write(
        "policies.html",
        "policies.html",
        frame.say("Policies and rules"),
        groups=groups,
        policies=_policies(frame),
    )


def policy_charts(frame: Frame) -> dict[str, Markup]:
    """Return, for each policy with dated rules, when they hold."""
    by_policy: dict[str, list[Rule]] = {}
    for rule in frame.site.law.values():
        if rule.valid_from:
            by_policy.setdefault(rule.policy, []).append(rule)
    view = frame.site.release.view
    title = frame.say("When its rules hold")
    return {
        policy: Markup(
            '<section><h2>{}</h2><figure class="chart" tabindex="0">{}</figure></section>'
        ).format(
            title, _chart(frame, rules, f"{title}: {view.label(policy, frame.language)}", "rules")
        )
        for policy, rules in sorted(by_policy.items())
    }


def _chart(frame: Frame, rules: Iterable[Rule], title: str, key: str) -> Markup:
    view = frame.site.release.view
    spans = [
        span
        for rule in rules
        for span in spans_of(rule, view.label(rule.id, frame.language), frame.site.day)
    ]
    return spans_chart(spans, title, frame.language, key) if spans else Markup("")


def spans_of(rule: Rule, name: str, day: date) -> Iterator[Span]:
    """Yield for how long a source confirms a rule, and from when on nobody knows.

    Args:
        rule: the rule; one without a first day, or not yet in force, yields nothing.
        name: what it is called.
        day: last day shown.
    """
    start = rule.valid_from
    if not start or rule.status in {"announced", "proposed"} or start > day.isoformat():
        return
    start = max(start, _EARLIEST_DRAWN)
    end = min(rule.valid_to or day.isoformat(), day.isoformat())
    confirmed = rule.confirmed_on or end
    held_until = min(end, confirmed)
    if held_until > start:
        yield Span(name, start, held_until, held=True)
    if confirmed < end:
        following = date.fromisoformat(max(confirmed, start)) + timedelta(days=1)
        yield Span(name, following.isoformat(), end, held=False)


def _policies(frame: Frame) -> list[tuple[str, str, str, list[str]]]:
    """Return every policy with its date, kind and issuers, latest first."""
    view = frame.site.release.view
    issuers: dict[str, list[str]] = {}
    for item in view.statements:
        if item.predicate == "issuedBy":
            issuers.setdefault(item.subject, []).append(item.object)
    found = []
    for thing in view.things.values():
        if table_of(thing.id) == "policies":
            facts = {
                fact.predicate: fact.value
                for fact in frame.site.library.facts(thing.id)
                if fact.group == "property"
            }
            kind = frame.word(facts.get("kind", ""))
            found.append((facts.get("issued", ""), thing.id, kind, issuers.get(thing.id, [])))
    return sorted(found, key=lambda row: (row[0], row[1]), reverse=True)
