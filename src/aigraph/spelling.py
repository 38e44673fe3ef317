"""What a misspelt word may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(text: str, candidates: Iterable[str], *, limit: int = 1) -> list[str]:
    """Return the candidates that look most like a text, best first.

    >>> nearest("tsmcc", ["smic", "tsmc", "umc"])
    ['tsmc']
    """
    found = process.extract(text, list(candidates), limit=limit, score_cutoff=60)
    return [candidate for candidate, _score, _index in found]


def did_you_mean(text: str, candidates: Iterable[str]) -> str:
    """Return the hint that ends an error message; blank where nothing comes near."""
    close = nearest(text, candidates)
    return f" (did you mean {close[0]!r}?)" if close else ""
