"""Checks over the built graph: one query a rule, each row of its answer a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.i18n import Name, Text
from aigraph.ids import identifier
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

_HEADER: Final = re.compile(r"^# (title|title_zh|severity): (.+)$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Finding:
    """Something that a check found.

    Attributes:
        severity: ``error`` stops the build; ``warning`` and ``notice`` are kept with the release.
        check: name of the check.
        thing: identifier of what it is about.
        message: what was found.
        message_zh: the same in Chinese.
        evidence: identifiers of the claims, observations and things that it compares.
    """

    severity: str
    check: str
    thing: str
    message: str
    message_zh: str
    evidence: tuple[str, ...] = ()


def run_checks(store: Store, ontology: Path) -> list[Finding]:
    """Run the checks of ``ontology/checks`` and return what they find, sorted.

    A check is a SELECT of ``?thing``, ``?detail`` and, where it compares more than the thing,
    ``?evidence``: identifiers with blanks between. Its head comments give the title in English
    and Chinese, and the severity. A Chinese detail may be given as ``?detail_zh``.
    """
    findings = []
    for path in sorted((ontology / "checks").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        header = dict(_HEADER.findall(query))
        findings += [_finding(path.stem, header, row) for row in select(store, query)]
    return sorted(findings)


def _finding(check: str, header: dict[str, str], row: dict[str, str]) -> Finding:
    said = Text(
        "{subject}: {text}",
        subject=Name(header["title"], header["title_zh"]),
        text=Name(row["detail"], row.get("detail_zh", row["detail"])),
    )
    return Finding(
        severity=header["severity"],
        check=check,
        thing=identifier(row["thing"]),
        message=said.en,
        message_zh=said.zh,
        evidence=tuple(sorted(map(identifier, set(row.get("evidence", "").split())))),
    )
