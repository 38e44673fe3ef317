"""Where sources disagree, and how much of each document the graph holds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aigraph.questions.registry import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aigraph.site.frame import Frame


def write_conflicts(frame: Frame) -> None:
    """Write the page of findings, those between sources first."""
    answer = ask(frame.site.release, "conflicts")
    rows = [
        {**row, "claims": [{**claim, "says": _says(frame, claim)} for claim in row["claims"]]}
        for row in answer.rows
    ]
    rows.sort(key=lambda row: (not row["across"], row["check"], row["label"], row["id"]))
    frame.write(
        "conflicts.html",
        "conflicts.html",
        frame.title(answer),
        groups=[
            (across, list(found)) for across, found in groupby(rows, key=lambda row: row["across"])
        ],
        caveats=[getattr(caveat, frame.language) for caveat in answer.caveats],
    )


def _says(frame: Frame, claim: Mapping[str, str]) -> str:
    """Return a claim or figure in the language of the page."""
    view = frame.site.release.view
    values = frame.site.library.node(claim["id"])
    if "printed" in values:
        thing, measure = (view.label(values[key], frame.language) for key in ("entity", "measure"))
        period = f" ({values['period']})" if "period" in values else ""
        return f"{thing}, {measure}: {values['printed']}{period}"
    if "object" in values:
        ends = [view.label(values[key], frame.language) for key in ("subject", "object")]
        return f"{ends[0]} {frame.term(values['predicate'])} {ends[1]}"
    return view.label(claim["id"], frame.language)


def write_coverage(frame: Frame) -> None:
    """Write the page that counts the facts of each document."""
    answer = ask(frame.site.release, "coverage")
    frame.write(
        "coverage.html",
        "coverage.html",
        frame.title(answer),
        rows=answer.rows,
        caveats=[getattr(caveat, frame.language) for caveat in answer.caveats],
    )
