"""Where sources disagree with each other or with themselves, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typing_extensions import TypedDict

from aigraph import vocab
from aigraph.i18n import Text
from aigraph.ids import identifier, iri
from aigraph.questions.answer import Reply
from aigraph.questions.declaration import question
from aigraph.questions.parts import part_in_words
from aigraph.questions.rows import Grade, LabelZh, Locator, Source, column, detail
from aigraph.questions.scope import NOTHING, Scope
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.graph import View
    from aigraph.rdf.checks import Finding
    from aigraph.release.opened import Release

_EVIDENCE: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?node ?source ?locator ?grade ?subject ?predicate ?object ?printed ?period WHERE {{
  VALUES ?node {{ {nodes} }}
  GRAPH ?g {{
    ?node ag:statedIn ?source ; ag:locator ?locator .
    OPTIONAL {{ ?node ag:grade ?grade }}
    OPTIONAL {{ ?node ag:subject|ag:entity ?subject ; ag:predicate|ag:measure ?predicate }}
    OPTIONAL {{ ?node ag:object ?object }}
    OPTIONAL {{ ?node ag:printed ?printed }}
    OPTIONAL {{ ?node ag:period ?period }}
  }}
}} ORDER BY ?node
"""


class Compared(TypedDict):
    """A claim, figure or thing that a check compared."""

    id: Annotated[str, detail("Identifier of the claim, figure or thing.")]
    says: Annotated[str, detail("What it says, in words.")]
    says_zh: Annotated[str, detail("The same in Chinese.")]
    source: Source
    locator: Locator
    grade: Grade


class Conflict(TypedDict):
    """A finding of a check, with what it compared."""

    id: Annotated[str, detail("Identifier of what the finding is about.")]
    label: Annotated[str, column("About", "What the finding is about.")]
    label_zh: LabelZh
    check: Annotated[str, detail("Name of the check.")]
    severity: Annotated[str, column("Severity", "warning, or a milder word.")]
    message: Annotated[str, column("Finding", "What does not fit together.")]
    message_zh: Annotated[str, detail("The same in Chinese.")]
    across: Annotated[bool, column("Between sources", "Whether several sources differ.")]
    sources: Annotated[list[str], column("Sources", "Identifiers of the sources.")]
    claims: Annotated[list[Compared], detail("What was compared.")]


@question(Conflict, honours=NOTHING, examples=("aigraph conflicts --md",))
def conflicts(release: Release, _scope: Scope) -> Reply:
    """List where sources contradict each other or themselves, side by side.

    Every row is a finding of a rule in ``ontology/checks`` and lists what the rule compared: each
    claim or figure with its source, locator and grade. Both sides stay in the graph.
    """
    findings = release.findings
    compared = _compared(release, {node for finding in findings for node in finding.evidence})
    return Reply(
        title=Text("Conflicting claims, and figures that do not fit together"),
        rows=[_row(release.view, finding, compared) for finding in findings],
        caveats=(
            Text("Both sides of a conflict are kept; a finding does not say which one is right."),
        ),
    )


def _row(view: View, finding: Finding, compared: dict[str, Compared]) -> Conflict:
    claims = [compared[node] for node in finding.evidence if node in compared]
    sources = sorted({claim["source"] for claim in claims} - {"sources/aigraph"})
    return {
        "id": finding.thing,
        "label": view.label(finding.thing),
        "label_zh": view.label(finding.thing, "zh"),
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "message_zh": finding.message_zh,
        "across": len(sources) > 1,
        "sources": sources,
        "claims": claims,
    }


def _compared(release: Release, nodes: Iterable[str]) -> dict[str, Compared]:
    """Return what each piece of evidence says and where, by its identifier."""
    query = _EVIDENCE.format(nodes=" ".join(f"<{iri(node)}>" for node in sorted(nodes)))
    return {
        identifier(row["node"]): {
            "id": identifier(row["node"]),
            "says": _says(release.view, row, "en"),
            "says_zh": _says(release.view, row, "zh"),
            "source": identifier(row["source"]),
            "locator": row["locator"],
            "grade": vocab.local_name(row.get("grade", "")),
        }
        for row in select(release.store, query)
    }


def _says(view: View, row: dict[str, str], language: str) -> str:
    """Return a claim, a figure or a thing in words."""
    if "subject" not in row:
        node = identifier(row["node"])
        part = next((item for item in view.weights if item.id == node), None)
        return part_in_words(view, part, language) if part else view.label(node, language)
    subject = view.label(identifier(row["subject"]), language)
    if "printed" in row:
        period = f" ({row['period']})" if "period" in row else ""
        measure = view.label(identifier(row["predicate"]), language)
        return f"{subject}, {measure}: {row['printed']}{period}"
    relation = view.label(vocab.local_name(row["predicate"]), language)
    return f"{subject} {relation} {view.label(identifier(row['object']), language)}"
