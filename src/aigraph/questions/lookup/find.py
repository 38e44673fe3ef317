"""Find things by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.names import search
from aigraph.questions.rows import column, detail
from aigraph.questions.scope import NOTHING, Scope

if TYPE_CHECKING:
    from aigraph.release.opened import Release


class Match(TypedDict):
    """A thing whose name comes near the text."""

    id: Annotated[str, column("Identifier", "Identifier, table/key.")]
    label: Annotated[str, column("Name", "English name.")]
    label_zh: Annotated[str, column("Chinese name", "Chinese name, or blank.")]
    kind: Annotated[str, column("Kind", "Class of the thing.")]
    matched: Annotated[str, column("Matched", "The name that matched.")]
    matched_as: Annotated[str, detail("Kind of that name: preferred, alias, abbreviation...")]
    score: Annotated[float, column("Likeness", "Likeness from 0 to 100.")]


@question(Match, honours=NOTHING, examples=("aigraph find 英伟达",))
def find(
    release: Release,
    _scope: Scope,
    text: Annotated[str, Param("A name, alias or misspelling in either language.")],
    *,
    limit: Annotated[int, Param("Maximum number of rows.", minimum=1)] = 10,
) -> Reply:
    """Find things by name, in English or Chinese, misspelt or not."""
    view = release.view
    rows: list[Match] = []
    for match in search(view, text, len(view.things)):
        thing = view.things[match.name.thing]
        if not thing.is_of_industry:
            continue
        rows.append(
            Match(
                id=thing.id,
                label=thing.label,
                label_zh=thing.label_zh,
                kind=thing.kind,
                matched=match.name.label,
                matched_as=match.name.kind,
                score=match.score,
            )
        )
        if len(rows) == limit:
            break
    return Reply(
        title=Text("Things with names like {name}", name=text),
        rows=rows,
        caveats=() if rows else (Text("No name is close to that."),),
    )
