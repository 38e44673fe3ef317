"""A page for every thing, with its facts, and beside it the same facts as Turtle and JSON-LD."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from aigraph.i18n import Text
from aigraph.ids import iri, table_of
from aigraph.render.cells import cell
from aigraph.site.validity import validity_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aigraph.graph import Thing
    from aigraph.site.description import Fact
    from aigraph.site.frame import Frame, Site

_GROUPS: Final = (
    (("property",), Text("What it is")),
    (("relation",), Text("Statements")),
    (("inverse",), Text("Statements of other things about it")),
    (("divided",), Text("Parts of it")),
    (("part-of",), Text("What it is a part of")),
    (("figure",), Text("Figures")),
    (("of-measure",), Text("Figures of this measure")),
    (("scope",), Text("What it covers")),
    (("name",), Text("Names in sources")),
    (("correction",), Text("Misprints corrected")),
    (("reference",), Text("What belongs to it or names it")),
)
_SCHEMA_TYPES: Final = {
    "organisations": "Organization",
    "policies": "Legislation",
    "standards": "CreativeWork",
    "models": "SoftwareApplication",
    "applications": "SoftwareApplication",
    "services": "Service",
    "places": "Place",
    "chips": "Product",
    "servers": "Product",
    "sources": "CreativeWork",
    "schemes": "DefinedTermSet",
}
_IN_THE_HEAD: Final = frozenset({"prefLabel", "definition"})
"""Properties that the head of a page shows, with the evidence of the thing's row."""

_MOST_STATED: Final = 4
"""How many statements of a thing without a page are shown on one line."""
_PARTS: Final = frozenset({"share", "lowEnd", "highEnd"})
"""Properties of a part of a whole that are fractions; a figure shows its interval as it is."""
_DIVISIONS: Final = frozenset({"divided", "part-of"})

_LINK_STARTS: Final = ("https://", "http://")


@dataclass(frozen=True)
class Line:
    """A fact as the page shows it.

    Attributes:
        id: what the line can be linked by, blank for a property of the thing itself.
        node: identifier of the claim, figure or name that says it.
        relation: the relation or measure in words.
        value: the value in words, or the identifier of a thing.
        refers: whether the value is an identifier.
        address: the value as a link to the web, or blank.
        source: ``sources/key``.
        locator: where in it.
        grade: how it is supported.
        confidence: high, medium or low.
        valid: since when and until when, in words.
        note: remarks.
    """

    id: str
    node: str
    relation: str
    value: str
    refers: bool
    address: str
    source: str
    locator: str
    grade: str
    confidence: str
    valid: str
    note: str


def write_entities(
    frame: Frame,
    exposures: Mapping[str, Sequence[tuple[str, str]]],
    drawings: Mapping[str, Markup],
    step: Callable[[], None],
) -> None:
    """Write the page of every thing.

    Args:
        frame: the language to write in.
        exposures: for some things, the answers about them: page and text.
        drawings: for some things, a chart.
        step: called after each page.
    """
    view = frame.site.release.view
    cited = _cited(frame.site)
    for key in frame.site.library.things:
        thing = view.things[key]
        facts = frame.site.library.facts(key)
        rule = frame.site.law.get(key)
        label, other = thing.named(frame.language), thing.label_zh
        if frame.language == "zh":
            other = thing.label
        frame.write(
            "entity.html",
            f"id/{key}.html",
            label or key,
            thing=thing,
            second=other if other != label else "",
            row=next((fact for fact in facts if fact.group == "property"), None),
            definition=next((f.value for f in facts if f.predicate == "definition"), ""),
            validity=validity_text(rule, frame.site.day, frame.language) if rule else "",
            exposures=exposures.get(key, ()),
            drawing=drawings.get(key, Markup("")),
            schema=_schema(thing, facts),
            sections=_sections(frame, facts, key),
            dated=any(_validity(frame, fact) for fact in facts),
            about=[thing for thing in cited.get(key, ()) if not view.things[thing].data_set]
            if key in cited
            else (),
            listed=_listed(frame, key),
        )
        step()


def write_data(site: Site, step: Callable[[], None]) -> None:
    """Write the Turtle and JSON-LD of every thing; they serve both languages."""
    for key in site.library.things:
        site.write(f"id/{key}.ttl", site.library.turtle(key))
        site.write(f"id/{key}.jsonld", site.library.json_ld(key))
        step()


def _cited(site: Site) -> dict[str, list[str]]:
    """Return, for each source, the things about which it states something."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in site.release.view.statements:
        found[statement.source].add(statement.subject)
    return {source: sorted(things) for source, things in found.items()}


def _listed(frame: Frame, source: str) -> list[tuple[str, list[tuple[Thing, list[str]]]]]:
    """Return what only a data set names, by kind: each thing with what is stated of it."""
    view, by_kind = frame.site.release.view, defaultdict(list)
    for key in frame.site.library.listed.get(source, ()):
        stated = frame.site.statements_of[key][:_MOST_STATED]
        said = [
            f"{frame.term(item.predicate)} {view.label(item.object, frame.language)}"
            for item in stated
        ]
        by_kind[view.things[key].kind].append((view.things[key], said))
    return sorted(by_kind.items())


def _sections(frame: Frame, facts: list[Fact], about: str) -> list[tuple[str, list[Line]]]:
    sections = []
    for groups, heading in _GROUPS:
        lines = [
            _line(frame, fact, about)
            for fact in facts
            if fact.group in groups and fact.predicate not in _IN_THE_HEAD
        ]
        if lines:
            sections.append((heading.to(frame.language), lines))
    return sections


def _line(frame: Frame, fact: Fact, about: str) -> Line:
    extra = dict(fact.extra)
    relation = frame.term(fact.predicate)
    if fact.group == "inverse":
        relation = f"← {relation}"
    elif fact.group == "name":
        relation = frame.word(fact.predicate)
    elif fact.group in {"figure", "of-measure"}:
        relation = frame.site.release.view.label(fact.predicate, frame.language)
    elif fact.group == "correction":
        relation = fact.predicate
    value = fact.value if fact.refers else frame.word(fact.value)
    if "period" in extra and not fact.refers:
        value = f"{value} ({extra['period']})"
    if extra.get("status") in {"forecast", "estimate"}:
        value = f"{value} · {frame.word(extra['status'])}"
    return Line(
        id=fact.node if fact.node not in {about, fact.value} else "",
        node=fact.node,
        relation=relation,
        value=value,
        refers=fact.refers,
        address=fact.value if fact.value.startswith(_LINK_STARTS) and not fact.refers else "",
        source=fact.source,
        locator=fact.locator,
        grade=fact.grade,
        confidence=fact.confidence,
        valid=_validity(frame, fact),
        note="; ".join(filter(None, [fact.note, *_further(frame, fact)])),
    )


def _validity(frame: Frame, fact: Fact) -> str:
    parts = []
    if fact.valid_from or fact.valid_to:
        parts.append(f"{fact.valid_from or '…'} – {fact.valid_to or frame.say('open')}")
    stated = frame.site.library.node(fact.source).get("issued", "") if fact.source else ""
    if fact.group in {"relation", "inverse"} and stated and not fact.valid_to:
        parts.append(f"{frame.say('last stated on')} {stated}")
    return ", ".join(parts)


def _further(frame: Frame, fact: Fact) -> list[str]:
    """Return what else a statement says of itself: share, thresholds, rule and premises."""
    shown = {"status", "scale", "unit", "value"} | (set() if fact.refers else {"period"})
    lines = []
    for name, text in fact.extra:
        if name in shown:
            continue
        if fact.group in _DIVISIONS and name in _PARTS:
            lines.append(f"{frame.term(name)}: {cell(float(text), frame.language, 'part')}")
            continue
        named = frame.site.release.view.label(text, frame.language)
        lines.append(f"{frame.term(name)}: {named if '/' in text else frame.word(text)}")
    return lines


def _schema(thing: Thing, facts: list[Fact]) -> Markup:
    """Return what search engines read, as JSON that cannot end its element; blank where unfit."""
    kind = _SCHEMA_TYPES.get(table_of(thing.id))
    if kind is None:
        return Markup("")
    names = sorted({fact.value for fact in facts if fact.group == "name"} | {thing.label_zh} - {""})
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": iri(thing.id),
        "name": thing.label or thing.label_zh,
    }
    if names:
        described["alternateName"] = names
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - no character of markup is left in it
