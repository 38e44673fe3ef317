"""Proposals on identity and loose ends, as tables for a terminal and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from aigraph.i18n import Text, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aigraph.identity.candidates import Proposal
    from aigraph.identity.classes import Membership
    from aigraph.identity.dangling import Dangling
    from aigraph.identity.things import Thing
    from aigraph.identity.verdict import Verdict


def print_proposals(proposals: Iterable[Proposal], stream: TextIO, language: str) -> None:
    """Print pairs with what the rule says of them."""
    heads = (Text("Judgement"), Text("Score"), Text("Gives way"), Text("Stays"), Text("Why"))
    rows = (
        (
            named(item.verdict.judgement, language),
            f"{item.verdict.score:.2f}",
            _named(item.left),
            _named(item.right),
            item.verdict.to(language),
        )
        for item in proposals
    )
    _print(heads, rows, stream, language)


def print_dangling(found: Iterable[Dangling], stream: TextIO, language: str) -> None:
    """Print names that lead nowhere with what comes nearest."""
    heads = (Text("Name"), Text("Nearest"), Text("Column"), Text("Where"))
    rows = (
        (
            item.name,
            "; ".join(f"{label} ({thing})" for thing, label in item.nearest),
            item.column,
            item.where,
        )
        for item in found
    )
    _print(heads, rows, stream, language)


def print_memberships(found: Iterable[Membership], stream: TextIO, language: str) -> None:
    """Print what counts several things together, with these."""
    rows = ((_named(item.whole), _named(item.part)) for item in found)
    _print((Text("Counts together"), Text("Comprises")), rows, stream, language)


def print_verdict(left: Thing, right: Thing, verdict: Verdict, language: str) -> str:
    """Return in words what is said of a pair, and why."""
    judged = named(verdict.judgement, language)
    head = f"{_named(left)} | {_named(right)}: {judged} ({verdict.score:.2f})"
    return "\n".join((head, *(f"  {reason.to(language)}" for reason in verdict.reasons)))


def proposal_as_json(item: Proposal) -> dict[str, Any]:
    """Return a proposal as plain values."""
    return verdict_as_json(item.left, item.right, item.verdict)


def verdict_as_json(left: Thing, right: Thing, verdict: Verdict) -> dict[str, Any]:
    """Return what is said of a pair as plain values."""
    return {
        "left": left.id,
        "left_label": left.label,
        "left_source": left.source,
        "right": right.id,
        "right_label": right.label,
        "right_source": right.source,
        "judgement": verdict.judgement,
        "score": verdict.score,
        "why": [reason.en for reason in verdict.reasons],
    }


def dangling_as_json(item: Dangling) -> dict[str, Any]:
    """Return a name that leads nowhere as plain values."""
    nearest = [{"thing": thing, "label": label} for thing, label in item.nearest]
    return {"name": item.name, "column": item.column, "where": item.where, "nearest": nearest}


def _named(thing: Thing) -> str:
    """Return a name and, where a table has the thing, its identifier."""
    return f"{thing.label} ({thing.id})" if thing.source else thing.label


def _print(
    heads: Sequence[Text], rows: Iterable[tuple[str, ...]], stream: TextIO, language: str
) -> None:
    console = Console(file=stream, soft_wrap=False, width=None if stream.isatty() else 160)
    table = Table()
    for head in heads:
        table.add_column(head.to(language), overflow="fold")
    for row in rows:
        table.add_row(*map(Line, row))
    console.print(table)
