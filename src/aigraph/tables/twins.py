"""Things of one name: each pair is one thing, mapped, or judged to be two."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from aigraph.errors import Problem
from aigraph.schema import THING_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from aigraph.tables.files import Row
    from aigraph.tables.statements import Statement

_MAPPINGS: Final = frozenset({"exactMatch", "closeMatch", "broadMatch", "narrowMatch"})
_OF_DOCUMENTS: Final = frozenset({"Phrase", "Section"})
_UNNAMED: Final = frozenset({"sources", "schemes"})
"""Tables whose names may repeat: editions of a source, axes of several reports."""


def twins(
    rows: Mapping[str, Sequence[Row]],
    classes: Mapping[str, str],
    statements: Iterable[Statement],
) -> Iterator[Problem]:
    """Yield the things that have the name of another without a word on how they are related.

    Concepts of different schemes may be mapped to each other, over several steps; any other pair
    needs a row of ``same_as.csv``. Rows of imported data sets are left alone: who proposes
    judgements on them is ``aigraph resolve``.

    Args:
        rows: rows by table name.
        classes: the class of each thing; phrases and headings of documents may repeat.
        statements: what the tables say, for the mappings.
    """
    judged = {frozenset((row["left"], row["right"])) for row in rows["same_as"]}
    group = _groups(item for item in statements if item.predicate in _MAPPINGS)
    seen: set[frozenset[str]] = set()
    for name, found in sorted(_by_name(rows, classes).items()):
        for (first, earlier), (second, row) in combinations(found, 2):
            pair = frozenset((first, second))
            if pair in seen:
                continue
            seen.add(pair)
            one_list = _list_of(first, earlier) == _list_of(second, row)
            if message := _fault(pair, name, judged, group, one_list=one_list):
                yield Problem(row.path, row.line, "key", message)


def _fault(
    pair: frozenset[str],
    name: str,
    judged: Set[frozenset[str]],
    group: Mapping[str, str],
    *,
    one_list: bool,
) -> str:
    first, second = sorted(pair)
    if pair in judged or (not one_list and first in group and group[first] == group.get(second)):
        return ""
    return f"{first!r} and {second!r} are both called {name!r}; map or judge them in same_as.csv"


def _by_name(
    rows: Mapping[str, Sequence[Row]], classes: Mapping[str, str]
) -> dict[str, list[tuple[str, Row]]]:
    """Return the things of each name, in the order of the tables."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for table in THING_TABLES:
        for row in rows[table] if table not in _UNNAMED else ():
            thing = f"{table}/{row['key']}"
            if row.imported or classes.get(thing) in _OF_DOCUMENTS:
                continue
            for name in {_folded(row["label_en"]), _folded(row["label_zh"])} - {""}:
                found.setdefault(name, []).append((thing, row))
    return found


def _folded(name: str) -> str:
    """Return a name as it is compared: in one case, with blanks for hyphens."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _list_of(thing: str, row: Row) -> str:
    """Return the list in which a thing is one of many: its table, or the scheme of a concept."""
    return row.cells.get("scheme") or thing.partition("/")[0]


def _groups(mappings: Iterable[Statement]) -> dict[str, str]:
    """Return, for each mapped concept, the first of those mapped to it over any number of steps."""
    group: dict[str, str] = {}

    def first(thing: str) -> str:
        while group.setdefault(thing, thing) != thing:
            thing = group[thing]
        return thing

    for item in mappings:
        low, high = sorted((first(item.subject), first(item.object)))
        group[high] = low
    return {thing: first(thing) for thing in group}
