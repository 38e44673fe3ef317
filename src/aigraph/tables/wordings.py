"""Whether statements say what the wordings of their sources say, no more and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aigraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aigraph.ontology import Ends
    from aigraph.tables.files import Row

NEUTRAL: Final = "relatesTo"
"""The relation of a statement whose wording no other relation means."""
_ANY: Final = "any"
_POSITIVE: Final = "positive"
_CUES: Final = (
    (
        "label_en",
        re.compile(
            r"\b(?:not|no longer|cannot|can't|never|neither|nor|without|fails? to|lacks?"
            r"|rather than|instead of|unlike|contrary to|opposed to|alternatives?|away from"
            r"|diverges?|differs?|different(?:ly)?|distinct|contrasts?|lags?|behind|than|less|fewer|worse"
            r"|better|exceeds?|surpasses?|outperforms?|as \w+ as|compared)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "label_zh",
        re.compile("不同|不再|无法|没有|未能|并非|而非|不是|缺乏|差异|偏离|落后|超过|超越"),
    ),
)
"""Words that negate, set apart or compare: a wording with one of them is not plainly positive."""


def wrong_wordings(
    rows: Mapping[str, Sequence[Row]], ends: Mapping[str, Ends]
) -> Iterator[Problem]:
    """Yield the wordings that do not fit their relation, and statements that do not fit theirs.

    Args:
        rows: rows by table name.
        ends: what the ontology says of each relation.
    """
    for row in rows["wordings"]:
        for column, message in _wording_faults(row, ends):
            yield Problem(row.path, row.line, column, message)
    wordings = {row["key"]: row for row in rows["wordings"]}
    for row in rows["relations"]:
        if fault := _statement_fault(row, wordings, ends):
            yield Problem(row.path, row.line, "predicate", fault)


def _wording_faults(row: Row, ends: Mapping[str, Ends]) -> Iterator[tuple[str, str]]:
    means = row["property"]
    if bool(means) == (row["fit"] == "none"):
        yield "fit", "a wording means a relation, exactly or more narrowly, or its fit is 'none'"
    if means == NEUTRAL:
        yield "property", f"{NEUTRAL} is for wordings that mean no relation; leave the cell blank"
    elif means in ends and ends[means].sense not in {_ANY, row["sense"]}:
        yield "property", _clash(row, means, ends[means].sense)
    if row["sense"] == _POSITIVE:
        for column, cues in _CUES:
            if found := cues.search(row[column]):
                yield "sense", f"{row[column]!r} is not plainly positive: it says {found[0]!r}"


def _clash(wording: Row, means: str, sense: str) -> str:
    return f"a wording of {wording['sense']} cannot assert {means}, a relation of {sense} wordings"


def _statement_fault(row: Row, wordings: Mapping[str, Row], ends: Mapping[str, Ends]) -> str | None:
    """Return what is wrong with the relation of a statement, given its wording."""
    predicate, wording = row["predicate"], wordings.get(row["wording"])
    if predicate == NEUTRAL and not row["wording"]:
        return f"{NEUTRAL} says nothing without a wording"
    if wording is None:
        return None
    if predicate == NEUTRAL:
        return (
            f"{wording['key']!r} means {wording['property']}; {NEUTRAL} is for wordings that mean"
            " no relation"
            if wording["property"]
            else None
        )
    if predicate in ends and ends[predicate].sense not in {_ANY, wording["sense"]}:
        return _clash(wording, predicate, ends[predicate].sense)
    if predicate != wording["property"]:
        meant = wording["property"] or f"no relation but {NEUTRAL}"
        return f"{wording['key']!r} means {meant}, not {predicate}"
    return None
