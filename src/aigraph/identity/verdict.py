"""What the rule says of a pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aigraph.i18n import Text

RANK: Final = {"same": 2, "unsure": 1, "different": 0}
"""The judgements, the more two things are one the higher."""


@dataclass(frozen=True)
class Verdict:
    """What the rule says of a pair.

    Attributes:
        judgement: same, different or unsure.
        score: from 0 to 1, how near the two are to being one thing.
        reasons: why, in words, the deciding one first.
        left_out: what only one of the names has.
    """

    judgement: str
    score: float
    reasons: tuple[Text, ...]
    left_out: tuple[str, ...] = ()

    def to(self, language: str) -> str:
        """Return the reasons in a language, in one sentence."""
        return "; ".join(reason.to(language) for reason in self.reasons)
