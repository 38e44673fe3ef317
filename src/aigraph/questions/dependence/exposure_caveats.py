"""What a reader of an exposure must know besides the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.law.applicability import ORIGIN_UNKNOWN
from aigraph.questions.answer import Bilingual
from aigraph.questions.shown import FREE_SHARES, assumed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from aigraph.graph import View
    from aigraph.law.applicability import Effect
    from aigraph.questions.answer import Row
    from aigraph.questions.scope import Scope

_PART: Final = Bilingual(
    "Exposure is the part of the known alternatives to which a measure applies; it is no share of"
    " money or volume. Where it is not known what an alternative runs on, bounds take it both"
    " ways.",
    "暴露度是已知可替代来源中适用措施的部分，并非金额或数量占比。某一替代来源所依赖之物不明时，"
    "上下限将其两种可能均计入。",
)


def caveats(
    view: View,
    scope: Scope,
    effects: Mapping[str, Sequence[Effect]],
    rows: Sequence[Row],
    targets: Sequence[str],
    stated: Collection[str],
) -> Iterator[Bilingual]:
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
        yield Bilingual(
            "Sources state that measures affect the supply of some components without giving a"
            " size; such statements name the measure but do not enter the numbers.",
            "有来源称措施影响部分组件的供应但未给出幅度；此类陈述列出措施，不计入数值。",
        )
    yield from _origins(effects)
    single = [row for row in rows if row["dependency_count"] == 1]
    if single and len(rows) > 1:
        yield Bilingual(
            "Based on a single known dependency, so the numbers are those of that one thing:"
            f" {', '.join(row['label'] for row in single)}.",
            "仅基于一项已知依赖，数值即该项之数值："
            f"{'、'.join(row['label_zh'] for row in single)}。",
        )
    silent = len(targets) - len(rows)
    if silent:
        yield Bilingual(
            f"{silent} of {len(targets)} have no known path to a good in scope; that is not zero.",
            f"{len(targets)} 项中有 {silent} 项没有通往所涉货物的已知路径；这不等于零。",
        )


def _open_facts(view: View, effects: Iterable[Effect]) -> Iterator[Bilingual]:
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
        yield Bilingual(
            f"Depends on facts that are not given: {'; '.join(facts)}.",
            f"取决于未给定的事实：{'；'.join(view.label(fact, 'zh') for fact in facts)}。",
        )


def _origins(effects: Mapping[str, Sequence[Effect]]) -> Iterator[Bilingual]:
    """Yield the goods of which a rule asks an origin that no source gives."""
    names = sorted(
        good
        for good, found in effects.items()
        if any(ORIGIN_UNKNOWN in (*effect.because, *effect.missing) for effect in found)
    )
    if names:
        yield Bilingual(
            f"The origin of {len(names)} goods is not known, so that some rules may apply to them:"
            f" {', '.join(names)}.",
            f"{len(names)} 种货物原产地未知，部分规则可能适用：{'、'.join(names)}。",
        )


def _unverified(view: View, effects: Iterable[Effect]) -> Iterator[Bilingual]:
    """Yield the rules that nobody has confirmed so late as the day asked for."""
    rules = {effect.rule.id: effect.rule for effect in effects if effect.status == "unverified"}
    if not rules:
        return
    named, named_zh = [], []
    for key, rule in sorted(rules.items()):
        end = f"scheduled to end on {rule.valid_to}; " if rule.valid_to else ""
        end_zh = f"预定终止于 {rule.valid_to}；" if rule.valid_to else ""
        named.append(f"{key} ({end}last confirmed on {rule.confirmed_on})")
        name = view.label(key, "zh")
        named_zh.append(f"{name}（{end_zh}最近确认于 {rule.confirmed_on}）")
    yield Bilingual(
        f"Unverified since the last confirmation: {', '.join(named)}.",
        f"自最近一次确认以来情况未知：{'、'.join(named_zh)}。",
    )
