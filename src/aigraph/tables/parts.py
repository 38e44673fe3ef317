"""Parts of wholes beside each other: none twice, none of a relation that no row states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.errors import Problem
from aigraph.tables.statements import Statement, wrong_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aigraph.ontology import Ends
    from aigraph.tables.files import Row

_SAME = ("whole", "relation", "part", "place", "basis", "period", "source")
"""What two parts may not have in common: one source gives one part once."""


def wrong_parts(
    weights: Sequence[Row],
    statements: Iterable[Statement],
    classes: Mapping[str, str],
    ends: Mapping[str, Ends],
) -> Iterator[Problem]:
    """Yield the parts that are given twice, or of a relation that is not stated or not allowed.

    Args:
        weights: the rows of ``weights.csv``.
        statements: what the tables state.
        classes: the class of each thing; of others nothing is said.
        ends: what each relation may relate.
    """
    first: dict[tuple[str, ...], Row] = {}
    for row in weights:
        earlier = first.setdefault(tuple(row[name] for name in _SAME), row)
        if earlier is not row:
            message = f"the part of {row['part']!r} is given already in line {earlier.line}"
            yield Problem(row.path, row.line, "part", message)
    stated = {(item.subject, item.predicate, item.object) for item in statements}
    parts = [
        Statement(
            row.path, row.line, "part", row["whole"], row["relation"], row["part"], is_row=True
        )
        for row in weights
        if row["relation"]
    ]
    faulty = list(wrong_kinds(parts, classes, ends))
    yield from faulty
    places = {(problem.path, problem.line) for problem in faulty}
    for item in parts:
        fact = (item.subject, item.predicate, item.object)
        if fact not in stated and (item.path, item.line) not in places:
            message = f"no row states that {item.subject} {item.predicate} {item.object}"
            yield Problem(item.path, item.line, "relation", message)
