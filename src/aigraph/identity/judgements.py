"""The judgements that are recorded: read, made of proposals, and written."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from aigraph.errors import AigraphError, DataError
from aigraph.identity.deciding import compare
from aigraph.paths import shown
from aigraph.publish import write_file
from aigraph.schema import TABLES
from aigraph.tables.files import read_rows
from aigraph.tables.inputs import read_content
from aigraph.values import LONGEST_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aigraph.identity.candidates import Proposal
    from aigraph.identity.known import Known
    from aigraph.identity.things import Thing

FILE: Final = "same_as.csv"
_MOST_OF_ONE: Final = 40
"""Things that may be one; more are a chain of names that run into each other."""


@dataclass(frozen=True)
class Judgement:
    """A judgement on two things.

    Attributes:
        left: identifier of the thing that gives way where they are one.
        right: identifier of the thing that stays.
        judgement: same, different or unsure.
        by: rule or hand.
        why: the reason.
        on: the day of the judgement.
    """

    left: str
    right: str
    judgement: str
    by: str
    why: str
    on: str

    @property
    def pair(self) -> frozenset[str]:
        """The two things, in no order."""
        return frozenset((self.left, self.right))

    @property
    def key(self) -> str:
        """The key of its row, made of what it judges."""
        key = f"{self.left.partition('/')[2]}-{self.right.replace('/', '-')}"
        if len(key) <= LONGEST_KEY:
            return key
        mark = hashlib.sha256(key.encode()).hexdigest()[:8]
        return f"{key[: LONGEST_KEY - 9].rstrip('-')}-{mark}"


def read_judgements(folder: Path) -> list[Judgement]:
    """Return the judgements of a folder of tables; none where it has no such table.

    Raises:
        DataError: if the table cannot be read.
    """
    path = folder / FILE
    if not path.exists():
        return []
    reading = read_rows(read_content(path), shown(path), TABLES["same_as"])
    if reading.problems:
        raise DataError(reading.problems)
    names = ("left", "right", "judgement", "by", "why", "on")
    return [Judgement(*(row[name] for name in names)) for row in reading.rows]


def write_judgements(folder: Path, judgements: Iterable[Judgement]) -> int:
    """Add judgements to the table of a folder, in the order of keys, and return how many.

    A judgement by hand replaces what a rule said of the same pair; nothing else is replaced.

    Args:
        folder: the folder of tables.
        judgements: what was judged.

    Raises:
        AigraphError: if a pair was judged otherwise by hand before.
    """
    kept = {judgement.pair: judgement for judgement in read_judgements(folder)}
    added = 0
    for new in judgements:
        old = kept.get(new.pair)
        if old and old.by == "hand" and old.judgement != new.judgement:
            raise AigraphError(
                f"{new.left} and {new.right} were judged {old.judgement} by hand on {old.on}:"
                f" {old.why} Change {shown(folder / FILE)} by hand if that was wrong."
            )
        if old is None or (old.by == "rule" and new.by == "hand"):
            kept[new.pair] = new
            added += 1
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(TABLES["same_as"].by_name)
    for item in sorted(kept.values(), key=lambda judgement: judgement.key):
        cells = (item.left, item.right, item.judgement, item.by, item.why, item.on)
        writer.writerow((item.key, *cells))
    write_file(folder / FILE, stream.getvalue())
    return added


def accepted(
    proposals: Sequence[Proposal],
    before: Sequence[Judgement],
    known: Known,
    *,
    least: float,
    on: str,
) -> tuple[list[Judgement], list[tuple[Thing, ...]]]:
    """Return the judgements of the rule, each thing giving way to the first that is one with it.

    Args:
        proposals: pairs and what the rule says of them.
        before: what was judged already, which no rule overrules.
        known: makers, and names of one thing.
        least: the score from which on pairs are taken.
        on: the day.

    Returns:
        The judgements, and groups of things left alone, because by way of others two of them would
        become one that are judged, or are by the rule, to be two.
    """
    judged = {item.pair for item in before}
    taken = [
        item
        for item in proposals
        if item.verdict.judgement == "same"
        and item.verdict.score >= least
        and frozenset((item.left.id, item.right.id)) not in judged
    ]
    found: list[Judgement] = []
    left_alone = []
    for group in _groups(taken, before, proposals):
        if _is_one(group, before, known):
            found += _giving_way(group, before, known, on)
        else:
            left_alone.append(tuple(group))
    return found, left_alone


def _groups(
    taken: Sequence[Proposal], before: Sequence[Judgement], proposals: Sequence[Proposal]
) -> list[list[Thing]]:
    """Return the things that are connected, those that stay first."""
    things = {thing.id: thing for item in proposals for thing in (item.left, item.right)}
    graph = nx.Graph((item.left.id, item.right.id) for item in taken)
    new = set(graph)
    graph.add_edges_from(
        (item.left, item.right)
        for item in before
        if item.judgement == "same" and item.left in things and item.right in things
    )
    groups = sorted(map(sorted, nx.connected_components(graph)))
    return [
        sorted((things[name] for name in names), key=lambda thing: thing.rank)
        for names in groups
        if new & set(names)
    ]


def _is_one(group: Sequence[Thing], before: Sequence[Judgement], known: Known) -> bool:
    """Return whether no two things of a group are two."""
    if len(group) > _MOST_OF_ONE or sum(not thing.folder for thing in group) > 1:
        return False
    apart = {item.pair for item in before if item.judgement != "same"}
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            if frozenset((one.id, other.id)) in apart:
                return False
            if compare(one, other, known).judgement == "different":
                return False
    return True


def _giving_way(
    group: Sequence[Thing], before: Sequence[Judgement], known: Known, on: str
) -> list[Judgement]:
    judged = {item.left for item in before if item.judgement == "same"}
    stays, *others = (thing for thing in group if thing.id not in judged)
    found = []
    for one in others:
        verdict = compare(one, stays, known)
        if verdict.judgement == "same":
            why = verdict.to("en")
            text = f"{why[:1].upper()}{why[1:]}."
            found.append(Judgement(one.id, stays.id, "same", "rule", text, on))
    return found
