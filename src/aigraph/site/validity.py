"""Whether a rule is in force on a day, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.i18n import Text, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aigraph.law.rules import Rule


def validity_text(rule: Rule, day: date, language: str) -> str:
    """Return the state of a rule on a day as a sentence, with what nobody knows said as such."""
    return sentences(_sentences(rule, day), language)


def _sentences(rule: Rule, day: date) -> Iterator[Text]:
    state = rule.force_on(day)
    if state == "unverified":
        yield Text(
            "Unverified since {day}: no source that was read confirms the rule later than that.",
            day=rule.confirmed_on,
        )
    elif rule.status in {"announced", "proposed"}:
        yield Text("Announced, not in force.")
    elif state == "yes":
        yield Text("In force on {day}.", day=day)
    else:
        yield Text("Not in force on {day}.", day=day)
    if rule.valid_from:
        yield Text("First day: {day}.", day=rule.valid_from)
    if rule.valid_to and rule.confirmed_on > rule.valid_to:
        yield Text("Ended on {day}.", day=rule.valid_to)
    elif rule.valid_to:
        yield Text("Scheduled to end on {day}.", day=rule.valid_to)
    if rule.confirmed_on and state != "unverified":
        yield Text("Last confirmed on {day}.", day=rule.confirmed_on)
