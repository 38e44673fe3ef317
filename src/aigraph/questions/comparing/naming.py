"""What a difference is called: a thing by its label, a statement or row by what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.i18n import Name
from aigraph.ids import table_of
from aigraph.numerals import number, percent_range
from aigraph.schema import TABLES

if TYPE_CHECKING:
    from aigraph.graph import View
    from aigraph.questions.comparing.descriptions import Described
    from aigraph.questions.comparing.matching import Change

_LABELS: Final = (("label_en", "label_zh"), ("title", "title_zh"), ("label", "label_zh"))
_NAMING: Final = 2
"""How many columns after the key say what a row of figures, names or thresholds is about."""


def change_name(change: Change, old: View, new: View) -> Name:
    """Return what something that differs is called, in both languages.

    Args:
        change: the difference.
        old: the names of the release before.
        new: the names of the release after, which come first.
    """
    item = change.described
    if fact := item.fact:
        words = [_either(part, old, new) for part in fact]
        return Name(*(" ".join(word.to(language) for word in words) for language in ("en", "zh")))
    for english, chinese in _LABELS:
        if item[english] or item[chinese]:
            return Name(item[english] or item[chinese], item[chinese] or item[english])
    words = [_either(text, old, new) for text in _about(item)] or [Name(item.id, item.id)]
    return Name(*(": ".join(word.to(language) for word in words) for language in ("en", "zh")))


def figure_text(item: Described) -> str:
    """Return a figure or a part of a whole with its unit and period: 7 trillion FLOP/s 2026."""
    scale = 10 ** int(item["scale"] or 0)
    ends = [number(float(item[name]) * scale) for name in ("value", "value_max") if item[name]]
    low, high = (item["share"] or item[name] or None for name in ("low", "high"))
    part = ""
    if not ends and low:
        part = percent_range(float(low), float(high) if high else None)
    return " ".join(filter(None, ("–".join(ends), part, item["unit"], item["period"])))


def _about(item: Described) -> list[str]:
    """Return the texts of the first columns that a row fills."""
    name = table_of(item.id)
    table = TABLES.get("observations" if name == "inferred" else name)
    columns = [column.name for column in table.columns if column.name != "key"] if table else []
    return [item[name] for name in columns if item[name]][:_NAMING]


def _either(thing: str, old: View, new: View) -> Name:
    """Return the name of a thing or relation in the release that has it."""
    return new.name(thing) if new.label(thing) != thing else old.name(thing)
