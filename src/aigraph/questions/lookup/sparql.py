"""Ask a release in SPARQL, safely whoever wrote the query."""

from __future__ import annotations

import math
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph import vocab
from aigraph.errors import ParameterError, QueryError
from aigraph.i18n import Name, Text
from aigraph.ids import identifier
from aigraph.questions.answer import Heading, Reply, Row
from aigraph.questions.declaration import Param, question
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import not_stated, other_days
from aigraph.questions.stored import find_stored
from aigraph.stores.diagnosis import explain, meant, names
from aigraph.stores.foreign import Request
from aigraph.stores.guard import refuse
from aigraph.stores.solutions import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aigraph.graph import Statement, View
    from aigraph.release.opened import Release


_GRAPHS: Final = re.compile(r"\b(?:FROM|GRAPH)\b", re.IGNORECASE)


class Solution(TypedDict, total=False):
    """Values by variable of the query; its keys depend on the query."""


def read_query(argument: str) -> str:
    """Return the query that an argument means: itself, a file's text, or standard input."""
    if argument == "-":
        return sys.stdin.read()
    if argument.endswith(".rq"):
        path = Path(argument)
        if not path.is_file():
            raise ParameterError(f"no file {argument}")
        return path.read_text(encoding="utf-8")
    return argument


@question(
    Solution,
    honours=EVIDENCE,
    examples=('aigraph sparql "SELECT ?chip ?maker { ?chip ag:fabricatedBy ?maker }"',),
)
def sparql(
    release: Release,
    scope: Scope,
    query: Annotated[
        str,
        Param(
            "A query, its number such as CQ01, FILE.rq, or - for standard input.", parse=read_query
        ),
    ],
    *,
    seconds: Annotated[
        float, Param("Stop the query after this many seconds.", minimum=0.01)
    ] = 30.0,
    memory: Annotated[
        float, Param("Stop the query if it uses more than this many GiB of memory.", minimum=0.01)
    ] = 2.0,
) -> Reply:
    """Run a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE); the usual prefixes are declared.

    The default graph is the union of all graphs unless the query names graphs itself. Things come
    back as ``table/key``, everything else as it is. Updates, SERVICE and graphs from elsewhere are
    refused, wherever they are in the text.
    """
    for name, value in {"seconds": seconds, "memory": memory}.items():
        if not 0 < value < math.inf:
            raise ParameterError(f"{name} must be greater than 0, not {value}")
    stored = find_stored(release.ontology, query)
    query = stored.query if stored else query
    refuse(query)
    day = scope.as_of.isoformat() if scope.dated else release.manifest["date"]
    chosen = list(scope.sources)
    named = dict(names(query))
    found = release.foreign.ask(
        Request(query, day, chosen, list(named), seconds=seconds, memory=memory)
    )
    if found.syntax:
        raise QueryError(explain(query, found.syntax, release.view.terms))
    return Reply(
        title=Text("SPARQL"),
        rows=found.rows,
        caveats=[
            *_unknown(release, named, found.unknown),
            *_left_out(release, query, named, date.fromisoformat(day), chosen),
            *not_stated(chosen, found.rows),
        ],
        parameters={"query": query, "as_of": day},
        headings=[Heading(name, Name(name, name)) for name in found.variables],
    )


def run(
    release: Release, query: str, day: date, sources: Sequence[str] = ()
) -> tuple[list[str], list[Row]]:
    """Run a query of our own in this process and return its variables and rows."""
    return solve(release.store_at(day, sources), query)


def _left_out(
    release: Release, query: str, named: Iterable[str], day: date, sources: Sequence[str]
) -> list[Text]:
    """Return how many statements a query of typed edges leaves out, since they hold on other days.

    Counted are the statements that the query can mean: of the relations that it names, about the
    things that it names. A query that names graphs and not that of the edges leaves none out.
    """
    if _GRAPHS.search(query) and "derived" not in query:
        return []
    view = release.view
    relations = {vocab.local_name(item) for item in named if item.startswith(vocab.TERMS)}
    relations = {name for name in relations if name in view.terms and view.terms[name].direction}
    things = {identifier(item) for item in named if item.startswith(vocab.THINGS)}
    if not relations and not things:
        return []
    return other_days(
        (
            item
            for item in view.only(sources).statements
            if (not relations or relations & {item.predicate, *_above(view, item)})
            and (not things or things & {item.subject, item.object})
        ),
        day,
    )


def _above(view: View, statement: Statement) -> tuple[str, ...]:
    depends = view.terms[statement.predicate].direction in {"subjectOnObject", "objectOnSubject"}
    return ("dependsOn",) if depends else ()


def _unknown(release: Release, named: Mapping[str, str], unknown: Sequence[str]) -> list[Text]:
    """Return a caveat for each term or thing that a query names and the release does not know."""
    caveats = []
    for address in unknown:
        near = meant(address, release.view.terms, release.view.things)
        written = named[address]
        caveats.append(
            Text("{name} is not in this release (did you mean {near}?).", name=written, near=near)
            if near
            else Text("{name} is not in this release.", name=written)
        )
    return caveats
