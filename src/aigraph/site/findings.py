"""Where sources disagree, and how much of each document the graph holds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aigraph.questions.conflicts import conflicts
from aigraph.questions.coverage import coverage

if TYPE_CHECKING:
    from aigraph.site.frame import Frame


def write_conflicts(frame: Frame) -> None:
    """Write the page of findings, those between sources first."""
    answer = conflicts(frame.site.release)
    rows = sorted(
        answer.rows, key=lambda row: (not row["across"], row["check"], row["label"], row["id"])
    )
    frame.write(
        "conflicts.html",
        "conflicts.html",
        frame.say(answer.title, answer.title_zh),
        groups=[
            (across, list(found)) for across, found in groupby(rows, key=lambda row: row["across"])
        ],
        caveats=[getattr(caveat, frame.language) for caveat in answer.caveats],
    )


def write_coverage(frame: Frame) -> None:
    """Write the page that counts the facts of each document."""
    answer = coverage(frame.site.release)
    frame.write(
        "coverage.html",
        "coverage.html",
        frame.say(answer.title, answer.title_zh),
        rows=answer.rows,
        caveats=[getattr(caveat, frame.language) for caveat in answer.caveats],
    )
