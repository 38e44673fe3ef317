"""An answer as JSON, a spreadsheet or Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from aigraph.render.cells import cell, spreadsheet_cell

if TYPE_CHECKING:
    from aigraph.questions.answer import Answer


def as_json(answer: Answer) -> str:
    """Return the published JSON form, one object."""
    return json.dumps(answer.to_json(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(answer: Answer) -> str:
    """Return the answer's columns as CSV; no cell can be taken for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([heading.field for heading in answer.headings])
    for row in answer.rows:
        writer.writerow([spreadsheet_cell(row.get(heading.field)) for heading in answer.headings])
    return stream.getvalue()


def as_markdown(answer: Answer, language: str = "en") -> str:
    """Return the answer as a Markdown table with its caveats below."""
    title = answer.title.to(language)
    lines = [f"## {escape(title)}", ""]
    lines += markdown_table(
        [heading.to(language) for heading in answer.headings],
        [
            [cell(row.get(heading.field), language, heading.unit) for heading in answer.headings]
            for row in answer.rows
        ],
    )
    lines += [""] + [f"- {escape(getattr(caveat, language))}" for caveat in answer.caveats]
    return "\n".join([*lines, "", f"Release {answer.release}", ""])


def markdown_table(headings: list[str], rows: list[list[str]]) -> list[str]:
    """Return the lines of a Markdown table; cells cannot break out of it."""
    return [
        "| " + " | ".join(escape(heading) for heading in headings) + " |",
        "|" + " --- |" * len(headings),
        *("| " + " | ".join(escape(text) for text in row) + " |" for row in rows),
    ]


def escape(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    >>> escape("a|b <img src=x>")
    'a\\|b &lt;img src=x&gt;'
    """
    flat = " ".join(text.split())
    for mark in "\\`*_[]|":
        flat = flat.replace(mark, "\\" + mark)
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
