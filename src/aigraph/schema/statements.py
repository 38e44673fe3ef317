"""The tables of statements: scopes of rules, relations, figures, names, and the ledger."""

from __future__ import annotations

from typing import Final

from aigraph.schema.columns import (
    EVIDENCE,
    KEY,
    LONGEST_NAME,
    Table,
    bounded,
    choice,
    many,
    one,
    text,
    typed,
)

SCOPES: Final = Table(
    "scopes",
    "One code that a rule covers, with the conditions that must hold besides.",
    {"": "Scope"},
    (
        KEY,
        one("rule", "rules", "The rule.", required=True, says="scopeOf"),
        one("code", "codes", "The code covered, with all codes below it.", says="coversCode"),
        text("condition", "A fact outside codes that must hold.", says="condition"),
        text("end_use", "The use that the goods must have.", says="endUse"),
        typed("valid_from", "date", "First day covered.", says="validFrom"),
        typed("valid_to", "date", "Last day covered, inclusive.", says="validTo"),
        *EVIDENCE,
    ),
)

THRESHOLDS: Final = Table(
    "thresholds",
    "One technical threshold of a scope; of several thresholds of a scope all must be met.",
    {"": "Threshold"},
    (
        KEY,
        one("scope", "scopes", "The scope.", required=True, says="thresholdOf"),
        one("measure", "concepts", "The figure compared.", required=True, says="measure"),
        typed("at_least", "number", "Met by this figure and greater ones.", says="atLeast"),
        typed("above", "number", "Met by greater figures only.", says="above"),
        typed("at_most", "number", "Met by this figure and lesser ones.", says="atMost"),
        typed("below", "number", "Met by lesser figures only.", says="below"),
        choice("unit", "TPP GB/s GB/s/mm2 mm2 TPP/mm2", "Unit of the figures.", says="unit"),
        *EVIDENCE,
    ),
)

WORDINGS: Final = Table(
    "wordings",
    "A phrase, in our words, by which sources join two things, and the relation that it means.",
    {"": "Wording"},
    (
        KEY,
        text(
            "label_en",
            "The phrase in English, read from subject to object.",
            required=True,
            longest=LONGEST_NAME,
        ),
        text(
            "label_zh",
            "The phrase in Chinese; … is where the object is read.",
            required=True,
            longest=LONGEST_NAME,
        ),
        typed("property", "predicate", "The relation that it means, if any.", says="meansRelation"),
        choice(
            "fit",
            "exact narrower none",
            "Whether the relation says just that, says less, or none is true of the phrase.",
            says="fit",
        ),
        choice(
            "sense",
            "positive negation contrast comparison possibility advice backward",
            "What the phrase does: affirm, negate, set apart, compare, hold possible, recommend, or"
            " lead from effect to cause.",
            says="sense",
        ),
        text("note", "What a reader should know about the phrase, in our words.", says="note"),
    ),
)

RELATIONS: Final = Table(
    "relations",
    "A statement that one thing has a relation to another.",
    {"": "Claim"},
    (
        KEY,
        one("subject", "", "The thing the statement is about, as table/key.", required=True),
        typed("predicate", "predicate", "The relation, a property of the ontology.", required=True),
        one("object", "", "The other thing, as table/key.", required=True),
        one("wording", "wordings", "How the source says it, where we judged its words."),
        typed("share", "share", "Share of the subject's demand that the object supplies, 0 to 1."),
        typed(
            "valid_from",
            "date",
            "First day that the source confirms; it may have begun before.",
        ),
        typed("valid_to", "date", "Last day on which it holds, inclusive."),
        *EVIDENCE,
    ),
)

OBSERVATIONS: Final = Table(
    "observations",
    "A figure as one source prints it.",
    {"": "Observation"},
    (
        KEY,
        one("entity", "", "What was measured, as table/key.", required=True, says="entity"),
        one("measure", "concepts", "What the figure measures.", required=True, says="measure"),
        typed("value", "number", "The figure.", required=True, says="value"),
        typed("value_max", "number", "Upper end, where a range is printed.", says="valueMax"),
        typed("low", "number", "Lower end of the interval given beside the figure.", says="lowEnd"),
        typed(
            "high", "number", "Upper end of the interval given beside the figure.", says="highEnd"
        ),
        choice(
            "unit",
            "USD CNY KRW TWD percent count units GB GB/s GB/s/mm2 mm2 TPP TPP/mm2 W MW nm H100e"
            " FLOP FLOP/s OP/s hours MHz multiple year rank",
            "Unit of the figure.",
            says="unit",
        ),
        bounded(
            "scale", "integer", -30, 30, "Power of ten by which the figure counts.", says="scale"
        ),
        typed("period", "period", "Date or interval the figure is for.", says="period"),
        choice("status", "actual estimate forecast unspecified", "What it is.", says="status"),
        text("printed", "The figure as printed.", required=True, says="printed"),
        *EVIDENCE,
    ),
)

ALIASES: Final = Table(
    "aliases",
    "Another name of a thing, and where it is found.",
    {"": "Attestation"},
    (
        KEY,
        one("thing", "", "The thing named, as table/key.", required=True, says="labelOf"),
        text("label", "The name.", required=True, says="labelText", longest=LONGEST_NAME),
        choice("language", "en zh zh-Hant", "Its language."),
        choice(
            "kind",
            "preferred attested alias abbreviation former ticker ocr-error mistranslation",
            "What sort of name it is.",
            says="attestationKind",
        ),
        one("source", "sources", "Where it was read.", required=True),
        text("locator", "Where in the source.", required=True),
        text("note", "Remarks."),
    ),
)

COVERAGE: Final = Table(
    "coverage",
    "One fact counted in a document, with the rows that hold it or the reason why none does.",
    {"": "DocumentedFact"},
    (
        KEY,
        choice(
            "collection",
            "seed-documents trade-facts",
            "The list of facts that counts it.",
            says="collection",
        ),
        one("document", "sources", "The document; blank where nobody read one.", says="document"),
        choice(
            "kind",
            "entity taxonomy relation figure event policy claim tariff export-control entity-list"
            " counter-measure chip server cloud compute-stock supply supply-share model application"
            " vertical derived",
            "What sort of fact it is.",
            says="factKind",
        ),
        one("subject", "", "What the fact is about, as table/key.", says="factSubject"),
        one("wording", "wordings", "How the document says it.", says="factWording"),
        one("object", "", "The other thing that it names, as table/key.", says="factObject"),
        text("figure", "The figure that it gives, as a plain number or a code.", says="factFigure"),
        text("unit", "Unit of that figure.", says="factUnit"),
        typed("period", "period", "Date or interval that it gives.", says="factPeriod"),
        choice(
            "lost",
            "subject wording object figure unit period",
            "What of it no row says as the document does.",
            required=False,
            says="factLost",
        ),
        many("rows", "", "The rows that hold it, as table/key.", says="heldBy"),
        choice(
            "excluded",
            "publisher-boilerplate restatement unsourced licence not-a-fact outside-the-model",
            "Why no row holds it.",
            required=False,
            says="excludedBecause",
        ),
        text("note", "Which fact is restated, and other remarks."),
    ),
)

CORRECTIONS: Final = Table(
    "corrections",
    "A misprint of a source, kept as printed, and what it must mean.",
    {"": "Correction"},
    (
        KEY,
        one("thing", "", "The thing whose name is misprinted, as table/key.", says="corrects"),
        text("printed", "The text as printed.", required=True, says="misprint"),
        text(
            "corrected", "What it must mean; blank where that is not known.", says="correctedText"
        ),
        text("basis", "Why.", required=True, says="basis"),
        *EVIDENCE,
    ),
)

SAME_AS: Final = Table(
    "same_as",
    "A judgement whether two things of one name are one thing.",
    {"": "Judgement"},
    (
        KEY,
        one("left", "", "One of the things, as table/key.", required=True, says="judges"),
        one("right", "", "The other, as table/key.", required=True, says="judges"),
        choice("judgement", "same different unsure", "What was judged.", says="judgement"),
        choice("by", "rule hand", "Whether a rule or a person judged."),
        text("why", "The reason.", required=True),
        typed("on", "date", "The day of the judgement."),
    ),
)
