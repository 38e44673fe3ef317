"""How things need each other, as the kernels take it: from statements and what relations mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aigraph.graph import dependencies
from aigraph.kernels import Interval, Need
from aigraph.vocab import CONFIDENCES, GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aigraph.graph import Statement, View


def needs_of(view: View, statements: Iterable[Statement]) -> Iterator[Need]:
    """Yield each statement of dependency as a need, grouped by relation."""
    for dependent, dependee, attributes in dependencies(view, statements).edges(data=True):
        statement: Statement = attributes["statement"]
        role = view.terms[statement.predicate].input_role
        yield Need(
            dependent,
            dependee,
            group=statement.predicate,
            alternatives=role != "all",
            weight=1.0 if statement.share is None else statement.share,
        )


def strength(attributes: Mapping[str, Any]) -> tuple[int, int, str]:
    """Order edges: by grade, then by confidence, then by claim so that ties are stable."""
    statement: Statement = attributes["statement"]
    return (
        GRADES.index(statement.grade),
        CONFIDENCES.index(statement.confidence),
        statement.claim,
    )


def certain(value: Interval | None) -> float | None:
    """Return what is certain: None where nothing is, though something may be borne."""
    if value is None or (value.low == 0 < value.high):
        return None
    return round(value.low, 4)
