"""A report on an answer: question, answer, paths, evidence, what is inferred, what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.paths import viz_dir
from aigraph.render.cells import cell, exposure_cell, translated
from aigraph.render.exports import escape, markdown_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aigraph.questions.answer import Answer

_PATHS_PER_ROW: Final = 3
_WORDS: Final = {
    "en": {
        "question": "Question",
        "answer": "Answer",
        "rules": "What the rules do",
        "paths": "Paths, best evidence first",
        "evidence": "Evidence",
        "inferred": "What is inferred",
        "unknown": "What is unknown, and what to beware of",
        "none": "Nothing.",
        "rule_columns": ["Rule", "Status", "Rate", "Why", "From", "To", "Last confirmed", "Source"],
        "edge_columns": ["Subject", "Relation", "Object", "Grade", "Source", "Where", "From", "To"],
        "parameter_columns": ["Parameter", "Value"],
        "more": "{} more paths are in the JSON form.",
        "release": "Release",
        "of": "Of",
        "to": "To",
        "as_of": "As of",
        "importer": "Importer",
        "given": "Given facts",
        "sources": "Confined to",
    },
    "zh": {
        "question": "问题",
        "answer": "回答",
        "rules": "规则的效果",
        "paths": "路径（证据最强者在前）",
        "evidence": "证据",
        "inferred": "推断的内容",
        "unknown": "未知之处与注意事项",
        "none": "无。",
        "rule_columns": ["规则", "状态", "税率", "原因", "起", "止", "最近确认", "来源"],
        "edge_columns": ["主体", "关系", "客体", "证据等级", "来源", "位置", "起", "止"],
        "parameter_columns": ["参数", "值"],
        "more": "另有 {} 条路径，见 JSON。",
        "release": "版本",
        "of": "对象",
        "to": "措施",
        "as_of": "日期",
        "importer": "进口方",
        "given": "已知条件",
        "sources": "限定来源",
    },
}


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


@dataclass(frozen=True)
class Report:
    """An answer told in sections.

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
    words: Any = _WORDS[language]
    edges = _edges(answer)

    def say(word: str) -> str:
        return translated(label(word), language)

    return Report(
        title=answer.title_zh if language == "zh" else answer.title,
        language=language,
        release=f"{words['release']} {answer.release}",
        sections=(
            Section(
                words["question"],
                columns=tuple(words["parameter_columns"]),
                rows=tuple(
                    (words.get(key, key), say(cell(value)))
                    for key, value in answer.parameters.items()
                    if value
                ),
            ),
            Section(
                words["answer"],
                columns=tuple(getattr(heading, language) for heading in answer.headings),
                rows=tuple(_answer_row(answer, row, say, language) for row in answer.rows),
            ),
            Section(
                words["rules"],
                columns=tuple(words["rule_columns"]),
                rows=tuple(_rules(answer, say)),
            ),
            Section(words["paths"], lines=tuple(_paths(answer, say, words))),
            Section(
                words["evidence"],
                columns=tuple(words["edge_columns"]),
                rows=tuple(tuple(say(part) for part in _parts(edge)) for edge in edges),
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


def _answer_row(
    answer: Answer, row: dict[str, Any], say: Callable[[str], str], language: str
) -> tuple[str, ...]:
    def shown(field: str) -> str:
        if language == "zh" and row.get(f"{field}_zh"):
            return cell(row[f"{field}_zh"])
        if field == "measures":
            return ", ".join(say(measure) for measure in row[field])
        if field == "exposure":
            return exposure_cell(row, language)
        return say(cell(row.get(field)))

    return tuple(shown(heading.field) for heading in answer.headings)


def _rules(answer: Answer, say: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    seen: dict[str, dict[str, Any]] = {}
    for row in answer.rows:
        for rule in row.get("rules", ()):
            seen.setdefault(rule["id"], rule)
    for rule in seen.values():
        rate = say(rule["licence"]) or ("" if rule["rate"] is None else f"{rule['rate']:.1%}")
        yield (
            say(rule["id"]),
            ", ".join(say(status) for status in rule["statuses"]),
            rate,
            ", ".join(say(fact) for fact in rule["because"]),
            rule["valid_from"],
            rule["valid_to"],
            rule["confirmed_on"],
            f"{say(rule['source'])}, {say(rule['locator'])}",
        )


def _paths(answer: Answer, say: Callable[[str], str], words: Any) -> Iterator[str]:
    for row in answer.rows:
        paths = row.get("paths", ())
        for path in paths[:_PATHS_PER_ROW]:
            steps = " · ".join(_statement(edge, say) for edge in path["edges"])
            yield f"{say(row['id'])} ({say(path['grade'])}): {steps}"
        if len(paths) > _PATHS_PER_ROW:
            yield f"{say(row['id'])}: " + words["more"].format(len(paths) - _PATHS_PER_ROW)


def _statement(edge: dict[str, Any], say: Callable[[str], str]) -> str:
    return " ".join(say(edge[part]) for part in ("subject", "predicate", "object"))


def _edges(answer: Answer) -> list[dict[str, Any]]:
    """Return every edge of the paths shown, once, sorted."""
    found = {
        tuple(edge.values()): edge
        for row in answer.rows
        for path in row.get("paths", ())[:_PATHS_PER_ROW]
        for edge in path["edges"]
    }
    return [found[key] for key in sorted(found)]


def _parts(edge: dict[str, Any]) -> tuple[str, ...]:
    order = "subject predicate object grade source locator valid_from valid_to"
    return tuple(edge[part] for part in order.split())


def as_markdown(told: Report) -> str:
    """Return a report as Markdown."""
    lines = [f"# {escape(told.title)}", ""]
    for section in told.sections:
        lines += [f"## {escape(section.heading)}", ""]
        lines += [f"- {escape(line)}" for line in section.lines]
        if section.columns:
            lines += markdown_table(list(section.columns), [list(row) for row in section.rows])
        lines.append("")
    return "\n".join([*lines, told.release, ""])


def as_html(told: Report) -> str:
    """Return a report as one HTML file without scripts."""
    environment = Environment(
        loader=FileSystemLoader(viz_dir()), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("report.html").render(
        language=told.language,
        title=told.title,
        sections=told.sections,
        caveats=(),
        release=told.release,
    )
