"""The figures that sources print for one measure: of all things, or of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph import vocab
from aigraph.errors import NotFoundError
from aigraph.i18n import Text
from aigraph.ids import identifier, iri
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.names import resolve
from aigraph.questions.rows import LabelZh, column, detail
from aigraph.questions.scope import SOURCES, Scope
from aigraph.questions.selection import not_stated
from aigraph.spelling import nearest
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from aigraph.graph import View
    from aigraph.release.opened import Release

_OBSERVATIONS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?period ?amount ?unit ?printed ?status ?source ?locator ?grade ?confidence
WHERE { GRAPH ?g {
  ?observation ag:entity ?thing ; ag:measure ?wanted ; ag:amount ?amount ; ag:unit ?unit ;
    ag:printed ?printed ; ag:status ?status ; ag:statedIn ?source ; ag:locator ?locator ;
    ag:grade ?grade ; ag:confidence ?confidence .
  OPTIONAL { ?observation ag:period ?period }
} } ORDER BY ?unit ?thing ?period ?source ?locator
"""
_PRINTED: Final = Text(
    "Figures are as each source prints them; amounts have the power of ten multiplied out. Figures"
    " of different markets must not be added up."
)


class Figure(TypedDict):
    """A figure as one source prints it."""

    id: Annotated[str, detail("Identifier of what was measured.")]
    label: Annotated[str, column("Of", "What was measured.")]
    label_zh: LabelZh
    period: Annotated[str, column("Period", "Date or interval, or blank.")]
    amount: Annotated[float, column("Amount", "The figure, power of ten multiplied out.")]
    unit: Annotated[str, column("Unit", "Unit of the amount.")]
    printed: Annotated[str, column("As printed", "The figure as the source prints it.")]
    status: Annotated[
        str, column("Actual or forecast", "actual, estimate, forecast or unspecified.")
    ]
    source: Annotated[str, column("Source", "Identifier of the source.")]
    locator: Annotated[str, column("Where", "Where in the source.")]
    grade: Annotated[str, detail("Grade of the evidence.")]
    confidence: Annotated[str, detail("high, medium or low.")]


@question(Figure, honours=SOURCES, examples=("aigraph figures market-size",))
def figures(
    release: Release,
    scope: Scope,
    measure: Annotated[str, Param("A measure: market-size, filed-services...")],
    *,
    of: Annotated[str | None, Param("One thing (default: everything).")] = None,
) -> Reply:
    """List the figures that sources print for a measure, and where they print them.

    Restatements of one figure in a source stay rows of their own.
    """
    view = release.view
    wanted = _measure(view, measure)
    thing = resolve(view, of) if of else None
    rows = [
        _row(view, found)
        for found in select(release.store, _OBSERVATIONS, wanted=iri(wanted))
        if (thing is None or identifier(found["thing"]) == thing)
        and (not scope.sources or identifier(found["source"]) in scope.sources)
    ]
    name = view.name(wanted)
    return Reply(
        title=Text("{measure} of {thing}", measure=name, thing=view.name(thing)) if thing else name,
        rows=rows,
        caveats=[_PRINTED, *not_stated(scope.sources, rows)],
        parameters={"measure": wanted, "of": thing},
    )


def _measure(view: View, text: str) -> str:
    """Return the measure that a key or name means."""
    measures = [thing.id for thing in view.things.values() if thing.kind == "MeasureKind"]
    keys = {measure.partition("/")[2]: measure for measure in measures}
    if text in keys:
        return keys[text]
    try:
        found = resolve(view, text)
    except NotFoundError:
        found = ""
    if found not in measures:
        raise NotFoundError(text, nearest(text, keys, limit=3), what="measure")
    return found


def _row(view: View, found: dict[str, str]) -> Figure:
    thing = identifier(found["thing"])
    return {
        "id": thing,
        "label": view.label(thing),
        "label_zh": view.label(thing, "zh"),
        "period": found.get("period", ""),
        "amount": float(found["amount"]),
        "unit": found["unit"],
        "printed": found["printed"],
        "status": found["status"],
        "source": identifier(found["source"]),
        "locator": found["locator"],
        "grade": vocab.local_name(found["grade"]),
        "confidence": vocab.local_name(found["confidence"]),
    }
