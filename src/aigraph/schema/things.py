"""The tables of things: sources, and everything that statements are about."""

from __future__ import annotations

from typing import Final

from aigraph.schema.columns import (
    EVIDENCE,
    KEY,
    LABELS,
    Column,
    Table,
    bounded,
    choice,
    many,
    one,
    text,
    typed,
)

_CONCEPT_CLASSES: Final = {
    "": "Theme",
    "layer": "Layer",
    "segment": "Segment",
    "vertical": "Vertical",
    "component": "ComponentKind",
    "offering": "OfferingKind",
    "model-type": "ModelType",
    "modality": "Modality",
    "deployment": "DeploymentMode",
    "application": "ApplicationKind",
    "organisation-size": "OrganisationSize",
    "role": "Role",
    "risk": "Risk",
    "mitigation": "Mitigation",
    "measure": "MeasureKind",
    "theme": "Theme",
    "axis": "Theme",
    "contents": "Section",
    "phrase": "Phrase",
}

_POLICY_KINDS: Final = (
    "statute",
    "proclamation",
    "order",
    "regulation",
    "plan",
    "guideline",
    "standard-plan",
    "ruling",
    "agreement",
    "tariff-programme",
    "control-programme",
    "investigation",
    "announcement",
    "bill",
    "measure-described",
    "petition",
)


def _thing(
    name: str,
    ontology_class: str | dict[str, str],
    layer: str,
    meaning: str,
    *columns: Column,
    class_column: str = "",
) -> Table:
    """Make a table of things: key, labels, its own columns, evidence."""
    classes = {"": ontology_class} if isinstance(ontology_class, str) else ontology_class
    return Table(name, meaning, classes, (KEY, *LABELS, *columns, *EVIDENCE), class_column, layer)


THINGS: Final = (
    _thing(
        "schemes",
        "ConceptScheme",
        "technology",
        "A controlled vocabulary: an axis of one report, or a merged one.",
        choice(
            "kind", " ".join(filter(None, _CONCEPT_CLASSES)), "What its concepts are.", says="kind"
        ),
        one("market", "markets", "The market that the axis divides.", says="axisOf"),
    ),
    _thing(
        "concepts",
        _CONCEPT_CLASSES,
        "technology",
        "A node of a scheme: layer, segment, component kind, vertical, role, risk, measure...",
        one("scheme", "schemes", "The scheme it belongs to.", required=True, says="inScheme"),
        many("broader", "concepts", "The concepts it is part of.", says="broader"),
        text("definition", "What it means, in our words.", says="definition"),
        text("definition_zh", "The definition in Chinese.", says="definition"),
    ),
    _thing(
        "organisations",
        "Organisation",
        "base",
        "A company, public body, research institute, standards body or court.",
        choice(
            "kind",
            "company government research hospital standards-body court association",
            "What it is.",
            says="kind",
        ),
        one("headquarters", "places", "Where it is directed from.", says="headquarteredIn"),
        one("parent", "organisations", "The organisation that owns it.", says="subsidiaryOf"),
        many("roles", "concepts", "Roles that it plays in the chain.", says="hasRole"),
    ),
    _thing(
        "places",
        "Place",
        "base",
        "An economy, customs territory, region or province that facts or rules name.",
        choice("kind", "region economy province city bloc", "What it is.", says="kind"),
        text("iso", "ISO 3166 code.", says="iso"),
        many("within", "places", "Larger places that contain it.", says="partOf"),
    ),
    _thing(
        "chips",
        "Chip",
        "base",
        "An accelerator or processor, or a product family of them.",
        one("category", "concepts", "Its kind by its maker's own term.", says="inCategory"),
        many("designer", "organisations", "Who designed it.", says="designedBy"),
        many("foundry", "organisations", "Who makes its wafers.", says="fabricatedBy"),
        typed("released", "date", "When it came out.", says="released"),
    ),
    _thing(
        "components",
        "Component",
        "base",
        "A memory or packaging technology that chips are built with.",
        one("category", "concepts", "The kind of component it is.", says="inCategory"),
        many("maker", "organisations", "Who makes it.", says="madeBy"),
    ),
    _thing(
        "equipment",
        "Equipment",
        "base",
        "A tool or material of chip making.",
        one("category", "concepts", "The kind of equipment it is.", says="inCategory"),
        many("maker", "organisations", "Who makes it.", says="madeBy"),
    ),
    _thing(
        "facilities",
        "Facility",
        "base",
        "A site: fab, packaging plant, assembly plant, data centre or cluster.",
        choice(
            "kind",
            "fab packaging-plant assembly-plant data-centre cluster",
            "What it is.",
            says="kind",
        ),
        one("operator", "organisations", "Who runs it.", says="operatedBy"),
        one("place", "places", "Where it is located.", says="locatedIn"),
    ),
    _thing(
        "servers",
        "Server",
        "base",
        "A server, rack system or appliance that contains chips.",
        many("maker", "organisations", "Who designed the system.", says="madeBy"),
        many("contains", "chips", "The chips inside.", says="contains"),
    ),
    _thing(
        "services",
        "Service",
        "base",
        "A cloud, model interface, network or platform offered as a service, or software.",
        choice("kind", "cloud model-api network platform software", "What it is.", says="kind"),
        one("provider", "organisations", "Who offers it.", says="providedBy"),
    ),
    _thing(
        "datasets",
        "Dataset",
        "technology",
        "A body of data used to train or evaluate models.",
        many("publisher", "organisations", "Who published it.", says="madeBy"),
    ),
    _thing(
        "models",
        "Model",
        "technology",
        "A trained model or a family of them.",
        many("developer", "organisations", "Who trained it.", says="developedBy"),
        typed("released", "date", "When it came out.", says="released"),
        choice(
            "access",
            "open-weights api hosted unreleased unknown",
            "How others may use it.",
            says="access",
        ),
    ),
    _thing(
        "applications",
        "Application",
        "application",
        "A product that its users use and that relies on at least one model.",
        many("vendor", "organisations", "Who offers it.", says="developedBy"),
        many("verticals", "concepts", "Industries in which it is used.", says="servesVertical"),
        typed("released", "date", "When it came out.", says="released"),
    ),
    _thing(
        "items",
        "TradeItem",
        "policy",
        "A good as customs sees it: module, bare chip, server, rack, switch, memory stack.",
        many("codes", "codes", "Codes in which it is classified.", says="classifiedIn"),
    ),
    _thing(
        "codes",
        {
            "": "Code",
            "hts": "TariffCode",
            "hs": "TariffCode",
            "eccn": "ExportControlCode",
            "naics": "IndustryCode",
        },
        "policy",
        "A code of a goods, export-control or industry classification.",
        choice(
            "system", "hts eccn naics hs", "The classification it belongs to.", says="codeSystem"
        ),
        text("notation", "The code as printed.", required=True, says="notation"),
        class_column="system",
    ),
    _thing(
        "policies",
        dict.fromkeys(["", *_POLICY_KINDS], "Policy") | {"phrase": "Phrase"},
        "policy",
        "A legal act, programme, plan, ruling, agreement or announcement.",
        choice(
            "kind",
            " ".join([*_POLICY_KINDS, "phrase"]),
            "What it is.",
            says="kind",
        ),
        many("issuer", "organisations", "Who issued it.", says="issuedBy"),
        many("jurisdiction", "places", "Where it has effect.", says="appliesIn"),
        typed("issued", "date", "When it was issued.", says="issued"),
        class_column="kind",
    ),
    _thing(
        "rules",
        {
            "": "Rule",
            "duty": "DutyRule",
            "exemption": "ExemptionRule",
            "export-control": "ExportControlRule",
            "classification": "ClassificationRule",
        },
        "policy",
        "One enforceable effect of a policy, with its own scope and validity.",
        choice(
            "kind", "duty exemption export-control classification", "What it does.", says="kind"
        ),
        one("policy", "policies", "The act that establishes it.", required=True, says="policy"),
        text("authority", "Legal basis or office.", says="authority"),
        text("heading", "Heading or paragraph that states it.", says="heading"),
        bounded(
            "rate", "number", 0, 20, "Additional duty as a fraction: 0.25 is 25 %.", says="rate"
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
        typed(
            "confirmed_on", "date", "Last day at which a source confirms it.", says="confirmedOn"
        ),
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
        class_column="kind",
    ),
    _thing(
        "standards",
        "Standard",
        "policy",
        "A published technical specification.",
        many("publisher", "organisations", "Who published it.", says="issuedBy"),
        many("drafters", "organisations", "Who took part in drafting it.", says="draftedBy"),
        typed("published", "date", "When it was published.", says="issued"),
    ),
    _thing("markets", "Market", "application", "A market as one report delimits it."),
)
