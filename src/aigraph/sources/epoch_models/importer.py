"""Map each model of the tables: developers, training data and hardware, base model, figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.sources.records import split

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FRONTIER: Final = "frontier_ai_models.csv"
_FILES: Final = ("notable_ai_models.csv", "large_scale_ai_models.csv", _FRONTIER)


class _Figure(NamedTuple):
    """A figure of a model.

    Attributes:
        column: its column.
        measure: key of its measure.
        unit: its unit.
        status: what it is if no remark calls it an estimate.
        remarks: the column that says how it is known, or blank.
        note: what has to be known of all of them.
    """

    column: str
    measure: str
    unit: str
    status: str
    remarks: str = ""
    note: str = ""


_COMPUTE: Final = "Training compute (FLOP)"
_FIGURES: Final = (
    _Figure("Parameters", "parameter-count", "count", "unspecified", "Parameters notes"),
    _Figure(_COMPUTE, "training-compute", "FLOP", "estimate"),
    _Figure(
        "Training time (hours)", "training-time", "hours", "unspecified", "Training time notes"
    ),
    _Figure("Training power draw (W)", "training-power-draw", "W", "estimate"),
    _Figure(
        "Training compute cost (2023 USD)",
        "training-cost",
        "USD",
        "estimate",
        note="In dollars of 2023.",
    ),
    _Figure(
        "Training dataset size (gradients)",
        "training-data-size",
        "count",
        "unspecified",
        "Dataset size notes",
    ),
    _Figure("Hardware quantity", "training-chips", "units", "unspecified"),
)
_ESTIMATED: Final = re.compile(
    r"estimat|speculat|assum|guess|rumou?r|calculat|inferred|leak|likely|probably|lower bound",
    re.IGNORECASE,
)
"""Words of a remark that call a figure an estimate; without them the file leaves it open."""


def run(ctx: Context) -> None:
    """Import the tables; what several say alike is said once."""
    reported = frozenset(
        (record["Model"], record[_COMPUTE])
        for record in ctx.rows(_FRONTIER)
        if record.get("Training compute estimation method") == "Reported"
    )
    for file in _FILES:
        ctx.each(file, lambda record: _model(ctx, record, reported))


def _model(ctx: Context, record: Record, reported: frozenset[tuple[str, str]]) -> None:
    developers = [
        ctx.thing(record, "organisations", name, kind=_kind(ctx, record, place))
        for place, name in enumerate(_listed(record, "Organization"))
    ]
    model = ctx.thing(
        record,
        "models",
        record["Model"],
        developer=developers,
        released=ctx.day(record, "Publication date"),
        access=ctx.lookup("access", record.get("Model accessibility")),
    )
    _homes(ctx, record, developers)
    _made_from(ctx, record, model)
    _figures(ctx, record, model, (record["Model"], record[_COMPUTE]) in reported)


def _listed(record: Record, column: str) -> list[str]:
    """Return the parts of a list in their places, repetitions included."""
    return split(record.get(column))


def _kind(ctx: Context, record: Record, place: int) -> str:
    """Return what sort of organisation is at a place of the list."""
    listed = _listed(record, "Organization categorization")
    names = _listed(record, "Organization")
    kind = listed[place] if len(listed) == len(names) else ""
    return ctx.lookup("organisation", kind)


def _homes(ctx: Context, record: Record, developers: list[str]) -> None:
    """Say where developers are from, if the row says it of each of them."""
    countries = _listed(record, "Country (of organization)")
    if len(set(countries)) == 1:
        countries = countries[:1] * len(developers)
    if len(countries) != len(developers):
        return
    for developer, country in zip(developers, countries, strict=True):
        place = ctx.place(country)
        if place:
            ctx.claim(record, developer, "headquarteredIn", place)


def _made_from(ctx: Context, record: Record, model: str) -> None:
    for name in record.parts("Training hardware"):
        chip = ctx.thing(record, "chips", name)
        ctx.claim(record, model, "trainedOn", chip)
    for name in record.parts("Training dataset"):
        if name not in _UNNAMED:
            dataset = ctx.thing(record, "datasets", name)
            ctx.claim(record, model, "trainedOnData", dataset)
    base = record.get("Base model")
    if base and base != record["Model"]:
        ctx.claim(record, model, "derivedFrom", ctx.thing(record, "models", base))


_UNNAMED: Final = frozenset({"Unspecified unreleased"})
"""What the tables write where the data have no name."""


def _figures(ctx: Context, record: Record, model: str, reported: bool) -> None:
    """Say what is known of a model in figures.

    Args:
        ctx: takes them.
        record: the row.
        model: the model.
        reported: whether the source says that its compute was reported.
    """
    trust = ctx.lookup("confidence", record.get("Confidence")) or "medium"
    for figure in _FIGURES:
        status, note = _status(record, figure), figure.note
        if figure.column == _COMPUTE and reported:
            status, note = "actual", "Reported, by the word of the source."
        ctx.observation(
            record,
            model,
            figure.measure,
            figure.column,
            figure.unit,
            status=status,
            confidence=trust,
            note=note,
        )


def _status(record: Record, figure: _Figure) -> str:
    """Return whether the source calls a figure an estimate, or leaves open what it is."""
    if figure.remarks and _ESTIMATED.search(record.get(figure.remarks)):
        return "estimate"
    return figure.status
