"""Which rules cover a code of goods in a period, whatever else they ask."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - read when the command is made
from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.errors import NotFoundError, ParameterError
from aigraph.i18n import Text
from aigraph.law.changes import changed
from aigraph.law.entries import members_of
from aigraph.questions.answer import Heading, Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.law.case import NO_ADVICE, resolve_good
from aigraph.questions.law.codes import code_meant
from aigraph.questions.periods import From, Until, window
from aigraph.questions.rows import Grade, Identifier, Locator, Source, column, detail, headings
from aigraph.questions.scope import day
from aigraph.rdf.law import notations
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from aigraph.graph import View
    from aigraph.law.rules import Rule
    from aigraph.law.rules import Scope as RuleScope
    from aigraph.questions.periods import Window
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

_ALL_GOODS: Final = "all goods"
_CHANGE: Final = Heading("change", Text("Change"))
_COVERED: Final = Text(
    "A rule that covers a code need not apply to a good of that code: origin, thresholds, end use"
    " and other rules decide; ask duty and control."
)


class CodeRule(TypedDict):
    """A rule that names a code, or covers all goods."""

    id: Identifier
    rule_label: Annotated[str, column("Rule", "English name of the rule.")]
    rule_label_zh: Annotated[str, detail("Its Chinese name.")]
    policy: Annotated[str, detail("The policy that establishes it.")]
    policy_label: Annotated[str, column("Policy", "English name of the policy.")]
    policy_label_zh: Annotated[str, detail("Its Chinese name.")]
    kind: Annotated[str, column("Kind", "duty, exemption, export-control or classification.")]
    rate: Annotated[
        float | None, column("Rate", "Additional duty as a fraction; null without one.", "rate")
    ]
    licence: Annotated[str, column("Licence policy", "Licence policy, or blank.")]
    codes: Annotated[list[str], column("Codes", "Codes that it names, or all goods.")]
    origins: Annotated[list[str], detail("Origins covered; empty is all.")]
    excluded_origins: Annotated[list[str], detail("Origins left out.")]
    destinations: Annotated[list[str], detail("Destinations covered; empty is all.")]
    conditions: Annotated[
        list[str], column("If", "Conditions, end uses and measures that decide besides.")
    ]
    valid_from: Annotated[str, column("From", "First day in force, or blank.")]
    valid_to: Annotated[str, column("Until", "Last day in force, or blank.")]
    status: Annotated[str, detail("State that the source reports.")]
    confirmed_until: Annotated[
        str, column("Confirmed until", "Last day at which a source confirms it.")
    ]
    source: Source
    locator: Locator
    grade: Grade
    confidence: Annotated[str, detail("high, medium or low.")]
    change: Annotated[
        str,
        detail(
            "Between two days: began, ended, unverified (no longer confirmed), confirmed, or scope;"
            " blank where no two days are compared."
        ),
    ]


@question(
    CodeRule,
    honours=frozenset({"known_at"}),
    examples=(
        "aigraph law 8471.50 --from 2018 --until 2026",
        "aigraph law 3A090.a",
        "aigraph law gpu-server --diff 2026-02-01 2026-08-01",
    ),
)
def law(
    release: Release,
    scope: Scope,
    code: Annotated[
        str,
        Param("A tariff code (8471.50), an ECCN (3A090.a), a traded good (gpu-server) or a chip."),
    ],
    *,
    start: From = None,
    until: Until = None,
    diff: Annotated[
        tuple[date | str, date | str] | None,
        Param("Two days: list only what changed from the first to the second.", metavar="DAY DAY"),
    ] = None,
) -> Reply:
    """Answer which rules cover a code in a period, by naming it or by covering all goods.

    With two days to compare it answers what began, what ended, and what is no longer confirmed.
    """
    if diff and (start or until):
        raise ParameterError("--diff takes the place of --from and --until")
    days = (day(diff[0]), day(diff[1])) if diff else None
    period = window(start, until)
    view = release.view
    asked = _digits(release, code)
    by_digits = {digits: key for key, digits in notations(release.store).items()}
    rows = [
        _row(view, rule, scopes, by_digits, change)
        for rule in release.law.values()
        if _overlaps(rule, period)
        and (scope.known_at is None or rule.known_from <= scope.known_at.isoformat())
        and ((scopes := _naming(rule, asked)) or _covers_all(rule, asked))
        and ((change := changed(rule, scopes, *days) if days else "") or not days)
    ]
    rows.sort(key=lambda row: (row["valid_from"], row["id"]))
    return Reply(
        title=Text(
            "What changed for {code} from {first} to {second}",
            code=code,
            first=days[0].isoformat(),
            second=days[1].isoformat(),
        )
        if days
        else Text("Rules that cover {code}", code=code),
        rows=rows,
        caveats=[_COVERED, NO_ADVICE],
        headings=[*([_CHANGE] if days else []), *headings(CodeRule)],
    )


def _digits(release: Release, text: str) -> list[str]:
    """Return the letters and digits of the codes that a text means."""
    known = notations(release.store)
    code = code_meant(release.view, known, text)
    if code:
        return [known[code]]
    good = resolve_good(release.view, text)
    goods = {good, *members_of(release.view.statements, good)}
    goods |= _objects(release.view, "tradedAs", goods)
    found = {
        known[code]
        for predicate in ("classifiedIn", "controlledUnder")
        for code in _objects(release.view, predicate, goods)
    }
    if not found:
        items = [thing for thing in release.view.things if thing.startswith("items/")]
        raise NotFoundError(text, nearest(good, items, limit=3), what="code or traded good")
    return sorted(found)


def _objects(view: View, predicate: str, subjects: Collection[str]) -> set[str]:
    return {
        said.object
        for said in view.statements
        if said.predicate == predicate and said.subject in subjects
    }


def _naming(rule: Rule, asked: Iterable[str]) -> list[RuleScope]:
    """Return the scopes of a rule that name a code asked for, a shorter or a longer one."""
    codes = list(asked)
    return [scope for scope in rule.scopes if any(_named(scope, code) for code in codes)]


def _named(scope: RuleScope, code: str) -> bool:
    """Return whether a scope names a code; one without a code covers every tariff code."""
    if not scope.digits:
        return code.isdigit()
    return code.startswith(scope.digits) or scope.digits.startswith(code)


def _covers_all(rule: Rule, asked: Iterable[str]) -> bool:
    """Return whether a rule covers a tariff code because it covers all goods."""
    return rule.covers_all and rule.kind == "duty" and all(code.isdigit() for code in asked)


def _overlaps(rule: Rule, asked: Window) -> bool:
    """Return whether a rule is in force on a day of a period; one without days always is."""
    dated = rule.valid_from or rule.valid_to
    return not dated or asked.overlaps(rule.valid_from, rule.valid_to)


def _row(
    view: View,
    rule: Rule,
    scopes: list[RuleScope],
    by_digits: dict[str, str],
    change: str,
) -> CodeRule:
    return CodeRule(
        id=rule.id,
        rule_label=view.label(rule.id),
        rule_label_zh=view.label(rule.id, "zh"),
        policy=rule.policy,
        policy_label=view.label(rule.policy),
        policy_label_zh=view.label(rule.policy, "zh"),
        kind=rule.kind,
        rate=rule.rate,
        licence=rule.licence,
        codes=sorted({by_digits.get(scope.digits, _ALL_GOODS) for scope in scopes}) or [_ALL_GOODS],
        origins=sorted(rule.origins),
        excluded_origins=sorted(rule.excluded_origins),
        destinations=sorted(rule.destinations),
        conditions=sorted(
            {fact for scope in scopes for fact in scope.facts}
            | {view.label(item.measure) for scope in scopes for item in scope.thresholds}
        ),
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        status=rule.status,
        confirmed_until=rule.confirmed_on,
        source=rule.source,
        locator=rule.locator,
        grade=rule.grade,
        confidence=rule.confidence,
        change=change,
    )
