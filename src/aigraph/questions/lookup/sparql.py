"""Run a SPARQL query over a release, in a process of its own that is stopped when it takes long."""

from __future__ import annotations

import multiprocessing
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.errors import ParameterError, QueryError
from aigraph.ids import identifier
from aigraph.questions.answer import Bilingual, Heading, Reply, Row
from aigraph.questions.registry import Param, question
from aigraph.questions.scope import EVIDENCE, Scope
from aigraph.questions.selection import not_stated
from aigraph.questions.stored import find_stored
from aigraph.vocab import prologue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from aigraph.release.opened import Release

_REFUSED: Final = re.compile(
    r"SERVICE|LOAD|INSERT|DELETE|CREATE|DROP|CLEAR|COPY|MOVE", re.IGNORECASE
)
_FROM_ELSEWHERE: Final = re.compile(
    r"FROM\s*(?:NAMED\s*)?<(?!https://w3id\.org/aigraph/graph/)", re.IGNORECASE
)
_FROM: Final = re.compile(r"\bFROM\s*(?:NAMED\s*)?(?:<|[\w.-]*:)", re.IGNORECASE)
_TEXT_OR_REMARK: Final = re.compile(
    r"(<[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*",
    re.DOTALL,
)
_ADDRESS: Final = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*>")
_NAME: Final = re.compile(r"([\w.-]*:)(?:[\w-]|\\[^u])*|[?$]\w+")
"""Names after a prefix, and variables; a dot ends a name here, and a prefix is looked at, so that
nothing hides in one."""
PREFIXES: Final = prologue()


class Solution(TypedDict, total=False):
    """Values by variable of the query; its keys hang on the query."""


def read_query(argument: str) -> str:
    """Return the query that an argument stands for: itself, a file's text, or standard input."""
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
    seconds: Annotated[float, Param("Stop the query after this long.", minimum=0.01)] = 30.0,
) -> Reply:
    """Run a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE); the usual prefixes are declared.

    The default graph is the union of all graphs unless the query names graphs itself. Things come
    back as ``table/key``, everything else as it is. Updates, SERVICE and graphs from elsewhere are
    refused, wherever in the text the words stand.
    """
    stored = find_stored(release.ontology, query)
    query = stored.query if stored else query
    refuse(query)
    day = scope.as_of.isoformat() if scope.dated else release.manifest["date"]
    chosen = list(scope.sources)
    variables, rows = _in_worker(release, (query, day, chosen), seconds)
    return Reply(
        title=Bilingual("SPARQL", "SPARQL"),
        rows=rows,
        caveats=not_stated(chosen, rows),
        parameters={"query": query, "as_of": day},
        headings=[Heading(name, name, name) for name in variables],
    )


def refuse(query: str) -> None:
    """Refuse what would write, or read from the network or from files.

    A word is refused wherever it stands outside of names, texts and remarks, since the parser
    needs no blank before it.

    >>> refuse("SELECT * { BIND(true AS ?x) SERVICE <http://example.org/> {} }")
    Traceback (most recent call last):
    aigraph.errors.QueryError: the query contains SERVICE, which is refused
    """
    if "\\u" in query.lower():
        raise QueryError("the query contains \\u, which is refused")
    bare = _NAME.sub(lambda found: found[1] or " ", _ADDRESS.sub("<>", _without_text(query)))
    if found := _REFUSED.search(bare):
        raise QueryError(f"the query contains {found.group().upper()}, which is refused")
    if _FROM_ELSEWHERE.search(_without_text(query)):
        raise QueryError("FROM may only name graphs of this release")


def names_graphs(query: str) -> bool:
    """Tell whether a query chooses its default graph by FROM, by address or by prefix.

    >>> names_graphs("SELECT * FROM agg:derived { ?s ?p ?o }")
    True
    >>> names_graphs('SELECT * { ?s ?p "away from ag:home" } # FROM agg:derived')
    False
    """
    return _FROM.search(_without_text(query)) is not None


def _without_text(query: str) -> str:
    """Return a query without its texts and remarks; addresses stay."""
    return _TEXT_OR_REMARK.sub(lambda found: found[1] or " ", query)


def _in_worker(
    release: Release, question: tuple[str, str, list[str]], seconds: float
) -> tuple[list[str], list[Row]]:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    arguments = (sender, str(release.folder), str(release.ontology), *question)
    worker = context.Process(target=_work, args=arguments, daemon=True)
    worker.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise QueryError(f"the query was stopped after {seconds:g} seconds")
        kind, content = receiver.recv()
    except EOFError:
        raise QueryError("the query ended without an answer") from None
    finally:
        worker.kill()
        worker.join()
        receiver.close()
    if kind == "error":
        raise QueryError(content)
    variables, rows = content
    return variables, rows


def _work(
    sender: Connection, folder: str, ontology: str, query: str, day: str, sources: list[str]
) -> None:
    """Run in the worker: answer over the pipe."""
    from aigraph.release.opened import Release

    release = Release(Path(folder), Path(ontology))
    try:
        sender.send(("rows", run(release, query, date.fromisoformat(day), sources)))
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        sender.send(("error", str(error)))


def run(
    release: Release, query: str, day: date, sources: Sequence[str] = ()
) -> tuple[list[str], list[Row]]:
    """Run a query in this process and return its variables and rows."""
    from pyoxigraph import QueryBoolean, QuerySolutions

    # With FROM the query has chosen its default graph; the union would override that choice.
    union = not names_graphs(query)
    result = release.store_at(day, sources).query(
        PREFIXES + query, use_default_graph_as_union=union
    )
    if isinstance(result, QueryBoolean):
        return ["answer"], [{"answer": bool(result)}]
    if isinstance(result, QuerySolutions):
        variables = [variable.value for variable in result.variables]
        return variables, [
            {name: _plain(value) for name, value in zip(variables, solution, strict=True)}
            for solution in result
        ]
    variables = ["subject", "predicate", "object"]
    return variables, [
        {
            "subject": _plain(triple.subject),
            "predicate": _plain(triple.predicate),
            "object": _plain(triple.object),
        }
        for triple in result
    ]


def _plain(value: Any) -> object:
    """Return a term as a plain value: numbers as numbers, things as ``table/key``."""
    from pyoxigraph import Literal, NamedNode

    if value is None:
        return None
    if isinstance(value, NamedNode):
        return identifier(value.value)
    if isinstance(value, Literal):
        return _number(value.value, value.datatype.value.rsplit("#", 1)[-1])
    return str(value)


def _number(text: str, datatype: str) -> object:
    match datatype:
        case "integer" | "int" | "long":
            return int(text)
        case "decimal" | "double" | "float":
            return float(text)
        case "boolean":
            return text == "true"
        case _:
            return text
