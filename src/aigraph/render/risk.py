"""What a report says of risk beyond the answer: how it was measured, and how much was seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from aigraph.questions.answer import Bilingual

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aigraph.questions.answer import Answer

_MISSING_SHOWN: Final = 12


@dataclass(frozen=True)
class Section:
    """A part of a report: a heading, lines of text, and a table.

    Attributes:
        heading: what it is about.
        lines: paragraphs or list items.
        columns: headings of the table; empty where there is none.
        rows: cells of the table.
    """

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


_METHODS: Final = {
    "chokepoints": (
        Bilingual(
            "Breaks: with it lost, some input has no supplier left (inputs by AND, suppliers by OR;"
            " Horn propagation, Dowling and Gallier 1984; linear in the edges).",
            "可中断：失去它后，某项投入再无供应方（投入为“与”，供应方为“或”；"
            "Horn 传播，Dowling 与 Gallier 1984；与边数成线性）。",
        ),
        Bilingual(
            "On all paths: a dominator of every known path from the origins of supply (Cooper,"
            " Harvey and Kennedy 2001). Smallest cuts: Menger 1927, by maximum flow.",
            "必经：支配自供应源头起的所有已知路径（Cooper、Harvey 与 Kennedy 2001）。"
            "最小割：Menger 1927，以最大流求得。",
        ),
    ),
    "breaking-sets": (
        Bilingual(
            "Minimal cut sets of a fault tree (Fussell and Vesely 1972), cut off above the size"
            " asked for; effort grows with the candidates to the power of that size.",
            "故障树的最小割集（Fussell 与 Vesely 1972），超过所问大小者截去；"
            "计算量随候选数按该大小的幂增长。",
        ),
    ),
    "concentration": (
        Bilingual(
            "Herfindahl-Hirschman index: the sum of squared percentage shares; the least value"
            " spreads what is unknown as evenly as can be, the greatest gives it to as few as"
            " can be.",
            "赫芬达尔-赫希曼指数：百分比份额的平方和；最小值将未知部分尽量均摊，"
            "最大值将其归于尽量少的供应方。",
        ),
    ),
    "whatif": (
        Bilingual(
            "Losses are carried from suppliers to dependents: by share within an input, the"
            " worst input counts (fixed proportions; after Diem et al. 2022); one sweep, linear"
            " in the edges.",
            "损失自供应方向依赖方传递：同一投入内按份额，各投入取最差者"
            "（固定比例；参照 Diem 等 2022）；一次遍历，与边数成线性。",
        ),
    ),
    "mitigation": (
        Bilingual(
            "Each candidate is added alone and the losses are carried anew; the mean loss ranks"
            " them.",
            "逐一加入候选供应方并重新传递损失；按平均损失排序。",
        ),
    ),
    "cascade": (
        Bilingual(
            "Step by step, a thing puts out the least of its capacity and of what each input and"
            " its stock allow (fixed proportions with inventories, after Henriet, Hallegatte and"
            " Tabourier 2012).",
            "逐步计算：产出取自身产能与各项投入加库存所允许者的最小值"
            "（带库存的固定比例，参照 Henriet、Hallegatte 与 Tabourier 2012）。",
        ),
    ),
    "risk-exposure": (
        Bilingual(
            "Risk exposure index: the output lost in an outage by that of the worst outage"
            " (Simchi-Levi, Schmidt and Wei 2014), each thing counting the same.",
            "风险暴露指数：中断造成的产出损失除以最严重中断的损失"
            "（Simchi-Levi、Schmidt 与 Wei 2014），各对象等权。",
        ),
    ),
    "uncertainty": (
        Bilingual(
            "Monte Carlo over shares and open burdens with a stated seed; shown are the 5th,"
            " 50th and 95th percentile of value and of rank, and the share whose bounds move the"
            " value most.",
            "对份额与未定负担作带种子的蒙特卡罗抽样；所示为数值及名次的第5、50、95百分位，"
            "以及其上下限对数值影响最大的份额。",
        ),
    ),
}
_WORDS: Final = {
    "en": {
        "method": "How it is measured",
        "seen": "How much of the chain was seen",
        "seen_columns": ["Of", "Seen", "Things", "Choices with stated shares", "Not known of"],
        "of": "{} of {}",
        "more": "and {} more",
        "suppliers": "Suppliers and shares",
        "supplier_columns": ["What", "Supplier", "Share, least and greatest"],
        "drivers": "What drives the spread",
        "driver_columns": ["Of", "Whose share", "For what", "At the least", "At the greatest"],
        "printed": "Shares as printed",
        "printed_columns": ["Says", "Source", "Where", "Grade"],
        "weeks": "Output week by week",
        "week_columns": ["Of", "Output × weeks"],
        "broken": "What breaks",
    },
    "zh": {
        "method": "测算方法",
        "seen": "链条可见程度",
        "seen_columns": ["对象", "可见度", "涉及之物", "已述份额的选择", "不知其依赖者"],
        "of": "{} / {}",
        "more": "另有 {} 项",
        "suppliers": "供应方与份额",
        "supplier_columns": ["对象", "供应方", "份额上下限"],
        "drivers": "影响区间的因素",
        "driver_columns": ["对象", "供应方份额", "用于", "最小时", "最大时"],
        "printed": "来源所载份额",
        "printed_columns": ["内容", "来源", "位置", "证据等级"],
        "weeks": "逐周产出",
        "week_columns": ["对象", "产出 × 周数"],
        "broken": "中断之物",
    },
}


def risk_sections(answer: Answer, say: Callable[[str], str], language: str) -> list[Section]:
    """Return the further sections of a report on risk; none for any other answer.

    Args:
        answer: what is reported.
        say: turns an identifier or a word into one of the language.
        language: ``en`` or ``zh``.
    """
    methods = _METHODS.get(answer.question)
    if methods is None:
        return []
    words: Any = _WORDS[language]
    told = [
        ("suppliers", "supplier_columns", tuple(_suppliers(answer, say))),
        ("printed", "printed_columns", tuple(_printed(answer, say))),
        ("drivers", "driver_columns", tuple(_drivers(answer, say))),
        ("weeks", "week_columns", tuple(_weeks(answer, say))),
        ("seen", "seen_columns", tuple(_seen(answer, say, words))),
    ]
    return [
        Section(words["method"], lines=tuple(getattr(method, language) for method in methods)),
        *_broken(answer, say, words),
        *(
            Section(words[heading], columns=tuple(words[columns]), rows=rows)
            for heading, columns, rows in told
            if rows
        ),
    ]


def _broken(answer: Answer, say: Callable[[str], str], words: Any) -> Iterator[Section]:
    """Yield what breaks in a scenario besides what it removes."""
    if answer.parameters.get("broken"):
        names = ", ".join(say(item) for item in answer.parameters["broken"])
        yield Section(words["broken"], lines=(names,))


def _range(bounds: list[float] | None, say: Callable[[str], str]) -> str:
    return f"{bounds[0]:.3g}–{bounds[1]:.3g}" if bounds else say("unknown")


def _suppliers(answer: Answer, say: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        for supplier in row.get("suppliers", ()):
            yield say(row["stage"]), say(supplier["id"]), _range(supplier["share"], say)


def _printed(answer: Answer, say: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        for claim in row.get("claims", ()):
            yield claim["says"], say(claim["source"]), claim["locator"], say(claim["grade"])


def _drivers(answer: Answer, say: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        for driver in row.get("drivers", ()):
            yield (
                say(row["id"]),
                say(driver["supplier"]),
                say(driver["dependent"]),
                f"{driver['low']:.3g}",
                f"{driver['high']:.3g}",
            )


def _weeks(answer: Answer, say: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        if row.get("output"):
            runs = [(value, len(list(run))) for value, run in groupby(row["output"])]
            yield say(row["id"]), ", ".join(f"{value:.3g} × {weeks}" for value, weeks in runs)


def _seen(answer: Answer, say: Callable[[str], str], words: Any) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        seen = row.get("coverage")
        if seen is None:
            continue
        missing = [say(item) for item in seen["missing"][:_MISSING_SHOWN]]
        more = len(seen["missing"]) - len(missing)
        yield (
            say(row["id"]),
            say("unknown") if seen["seen"] is None else f"{seen['seen']:.0%}",
            str(seen["things"]),
            words["of"].format(seen["with_shares"], seen["choices"]),
            ", ".join([*missing, *([words["more"].format(more)] if more else [])]),
        )
