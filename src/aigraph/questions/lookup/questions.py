"""What can be asked: the declared questions and the competency queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypedDict

from aigraph.i18n import Text, described
from aigraph.questions import registry
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.rows import column, detail
from aigraph.questions.scope import NOTHING, Scope
from aigraph.questions.stored import competency_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.release.opened import Release


class Listed(TypedDict):
    """A question, and how to ask it."""

    name: Annotated[str, column("Question", "Name of the question or query.")]
    family: Annotated[str, column("Family", "Family, or competency for stored queries.")]
    asks: Annotated[str, column("What it answers", "What it answers, in English.")]
    asks_zh: Annotated[str, detail("The same in Chinese, or blank.")]
    command: Annotated[str, column("Example", "A command that asks it.")]
    parameters: Annotated[list[str], detail("Its own parameters.")]
    scope: Annotated[list[str], detail("The parts of a scope that it takes into account.")]


@question(Listed, honours=NOTHING, examples=("aigraph questions tariff",))
def questions(
    release: Release,
    _scope: Scope,
    words: Annotated[
        str, Param("Only those whose name or text contains these words.", argument=True)
    ] = "",
) -> Reply:
    """List what can be asked: every question, and every competency query in SPARQL."""
    wanted = words.casefold().split()
    rows = [
        row
        for row in (*_declared(), *_stored(release))
        if all(
            word in " ".join((row["name"], row["asks"], row["asks_zh"])).casefold()
            for word in wanted
        )
    ]
    return Reply(title=Text("What can be asked"), rows=rows)


def _declared() -> Iterator[Listed]:
    for found in registry.questions():
        yield Listed(
            name=found.command,
            family=found.family,
            asks=found.summary,
            asks_zh=described(found.summary, "zh"),
            command=found.examples[0] if found.examples else f"aigraph {found.command}",
            parameters=[item.name for item in found.parameters],
            scope=sorted(found.honours),
        )


def _stored(release: Release) -> Iterator[Listed]:
    for query in competency_queries(release.ontology):
        yield Listed(
            name=query.number or query.id,
            family=query.group,
            asks=query.en,
            asks_zh=query.zh,
            command=f"aigraph sparql {query.number or query.id}",
            parameters=[],
            scope=["as_of", "sources"],
        )
