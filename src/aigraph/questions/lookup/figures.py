"""The figures that sources print for one measure: over time, in other units, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from typing_extensions import TypedDict

from aigraph import vocab
from aigraph.errors import NotFoundError
from aigraph.i18n import Text
from aigraph.ids import identifier, iri
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.lookup.amounts import Converted, Wanted, convert, wanted
from aigraph.questions.lookup.sums import added_up
from aigraph.questions.names import resolve
from aigraph.questions.periods import From, Until, window
from aigraph.questions.rows import LabelZh, column, detail
from aigraph.questions.scope import SOURCES, Scope
from aigraph.questions.selection import not_stated
from aigraph.rates import NoRateError, source
from aigraph.spelling import nearest
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aigraph.graph import View
    from aigraph.release.opened import Release

_OBSERVATIONS: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?measure ?period ?start ?end ?amount ?max ?low ?high ?scale ?unit ?printed ?status
       ?source ?locator ?grade ?confidence ?note
WHERE {{
  VALUES ?measure {{ {measures} }}
  GRAPH ?g {{
    ?observation ag:entity ?thing ; ag:measure ?measure ; ag:amount ?amount ; ag:unit ?unit ;
      ag:printed ?printed ; ag:status ?status ; ag:statedIn ?source ; ag:locator ?locator ;
      ag:grade ?grade ; ag:confidence ?confidence .
    OPTIONAL {{ ?observation ag:period ?period }}
    OPTIONAL {{ ?observation ag:periodStart ?start ; ag:periodEnd ?end }}
    OPTIONAL {{ ?observation ag:valueMax ?max }}
    OPTIONAL {{ ?observation ag:lowEnd ?low }}
    OPTIONAL {{ ?observation ag:highEnd ?high }}
    OPTIONAL {{ ?observation ag:scale ?scale }}
    OPTIONAL {{ ?observation ag:note ?note }}
  }}
}} ORDER BY ?unit ?thing ?end ?period ?measure ?source ?locator
"""
_PRINTED: Final = Text(
    "Figures are as each source prints them; amounts have the power of ten multiplied out. Figures"
    " of different markets must not be added up."
)
_NARROWER: Final = Text("Measures narrower than the one asked for are included; see the column.")
_CONVERTED: Final = Text(
    "Amounts in {unit} are computed; money by the rate of the figure's day, or the mean of the"
    " rates of its period ({source})."
)
_NOT_CONVERTED: Final = Text("{count} figures could not be given in {unit}: {reasons}.")
_MOST_REASONS: Final = 3
_BOTH: Final = 2

Sum = Literal["thing", "period"]


class Figure(TypedDict):
    """A figure as one source prints it, or a sum of such figures."""

    id: Annotated[str, detail("Identifier of what was measured.")]
    label: Annotated[str, column("Of", "What was measured.")]
    label_zh: LabelZh
    measure: Annotated[str, detail("Identifier of the measure.")]
    measure_label: Annotated[str, column("Measure", "What the figure measures.")]
    measure_label_zh: Annotated[str, detail("The same in Chinese.")]
    period: Annotated[str, column("Period", "Date or interval, or blank.")]
    amount: Annotated[float, column("Amount", "The figure, power of ten multiplied out.")]
    interval: Annotated[
        list[float], column("Interval", "Lower and upper end; empty where none is given.")
    ]
    unit: Annotated[str, column("Unit", "Unit of the amounts.")]
    printed: Annotated[str, column("As printed", "The figure as the source prints it.")]
    converted_by: Annotated[
        str, column("Exchange rate", "By which money was converted, with its day; or blank.")
    ]
    status: Annotated[
        str, column("Actual or forecast", "actual, estimate, forecast or unspecified.")
    ]
    source: Annotated[str, column("Source", "Identifier of the source.")]
    locator: Annotated[str, column("Where", "Where in the source.")]
    grade: Annotated[str, column("Grade", "Grade of the evidence; computed where converted.")]
    confidence: Annotated[str, detail("high, medium or low.")]
    note: Annotated[str, detail("Remarks; of a sum, what it is made of.")]


@question(
    Figure,
    honours=SOURCES,
    examples=(
        "aigraph figures market-size --in USD --from 2023",
        "aigraph figures h100-equivalents-owned --until 2025-12-31 --latest --sum thing",
    ),
)
def figures(
    release: Release,
    scope: Scope,
    measure: Annotated[str, Param("A measure: market-size, filed-services...")],
    *,
    of: Annotated[str | None, Param("One thing (default: everything).")] = None,
    start: From = None,
    until: Until = None,
    latest: Annotated[bool, Param("Only the newest figure of each thing, by --until.")] = False,
    unit: Annotated[
        str | None, Param("Unit of the answer: USD, billion USD, GW...", flag="--in")
    ] = None,
    sum: Annotated[  # noqa: A002 - the option is called --sum
        Sum | None, Param("Add up the figures of each thing, or of each period.")
    ] = None,
) -> Reply:
    """List the figures that sources print for a measure, and where they print them.

    Restatements of one figure in a source stay rows of their own.
    """
    view = release.view
    broad = _measure(view, measure)
    measures = [broad, *narrower(view, broad)]
    thing = resolve(view, of) if of else None
    asked = window(start, until)
    rows = [
        _row(view, found)
        for found in select(release.store, _observations(measures))
        if (thing is None or identifier(found["thing"]) == thing)
        and (not scope.sources or identifier(found["source"]) in scope.sources)
        and asked.overlaps(found.get("start", ""), found.get("end", ""))
    ]
    caveats = [_PRINTED, *([_NARROWER] if len(measures) > 1 else [])]
    if latest:
        rows = newest(rows)
    if unit is not None:
        rows, said = _converted(rows, unit)
        caveats += said
    if sum is not None:
        rows, said = added_up(view, rows, sum, newest=latest)
        caveats += said
    name = view.name(broad)
    return Reply(
        title=Text("{measure} of {thing}", measure=name, thing=view.name(thing)) if thing else name,
        rows=rows,
        caveats=[*caveats, *not_stated(scope.sources, rows)],
        parameters={
            "measure": broad,
            "of": thing,
            "start": asked.first or None,
            "until": asked.last or None,
        },
    )


def _observations(measures: Iterable[str]) -> str:
    return _OBSERVATIONS.format(measures=" ".join(f"<{iri(item)}>" for item in measures))


def narrower(view: View, measure: str) -> list[str]:
    """Return the measures below a measure, sorted."""
    below: dict[str, list[str]] = {}
    for item in view.statements:
        if item.predicate == "broader":
            below.setdefault(item.object, []).append(item.subject)
    found: set[str] = set()
    open_ones = [measure]
    while open_ones:
        fresh = set(below.get(open_ones.pop(), ())) - found
        found |= fresh
        open_ones += fresh
    return sorted(item for item in found if item in view.things)


def newest(rows: Sequence[Figure]) -> list[Figure]:
    """Return of each thing, measure, unit and source the rows of the period that ends last."""
    last: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = _series(row)
        last[key] = max(last.get(key, ""), _end(row))
    return [row for row in rows if _end(row) == last[_series(row)]]


def _series(row: Figure) -> tuple[str, ...]:
    return row["id"], row["measure"], row["unit"], row["source"]


def _end(row: Figure) -> str:
    return row["period"].rpartition("/")[2]


def _converted(rows: Sequence[Figure], unit: str) -> tuple[list[Figure], list[Text]]:
    """Return the rows in another unit, without those that cannot be, and what to say of them."""
    target = wanted(unit, (row["unit"] for row in rows))
    found, refused = [], []
    for row in rows:
        try:
            by = convert(row["unit"], row["period"], target)
        except NoRateError as error:
            refused.append(str(error))
        else:
            found.append(_in_unit(row, by, target))
    said = [Text(_CONVERTED.message, unit=target.name, source=source())]
    if refused:
        reasons = "; ".join(sorted(set(refused))[:_MOST_REASONS])
        said.append(
            Text(_NOT_CONVERTED.message, count=len(refused), unit=target.name, reasons=reasons)
        )
    return found, said


def _in_unit(row: Figure, by: Converted, target: Wanted) -> Figure:
    changed = row["unit"] != target.unit
    grade = vocab.weakest([row["grade"], "computed"]) if changed else row["grade"]
    return {
        **row,
        "amount": row["amount"] * by.factor,
        "interval": [end * by.factor for end in row["interval"]],
        "unit": target.name,
        "converted_by": by.by,
        "grade": grade,
    }


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
    thing, measure = identifier(found["thing"]), identifier(found["measure"])
    scale = 10.0 ** int(found.get("scale", 0))
    amount = float(found["amount"])
    ends = [float(found[name]) * scale for name in ("low", "high") if name in found]
    if "max" in found:
        ends = [amount, float(found["max"]) * scale]
    return {
        "id": thing,
        "label": view.label(thing),
        "label_zh": view.label(thing, "zh"),
        "measure": measure,
        "measure_label": view.label(measure),
        "measure_label_zh": view.label(measure, "zh"),
        "period": found.get("period", ""),
        "amount": amount,
        "interval": ends if len(ends) == _BOTH else [],
        "unit": found["unit"],
        "printed": found["printed"],
        "converted_by": "",
        "status": found["status"],
        "source": identifier(found["source"]),
        "locator": found["locator"],
        "grade": vocab.local_name(found["grade"]),
        "confidence": vocab.local_name(found["confidence"]),
        "note": found.get("note", ""),
    }
