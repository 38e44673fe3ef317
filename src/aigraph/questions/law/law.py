"""Which rules touch a code of goods over a span of time, whatever else they ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError
from aigraph.law.rules import code_digits
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.rdf.law import notations, read_law
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aigraph.graph import View
    from aigraph.law.rules import Rule, Scope
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("rule_label", "Rule", "规则"),
    Heading("policy_label", "Act", "法案"),
    Heading("kind", "Kind", "类别"),
    Heading("rate", "Rate", "税率"),
    Heading("licence", "Licence policy", "许可政策"),
    Heading("codes", "By", "依据编码"),
    Heading("conditions", "If", "条件"),
    Heading("valid_from", "From", "起"),
    Heading("valid_to", "To", "止"),
    Heading("confirmed_until", "Confirmed until", "确认至"),
)
_CODE: Final = re.compile(r"[0-9]{4,}[0-9.]*|[0-9][A-Ea-e][0-9]{3}[0-9A-Za-z.]*")
_ALL_GOODS: Final = "all goods"
_TOUCHED: Final = Bilingual(
    "A rule that touches a code need not bear on a good of that code: origin, thresholds, end use"
    " and other rules decide; duty and control tell.",
    "涉及某编码的规则未必对该编码的货物生效：原产地、技术门槛、最终用途及其他规则另有决定；"
    "见关税与管制两问。",
)


def law(
    release: Release, code: str, *, start: date | None = None, end: date | None = None
) -> Answer:
    """Answer which rules touched a code between two days, by name or by covering all goods.

    Args:
        release: what to ask.
        code: a tariff code (``8471.50``) or control entry (``3A090.a``) at any length, or a traded
            good such as ``gpu-server``.
        start: leave out rules that ended before this day.
        end: leave out rules that began after it.

    Raises:
        NotFoundError: if the text is neither a code nor a traded good.
        ValueError: if the end lies before the start.
    """
    if start and end and end < start:
        raise ValueError(f"{end} lies before {start}")
    view = release.view
    asked = _digits(release, code)
    by_digits = {digits: key for key, digits in notations(release.store).items()}
    rows = [
        _row(view, rule, scopes, by_digits)
        for rule in read_law(release.store).values()
        if _overlaps(rule, start, end)
        and ((scopes := _touching(rule, asked)) or _covers_all(rule, asked))
    ]
    rows.sort(key=lambda row: (row["valid_from"], row["id"]))
    return Answer(
        question="law",
        title=f"Rules that touch {code}",
        title_zh=f"涉及{code}的规则",
        parameters={
            "code": code,
            "from": start.isoformat() if start else None,
            "until": end.isoformat() if end else None,
        },
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[_TOUCHED],
    )


def _digits(release: Release, text: str) -> list[str]:
    """Return the letters and digits of the codes that a text means."""
    if _CODE.fullmatch(text):
        return [code_digits(text)]
    item = text if text.startswith("items/") else f"items/{text}"
    known = notations(release.store)
    found = {
        known[statement.object]
        for statement in release.view.statements
        if statement.predicate == "classifiedIn" and statement.subject == item
    }
    if not found:
        items = [thing for thing in release.view.things if thing.startswith("items/")]
        raise NotFoundError(text, nearest(item, items, limit=3), what="code or traded good")
    return sorted(found)


def _touching(rule: Rule, asked: Iterable[str]) -> list[Scope]:
    """Return the scopes of a rule that name a code asked for, a shorter or a longer one."""
    codes = list(asked)
    return [
        scope
        for scope in rule.scopes
        if any(code.startswith(scope.digits) or scope.digits.startswith(code) for code in codes)
    ]


def _covers_all(rule: Rule, asked: Iterable[str]) -> bool:
    """Tell whether a rule reaches a tariff code because it covers all goods."""
    return rule.covers_all and rule.kind == "duty" and all(code.isdigit() for code in asked)


def _overlaps(rule: Rule, start: date | None, end: date | None) -> bool:
    began = not end or not rule.valid_from or rule.valid_from <= end.isoformat()
    lasted = not start or not rule.valid_to or rule.valid_to >= start.isoformat()
    return began and lasted


def _row(view: View, rule: Rule, scopes: list[Scope], by_digits: dict[str, str]) -> Row:
    return {
        "id": rule.id,
        "rule_label": view.label(rule.id),
        "rule_label_zh": view.label(rule.id, "zh"),
        "policy": rule.policy,
        "policy_label": view.label(rule.policy),
        "policy_label_zh": view.label(rule.policy, "zh"),
        "kind": rule.kind,
        "rate": rule.rate if rule.kind == "duty" else "",
        "licence": rule.licence,
        "codes": sorted({by_digits[scope.digits] for scope in scopes}) or [_ALL_GOODS],
        "origins": sorted(rule.origins),
        "destinations": sorted(rule.destinations),
        "conditions": sorted(
            {fact for scope in scopes for fact in (scope.condition, scope.end_use) if fact}
            | {view.label(threshold.measure) for scope in scopes for threshold in scope.thresholds}
        ),
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "status": rule.status,
        "confirmed_until": rule.confirmed_on,
        "source": rule.source,
        "locator": rule.locator,
        "grade": rule.grade,
        "confidence": rule.confidence,
    }
