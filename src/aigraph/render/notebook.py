"""Answers and pages as a notebook shows them: a table with evidence, or an isolated frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from aigraph.paths import viz_dir
from aigraph.publish import write_file
from aigraph.render.cells import cell

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.questions.answer import Answer

_MOST_ROWS: Final = 200
_EVIDENCE: Final = ("source", "locator", "grade")
_FRAME: Final = Markup(
    '<iframe sandbox="allow-scripts allow-downloads" title="{title}" srcdoc="{page}"'
    ' width="100%" height="{height}" style="border:1px solid #8886;border-radius:6px"></iframe>'
)


@dataclass(frozen=True)
class Picture:
    """A page that a notebook shows in a frame of its own, and that can be saved.

    Attributes:
        title: what it shows.
        html: the page, complete in itself.
        height: height of the frame in pixels.
    """

    title: str
    html: str
    height: int = 620

    def save(self, path: Path) -> None:
        """Write the page, in one step, as a file that opens from disk."""
        write_file(path, self.html)

    def _repr_html_(self) -> str:
        """Return the page in a sandbox: its scripts reach neither the notebook nor the network."""
        return _FRAME.format(title=self.title, page=self.html, height=self.height)


def answer_html(answer: Answer) -> str:
    """Return an answer as a table: its columns, the evidence of each row, and the caveats.

    A row without columns of evidence shows its best path, each edge with source, place and grade.
    """
    environment = Environment(
        loader=FileSystemLoader(viz_dir()), autoescape=True, undefined=StrictUndefined
    )
    shown = {heading.field for heading in answer.headings}
    evidence = [
        field
        for field in _EVIDENCE
        if field not in shown and any(field in row for row in answer.rows)
    ]
    return environment.get_template("notebook.html").render(
        title=answer.title.en,
        headings=[heading.to("en") for heading in answer.headings] + evidence,
        rows=[
            (
                [cell(row.get(heading.field), "en", heading.unit) for heading in answer.headings]
                + [cell(row.get(field)) for field in evidence],
                _best(row),
            )
            for row in answer.rows[:_MOST_ROWS]
        ],
        left_out=max(0, len(answer.rows) - _MOST_ROWS),
        caveats=[caveat.en for caveat in answer.caveats],
        release=answer.release,
    )


def _best(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the edges of a row's best path, or what a finding compared."""
    paths = row.get("paths") or ()
    if paths:
        edges: list[dict[str, Any]] = paths[0]["edges"]
        return edges
    return [
        {"subject": claim["says"], "predicate": "", "object": "", **claim}
        for claim in row.get("claims", ())
    ]
