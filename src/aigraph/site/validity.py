"""Whether a rule is in force on a day, told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from aigraph.law.rules import Rule


def told_validity(rule: Rule, day: date, language: str) -> str:
    """Return the state of a rule on a day as a sentence, with what nobody knows said as such."""
    chinese = language == "zh"
    since = rule.valid_from
    parts = []
    state = rule.force_on(day)
    if state == "unverified":
        parts.append(
            f"自 {rule.confirmed_on} 起情况未知：所读来源均未在此后确认该规则。"
            if chinese
            else f"Unknown since {rule.confirmed_on}: no source that was read confirms the rule"
            " later than that."
        )
    elif rule.status in {"announced", "proposed"}:
        parts.append("已公布但未生效。" if chinese else "Announced, not in force.")
    elif state == "yes":
        parts.append(f"{day.isoformat()} 有效。" if chinese else f"In force on {day.isoformat()}.")
    else:
        parts.append(
            f"{day.isoformat()} 无效。" if chinese else f"Not in force on {day.isoformat()}."
        )
    if since:
        parts.append(f"始于 {since}。" if chinese else f"First day: {since}.")
    if rule.valid_to:
        ended = rule.confirmed_on > rule.valid_to
        if chinese:
            parts.append(f"{'终止于' if ended else '预定终止于'} {rule.valid_to}。")
        else:
            parts.append(f"{'Ended on' if ended else 'Scheduled to end on'} {rule.valid_to}.")
    if rule.confirmed_on and state != "unverified":
        parts.append(
            f"最近确认于 {rule.confirmed_on}。"
            if chinese
            else f"Last confirmed on {rule.confirmed_on}."
        )
    return "".join(parts) if chinese else " ".join(parts)
