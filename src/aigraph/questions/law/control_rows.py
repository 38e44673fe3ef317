"""One row of the answer on export controls, and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from typing_extensions import TypedDict

from aigraph.i18n import named
from aigraph.law.entries import families_of
from aigraph.questions.answer import edges
from aigraph.questions.law.comparisons import (
    Comparison,
    FigureValue,
    comparison,
    in_words,
    value_of,
)
from aigraph.questions.law.law_evidence import (
    Because,
    Contest,
    contested,
    eccn_statements,
    law_edges,
)
from aigraph.questions.law.listings import Listing, listings
from aigraph.questions.rows import Edge, Identifier, LabelZh, column, detail
from aigraph.vocab import weakest

if TYPE_CHECKING:
    from aigraph.questions.law.case import Case
    from aigraph.questions.law.control_cases import Finding


class Quota(TypedDict):
    """What a licence may let pass at most."""

    share: Annotated[float, detail("Greatest part, as a fraction.")]
    of: Annotated[str, detail("What it is a part of.")]


class Control(TypedDict):
    """What one export control does to a good, or why that is open."""

    id: Identifier
    label: Annotated[str, column("Thing", "English name of the thing.")]
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
    policy_label: Annotated[str, column("Policy", "English name of the policy, or blank.")]
    policy_label_zh: Annotated[str, detail("Its Chinese name, or blank.")]
    authority: Annotated[list[str], column("Law of", "Places whose law it is.")]
    reach: Annotated[str, detail("What makes the good subject to it, or blank.")]
    reach_zh: Annotated[str, detail("The same in Chinese.")]
    because: Because
    because_words: Annotated[str, column("Depends on", "What decides, or is missing, in words.")]
    because_words_zh: Annotated[str, detail("The same in Chinese.")]
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
    data_centre: Annotated[
        bool | None,
        detail("True where a source says that it is designed or marketed for data centres."),
    ]
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


def control_row(case: Case, found: Finding) -> Control:
    """Return what a finding says, as a row."""
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
        policy_label=view.label(found.policy) if found.policy else "",
        policy_label_zh=view.label(found.policy, "zh") if found.policy else "",
        authority=_authority(case, found),
        reach=rule.reach[0] if rule else "",
        reach_zh=rule.reach[1] if rule else "",
        because=list(found.because),
        because_words="; ".join(_in_words(case, fact, "en") for fact in found.because),
        because_words_zh="; ".join(_in_words(case, fact, "zh") for fact in found.because),
        licence=rule.licence if rule else "",
        quota=Quota(share=rule.quota or 0.0, of=rule.quota_of) if rule and limited else None,
        figures={
            measure: value_of(figure) for (measure, _), figure in sorted(entry.figures.items())
        },
        thresholds=[in_words(view, item, entry, "en") for item in found.thresholds],
        thresholds_zh=[in_words(view, item, entry, "zh") for item in found.thresholds],
        comparisons=[comparison(item, entry) for item in found.thresholds],
        data_centre=_for_data_centres(case, entry.good),
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


def _authority(case: Case, found: Finding) -> list[str]:
    """Return the places whose law a finding is of."""
    if found.rule and found.rule.places:
        return sorted(found.rule.places)
    return sorted(
        {
            item.object
            for item in case.held
            if (item.subject, item.predicate) == (found.policy, "appliesIn")
        }
    )


def _in_words(case: Case, fact: str, language: str) -> str:
    """Return what decides in words: the name of a thing, or a fact."""
    return case.view.label(fact, language) if fact in case.view.things else named(fact, language)


def _for_data_centres(case: Case, good: str) -> bool | None:
    """Return True where a source says that a good, or its family, is marketed for data centres."""
    meant = families_of(case.families, good)
    said = {item.subject for item in case.held if item.predicate == "marketedFor"}
    return True if said & meant else None
