"""Which export controls apply to a thing on its way to a destination, by which thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from aigraph.i18n import Text
from aigraph.ids import table_of
from aigraph.law.applicability import STATUSES
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import Param, question
from aigraph.questions.law.case import NO_ADVICE, case_of
from aigraph.questions.law.control_cases import findings
from aigraph.questions.law.control_rows import Control, control_row
from aigraph.questions.law.control_things import (
    party_findings,
    place_findings,
    resolve_controlled,
)
from aigraph.questions.law.listings import listed_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.questions.law.case import Case
    from aigraph.questions.law.control_cases import Finding
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

HONOURED: Final = frozenset({"as_of", "known_at", "destination", "given", "sources"})
_NOT_NO: Final = Text(
    "Undetermined does not mean that no licence is needed: the tables lack a rule or a figure"
    " that would decide."
)
_OUT: Final = Text(
    "Out of scope is said of the figures alone: parties on a list, end uses and the rules of other"
    " countries may still ask for a licence."
)
_PARTIES: Final = Text("An entry on a list binds the parties of a transaction.")


@question(
    Control,
    honours=HONOURED,
    examples=(
        "aigraph control H20 --destination china --as-of 2025-04-20",
        "aigraph control H100 --as-of 2023-06-01",
        "aigraph control HBM3E --as-of 2025-06-01",
        "aigraph control Huawei --as-of 2025-06-01",
    ),
)
def control(
    release: Release,
    scope: Scope,
    good: Annotated[
        str, Param("A chip, server, component, tool, model, ECCN, organisation or place.")
    ],
) -> Reply:
    """Answer which export controls apply to a thing, with thresholds and the parties on lists.

    A chip falls under an ECCN where a source says so, or where its figures meet the thresholds of
    the ECCN on that day; a server under that of a chip in it. A product family is answered for each
    of its members, an organisation by the lists that name it or an owner, a place by the rules that
    have it as a destination.
    """
    case = case_of(release, scope)
    found = resolve_controlled(case, good)
    rows = [control_row(case, finding) for finding in findings_of(case, found, scope.destination)]
    rows.sort(key=lambda row: (row["id"], STATUSES.index(row["status"]), row["rule"] or ""))
    view, day, place = case.view, scope.as_of.isoformat(), scope.destination
    statuses = {row["status"] for row in rows}
    return Reply(
        title=Text(
            "Export control of {good} to {destination}, {day}",
            good=view.name(found),
            destination=view.name(place),
            day=day,
        ),
        rows=rows,
        caveats=[
            *([_NOT_NO] if "undetermined" in statuses else []),
            *([_OUT] if "out-of-scope" in statuses else []),
            *listed_in_words(view, [hit for row in rows for hit in row["entity_list"]]),
            *([_PARTIES] if table_of(found) == "organisations" else []),
            NO_ADVICE,
        ],
        parameters={"good": found},
    )


def findings_of(case: Case, thing: str, destination: str) -> Iterator[Finding]:
    """Yield what is known of a thing, by what it is."""
    table = table_of(thing)
    if table == "organisations":
        yield from party_findings(case, thing, destination)
    elif table == "places":
        yield from place_findings(case, thing)
    else:
        for member in case.members(thing):
            yield from findings(case, member, destination)
