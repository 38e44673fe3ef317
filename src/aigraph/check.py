"""Checks over the built graph: one query a rule, each row of its answer a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.ids import identifier
from aigraph.store import select

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

_HEADER: Final = re.compile(r"^# (title|severity): (.+)$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Finding:
    """Something that a check found.

    Attributes:
        severity: ``error`` stops the build; ``warning`` and ``notice`` are kept with the release.
        check: name of the check.
        thing: identifier of what it is about.
        message: what was found.
    """

    severity: str
    check: str
    thing: str
    message: str


def run_checks(store: Store, ontology: Path) -> list[Finding]:
    """Run the checks of ``ontology/checks`` and return what they find, sorted.

    A check is a SELECT of ``?thing`` and ``?detail`` whose head comments give title and severity.
    """
    findings = []
    for path in sorted((ontology / "checks").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        header = dict(_HEADER.findall(query))
        for row in select(store, query):
            message = f"{header['title']}: {row['detail']}"
            findings.append(
                Finding(header["severity"], path.stem, identifier(row["thing"]), message)
            )
    return sorted(findings)
