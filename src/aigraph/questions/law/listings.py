"""Which parties on the way of a good are on a list of restricted parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.questions.rows import Locator, Source, detail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.graph import Statement, View

_MAKERS: Final = {"designedBy": "designer", "fabricatedBy": "foundry", "madeBy": "maker"}
_OWNED_BY: Final = "subsidiaryOf"
_LISTED: Final = "listedOn"


class Listing(TypedDict):
    """A party on a list of restricted parties: who makes the good, or owns who makes it."""

    organisation: Annotated[str, detail("Identifier of the organisation.")]
    as_what: Annotated[
        str, detail("What it is to the good: designer, foundry, maker, itself, or owner of one.")
    ]
    list: Annotated[str, detail("Identifier of the list.")]
    since: Annotated[str, detail("First day on the list, or blank.")]
    source: Source
    locator: Locator


def listings(thing: str, held: Iterable[Statement]) -> list[Listing]:
    """Return the designers, foundries and makers of a thing, and their owners, that are listed.

    Args:
        thing: a good; or an organisation, which counts itself, with its owners.
        held: the statements that hold on the day; ownership counts where one states it.
    """
    statements = list(held)
    parties = _parties(thing, statements)
    return [
        Listing(
            organisation=item.subject,
            as_what=parties[item.subject],
            list=item.object,
            since=item.valid_from,
            source=item.source,
            locator=item.locator,
        )
        for item in statements
        if item.predicate == _LISTED and item.subject in parties
    ]


def _parties(thing: str, statements: list[Statement]) -> dict[str, str]:
    """Return what each party is to a thing, owners of a party after it."""
    owners: dict[str, list[str]] = {}
    for item in statements:
        if item.predicate == _OWNED_BY:
            owners.setdefault(item.subject, []).append(item.object)
    found = {thing: "itself"} | {
        item.object: _MAKERS[item.predicate]
        for item in statements
        if item.subject == thing and item.predicate in _MAKERS
    }
    queue = list(found)
    while queue:
        for owner in owners.get(queue.pop(0), ()):
            if owner not in found:
                found[owner] = "owner"
                queue.append(owner)
    return found


def listed_in_words(view: View, hits: Iterable[Listing]) -> list[Text]:
    """Return one caveat for each party and list."""
    parties = {(hit["organisation"], hit["as_what"], hit["list"], hit["since"]) for hit in hits}
    return [
        Text(
            "{maker} ({role}) has been on {list} since {since}: a warning about the"
            " parties, not a control on the good.",
            maker=view.name(organisation),
            role=_role(role),
            list=view.name(listed),
            since=since or Text("a day that is not known"),
        )
        for organisation, role, listed, since in sorted(parties)
    ]


def _role(role: str) -> Text:
    return {
        "designer": Text("its designer"),
        "foundry": Text("its foundry"),
        "maker": Text("its maker"),
        "itself": Text("the party itself"),
        "owner": Text("owner of a party"),
    }[role]
