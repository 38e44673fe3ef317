"""An answer on the terminal: a table, and the paths with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from aigraph.i18n import named
from aigraph.render.cells import cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from aigraph.questions.answer import Answer, Heading


def print_table(
    answer: Answer, stream: TextIO, *, language: str, label: Callable[[str], str]
) -> None:
    """Print an answer as a table with its caveats below.

    Args:
        answer: what to print.
        stream: where to.
        language: ``en`` or ``zh`` for headings.
        label: turns an identifier into a name.
    """
    console = Console(file=stream, soft_wrap=False, width=None if stream.isatty() else 160)
    table = Table(title=answer.title.to(language), title_justify="left")
    for heading in answer.headings:
        table.add_column(heading.to(language), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Line(_shown(row, heading, language, label)) for heading in answer.headings))
    console.print(table)
    for caveat in answer.caveats:
        console.print(Line(f"• {getattr(caveat, language)}"))
    console.print(Line(f"release {answer.release}"), style="dim")


def _shown(
    row: Mapping[str, Any], heading: Heading, language: str, label: Callable[[str], str]
) -> str:
    field = heading.field
    if language == "zh" and row.get(f"{field}_zh"):
        field = f"{field}_zh"
    if field == "measures":
        return "\n".join(_measure(row, measure, language, label) for measure in row[field])
    return named(cell(row.get(field), language, heading.unit), language)


def _measure(
    row: Mapping[str, Any], measure: str, language: str, label: Callable[[str], str]
) -> str:
    """Return a measure's name with what it does to the goods on this row."""
    statuses = {rule["id"]: rule["status"] for rule in row.get("rules", ())}
    return f"{label(measure)}: {named(statuses.get(measure, 'stated'), language)}"


def print_paths(answer: Answer, stream: TextIO, label: Callable[[str], str]) -> None:
    """Print every path of every row, edge by edge, each with source, locator, grade and dates."""
    console = Console(file=stream, soft_wrap=True)
    for row in answer.rows:
        for number, path in enumerate(row.get("paths", ()), start=1):
            name = row.get("label") or row.get("text") or ""
            console.print(Line(f"{name} — path {number}, {path['grade']}", style="bold"))
            for edge in path["edges"]:
                console.print(Line("  " + edge_line(edge, label)))


def _also(other: Mapping[str, Any]) -> str:
    return f"; also {other['source']}, {other['locator']}"


def edge_line(edge: Mapping[str, Any], label: Callable[[str], str]) -> str:
    """Return one edge as a line of text."""
    dates = f", {edge['valid_from'] or '…'} to {edge['valid_to'] or '…'}"
    validity = dates if edge["valid_from"] or edge["valid_to"] else ""
    if edge["last_stated"]:
        validity += f", last stated {edge['last_stated']}"
    relation = label(edge["predicate"])
    said = f' ("{edge["wording"]}")' if edge["wording"] not in {"", relation} else ""
    return (
        f"{label(edge['subject'])} —{relation}{said}→ {label(edge['object'])}"
        f"  [{edge['grade']}; {edge['source']}, {edge['locator']}{validity}"
        f"{''.join(_also(item) for item in edge.get('also', ()))}]"
    )
