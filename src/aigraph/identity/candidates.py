"""Which pairs are worth a look: equal in letters, in sound or in first letters, or much alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from aigraph.identity.deciding import compare
from aigraph.identity.difference import left_out
from aigraph.identity.forms import acronym, forms
from aigraph.identity.spelled import fold, tokens
from aigraph.identity.things import COMPARED
from aigraph.identity.words import SOFT, is_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aigraph.identity.known import Known
    from aigraph.identity.things import Thing
    from aigraph.identity.verdict import Verdict

_ALIKE: Final = 84
"""How alike two names are at least, of 100, that have no key in common."""
_MOST_ALIKE: Final = 12
_MOST_OF_A_KEY: Final = 60


@dataclass(frozen=True)
class Proposal:
    """A pair and what the rule says of it.

    Attributes:
        left: the thing that would give way.
        right: the thing that would stay.
        verdict: what the rule says, and why.
    """

    left: Thing
    right: Thing
    verdict: Verdict


def propose(
    asked: Sequence[Thing],
    others: Sequence[Thing],
    known: Known,
    progress: Callable[[str], None],
) -> list[Proposal]:
    """Return the pairs that may be one thing, best first.

    Args:
        asked: the things that are looked up.
        others: the things among which they are looked up.
        known: makers, and names of one thing.
        progress: called with each table that is begun.
    """
    found: dict[frozenset[str], Proposal] = {}
    for table in COMPARED:
        ones = [thing for thing in asked if thing.table == table]
        among = [thing for thing in others if thing.table == table]
        if not ones or not among:
            continue
        progress(f"comparing {len(ones):,} {table} with {len(among):,}")
        for one, other in _pairs(ones, among, known):
            left, right = sorted((one, other), key=lambda thing: thing.rank, reverse=True)
            pair = frozenset((left.id, right.id))
            if len(pair) == 2 and pair not in found:
                found[pair] = Proposal(left, right, compare(left, right, known))
    return sorted(found.values(), key=_order)


def _order(proposal: Proposal) -> tuple[float, str, str]:
    return (-proposal.verdict.score, proposal.left.id, proposal.right.id)


def _pairs(
    ones: Sequence[Thing], among: Sequence[Thing], known: Known
) -> Iterator[tuple[Thing, Thing]]:
    """Yield pairs that share a key, then pairs of much alike names."""
    index: dict[str, list[Thing]] = {}
    for thing in among:
        for key in keys(thing, known):
            index.setdefault(key, []).append(thing)
    names = [fold(thing.label) for thing in among]
    for thing in ones:
        for key in keys(thing, known):
            if len(index.get(key, ())) <= _MOST_OF_A_KEY:
                yield from ((thing, other) for other in index.get(key, ()))
        close = process.extract(
            fold(thing.label),
            names,
            scorer=fuzz.token_sort_ratio,
            limit=_MOST_ALIKE,
            score_cutoff=_ALIKE,
        )
        yield from ((thing, among[place]) for _, _, place in close)


def keys(thing: Thing, known: Known) -> frozenset[str]:
    """Return what things share that may be one: their names without maker, signs and order.

    Args:
        thing: the thing.
        known: makers, and names of one thing.
    """
    full, _ = known.completed(thing)
    found: set[str] = set()
    aside = (*left_out(thing.table), SOFT)
    for name in full.names:
        for form in forms(name, thing.table):
            parts = tokens(form.text, thing.table)
            length = (
                known.makers.named_first(parts, full.makers)
                if thing.table != "organisations"
                else 0
            )
            for some in (parts, parts[length:]):
                found.update(_keys_of(part.text for part in some))
                kept = (part.text for part in some if not is_word(part.text, *aside))
                found.add("".join(kept))
        found.add(acronym(name))
    return frozenset(found - {""})


def _keys_of(parts: Iterable[str]) -> Iterator[str]:
    """Yield keys of the parts of a name: all joined, in order, and the first two."""
    texts = list(parts)
    yield "".join(texts)
    yield "".join(sorted(texts))
    if len(texts) > 2:
        yield "".join(texts[:2])
        yield "".join(texts[:3])
