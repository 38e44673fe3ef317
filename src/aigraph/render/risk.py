"""What a report says of risk beyond the answer: how it was measured, and how much was seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from aigraph.i18n import Text, in_language
from aigraph.numerals import percent
from aigraph.render.cells import cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aigraph.questions.answer import Answer

_MISSING_SHOWN: Final = 12


@dataclass(frozen=True)
class Section:
    """A part of a report: a heading, lines of text, and a table.

    Attributes:
        heading: what it is about.
        lines: paragraphs or list items.
        columns: headings of the table; empty where there is none.
        rows: cells of the table.
    """

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


_METHODS: Final = {
    "chokepoints": (
        Text(
            "Disrupts: with it lost, some input has no supplier left (inputs by AND, suppliers"
            " by OR; Horn propagation, Dowling and Gallier 1984; linear in the edges)."
        ),
        Text(
            "On all paths: a dominator of every known path from the origins of supply"
            " (Cooper, Harvey and Kennedy 2001). Smallest cuts: Menger 1927, by maximum flow."
        ),
    ),
    "minimal-cut-sets": (
        Text(
            "Minimal cut sets of a fault tree (Fussell and Vesely 1972), cut off above the"
            " size asked for; effort grows with the candidates to the power of that size."
        ),
    ),
    "concentration": (
        Text(
            "Herfindahl-Hirschman index: the sum of squared percentage shares; the least"
            " value spreads what is unknown as evenly as can be, the greatest gives it to as"
            " few as can be."
        ),
    ),
    "whatif": (
        Text(
            "Losses pass from suppliers to dependents: by share within an input, and the worst"
            " input counts (fixed proportions; after Diem et al. 2022), over all shares that"
            " sources allow."
        ),
    ),
    "mitigation": (
        Text(
            "Each candidate is added alone and the losses are computed again; candidates are"
            " ranked by the mean loss."
        ),
    ),
    "cascade": (
        Text(
            "In each step, output is the smallest of capacity and of what each input and its"
            " stock allow (fixed proportions with inventories, after Henriet, Hallegatte and"
            " Tabourier 2012)."
        ),
    ),
    "risk-exposure": (
        Text(
            "Risk exposure index: the output lost in an outage by that of the worst outage"
            " (Simchi-Levi, Schmidt and Wei 2014), each thing counting the same."
        ),
    ),
    "uncertainty": (
        Text(
            "Monte Carlo over shares and open facts with a stated seed; shown are the 5th,"
            " 50th and 95th percentile of value and of rank, and the share whose bounds move"
            " the value most."
        ),
    ),
}
_WORDS: Final[Mapping[str, Text | tuple[Text, ...]]] = {
    "method": Text("How it is measured"),
    "seen": Text("How much of the chain is known"),
    "seen_columns": (
        Text("Of"),
        Text("Known"),
        Text("Things"),
        Text("Choices with stated shares"),
        Text("Suppliers unknown for"),
    ),
    "suppliers": Text("Suppliers and shares"),
    "supplier_columns": (Text("What"), Text("Supplier"), Text("Share, least and greatest")),
    "drivers": Text("What drives the spread"),
    "driver_columns": (
        Text("Of"),
        Text("Whose share"),
        Text("For what"),
        Text("At the least"),
        Text("At the greatest"),
    ),
    "printed": Text("Shares as printed"),
    "printed_columns": (Text("Says"), Text("Source"), Text("Where"), Text("Grade")),
    "weeks": Text("Output week by week"),
    "week_columns": (Text("Of"), Text("Output × weeks")),
    "disrupted": Text("What is disrupted"),
}


def risk_sections(answer: Answer, say: Callable[[str], str], language: str) -> list[Section]:
    """Return the further sections of a report on risk; none for any other answer.

    Args:
        answer: what is reported.
        say: turns an identifier or a word into one of the language.
        language: ``en`` or ``zh``.
    """
    methods = _METHODS.get(answer.question)
    if methods is None:
        return []
    words: Any = in_language(_WORDS, language)
    tables = [
        ("suppliers", "supplier_columns", tuple(_suppliers(answer, say, language))),
        ("printed", "printed_columns", tuple(_printed(answer, say))),
        ("drivers", "driver_columns", tuple(_drivers(answer, say, language))),
        ("weeks", "week_columns", tuple(_weeks(answer, say, language))),
        ("seen", "seen_columns", tuple(_seen(answer, say, language))),
    ]
    return [
        Section(words["method"], lines=tuple(method.to(language) for method in methods)),
        *_disrupted(answer, say, words),
        *(
            Section(words[heading], columns=tuple(words[columns]), rows=rows)
            for heading, columns, rows in tables
            if rows
        ),
    ]


def _disrupted(answer: Answer, say: Callable[[str], str], words: Any) -> Iterator[Section]:
    """Yield what is disrupted in a scenario besides what it removes."""
    if answer.parameters.get("disrupted"):
        names = ", ".join(say(item) for item in answer.parameters["disrupted"])
        yield Section(words["disrupted"], lines=(names,))


def _suppliers(
    answer: Answer, say: Callable[[str], str], language: str
) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        for supplier in row.get("suppliers", ()):
            yield say(row["stage"]), say(supplier["id"]), cell(supplier["share"], language, "part")


def _printed(answer: Answer, say: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        for claim in row.get("claims", ()):
            yield claim["says"], say(claim["source"]), claim["locator"], say(claim["grade"])


def _drivers(answer: Answer, say: Callable[[str], str], language: str) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        for driver in row.get("drivers", ()):
            yield (
                say(row["id"]),
                say(driver["supplier"]),
                say(driver["dependent"]),
                percent(driver["low"], language),
                percent(driver["high"], language),
            )


def _weeks(answer: Answer, say: Callable[[str], str], language: str) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        if row.get("output"):
            runs = [(value, len(list(run))) for value, run in groupby(row["output"])]
            yield (
                say(row["id"]),
                ", ".join(f"{percent(value, language)} × {weeks}" for value, weeks in runs),
            )


def _seen(answer: Answer, say: Callable[[str], str], language: str) -> Iterator[tuple[str, ...]]:
    for row in answer.rows:
        seen = row.get("coverage")
        if seen is None:
            continue
        missing = [say(item) for item in seen["missing"][:_MISSING_SHOWN]]
        more = len(seen["missing"]) - len(missing)
        yield (
            say(row["id"]),
            say(cell(seen["seen"], language, "part")),
            str(seen["things"]),
            Text("{part} of {whole}", part=seen["with_shares"], whole=seen["choices"]).to(language),
            ", ".join(
                [*missing, *([Text("and {count} more", count=more).to(language)] if more else [])]
            ),
        )
