"""Find things by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.questions.answer import Answer, Bilingual, Heading
from aigraph.questions.names import search

if TYPE_CHECKING:
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("id", "Identifier", "标识"),
    Heading("label", "Name", "名称"),
    Heading("label_zh", "Chinese name", "中文名称"),
    Heading("kind", "Kind", "类别"),
    Heading("matched", "Matched", "匹配"),
    Heading("score", "Likeness", "相似度"),
)


def find(release: Release, text: str, *, limit: int = 10) -> Answer:
    """Answer which things are called something like a text, in either language.

    Args:
        release: what to ask.
        text: a name, alias, abbreviation or misspelling.
        limit: how many things at most.
    """
    view = release.view
    rows = []
    for match in search(view, text, limit):
        thing = view.things[match.name.thing]
        rows.append(
            {
                "id": thing.id,
                "label": thing.label,
                "label_zh": thing.label_zh,
                "kind": thing.kind,
                "matched": match.name.label,
                "matched_as": match.name.kind,
                "score": match.score,
            }
        )
    return Answer(
        question="find",
        title=f"Things called {text}",
        title_zh=f"名称与“{text}”相近的事物",
        parameters={"text": text, "limit": limit},
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=() if rows else (Bilingual("Nothing comes near that name.", "没有相近的名称。"),),
    )
