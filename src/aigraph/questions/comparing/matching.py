"""Which of two descriptions belong together, and how they differ: by key, then by meaning."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal

from aigraph.ids import table_of
from aigraph.questions.comparing.descriptions import Described
from aigraph.schema import THING_TABLES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

Part = Literal["things", "statements", "figures", "rows", "inferred", "terms", "answers"]
Kind = Literal["added", "removed", "changed"]
EVIDENCE: Final = frozenset({"source", "locator", "grade", "confidence", "note"})
_FIGURES: Final = frozenset({"observations", "weights"})
_KEYED: Final = frozenset({"things", "terms"})
"""Parts whose identifiers are what they are about; elsewhere a key only counts rows."""


@dataclass(frozen=True)
class Change:
    """One thing, statement, row or term that two releases have differently.

    Attributes:
        part: what it is part of.
        kind: added, removed or changed.
        id: its identifier in the release that has it, the one after if both do.
        before: what the release before says of it, or None.
        after: what the release after says of it, or None.
    """

    part: Part
    kind: Kind
    id: str
    before: Described | None
    after: Described | None

    @property
    def described(self) -> Described:
        """What is said of it where it is, after the change if there."""
        return self.after or self.before or Described(self.id, {})

    def fields(self) -> Iterator[tuple[str, str, str]]:
        """Yield each field that differs with its text before and after."""
        if self.before and self.after:
            for name in sorted({*self.before.fields, *self.after.fields}):
                if self.before[name] != self.after[name]:
                    yield name, self.before[name], self.after[name]


@dataclass(frozen=True)
class Compared:
    """What the comparison of two sets of descriptions gives.

    Attributes:
        changes: all differences, by part and identifier.
        rekeyed: how many rows say the same under another key.
    """

    changes: tuple[Change, ...]
    rekeyed: int


def compare(before: Mapping[str, Described], after: Mapping[str, Described]) -> Compared:
    """Return what differs between what two releases say.

    What has a name of its own is compared by its identifier. A statement is compared by its key
    while it says the same of the same, and else by subject, relation and object; any other row by
    its key, or by all it says.

    Args:
        before: what the release before says, by identifier.
        after: what the release after says, by identifier.
    """
    pairs: list[tuple[Described | None, Described | None]] = []
    loose_before: list[Described] = []
    loose_after: list[Described] = []
    for thing in sorted({*before, *after}):
        one, other = before.get(thing), after.get(thing)
        if one and other and (_is_keyed(one, other) or _meaning(one) == _meaning(other)):
            pairs.append((one, other))
        else:
            loose_before += [one] if one else []
            loose_after += [other] if other else []
    matched = list(_matched(loose_before, loose_after))
    moved = [(one, other) for one, other in matched if one and other and one.id != other.id]
    found = [change for one, other in (*pairs, *matched) if (change := _change(one, other))]
    found = list(_without_echoes(found))
    rekeyed = sum(one.fields == other.fields for one, other in moved)
    return Compared(tuple(sorted(found, key=lambda item: (item.part, item.id))), rekeyed)


def part_of(item: Described) -> Part:
    """Return which part of a release something belongs to."""
    if item.id.startswith(("http:", "https:")):
        return "terms"
    table = table_of(item.id)
    if table == "inferred":
        return "inferred"
    if item.fact:
        return "statements"
    if table in THING_TABLES and not item.is_record:
        return "things"
    return "figures" if table in _FIGURES else "rows"


def _is_keyed(one: Described, other: Described) -> bool:
    return part_of(one) == part_of(other) and part_of(one) in _KEYED


def _meaning(item: Described) -> Hashable:
    """Return what makes two rows of different keys one: what a statement says, or everything."""
    part = part_of(item)
    if part in _KEYED:
        return part, item.id
    return part, item.fact or tuple(sorted(item.fields.items()))


def _matched(
    before: Iterable[Described], after: Iterable[Described]
) -> Iterator[tuple[Described | None, Described | None]]:
    """Yield rows that mean the same in pairs, then those of one key, then those that are alone."""
    groups: dict[Hashable, tuple[list[Described], list[Described]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((before, after)):
        for item in items:
            groups[_meaning(item)][side].append(item)
    alone: tuple[dict[str, Described], dict[str, Described]] = ({}, {})
    for left, right in groups.values():
        for one, other in _nearest(left, right):
            if one and other:
                yield one, other
            elif one:
                alone[0][one.id] = one
            elif other:
                alone[1][other.id] = other
    for thing in sorted({*alone[0], *alone[1]}):
        one, other = alone[0].get(thing), alone[1].get(thing)
        if one and other and part_of(one) != part_of(other):
            yield one, None
            yield None, other
        else:
            yield one, other


def _nearest(
    left: Sequence[Described], right: Sequence[Described]
) -> Iterator[tuple[Described | None, Described | None]]:
    """Pair what says the same: equal rows first, then those of one key, of one source, the rest."""
    rest = (list(left), list(right))
    for alike in (
        lambda item: tuple(sorted(item.fields.items())),
        lambda item: item.id,
        lambda item: item["source"],
    ):
        waiting: dict[Hashable, list[Described]] = defaultdict(list)
        for item in rest[1]:
            waiting[alike(item)].append(item)
        unpaired = []
        for item in rest[0]:
            if others := waiting[alike(item)]:
                yield item, others.pop(0)
            else:
                unpaired.append(item)
        taken = [item for others in waiting.values() for item in others]
        rest = (unpaired, sorted(taken, key=lambda item: item.id))
    yield from zip_longest(*rest)


def _change(one: Described | None, other: Described | None) -> Change | None:
    """Return the change from one description to another; none where they are equal."""
    item = other or one
    if item is None or (one and other and one.fields == other.fields):
        return None
    kind: Kind = "changed" if one and other else "removed" if one else "added"
    return Change(part_of(item), kind, item.id, one, other)


def _without_echoes(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield changes without those that only repeat how the evidence of another row changed.

    What a cell states has the evidence of its row, and what is inferred that of its premises.
    """
    rows = {item.id: set(item.fields()) for item in changes if item.part == "things"}
    stated = {
        field
        for item in changes
        if item.kind == "changed" and item.part in {"things", "statements"}
        for field in item.fields()
    }
    for item in changes:
        if item.kind == "changed":
            fact = item.described.fact
            cell = item.id.startswith("claims/") and fact is not None
            others = rows.get(fact[0], set()) if cell and fact else set()
            others = stated if item.part == "inferred" else others
            changed = set(item.fields())
            if changed <= others and all(name in EVIDENCE for name, _, _ in changed):
                continue
        yield item
