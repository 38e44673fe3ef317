"""Map each model of the tables: developers, training data and hardware, base model, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.sources.records import split

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILES: Final = ("notable_ai_models.csv", "large_scale_ai_models.csv", "frontier_ai_models.csv")
_FIGURES: Final = (
    ("Parameters", "parameter-count", "count"),
    ("Training compute (FLOP)", "training-compute", "FLOP"),
    ("Training time (hours)", "training-time", "hours"),
    ("Training power draw (W)", "training-power-draw", "W"),
    ("Training compute cost (2023 USD)", "training-cost", "USD"),
    ("Training dataset size (gradients)", "training-data-size", "count"),
    ("Hardware quantity", "training-chips", "units"),
)


def run(ctx: Context) -> None:
    """Import the tables; what several say alike is said once."""
    for file in _FILES:
        ctx.each(file, lambda record: _model(ctx, record))


def _model(ctx: Context, record: Record) -> None:
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
    _figures(ctx, record, model)


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
            ctx.claim(record, model, "drawsOn", dataset)
    base = record.get("Base model")
    if base and base != record["Model"]:
        ctx.claim(record, model, "derivedFrom", ctx.thing(record, "models", base))


_UNNAMED: Final = frozenset({"Unspecified unreleased"})
"""What the tables write where the data have no name."""


def _figures(ctx: Context, record: Record, model: str) -> None:
    trust = ctx.lookup("confidence", record.get("Confidence")) or "medium"
    for column, measure, unit in _FIGURES:
        ctx.observation(record, model, measure, column, unit, status="estimate", confidence=trust)
