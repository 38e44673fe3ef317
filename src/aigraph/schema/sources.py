"""The table of sources."""

from __future__ import annotations

from typing import Final

from aigraph.schema.columns import (
    KEY,
    LONGEST_NAME,
    Table,
    choice,
    text,
    typed,
)

SOURCES: Final = Table(
    "sources",
    "A document, law, file or page that was read, or our own curation.",
    {"": "Source"},
    (
        KEY,
        text(
            "title",
            "Title as the source prints it, or in English.",
            required=True,
            longest=LONGEST_NAME,
        ),
        text("title_zh", "Title in Chinese, where it has one.", longest=LONGEST_NAME),
        text("publisher", "Who published it.", says="publisher"),
        typed("date", "date", "Date of the version that was read.", says="issued"),
        typed("url", "url", "Address, where it has one.", says="url"),
        typed("read_on", "date", "Day on which it was read.", required=True, says="readOn"),
        text(
            "licence",
            "Terms of use, as a short code: CC-BY-4.0, US-government-work, all-rights-reserved...",
            required=True,
            says="licence",
        ),
        text(
            "quotes",
            "Publishers whose reports it repeats, joined by a semicolon; it supports nothing beside"
            " them.",
            says="quotes",
        ),
        choice("kind", "document law ruling dataset web file curation", "What it is.", says="kind"),
        text("note", "How much of it was read, and other remarks."),
    ),
)
