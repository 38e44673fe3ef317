"""The parts of wholes: who supplies, owns, buys or uses which part of what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.errors import NotFoundError
from aigraph.i18n import Text
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.names import resolve
from aigraph.questions.periods import From, Until, window
from aigraph.questions.rows import LabelZh, column, detail
from aigraph.questions.scope import SOURCES, Scope
from aigraph.questions.selection import not_stated
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from aigraph.graph import View
    from aigraph.release.opened import Release
    from aigraph.weights import Weight

_BASES: Final = Text(
    "Parts of one whole are to be compared within one basis, period and source; parts counted in"
    " firms or users may overlap."
)
_NONE: Final = Text("No source gives such a part; that does not say that there is none.")
_LOW: Final = Text("Rows of low confidence are shown here but do not enter other answers.")


class Part(TypedDict):
    """The part that one thing has of a whole, as one source gives it."""

    id: Annotated[str, detail("Identifier of the weight.")]
    whole: Annotated[str, detail("Identifier of what is divided.")]
    label: Annotated[str, column("Whole", "What is divided.")]
    label_zh: LabelZh
    relation: Annotated[str, column("Relation", "How the whole depends on the part, or blank.")]
    part: Annotated[str, detail("Identifier of what has the part.")]
    part_label: Annotated[str, column("Part", "What has the part.")]
    part_label_zh: Annotated[str, detail("The same in Chinese.")]
    place: Annotated[str, column("Territory", "Identifier of the place of the whole, or blank.")]
    share: Annotated[
        float | None, column("Share", "The part; null where bounds are given.", "part")
    ]
    low: Annotated[float | None, detail("Least part that the source allows, or null.")]
    high: Annotated[float | None, detail("Greatest part that the source allows, or null.")]
    interval: Annotated[
        list[float],
        column("Interval", "Least and greatest part; empty where none is given.", "part"),
    ]
    basis: Annotated[str, column("Counted in", "What is counted: revenue, units, compute...")]
    period: Annotated[str, column("Period", "Date or interval, or blank.")]
    source: Annotated[str, column("Source", "Identifier of the source.")]
    locator: Annotated[str, column("Where", "Where in the source.")]
    grade: Annotated[str, column("Grade", "Grade of the evidence.")]
    confidence: Annotated[str, detail("high, medium or low.")]
    note: Annotated[str, detail("Remarks of the curators, such as the premises of a quotient.")]


@question(
    Part,
    honours=SOURCES,
    examples=("aigraph weights chips/nvidia-rubin", "aigraph weights --of samsung --md"),
)
def weights(
    release: Release,
    scope: Scope,
    whole: Annotated[
        str | None, Param("What is divided: an identifier or a name.", argument=True)
    ] = None,
    *,
    of: Annotated[str | None, Param("Only the parts of this thing.")] = None,
    basis: Annotated[str | None, Param("Only what is counted in this: revenue, units...")] = None,
    start: From = None,
    until: Until = None,
) -> Reply:
    """List which part of what each thing has: supply, ownership, imports, use, with intervals."""
    view = release.view
    divided = resolve(view, whole) if whole else None
    thing = resolve(view, of) if of else None
    bases = sorted({item.basis for item in view.weights})
    if basis is not None and basis not in bases:
        raise NotFoundError(basis, nearest(basis, bases, limit=3) or bases, what="basis")
    asked = window(start, until)
    wholes = _of_one_name(view, divided) if divided else None
    parts = _of_one_name(view, thing) if thing else None
    found = [
        item
        for item in view.only(scope.sources).weights
        if (wholes is None or item.whole in wholes)
        and (parts is None or item.part in parts)
        and (basis is None or item.basis == basis)
        and asked.overlaps(item.start, item.end)
    ]
    rows = [_row(view, item) for item in sorted(found, key=_place)]
    low = any(not item.accepted for item in found)
    return Reply(
        title=Text("Parts of wholes"),
        rows=rows,
        caveats=[
            _BASES if rows else _NONE,
            *([_LOW] if low else []),
            *not_stated(scope.sources, rows),
        ],
        parameters={
            "whole": divided,
            "of": thing,
            "start": asked.first or None,
            "until": asked.last or None,
        },
    )


def _of_one_name(view: View, thing: str) -> frozenset[str]:
    """Return a thing and those that data sets call by its name, which may be the same."""
    name = view.label(thing).casefold()
    return frozenset(item.id for item in view.things.values() if item.label.casefold() == name)


def _place(item: Weight) -> tuple[Any, ...]:
    """Order weights by what is divided, newest first, then by size."""
    size = -(item.share if item.share is not None else sum(item.bounds) / 2)
    kind = item.whole, item.relation, item.place, item.basis
    newest = [-ord(sign) for sign in item.end or item.start]
    return (*kind, newest, item.source, size, item.part)


def _row(view: View, item: Weight) -> Part:
    given = item.low is not None or item.high is not None
    return {
        "id": item.id,
        "whole": item.whole,
        "label": view.label(item.whole),
        "label_zh": view.label(item.whole, "zh"),
        "relation": item.relation,
        "part": item.part,
        "part_label": view.label(item.part),
        "part_label_zh": view.label(item.part, "zh"),
        "place": item.place,
        "share": item.share,
        "low": item.low,
        "high": item.high,
        "interval": [*item.bounds] if given else [],
        "basis": item.basis,
        "period": item.period,
        "source": item.source,
        "locator": item.locator,
        "grade": item.grade,
        "confidence": item.confidence,
        "note": item.note,
    }
