"""Things that count several together, each with the things that they comprise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.identity.deciding import compare, counts_several
from aigraph.identity.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.identity.shelves import Collection

PREDICATE: Final = "comprisesChip"
"""The relation by which a class is tied to its members."""

_LIST: Final = re.compile(r"(?P<first>[A-Za-z]*\d[\w.]*)(?P<rest>(?:/[A-Za-z]*\d[\w.]*)+)")


@dataclass(frozen=True)
class Membership:
    """A member of a class.

    Attributes:
        whole: the thing that counts several together.
        part: one of them.
    """

    whole: Thing
    part: Thing


def memberships(collection: Collection) -> list[Membership]:
    """Return which chips the classes of chips comprise, as their names say.

    A member of a curated table comes before its like of another; each name has one member.
    """
    chips = [thing for thing in collection.things if thing.table == "chips"]
    single = [thing for thing in chips if not counts_several(thing)]
    found = []
    for whole in chips:
        for name in _parts(whole.label) if counts_several(whole) else ():
            wanted = Thing(f"chips/{name}", (name,), whole.makers)
            part = next((one for one in single if _is(wanted, one, collection)), None)
            if part is not None:
                found.append(Membership(whole, part))
    return found


def _is(wanted: Thing, one: Thing, collection: Collection) -> bool:
    return compare(wanted, one, collection.known).judgement == "same"


def _parts(label: str) -> Iterator[str]:
    """Yield the names that a class lists.

    >>> list(_parts("NVIDIA H100/H200")), list(_parts("MLU370-S4/S8"))
    (['NVIDIA H100', 'NVIDIA H200'], ['MLU370-S4', 'MLU370-S8'])
    """
    match = _LIST.search(label)
    if match:
        before, after = label[: match.start()], label[match.end() :]
        for name in (match.group("first"), *match.group("rest").strip("/").split("/")):
            yield f"{before}{name}{after}"
