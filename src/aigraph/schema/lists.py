"""The table of list entries: parties that an authority lists, as its list prints them."""

from __future__ import annotations

from typing import Final

from aigraph.schema.columns import EVIDENCE, KEY, LONGEST_NAME, Table, choice, text, typed

LIST_ENTRIES: Final = Table(
    "list_entries",
    "An organisation on a list of restricted parties, as the list prints it.",
    {"": "ListEntry"},
    (
        KEY,
        choice(
            "list",
            "entity-list military-end-user-list unverified-list ns-cmic-list",
            "The list.",
            says="restrictedList",
        ),
        text(
            "name",
            "The name of the party.",
            required=True,
            says="partyName",
            longest=2 * LONGEST_NAME,
        ),
        text("aliases", "Its other names, separated by |.", says="otherNames"),
        text(
            "countries",
            "Countries of its addresses as ISO 3166 codes, separated by |.",
            says="addressCountries",
        ),
        text(
            "citation",
            "Notices of the Federal Register that made or changed the entry, the first one first.",
            says="federalRegister",
        ),
        text("requirement", "The licence requirement as printed.", says="licenceRequirement"),
        text("review", "How applications for a licence are reviewed, as printed.", says="review"),
        typed(
            "valid_from",
            "date",
            "First day, or year, of the entry; blank where the list does not say.",
            says="validFrom",
        ),
        *EVIDENCE,
    ),
)
"""An entry binds the parties of a transaction. Which organisation of ours it names is a judgement,
made elsewhere."""
