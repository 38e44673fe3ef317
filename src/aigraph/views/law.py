"""Views of measures: the exposure to a measure, and one policy with what it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import NotFoundError
from aigraph.i18n import LANGUAGES, Name, Text
from aigraph.numerals import percent_range
from aigraph.questions.answer import UNWORDED, Answer, edge
from aigraph.questions.registry import ask
from aigraph.questions.selection import members, select_rules
from aigraph.rdf.law import read_law
from aigraph.views.reach import accepted, resolve_kind
from aigraph.views.subgraph import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aigraph.law.rules import Rule
    from aigraph.release.opened import Release
    from aigraph.views.subgraph import Subgraph

_PATHS_PER_MEASURE: Final = 2
_TOUCHED_KINDS: Final = ("chip", "vertical")
_RULE_OF: Final = "ruleOf"
_LABELS: Final = {_RULE_OF: Text("rule of")}
_ONE_DAY: Final = Text(
    "Whether a measure applies is computed for the day of the question; the time slider only hides"
    " what does not hold on another day. Ask again for an answer on that day."
)


def exposed(release: Release, answer: Answer, as_of: date) -> Subgraph:
    """Return the best paths of an exposure answer, drawn together."""
    return assemble(
        release,
        _edges([answer]),
        title=answer.title,
        as_of=as_of,
        caveats=[*answer.caveats, _ONE_DAY],
        remarks={row["id"]: _remark(row) for row in answer.rows},
    )


def policy(
    release: Release,
    name: str,
    as_of: date,
    importer: str = "united-states",
    destination: str = "china",
) -> Subgraph:
    """Return a policy, its rules, what sources say it affects, and what its rules cover.

    Args:
        release: what to ask.
        name: a policy, or one rule.
        as_of: the day on which its rules are applied.
        importer: the place that imports, for duties.
        destination: where goods go, for export controls.

    Raises:
        NotFoundError: if nothing is called that.
    """
    view = release.view
    thing = resolve_kind(view, name, "policy")
    (thing,) = members(view, thing)
    answers: list[Answer] = []
    rules: dict[str, Rule] = {}
    try:
        _, rules = select_rules(view, read_law(release.store), thing)
        answers = [
            ask(
                release,
                "exposure",
                kind,
                thing,
                as_of=as_of,
                importer=importer,
                destination=destination,
            )
            for kind in _TOUCHED_KINDS
        ]
    except NotFoundError:
        pass  # a policy without rules: what sources say of it is all there is
    stated = [edge(item) for item in accepted(view) if thing in {item.subject, item.object}]
    under = [
        {
            "subject": rule.id,
            "predicate": _RULE_OF,
            "object": rule.policy,
            "source": rule.source,
            "locator": rule.locator,
            "grade": rule.grade,
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
            **UNWORDED,
        }
        for rule in rules.values()
    ]
    return assemble(
        release,
        [*stated, *under, *_edges(answers)],
        title=Text("{policy}: what it covers", policy=view.name(thing)),
        as_of=as_of,
        caveats=dict.fromkeys(
            [*(caveat for answer in answers for caveat in answer.caveats), _ONE_DAY]
        )
        if answers
        else (),
        remarks={row["id"]: _remark(row) for answer in answers for row in answer.rows},
        focus=thing,
        labels=_LABELS,
    )


def _edges(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Return the edges of the best paths of each row, a few for each measure, each once."""
    edges: dict[tuple[str, ...], dict[str, Any]] = {}
    for answer in answers:
        for row in answer.rows:
            drawn: dict[str, int] = {}
            for path in row["paths"]:
                last = path["edges"][-1]
                measure = last["object"] + last["subject"].partition("/")[0]
                drawn[measure] = drawn.get(measure, 0) + 1
                if drawn[measure] <= _PATHS_PER_MEASURE:
                    for item in path["edges"]:
                        key = item["subject"], item["predicate"], item["object"], item["source"]
                        edges[key] = item
    return list(edges.values())


def _remark(row: dict[str, Any]) -> Text:
    """Return a row's exposed part in words."""
    part = Name(*(percent_range(row["low"], row["high"], language) for language in LANGUAGES))
    return Text("exposed part {part}", part=part)
