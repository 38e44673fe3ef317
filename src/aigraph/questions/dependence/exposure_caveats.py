"""What a reader of an exposure must know besides the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.i18n import Name, Text
from aigraph.law.applicability import ORIGIN_UNKNOWN
from aigraph.questions.shown import FREE_SHARES, assumed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from aigraph.graph import View
    from aigraph.law.applicability import Effect
    from aigraph.questions.answer import Row
    from aigraph.questions.scope import Scope

_PART: Final = Text(
    "Exposure is the part of the known alternatives to which a measure applies; it is not a share"
    " of money or volume. Where the hardware of an alternative is not known, the bounds cover"
    " both cases."
)


def caveats(
    view: View,
    scope: Scope,
    effects: Mapping[str, Sequence[Effect]],
    rows: Sequence[Row],
    targets: Sequence[str],
    stated: Collection[str],
) -> Iterator[Text]:
    """Yield what a reader of an exposure must know.

    Args:
        view: names.
        scope: what was asked within.
        effects: what the rules do to each good.
        rows: rows of the answer.
        targets: things asked about.
        stated: things of which a source states without a size that a measure affects them.
    """
    yield _PART
    yield FREE_SHARES
    yield from assumed(scope)
    effects_found = [effect for found in effects.values() for effect in found]
    yield from _unverified(view, effects_found)
    yield from _open_facts(view, effects_found)
    if stated:
        yield Text(
            "Sources state that measures affect the supply of some components without giving a"
            " size; such statements name the measure but do not enter the numbers."
        )
    yield from _origins(effects)
    single = [row for row in rows if row["dependency_count"] == 1]
    if single and len(rows) > 1:
        yield Text(
            "Based on a single known dependency, so the numbers are those of that one thing:"
            " {things}.",
            things=[Name(row["label"], row["label_zh"]) for row in single],
        )
    silent = len(targets) - len(rows)
    if silent:
        yield Text(
            "{silent} of {asked} have no known path to a good in scope; that is not zero.",
            silent=silent,
            asked=len(targets),
        )


def _open_facts(view: View, effects: Iterable[Effect]) -> Iterator[Text]:
    """Yield the facts and figures that are not known and would decide."""
    facts = sorted(
        {
            fact
            for effect in effects
            if effect.status in {"conditional", "undetermined"}
            for fact in effect.because
        }
        - {ORIGIN_UNKNOWN}
    )
    if facts:
        yield Text(
            "Depends on facts that are not given: {facts}.",
            facts=[Name(fact, view.label(fact, "zh")) for fact in facts],
        )


def _origins(effects: Mapping[str, Sequence[Effect]]) -> Iterator[Text]:
    """Yield the goods of which a rule asks an origin that no source gives."""
    names = sorted(
        good
        for good, found in effects.items()
        if any(ORIGIN_UNKNOWN in (*effect.because, *effect.missing) for effect in found)
    )
    if names:
        yield Text(
            "The origin of {count} goods is not known, so some rules may apply to them: {goods}.",
            count=len(names),
            goods=names,
        )


def _unverified(view: View, effects: Iterable[Effect]) -> Iterator[Text]:
    """Yield the rules that nobody has confirmed as late as the day asked for."""
    rules = {effect.rule.id: effect.rule for effect in effects if effect.status == "unverified"}
    if not rules:
        return
    named = [
        Text(
            "{rule} (scheduled to end on {end}; last confirmed on {day})",
            rule=Name(key, view.label(key, "zh")),
            end=rule.valid_to,
            day=rule.confirmed_on,
        )
        if rule.valid_to
        else Text(
            "{rule} (last confirmed on {day})",
            rule=Name(key, view.label(key, "zh")),
            day=rule.confirmed_on,
        )
        for key, rule in sorted(rules.items())
    ]
    yield Text("Unverified since the last confirmation: {rules}.", rules=named)
