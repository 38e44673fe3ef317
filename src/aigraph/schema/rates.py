"""The table of rates: what a tariff schedule asks of goods of a code, before anything is added."""

from __future__ import annotations

from typing import Final

from aigraph.schema.columns import EVIDENCE, KEY, Table, bounded, choice, one, text, typed

RATES: Final = Table(
    "rates",
    "A rate of a tariff schedule, for as long as the revisions that were read print it.",
    {"": "ScheduleRate"},
    (
        KEY,
        one(
            "code",
            "codes",
            "The line of the schedule; all codes below it share the rate.",
            required=True,
            says="rateOf",
        ),
        one("importer", "places", "The customs territory.", required=True, says="importedInto"),
        choice(
            "column",
            "general special other",
            "The column: normal trade relations, programmes of preference, or all other origins.",
            says="rateColumn",
        ),
        bounded(
            "rate",
            "number",
            0,
            20,
            "The rate as a fraction of value; blank where it is not ad valorem alone.",
            says="adValorem",
        ),
        text("printed", "The rate as printed.", required=True, says="printedRate"),
        text(
            "programmes",
            "Symbols of the programmes that have it, blanks between them.",
            says="rateProgrammes",
        ),
        typed(
            "valid_from",
            "date",
            "First day of the first revision that was read and prints it.",
            required=True,
            says="validFrom",
        ),
        typed(
            "valid_to",
            "date",
            "Last day before a revision that prints it no longer; blank where none was read.",
            says="validTo",
        ),
        typed(
            "confirmed_on",
            "date",
            "First day of the last revision that was read and prints it.",
            required=True,
            says="lastRead",
        ),
        *EVIDENCE,
    ),
)
