"""The tables of aigraph: every file of the data folder, every column, every reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.schema.lists import LIST_ENTRIES
from aigraph.schema.rates import RATES
from aigraph.schema.sources import SOURCES
from aigraph.schema.statements import (
    ALIASES,
    CORRECTIONS,
    COVERAGE,
    OBSERVATIONS,
    RELATIONS,
    SAME_AS,
    SCOPES,
    THRESHOLDS,
    WEIGHTS,
    WORDINGS,
)
from aigraph.schema.things import THINGS

if TYPE_CHECKING:
    from aigraph.schema.columns import Table

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        SOURCES,
        *THINGS,
        SCOPES,
        THRESHOLDS,
        RATES,
        WORDINGS,
        RELATIONS,
        OBSERVATIONS,
        WEIGHTS,
        ALIASES,
        CORRECTIONS,
        COVERAGE,
        SAME_AS,
        LIST_ENTRIES,
    )
}
"""Every table by name, in the order in which the dictionary lists them."""

THING_TABLES: Final = ("sources", *(table.name for table in THINGS))
"""The tables whose rows are things that have labels and can be found by name."""
