"""Map the codes of the chain and those above them; what is outside the chain is counted only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from aigraph.law.codes import notation
from aigraph.sources.us_hts.chosen import is_chosen

if TYPE_CHECKING:
    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_CODES: Final = "harmonized-system.csv"
_SECTIONS: Final = "sections.csv"
_LONGEST: Final = 250
_OUTSIDE: Final = "a code outside the chain"


def run(ctx: Context) -> None:
    """Import the sections of the chain, then its codes."""
    kept = [record for record in ctx.rows(_CODES) if _is_good(record["hscode"])]
    sections = {record["section"] for record in kept}
    ctx.each(_SECTIONS, lambda record: _section(ctx, record, sections))
    passed = Counter({_OUTSIDE: len(ctx.rows(_CODES)) - len(kept)})
    ctx.each(_CODES, lambda record: _code(ctx, record), kept, passed)


def _is_good(digits: str) -> bool:
    """Return whether a code is of the chain; chapter 99 is for national use and names no goods."""
    return is_chosen(digits) and not digits.startswith("99")


def _section(ctx: Context, record: Record, sections: set[str]) -> None:
    if record["section"] not in sections:
        ctx.skip("a section outside the chain")
        return
    _say(ctx, record, f"Section {record['section']}", record["name"])


def _code(ctx: Context, record: Record) -> None:
    """Say that there is a code, below the one that the file names or its section."""
    code = _say(ctx, record, notation(record["hscode"]), record["description"])
    parent, chapter = record["parent"], record["hscode"][:2] == record["hscode"]
    above = f"Section {record['section']}" if chapter else notation(parent)
    ctx.claim(record, code, "broader", f"codes/{ctx.key('codes', above)}")


def _say(ctx: Context, record: Record, printed: str, name: str) -> str:
    label = f"HS {printed}: {name}"
    return ctx.thing(
        record,
        "codes",
        label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…",
        identity=printed,
        system="hs",
        notation=printed,
    )
