"""Which export controls apply to a good on its way to a destination, by which thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.law.applicability import STATUSES
from aigraph.questions.answer import Reply, edges
from aigraph.questions.declaration import Param, question
from aigraph.questions.law.case import NO_ADVICE, case_of, resolve_good
from aigraph.questions.law.comparisons import (
    Comparison,
    FigureValue,
    comparison,
    in_words,
    value_of,
)
from aigraph.questions.law.control_cases import findings
from aigraph.questions.law.law_evidence import (
    Because,
    Contest,
    contested,
    eccn_statements,
    law_edges,
)
from aigraph.questions.rows import Edge, Identifier, LabelZh, Locator, Source, column, detail
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.graph import Statement, View
    from aigraph.questions.law.case import Case
    from aigraph.questions.law.control_cases import Finding
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

HONOURED: Final = frozenset({"as_of", "known_at", "destination", "given", "sources"})
_MAKERS: Final = frozenset({"designedBy", "fabricatedBy"})
_NOT_NO: Final = Text(
    "Undetermined does not mean that no licence is needed: the tables lack a rule or a figure"
    " that would decide."
)


class Quota(TypedDict):
    """What a licence may let pass at most."""

    share: Annotated[float, detail("Greatest part, as a fraction.")]
    of: Annotated[str, detail("What it is a part of.")]


class Listing(TypedDict):
    """A designer or maker of the good on a list of restricted parties."""

    organisation: Annotated[str, detail("Identifier of the organisation.")]
    list: Annotated[str, detail("Identifier of the list.")]
    since: Annotated[str, detail("First day on the list, or blank.")]
    source: Source
    locator: Locator


class Control(TypedDict):
    """What one export control does to a good, or why that is open."""

    id: Identifier
    label: Annotated[str, column("Good", "English name of the good.")]
    label_zh: LabelZh
    status: Annotated[
        str,
        column(
            "Status",
            "applies; conditional on a fact not given; undetermined, because a rule or a figure is"
            " missing; unverified past the last confirmation; exempt; out-of-scope: its figures"
            " meet no ECCN in force.",
        ),
    ]
    eccn: Annotated[str | None, column("ECCN", "The ECCN, if one is known.")]
    destination: Annotated[str, detail("Where the good goes.")]
    date: Annotated[str, detail("Day of export.")]
    rule: Annotated[str | None, detail("The rule, or the definition of the ECCN; null if none.")]
    rule_label: Annotated[str, column("Rule", "English name of the rule, or blank.")]
    rule_label_zh: Annotated[str, detail("Its Chinese name, or blank.")]
    policy: Annotated[str | None, detail("The policy that decides or targets the good.")]
    because: Because
    licence: Annotated[str, column("Licence policy", "Licence policy, or blank.")]
    quota: Annotated[Quota | None, detail("Most that a licence may let pass, if limited.")]
    figures: Annotated[
        dict[str, FigureValue], detail("The good's figures that some threshold compares.")
    ]
    thresholds: Annotated[
        list[str], column("Thresholds", "Each threshold beside the good's figure.")
    ]
    thresholds_zh: Annotated[list[str], detail("The same in Chinese.")]
    comparisons: Annotated[list[Comparison], detail("The same as data.")]
    contested: Annotated[list[Contest], detail("Who contests the policy.")]
    entity_list: Annotated[
        list[Listing], detail("Designers and makers of the good that are on a restricted list.")
    ]
    valid_from: Annotated[str, column("From", "First day in force, or blank.")]
    valid_to: Annotated[str, column("Until", "Last day in force, or blank.")]
    confirmed_until: Annotated[
        str, column("Confirmed until", "Last day at which a source confirms it.")
    ]
    source: Annotated[str, detail("Identifier of the source, or blank.")]
    locator: Annotated[str, detail("Where in the source, or blank.")]
    grade: Annotated[str, detail("Weakest grade of the evidence, or blank.")]
    edges: Annotated[list[Edge], detail("From the good to its ECCN and the rule.")]


@question(
    Control,
    honours=HONOURED,
    examples=(
        "aigraph control H20 --destination china --as-of 2025-04-20",
        "aigraph control H100 --as-of 2023-06-01",
    ),
)
def control(
    release: Release,
    scope: Scope,
    good: Annotated[str, Param("A chip, a server or another good.")],
) -> Reply:
    """Answer which export controls apply to a good, with thresholds and Entity List hits.

    A chip falls under an ECCN where a source says so, or where its figures meet the thresholds of
    the ECCN on that day. A product family is answered for each of its members.
    """
    found = resolve_good(release.view, good)
    case = case_of(release, scope)
    rows = [
        _row(case, finding)
        for member in case.members(found)
        for finding in findings(case, member, scope.destination)
    ]
    rows.sort(key=lambda row: (row["id"], STATUSES.index(row["status"]), row["rule"] or ""))
    view, day, place = case.view, scope.as_of.isoformat(), scope.destination
    return Reply(
        title=Text(
            "Export control of {good} to {destination}, {day}",
            good=view.name(found),
            destination=view.name(place),
            day=day,
        ),
        rows=rows,
        caveats=[
            *([_NOT_NO] if any(row["status"] == "undetermined" for row in rows) else []),
            *_listed_in_words(view, rows),
            NO_ADVICE,
        ],
        parameters={"good": found},
    )


def _row(case: Case, found: Finding) -> Control:
    view, entry, rule = case.view, found.entry, found.rule
    edges = _edges(case, found)
    limited = rule is not None and rule.quota is not None
    return Control(
        id=entry.good,
        label=view.label(entry.good),
        label_zh=view.label(entry.good, "zh"),
        status=found.status,
        eccn=entry.code or None,
        destination=entry.importer,
        date=case.day.isoformat(),
        rule=rule.id if rule else None,
        rule_label=view.label(rule.id) if rule else "",
        rule_label_zh=view.label(rule.id, "zh") if rule else "",
        policy=found.policy or None,
        because=list(found.because),
        licence=rule.licence if rule else "",
        quota=Quota(share=rule.quota or 0.0, of=rule.quota_of) if rule and limited else None,
        figures={
            measure: value_of(figure) for (measure, _), figure in sorted(entry.figures.items())
        },
        thresholds=[in_words(view, item, entry, "en") for item in found.thresholds],
        thresholds_zh=[in_words(view, item, entry, "zh") for item in found.thresholds],
        comparisons=[comparison(item, entry) for item in found.thresholds],
        contested=contested(case.held, {found.policy}),
        entity_list=listings(entry.good, case.held),
        valid_from=rule.valid_from if rule else "",
        valid_to=rule.valid_to if rule else "",
        confirmed_until=rule.confirmed_on if rule else "",
        source=rule.source if rule else "",
        locator=str(edges[-1]["locator"]) if edges else "",
        grade=weakest([str(item["grade"]) for item in edges]) if edges else "",
        edges=edges,
    )


def _edges(case: Case, found: Finding) -> list[Any]:
    if found.effect:
        return law_edges(found.effect, case.goods)
    entry = found.entry
    return edges(eccn_statements(case.goods, entry.good, entry.code))


def listings(good: str, held: Iterable[Statement]) -> list[Listing]:
    """Return the designers and makers of a chip that are on a list of restricted parties."""
    statements = list(held)
    makers = {
        item.object for item in statements if item.subject == good and item.predicate in _MAKERS
    }
    return [
        Listing(
            organisation=item.subject,
            list=item.object,
            since=item.valid_from,
            source=item.source,
            locator=item.locator,
        )
        for item in statements
        if item.predicate == "listedOn" and item.subject in makers
    ]


def _listed_in_words(view: View, rows: Iterable[Control]) -> list[Text]:
    hits = {
        (hit["organisation"], hit["list"], hit["since"])
        for row in rows
        for hit in row["entity_list"]
    }
    return [
        Text(
            "{maker}, which makes it, has been on {list} since {since}: a warning about the"
            " parties, not a control on the good.",
            maker=view.name(organisation),
            list=view.name(listed),
            since=since,
        )
        for organisation, listed, since in sorted(hits)
    ]
