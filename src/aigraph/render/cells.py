"""How one value of an answer is written, for every kind of output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

UNKNOWN: Final = "unknown"
CHINESE_WORDS: Final = {
    "unknown": "未知",
    "yes": "是",
    "no": "否",
    "applies": "适用",
    "conditional": "取决于未给定的事实",
    "undetermined": "因缺少数据而未定",
    "unverified": "超出最近确认日期",
    "exempt": "豁免",
    "superseded": "被其他规则取代",
    "stated": "明述",
    "computed": "计算",
    "inferred": "推断",
    "assumed": "假设",
    "error": "错误",
    "warning": "警告",
    "notice": "提示",
    "actual": "实际",
    "estimate": "预估",
    "forecast": "预测",
    "unspecified": "未说明",
    "percent": "百分比",
    "count": "数量",
    "USD": "美元",
    "CNY": "人民币元",
    "multiple": "倍",
    "curation": "整理",
    "opening excerpt": "开头摘录",
    "origin not known": "原产地未知",
    "none": "无",
    "required": "需要许可",
    "presumption-of-denial": "推定拒绝",
    "case-by-case": "逐案审查",
    "presumption-of-approval": "推定批准",
    "vertical": "垂直行业",
    "tariff": "关税",
    "export-control": "出口管制",
    "duty": "关税",
    "exemption": "豁免",
    "classification": "归类",
    "all goods": "所有货物",
    "out-of-scope": "不在范围内",
    "hypothetical": "纯属假设",
    "market": "市场份额",
    "products": "产品",
    "input": "投入",
    "vendor": "厂商",
    "place": "地点",
    "country": "国家",
    "technology": "技术",
    "chip": "芯片",
    "model": "模型",
    "application": "应用",
}
"""Words that answers themselves use, in Chinese."""

# Spreadsheets take full-width signs for the plain ones, and skip a tab or line end before them.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")


def cell(value: Any) -> str:
    """Return a value as people read it.

    >>> cell(None), cell(0.25), cell(["a", "b"]), cell(True)
    ('unknown', '0.25', 'a, b', 'yes')
    """
    match value:
        case None:
            return UNKNOWN
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case list() | tuple():
            return ", ".join(cell(item) for item in value)
        case Mapping():
            return ", ".join(f"{key}: {cell(item)}" for key, item in value.items())
        case _:
            return str(value)


def exposed_part(row: Mapping[str, Any]) -> float | None:
    """Return the part of a row that is surely exposed; None where it may be exposed or not.

    Of a row under equal weights it is the part with these, else the least part of all.

    >>> exposed_part({"central_range": [0.0, 0.5], "low": 0.0, "high": 1.0}) is None
    True
    """
    low, high = row["central_range"] or (row["low"], row["high"])
    return None if low == 0 < high else float(low)


def exposure_cell(row: Mapping[str, Any], language: str) -> str:
    """Return the exposed part of a row, as a range where it is not certain.

    >>> exposure_cell({"central_range": None, "low": 0.0, "high": 0.5}, "en")
    'unknown (0–0.5)'
    """
    low, high = row["central_range"] or (row["low"], row["high"])
    if low == high:
        return f"{low:g}"
    unknown = translated(UNKNOWN, language)
    return f"{low:g}–{high:g}" if low else f"{unknown} ({low:g}–{high:g})"


def translated(word: str, language: str) -> str:
    """Return a word that answers use in a language; any other text stays as it is.

    >>> translated("inferred", "zh"), translated("NVIDIA", "zh")
    ('推断', 'NVIDIA')
    """
    return CHINESE_WORDS.get(word, word) if language == "zh" else word


def spreadsheet_cell(value: Any) -> str:
    """Return a value that no spreadsheet takes for a formula.

    Numbers stay numbers; a text that begins like a formula gets an apostrophe before it. Line ends
    become LF, since readers of CSV take a bare CR for the end of a row.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(-0.5)
    ("'=1+1", '-0.5')
    """
    text = "" if value is None else cell(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, int | float) or not text.startswith(_FORMULA_STARTS):
        return text
    return f"'{text}"
