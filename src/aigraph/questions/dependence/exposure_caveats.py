"""What a reader of an exposure must know besides the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.questions.answer import Bilingual

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from aigraph.graph import View
    from aigraph.law.applicability import Effect
    from aigraph.questions.answer import Row


def caveats(
    view: View,
    effects: Mapping[str, Sequence[Effect]],
    rows: Sequence[Row],
    targets: Sequence[str],
    stated: Collection[str],
    unlocated: Collection[str],
) -> Iterator[Bilingual]:
    """Yield what a reader of an exposure must know.

    Args:
        view: names.
        effects: what the rules do to each good.
        rows: rows of the answer.
        targets: things asked about.
        stated: things of which a source states without a size that a measure affects them.
        unlocated: goods of which a rule asks an origin that no source tells.
    """
    yield Bilingual(
        "Exposure is the part of the known alternatives that a measure certainly bears on,"
        " counted equally where no shares are stated; it is no share of money or volume.",
        "暴露度是已知可替代来源中确定受措施影响的部分；未述份额时各来源等权计算，"
        "并非金额或数量占比。",
    )
    effects_found = [effect for found in effects.values() for effect in found]
    yield from _stale(view, effects_found)
    facts = sorted(
        {
            fact
            for effect in effects_found
            if effect.status in {"conditional", "undetermined"}
            for fact in effect.because
        }
    )
    if facts:
        yield Bilingual(
            f"Depends on facts that are not given: {'; '.join(facts)}.",
            f"取决于未给定的事实：{'；'.join(view.label(fact, 'zh') for fact in facts)}。",
        )
    if stated:
        yield Bilingual(
            "Sources state that measures affect the supply of some components without giving a"
            " size; such statements name the measure but do not enter the number.",
            "有来源称措施影响部分组件的供应但未给出幅度；此类陈述列出措施，不计入数值。",
        )
    if unlocated:
        names = sorted(unlocated)
        yield Bilingual(
            f"{len(names)} goods of unknown origin are left out of the numbers:"
            f" {', '.join(names)}.",
            f"{len(names)} 种货物原产地未知，未计入数值："
            f"{'、'.join(view.label(name, 'zh') for name in names)}。",
        )
    lonely = [row for row in rows if row["needs_known"] == 1]
    if lonely and len(rows) > 1:
        yield Bilingual(
            "Rests on one thing that is known of it, so the number is that thing's:"
            f" {', '.join(row['label'] for row in lonely)}.",
            "仅由一项已知事物支撑，数值即该项之数值："
            f"{'、'.join(row['label_zh'] for row in lonely)}。",
        )
    silent = len(targets) - len(rows)
    if silent:
        yield Bilingual(
            f"{silent} of {len(targets)} have no known path to a good in scope; that is not zero.",
            f"{len(targets)} 项中有 {silent} 项没有通往所涉货物的已知路径；这不等于零。",
        )


def _stale(view: View, effects_found: Iterable[Effect]) -> Iterator[Bilingual]:
    """Yield which rules nobody has confirmed so late as the day asked for."""
    rules = {
        effect.rule.id: effect.rule for effect in effects_found if effect.status == "unverified"
    }
    if rules:
        told, told_zh = [], []
        for key, rule in sorted(rules.items()):
            end = f"scheduled to end on {rule.valid_to}; " if rule.valid_to else ""
            end_zh = f"预定终止于 {rule.valid_to}；" if rule.valid_to else ""
            told.append(f"{key} ({end}last confirmed on {rule.confirmed_on})")
            name = view.label(key, "zh")
            told_zh.append(f"{name}（{end_zh}最近确认于 {rule.confirmed_on}）")
        yield Bilingual(
            f"Unverified since the last confirmation: {', '.join(told)}.",
            f"自最近一次确认以来情况未知：{'、'.join(told_zh)}。",
        )
