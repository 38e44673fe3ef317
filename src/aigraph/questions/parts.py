"""The part that one thing has of another, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.i18n import Text, named
from aigraph.numerals import percent, percent_range

if TYPE_CHECKING:
    from aigraph.graph import View
    from aigraph.weights import Weight


def part_in_words(view: View, item: Weight, language: str) -> str:
    """Return a part of a whole with its interval, basis, period and territory.

    Args:
        view: what things are called.
        item: the part.
        language: ``en`` or ``zh``.
    """
    parts = [percent(item.share, language)] if item.share is not None else []
    if item.low is not None or item.high is not None:
        parts.append(percent_range(*item.bounds, language))
    of = Text("{part} of {whole}", part=view.name(item.part), whole=view.name(item.whole))
    about = [named(item.basis, language), item.period, view.label(item.place, language)]
    return f"{of.to(language)}: {' / '.join(parts)} ({', '.join(filter(None, about))})"
