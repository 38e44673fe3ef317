"""Stored queries: questions in SPARQL, each a file whose head says what it asks.

They belong to the registry as the declared questions do: what lists one lists the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.errors import NotFoundError
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FIELD: Final = re.compile(r"# (\w+): (.*)")
_NUMBER: Final = re.compile(r"CQ\d+")


class StoredQuery(NamedTuple):
    """A query that ships with the ontology or a page.

    Attributes:
        id: its name, unique in its folder.
        group: the heading under which lists show it.
        number: what people call it, such as CQ01; may be blank.
        en: what it asks, in English.
        zh: the same in Chinese; blank where it is not said.
        view: how a page shows its result first: table, chart or graph.
        query: the SPARQL itself, without the head that says what it asks.
    """

    id: str
    group: str
    number: str
    en: str
    zh: str
    view: str
    query: str


def competency_queries(ontology: Path) -> list[StoredQuery]:
    """Return the competency queries of an ontology folder, in order."""
    return read_stored(ontology / "questions", "competency")


def find_stored(ontology: Path, name: str) -> StoredQuery | None:
    """Return the competency query of a number or name; None where the text is no such name.

    Raises:
        NotFoundError: if the text has the form of a number and there is none such.
    """
    known = {query.id: query for query in competency_queries(ontology)}
    found = known | {query.number: query for query in known.values()}
    if name in found:
        return found[name]
    if _NUMBER.fullmatch(name):
        raise NotFoundError(name, nearest(name, found, limit=2), what="competency query")
    return None


def read_stored(folder: Path, group: str) -> list[StoredQuery]:
    """Return the queries of a folder, each with what its head says of it.

    The head is a run of comments: fields such as ``# title_zh: ...``, or else plain words, of which
    the first question is the English title.

    Args:
        folder: where the ``.rq`` files are.
        group: the heading under which lists show them.
    """
    return [_stored(path, group) for path in sorted(folder.glob("*.rq"))]


def _stored(path: Path, group: str) -> StoredQuery:
    lines = path.read_text(encoding="utf-8").splitlines()
    begins = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    found = [_FIELD.fullmatch(line) for line in lines[:begins]]
    fields = {field[1]: field[2] for field in found if field}
    plain = [line for line, field in zip(lines, found, strict=False) if not field]
    number = _NUMBER.match(path.stem)
    return StoredQuery(
        id=path.stem,
        group=group,
        number=number[0] if number else "",
        en=fields.get("title") or _first_question(plain),
        zh=fields.get("title_zh", ""),
        view=fields.get("view", "table"),
        query="\n".join(lines[begins:]),
    )


def _first_question(comments: Sequence[str]) -> str:
    """Return the first question of some comment lines.

    >>> _first_question(["# Which chip, and", "# which maker? Run it for a day."])
    'Which chip, and which maker?'
    """
    text = " ".join(comment.removeprefix("#").strip() for comment in comments)
    asked, mark, _remark = text.partition("?")
    return asked + mark
