"""Views of evidence: the paths between two things, and where sources conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.i18n import Name, Text
from aigraph.questions.answer import UNWORDED, edge_key
from aigraph.questions.registry import ask
from aigraph.views.subgraph import Node, assemble

if TYPE_CHECKING:
    from datetime import date

    from aigraph.questions.answer import Answer, Row
    from aigraph.release.opened import Release
    from aigraph.views.subgraph import Subgraph

_MOST_PATHS: Final = 12
_ABOUT, _COMPARES = "findingAbout", "compares"
_OWN: Final = "sources/aigraph"
_ACROSS, _WITHIN = "Finding|across", "Finding|within"
_LABELS: Final = {
    _ABOUT: Text("is about"),
    _COMPARES: Text("compares"),
    "across": Text("Between sources"),
    "within": Text("Within one source"),
    "Finding": Text("finding"),
    "Claim": Text("claim"),
}


def routes(
    release: Release, start: str, end: str, *, as_of: date, any_relation: bool = False
) -> Subgraph:
    """Return the best paths between two things, drawn together and listed.

    Where one depends on the other by no path, those along any relation are drawn and said so.

    Raises:
        NotFoundError: if a name is not known.
    """
    answer = ask(
        release,
        "paths",
        start,
        end,
        as_of=as_of,
        limit=_MOST_PATHS,
        any_relation=any_relation,
    )
    if not answer.rows and not any_relation:
        return routes(release, start, end, as_of=as_of, any_relation=True)
    edges, listed = _shared(answer)
    return assemble(
        release,
        edges,
        title=answer.title,
        as_of=as_of,
        caveats=answer.caveats,
        focus=answer.parameters["start"],
        routes=listed,
    )


def _shared(answer: Answer) -> tuple[list[Row], list[list[Row]]]:
    """Return the edges of all paths, each once, and the paths as lists of these."""
    edges: dict[tuple[str, ...], Row] = {}
    listed = [
        [edges.setdefault(edge_key(item), item) for item in path["edges"]]
        for row in answer.rows
        for path in row["paths"]
    ]
    return list(edges.values()), listed


def disagreements(release: Release, as_of: date) -> Subgraph:
    """Return every finding with the thing it is about and the claims it compares."""
    answer = ask(release, "conflicts")
    nodes: dict[str, Node] = {}
    edges: list[dict[str, Any]] = []
    for number, row in enumerate(answer.rows):
        finding = f"findings/{number}"
        said = Text(
            "{subject}: {text}",
            subject=Name(row["label"], row["label_zh"]),
            text=Name(row["message"], row["message_zh"]),
        )
        nodes[finding] = Node(
            finding,
            said.en,
            said.zh,
            "Finding",
            segment=_ACROSS if row["across"] else _WITHIN,
        )
        edges.append(_edge(finding, _ABOUT, row["id"], _OWN, row["check"], "computed"))
        for claim in row["claims"]:
            segment = f"Claim|{claim['source']}"
            nodes[claim["id"]] = Node(
                claim["id"], claim["says"], claim["says_zh"], "Claim", segment=segment
            )
            grade = claim["grade"] or "computed"
            edges.append(
                _edge(finding, _COMPARES, claim["id"], claim["source"], claim["locator"], grade)
            )
    return assemble(
        release,
        {edge_key(item): item for item in edges}.values(),
        title=answer.title,
        as_of=as_of,
        caveats=answer.caveats,
        extra=nodes.values(),
        overview=True,
        opened=(_ACROSS, _WITHIN),
        labels=_LABELS,
    )


def _edge(
    subject: str, predicate: str, object_: str, source: str, locator: str, grade: str
) -> dict[str, Any]:
    return {
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "source": source,
        "locator": locator,
        "grade": grade,
        "valid_from": "",
        "valid_to": "",
        **UNWORDED,
    }
