"""The figures that sources print for one measure: of all things, or of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.errors import NotFoundError
from aigraph.ids import identifier, iri
from aigraph.questions.answer import Answer, Bilingual, Heading, Row
from aigraph.questions.names import resolve
from aigraph.questions.selection import chosen_sources, not_stated
from aigraph.spelling import nearest
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.graph import View
    from aigraph.release.opened import Release

_HEADINGS: Final = (
    Heading("label", "Of", "对象"),
    Heading("period", "Period", "时期"),
    Heading("amount", "Amount", "数值"),
    Heading("unit", "Unit", "单位"),
    Heading("printed", "As printed", "原文"),
    Heading("status", "Status", "性质"),
    Heading("source", "Source", "来源"),
    Heading("locator", "Where", "位置"),
)
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
_PRINTED: Final = Bilingual(
    "Figures are as each source prints them; amounts have the power of ten multiplied out."
    " Figures of different markets must not be added up.",
    "数值均按各来源原文列出；“数值”一栏已换算数量级。不同市场的数值不可相加。",
)


def figures(
    release: Release, measure: str, *, of: str | None = None, within: Sequence[str] = ()
) -> Answer:
    """Answer what sources print for a measure, such as ``market-size`` or ``filed-services``.

    Restatements of one figure in a source stay rows of their own.

    Args:
        release: what to ask.
        measure: key or name of a measure.
        of: one thing, by identifier or name; all things without it.
        within: use only these sources; everything without any.

    Raises:
        NotFoundError: if there is no such measure, thing or source.
    """
    view = release.view
    wanted = _measure(view, measure)
    thing = resolve(view, of) if of else None
    chosen = chosen_sources(view, within)
    rows = [
        _row(view, found)
        for found in select(release.store, _OBSERVATIONS, wanted=iri(wanted))
        if (thing is None or identifier(found["thing"]) == thing)
        and (not chosen or identifier(found["source"]) in chosen)
    ]
    name, name_zh = view.label(wanted), view.label(wanted, "zh")
    subject = f" of {view.label(thing)}" if thing else ""
    subject_zh = f"{view.label(thing, 'zh')}：" if thing else ""
    return Answer(
        question="figures",
        title=f"{name}{subject}",
        title_zh=f"{subject_zh}{name_zh}",
        parameters={"measure": wanted, "of": thing, "sources": chosen},
        release=release.name,
        headings=_HEADINGS,
        rows=rows,
        caveats=[_PRINTED, *not_stated(chosen, rows)],
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


def _row(view: View, found: dict[str, str]) -> Row:
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
