"""A report on an answer: question, answer, paths, evidence, what is inferred, what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.i18n import Text, in_language, named
from aigraph.numerals import rate
from aigraph.paths import viz_dir
from aigraph.questions.answer import edge_key
from aigraph.render.cells import cell
from aigraph.render.exports import escape, markdown_table
from aigraph.render.risk import Section, risk_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aigraph.questions.answer import Answer, Heading

_PATHS_PER_ROW: Final = 3
_WORDS: Final[Mapping[str, Text | tuple[Text, ...]]] = {
    "question": Text("Question"),
    "answer": Text("Answer"),
    "rules": Text("What the rules do"),
    "paths": Text("Paths, best evidence first"),
    "evidence": Text("Evidence"),
    "inferred": Text("What is inferred"),
    "unknown": Text("Unknowns and caveats"),
    "none": Text("Nothing."),
    "rule_columns": (
        Text("Rule"),
        Text("Status"),
        Text("Rate"),
        Text("Why"),
        Text("From"),
        Text("To"),
        Text("Last confirmed"),
        Text("Source"),
    ),
    "edge_columns": (
        Text("Subject"),
        Text("Relation"),
        Text("Wording"),
        Text("Object"),
        Text("Grade"),
        Text("Source"),
        Text("Where"),
        Text("From"),
        Text("To"),
        Text("Last stated"),
    ),
    "parameter_columns": (Text("Parameter"), Text("Value")),
    "release": Text("Release"),
    "of": Text("Of"),
    "to": Text.in_context("parameter", "To"),
    "as_of": Text("As of"),
    "importer": Text("Importer"),
    "destination": Text("Destination"),
    "assumptions": Text("Assumptions"),
    "on": Text("Dependency on"),
    "given": Text("Given facts"),
    "sources": Text("Only these sources"),
    "by": Text("By"),
    "old": Text("Release before"),
    "scenario": Text("Scenario"),
    "source": Text("Source of the scenario"),
    "remove": Text("Removed"),
    "degrade": Text("Degraded to"),
    "add_supplier": Text("Added suppliers"),
    "end_rule": Text("Ended rules"),
    "change_rule": Text("Changed rules"),
    "add_rule": Text("Added rules"),
    "substitution": Text("Substitution"),
    "size": Text("Size of sets"),
    "each": Text("Every input"),
    "include_headquartered_firms": Text("Including companies headquartered there"),
    "outage": Text("Outages: weeks, part left"),
    "duration": Text("Weeks down"),
    "weeks": Text("Weeks"),
    "stock": Text("Weeks of stock"),
    "draws": Text("Draws"),
    "seed": Text("Seed"),
    "known_at": Text("Known at"),
}


@dataclass(frozen=True)
class Report:
    """An answer in sections.

    Attributes:
        title: heading of the whole.
        language: ``en`` or ``zh``.
        release: the release that answered, in words.
        sections: the parts in order.
    """

    title: str
    language: str
    release: str
    sections: tuple[Section, ...]


def report(answer: Answer, label: Callable[[str], str], language: str = "en") -> Report:
    """Return the report of an answer.

    Args:
        answer: an answer whose rows have paths.
        label: turns an identifier into a name.
        language: ``en`` or ``zh``.
    """
    words: Any = in_language(_WORDS, language)
    edges = _edges(answer)

    def say(word: str) -> str:
        return named(label(word), language)

    return Report(
        title=answer.title.to(language),
        language=language,
        release=f"{words['release']} {answer.release}",
        sections=(
            Section(
                words["question"],
                columns=tuple(words["parameter_columns"]),
                rows=tuple(
                    (words.get(key, key), _worded(value, say))
                    for key, value in answer.parameters.items()
                    if _is_set(value) and key != "disrupted"
                ),
            ),
            Section(
                words["answer"],
                columns=tuple(heading.to(language) for heading in answer.headings),
                rows=tuple(_answer_row(answer, row, say, language) for row in answer.rows),
            ),
            *risk_sections(answer, say, language),
            *_rule_section(answer, say, words, language),
            Section(words["paths"], lines=tuple(_paths(answer, say, language))),
            Section(
                words["evidence"],
                columns=tuple(words["edge_columns"]),
                rows=tuple(
                    tuple(map(say, parts)) for edge in edges for parts in _parts(edge, language)
                ),
            ),
            Section(
                words["inferred"],
                lines=tuple(
                    f"{_statement(edge, say)} ({say(edge['grade'])}; {say(edge['source'])},"
                    f" {say(edge['locator'])})"
                    for edge in edges
                    if edge["grade"] in {"inferred", "assumed"}
                )
                or (words["none"],),
            ),
            Section(
                words["unknown"],
                lines=tuple(getattr(caveat, language) for caveat in answer.caveats)
                or (words["none"],),
            ),
        ),
    )


def _is_set(value: Any) -> bool:
    """Return whether a parameter says something; a number does, even where it is 0."""
    return bool(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def _worded(value: Any, say: Callable[[str], str]) -> str:
    """Return the value of a parameter; of a list or mapping each item by its own name."""
    if isinstance(value, list):
        return ", ".join(say(cell(item)) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{say(str(key))}: {cell(item)}" for key, item in value.items())
    return say(cell(value))


def _answer_row(
    answer: Answer, row: dict[str, Any], say: Callable[[str], str], language: str
) -> tuple[str, ...]:
    def shown(heading: Heading) -> str:
        field = heading.field
        if language == "zh" and row.get(f"{field}_zh"):
            return cell(row[f"{field}_zh"])
        if field == "measures":
            return ", ".join(say(measure) for measure in row[field])
        return say(cell(row.get(field), language, heading.unit))

    return tuple(shown(heading) for heading in answer.headings)


def _rule_section(
    answer: Answer, say: Callable[[str], str], words: Any, language: str
) -> Iterator[Section]:
    """Yield what rules do, where the question asks for it."""
    rows = tuple(_rules(answer, say, language))
    if rows or answer.question == "exposure":
        yield Section(words["rules"], columns=tuple(words["rule_columns"]), rows=rows)


def _rules(answer: Answer, say: Callable[[str], str], language: str) -> Iterator[tuple[str, ...]]:
    seen: dict[str, dict[str, Any]] = {}
    for row in answer.rows:
        for rule in row.get("rules", ()):
            if isinstance(rule, dict):  # else only an identifier, shown in the row
                seen.setdefault(rule["id"], rule)
    for rule in seen.values():
        policy = say(rule["licence"]) or (
            "" if rule["rate"] is None else rate(rule["rate"], language)
        )
        yield (
            say(rule["id"]),
            ", ".join(say(status) for status in rule["statuses"]),
            policy,
            ", ".join(say(fact) for fact in rule["because"]),
            rule["valid_from"],
            rule["valid_to"],
            rule["confirmed_on"],
            f"{say(rule['source'])}, {say(rule['locator'])}",
        )


def _paths(answer: Answer, say: Callable[[str], str], language: str) -> Iterator[str]:
    for row in answer.rows:
        paths = row.get("paths", ())
        name = say(row["id"]) if "id" in row else say(cell(row.get("text")))
        for path in paths[:_PATHS_PER_ROW]:
            steps = " · ".join(_statement(edge, say) for edge in path["edges"])
            yield f"{name} ({say(path['grade'])}): {steps}"
        if len(paths) > _PATHS_PER_ROW:
            yield f"{name}: " + Text(
                "{count} more paths are in the JSON form.", count=len(paths) - _PATHS_PER_ROW
            ).to(language)


def _statement(edge: dict[str, Any], say: Callable[[str], str]) -> str:
    return " ".join(say(edge[part]) for part in ("subject", "predicate", "object"))


def _edges(answer: Answer) -> list[dict[str, Any]]:
    """Return every edge of the paths shown, once, sorted."""
    found = {
        edge_key(edge): edge
        for row in answer.rows
        for path in row.get("paths", ())[:_PATHS_PER_ROW]
        for edge in path["edges"]
    }
    return [found[key] for key in sorted(found)]


def _parts(edge: dict[str, Any], language: str) -> Iterator[tuple[str, ...]]:
    """Yield a line for each source of an edge."""
    wording = "wording_zh" if language == "zh" else "wording"
    order = (
        f"subject predicate {wording} object grade source locator valid_from valid_to last_stated"
    )
    for one in (edge, *edge.get("also", ())):
        yield tuple((edge | one)[part] for part in order.split())


def as_markdown(document: Report) -> str:
    """Return a report as Markdown."""
    lines = [f"# {escape(document.title)}", ""]
    for section in document.sections:
        lines += [f"## {escape(section.heading)}", ""]
        lines += [f"- {escape(line)}" for line in section.lines]
        if section.columns:
            lines += markdown_table(list(section.columns), [list(row) for row in section.rows])
        lines.append("")
    return "\n".join([*lines, document.release, ""])


def as_html(document: Report) -> str:
    """Return a report as one HTML file without scripts."""
    environment = Environment(
        loader=FileSystemLoader(viz_dir()), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("report.html").render(
        language=document.language,
        title=document.title,
        sections=document.sections,
        caveats=(),
        release=document.release,
    )
