"""What of a release may not be passed on, by source and licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.errors import AigraphError, NotFoundError
from aigraph.ids import identifier
from aigraph.licences import why_withheld
from aigraph.sources.known import sources
from aigraph.spelling import nearest
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aigraph.release.opened import Release

_LICENCES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?source ?licence ?title WHERE { GRAPH <https://w3id.org/aigraph/graph/things> {
  ?source a ag:Source ; ag:licence ?licence ; skos:prefLabel ?title .
  FILTER(LANG(?title) = "en")
} } ORDER BY ?source
"""
_STATED: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?source (COUNT(DISTINCT ?row) AS ?count) WHERE { GRAPH ?g { ?row ag:statedIn ?source }
  FILTER(?g != <https://w3id.org/aigraph/graph/inferred>) } GROUP BY ?source
"""


@dataclass(frozen=True)
class Withheld:
    """A source of which nothing is passed on.

    Attributes:
        source: ``sources/key``.
        title: what it is called.
        licence: its licence.
        why: what the licence forbids.
        statements: number of rows of the release that it supports: things, statements, figures.
    """

    source: str
    title: str
    licence: str
    why: str
    statements: int


def withheld(release: Release, include: Collection[str] = ()) -> list[Withheld]:
    """Return the sources whose statements are left out, those that support nothing aside.

    Args:
        release: the release.
        include: licences whose statements are passed on nevertheless.

    Raises:
        NotFoundError: if no source has a licence that is to be included.
    """
    found = select(release.store, _LICENCES)
    known = sorted({row["licence"] for row in found})
    for licence in include:
        if licence not in known:
            raise NotFoundError(licence, nearest(licence, known, limit=3), what="licence")
    counts = {row["source"]: int(row["count"]) for row in select(release.store, _STATED)}
    local = _local()
    return [
        Withheld(
            source=identifier(row["source"]),
            title=row["title"],
            licence=row["licence"],
            why=why,
            statements=counts[row["source"]],
        )
        for row in found
        if row["licence"] not in include
        and (why := why_withheld(row["licence"]) or local.get(identifier(row["source"]), ""))
        and counts.get(row["source"])
    ]


def _local() -> dict[str, str]:
    """Return the data sets that their descriptions keep on the user's machine, each with why."""
    described = (source.description for source in sources().values())
    return {
        f"sources/{about.prefix}": f"may not be passed on, {about.why[:1].lower()}{about.why[1:]}"
        for about in described
        if not about.may_ship
    }


def refuse_withheld(release: Release, include: Collection[str] = ()) -> None:
    """Refuse a release that holds what may not be passed on.

    Raises:
        AigraphError: naming the sources, their licences and how much they support.
    """
    found = withheld(release, include)
    if found:
        raise AigraphError(
            "the release holds what may not be passed on: "
            + "; ".join(describe(found))
            + "; build it without these sources, or include their licence by name"
        )


def describe(found: Sequence[Withheld]) -> list[str]:
    """Return in words what is left out, a text for each source."""
    return [
        f"{item.statements:,} rows of {item.title} ({item.source}): {item.licence} {item.why}"
        for item in found
    ]


def source_graphs(found: Sequence[Withheld]) -> frozenset[str]:
    """Return the named graphs of the sources that are left out."""
    return frozenset(vocab.source_graph(item.source.partition("/")[2]) for item in found)
