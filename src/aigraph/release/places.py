"""Where in the tables a finding comes from, as a file and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph.errors import ReleaseError
from aigraph.rdf.claims import claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.rdf.checks import Finding
    from aigraph.tables.read import Tables


def refuse_errors(findings: Sequence[Finding], tables: Tables) -> None:
    """Refuse a graph in which a check of severity ``error`` finds something.

    Raises:
        ReleaseError: with a line for each finding, which names file and line where a row says it.
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        known = places(tables)
        lines = [f"{_place(finding, known)}: {finding.message}" for finding in errors]
        what = "a check of the graph fails" if len(errors) == 1 else "checks of the graph fail"
        counted = what if len(errors) == 1 else f"{len(errors)} {what}"
        raise ReleaseError("\n".join([counted, *lines]))


def places(tables: Tables) -> dict[str, str]:
    """Return ``file:line`` of every row, by the identifier of the thing or claim that it makes."""
    found = {
        f"{table}/{row['key']}": f"{row.path}:{row.line}"
        for table, rows in tables.rows.items()
        for row in rows
    }
    made = {claim.id: found[claim.subject] for claim in claims(tables) if claim.id not in found}
    return found | made


def _place(finding: Finding, known: dict[str, str]) -> str:
    """Return the place of the first row among a finding's evidence, or of what it is about."""
    for thing in (*finding.evidence, finding.thing):
        if thing in known:
            return known[thing]
    return finding.thing
