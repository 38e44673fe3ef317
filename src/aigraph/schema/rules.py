"""The table of rules: what an act does, to which goods, from when until when."""

from __future__ import annotations

from typing import Final

from aigraph.schema.columns import bounded, choice, many, one, text, thing_table, typed

RULES: Final = thing_table(
    "rules",
    {
        "": "Rule",
        "duty": "DutyRule",
        "exemption": "ExemptionRule",
        "export-control": "ExportControlRule",
        "classification": "ClassificationRule",
        "obligation": "ObligationRule",
        "charge": "ChargeRule",
    },
    "policy",
    "One enforceable effect of a policy, with its own scope and validity.",
    choice(
        "kind",
        "duty exemption export-control classification obligation charge",
        "What it does.",
        says="kind",
    ),
    one("policy", "policies", "The act that establishes it.", required=True, says="policy"),
    text("authority", "Legal basis or office.", says="authority"),
    text("heading", "Heading or paragraph that states it.", says="heading"),
    bounded("rate", "number", 0, 20, "Additional duty as a fraction: 0.25 is 25 %.", says="rate"),
    choice(
        "rate_on",
        "value aluminium-content steel-content copper-content",
        "Part of the value on which the rate is charged; blank is the whole.",
        required=False,
        says="rateOn",
    ),
    choice(
        "includes_base",
        "yes no",
        "Whether base rate and duty together reach the rate; blank is no.",
        required=False,
        says="includesBase",
    ),
    choice(
        "licence",
        "none required presumption-of-denial case-by-case presumption-of-approval",
        "Licence policy of an export control.",
        required=False,
        says="licencePolicy",
    ),
    typed("quota", "share", "Most that a licence may let pass, as a fraction.", says="quota"),
    text("quota_of", "What the quota is a fraction of.", says="quotaOf"),
    choice("covers_all", "yes no", "Whether it covers all goods.", says="coversAll"),
    many("origins", "places", "Origins it covers; blank is all.", says="appliesToOrigin"),
    many("excluded_origins", "places", "Origins left out.", says="excludesOrigin"),
    many("destinations", "places", "Destinations it covers.", says="appliesToDestination"),
    many(
        "excluded_destinations",
        "places",
        "Destinations left out, unless they are named themselves.",
        says="excludesDestination",
    ),
    text("reach", "What makes an item subject to an export control.", says="reach"),
    text("reach_zh", "The same in Chinese.", says="reach"),
    many("lifts", "rules", "Rules from which an exemption frees goods.", says="lifts"),
    many("yields_to", "rules", "Rules that supersede it.", says="yieldsTo"),
    typed("valid_from", "date", "First day in force.", says="validFrom"),
    typed("valid_to", "date", "Last day in force, inclusive.", says="validTo"),
    typed("confirmed_on", "date", "Last day at which a source confirms it.", says="confirmedOn"),
    typed(
        "known_from",
        "date",
        "First day on which it was public; blank where it was before it took effect.",
        says="knownFrom",
    ),
    choice(
        "status",
        "in-force ended suspended void announced proposed",
        "State.",
        says="ruleStatus",
    ),
    one("void_by", "policies", "Ruling that held it void.", says="heldVoidBy"),
    choice(
        "refundable",
        "yes no",
        "Whether what was collected may be refunded; blank where no source says.",
        required=False,
        says="refundable",
    ),
    class_column="kind",
)
