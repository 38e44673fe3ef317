"""The statements that rows and cells make, with their places: kinds, repetitions, circles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from aigraph.dates import first_day, last_day
from aigraph.errors import Problem
from aigraph.ontology import Ends
from aigraph.schema import TABLES
from aigraph.schema.claims import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aigraph.ontology import Kinds
    from aigraph.tables.files import Row


@dataclass(frozen=True, order=True)
class Statement:
    """One thing that the tables say about two things, and where.

    Attributes:
        path: the file, as messages show it.
        line: the line of its row.
        column: the column of its object.
        subject: ``table/key``.
        predicate: local name of the property.
        object: ``table/key``.
        valid: first and last day as written; blank is open.
        is_row: whether it is a row of ``relations.csv``, not a cell of a thing's row.
    """

    path: str
    line: int
    column: str
    subject: str
    predicate: str
    object: str
    valid: tuple[str, str] = ("", "")
    is_row: bool = False

    def __str__(self) -> str:
        """Return where it is, as messages name a place."""
        return f"{self.path}:{self.line}: {self.column}"


def read_statements(rows: Mapping[str, Sequence[Row]]) -> list[Statement]:
    """Return every statement of the tables, in file order.

    Args:
        rows: rows by table name.
    """
    found = []
    for name, table in TABLES.items():
        columns = [column for column in table.columns if column.says and column.kind in _KINDS]
        for row in rows[name]:
            subject = f"{name}/{row['key']}"
            for column in columns:
                found += [
                    Statement(row.path, row.line, column.name, subject, column.says, to)
                    for to in targets(column, row[column.name])
                ]
    found += [
        Statement(
            row.path,
            row.line,
            "object",
            row["subject"],
            row["predicate"],
            row["object"],
            (row["valid_from"], row["valid_to"]),
            is_row=True,
        )
        for row in rows["relations"]
    ]
    return found


_KINDS: Final = frozenset({"reference", "references"})


def wrong_kinds(
    statements: Iterable[Statement], classes: Mapping[str, str], ends: Mapping[str, Ends]
) -> Iterator[Problem]:
    """Yield the statements whose ends their property does not allow, or that lead to themselves.

    Args:
        statements: the statements.
        classes: the class of each thing; of others nothing is said.
        ends: what each property may relate.
    """
    for item in statements:
        allowed = ends.get(item.predicate)
        if allowed is None:
            continue
        if item.subject == item.object:
            message = f"{item.subject!r} is related to itself by {item.predicate}"
            yield Problem(item.path, item.line, item.column, message)
            continue
        subject_column = "subject" if item.is_row else item.column
        for column, end, thing, kinds in (
            (subject_column, "subject", item.subject, allowed.subject),
            (item.column, "object", item.object, allowed.object),
        ):
            kind = classes.get(thing)
            if kind and not kinds.allow(kind):
                yield Problem(item.path, item.line, column, _not_allowed(item, end, kind, kinds))


def _not_allowed(item: Statement, end: str, kind: str, kinds: Kinds) -> str:
    thing = item.subject if end == "subject" else item.object
    return (
        f"{thing!r} is of kind {kind}; the {end} of {item.predicate} is of kind"
        f" {' or '.join(kinds.named)}"
    )


def repeated(statements: Iterable[Statement]) -> Iterator[Problem]:
    """Yield the cells that claim what another cell claims already.

    A row of relations may repeat a cell: it has evidence of its own. A list that names a thing
    twice is a fault of its cell.
    """
    first: dict[tuple[str, str, str], Statement] = {}
    for item in statements:
        if item.is_row:
            continue
        earlier = first.setdefault((item.subject, item.predicate, item.object), item)
        if (earlier.path, earlier.line, earlier.column) != (item.path, item.line, item.column):
            message = f"{item.object!r} is claimed already at {earlier}"
            yield Problem(item.path, item.line, item.column, message)


def circles(statements: Iterable[Statement], ends: Mapping[str, Ends]) -> Iterator[Problem]:
    """Yield one problem for each group of things that a property leads round in a circle."""
    edges: dict[str, dict[tuple[str, str], Statement]] = defaultdict(dict)
    for item in statements:
        if ends.get(item.predicate, _NOTHING).acyclic and item.subject != item.object:
            edges[item.predicate].setdefault((item.subject, item.object), item)
    for predicate, by_pair in edges.items():
        for ring in _rings(list(by_pair)):
            yield from _circle(predicate, [by_pair[pair] for pair in ring])


def _rings(pairs: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield one ring of each group of nodes that are on rings together."""
    above = defaultdict(list)
    for start, end in pairs:
        above[start].append(end)
    try:
        TopologicalSorter(above).prepare()
    except CycleError:
        import networkx as nx  # costs more than all the rest, and is hardly ever needed

        graph = nx.DiGraph(pairs)
        for group in nx.strongly_connected_components(graph):
            if len(group) > 1:
                ring = nx.find_cycle(graph.subgraph(sorted(group)), min(group))
                yield [pair[:2] for pair in ring]


_NOTHING: Final = Ends(relation=False)


def _circle(predicate: str, ring: list[Statement]) -> Iterator[Problem]:
    """Yield the problem of a circle at its last statement, unless its parts never hold at once."""
    begins = [first_day(item.valid[0]) for item in ring if item.valid[0]]
    ends = [last_day(item.valid[1]) for item in ring if item.valid[1]]
    if begins and ends and max(filter(None, begins)) > min(filter(None, ends)):
        return
    last = max(ring)
    at = ring.index(last)
    ring = ring[at:] + ring[:at]
    way = " > ".join([last.subject, *(item.object for item in ring[:_MOST_SHOWN])])
    if len(ring) > _MOST_SHOWN:
        way += f" > ... ({len(ring)} in all)"
    others = "; ".join(map(str, ring[1:_MOST_SHOWN]))
    message = f"{predicate} runs in a circle: {way}, with {others}"
    yield Problem(last.path, last.line, last.column, message)


_MOST_SHOWN: Final = 6
