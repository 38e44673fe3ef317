"""Scenarios: what is taken to be different, read from a file, and the release that it makes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import DataError, NotFoundError, ParameterError, Problem
from aigraph.graph import Statement, View
from aigraph.i18n import Name, Text
from aigraph.ids import is_key
from aigraph.paths import data_dir, shown
from aigraph.questions.names import resolve
from aigraph.release.opened import Release
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from aigraph.law.rules import Rule

AD_HOC: Final = Text("Ad hoc")
"""Name of a scenario that is made of options and not read from a file."""

HYPOTHETICAL: Final = "hypothetical"
"""The source of a scenario that no source reports."""

_KEYS: Final = frozenset(
    ["name", "name_zh", "source", "date", "note", "remove", "degrade", "add_suppliers"]
) | {"end_rules", "change_rules", "add_rules"}


@dataclass(frozen=True)
class AddedSupplier:
    """A supplier that is taken to exist.

    Attributes:
        dependent: who depends, by name or identifier.
        relation: local name of the relation, such as ``fabricatedBy``.
        supplier: who supplies.
        share: the part of the input that it supplies, or None.
    """

    dependent: str
    relation: str
    supplier: str
    share: float | None = None


@dataclass(frozen=True)
class RuleChange:
    """A rule that is taken to be another.

    Attributes:
        rule: which rule.
        rate: its rate, or None to leave it.
        until: its last day, or None to leave it.
        origins: the origins it covers; empty to leave them.
        copy: whether the rule stays and a copy with the changes is added.
    """

    rule: str
    rate: float | None = None
    until: date | None = None
    origins: tuple[str, ...] = ()
    copy: bool = False


@dataclass(frozen=True)
class Scenario:
    """What is taken to be different.

    Attributes:
        key: a short name, as a file is called.
        name: what it supposes, in words.
        name_zh: the same in Chinese; blank where it is not said.
        source: ``sources/key`` of a source that reports the event, or ``hypothetical``.
        when: the day for which it is meant, or None.
        remove: things that supply nothing any more.
        degrade: things that supply only this part of what they did.
        add_suppliers: suppliers that come in.
        rules: rules that change, end, or come in.
    """

    key: str = "ad-hoc"
    name: str = AD_HOC.message
    name_zh: str = ""
    source: str = HYPOTHETICAL
    when: date | None = None
    remove: tuple[str, ...] = ()
    degrade: dict[str, float] = field(default_factory=dict)
    add_suppliers: tuple[AddedSupplier, ...] = ()
    rules: tuple[RuleChange, ...] = ()

    def __post_init__(self) -> None:
        """Refuse parts that are no parts of a whole."""
        for part in [*self.degrade.values(), *(item.share for item in self.add_suppliers)]:
            if part is not None and not 0 <= part <= 1:
                raise ParameterError(f"{part:g} is no part of a whole: write a number from 0 to 1")

    @property
    def title(self) -> Text | Name:
        """What it supposes, in both languages."""
        if self.name == AD_HOC.message:
            return AD_HOC
        return Name(self.name, self.name_zh or self.name)

    def resolved(self, view: View) -> Scenario:
        """Return the scenario with identifiers in place of names.

        Raises:
            NotFoundError: if a thing, relation, rule or source is not known.
        """
        if self.source != HYPOTHETICAL and self.source not in view.things:
            known = [thing for thing in view.things if thing.startswith("sources/")]
            raise NotFoundError(self.source, nearest(self.source, known), what="source")
        return replace(
            self,
            remove=tuple(resolve(view, item) for item in self.remove),
            degrade={resolve(view, item): part for item, part in self.degrade.items()},
            add_suppliers=tuple(_added(view, item) for item in self.add_suppliers),
            rules=tuple(_changed(view, item) for item in self.rules),
        )

    def statements(self) -> list[Statement]:
        """Return the suppliers that come in, as statements graded ``assumed``."""
        return [
            Statement(
                claim=f"scenarios/{self.key}-{number}",
                subject=item.dependent,
                predicate=item.relation,
                object=item.supplier,
                share=None if item.share is None else (item.share, item.share),
                valid_from="",
                valid_to="",
                source=f"scenarios/{self.key}",
                locator=self.name,
                grade="assumed",
                confidence="high",
                rule="",
                note="",
            )
            for number, item in enumerate(self.add_suppliers)
        ]


@dataclass(frozen=True)
class AlteredRelease(Release):
    """A release as it would be in a scenario; it keeps the name of the true one.

    Attributes:
        base: the true release.
        scenario: what is different, with identifiers.
        statements: what holds instead.
        day: the day on which changed rules are taken to be confirmed.
    """

    base: Release
    scenario: Scenario
    statements: tuple[Statement, ...]
    day: date

    @cached_property
    def view(self) -> View:
        """The things and names of the true release with other statements."""
        return replace(self.base.view, statements=self.statements)

    @cached_property
    def law(self) -> dict[str, Rule]:
        """The rules of the true release as the scenario changes them."""
        return changed_rules(self.base.law, self.scenario, self.day)

    @cached_property
    def store(self) -> Store:
        """The store of the true release, for figures and codes, which no scenario changes."""
        return self.base.store


def changed_rules(rules: Mapping[str, Rule], scenario: Scenario, day: date) -> dict[str, Rule]:
    """Return rules as a scenario changes them, graded ``assumed``.

    Whoever supposes a rule supposes that it is known on the day asked about; no source states it.

    Args:
        rules: the rules as they are.
        scenario: what is different, with identifiers.
        day: the day on which changed rules are taken to be confirmed.
    """
    result = dict(rules)
    for number, change in enumerate(scenario.rules):
        rule = replace(
            result[change.rule],
            confirmed_on=day.isoformat(),
            grade="assumed",
            source=f"scenarios/{scenario.key}",
            locator=scenario.name,
        )
        if change.rate is not None:
            rule = replace(rule, rate=change.rate)
        if change.origins:
            rule = replace(rule, origins=frozenset(change.origins))
        if change.until is not None:
            last = day - timedelta(days=1) if change.until == date.min else change.until
            rule = replace(rule, valid_to=last.isoformat())
        if change.copy:
            name = f"{rule.id}-scenario-{number}"
            rule = replace(rule, id=name, valid_from="", status="in-force")
        result[rule.id] = rule
    return result


def shipped_scenarios() -> dict[str, Path]:
    """Return the files of the scenarios that ship with the tables, by name."""
    return {path.stem: path for path in sorted((data_dir() / "scenarios").glob("*.toml"))}


def read_scenario(name: str) -> Scenario:
    """Return a scenario that ships with the tables, by name, or that a TOML file holds.

    Raises:
        NotFoundError: if there is no such scenario or file.
        DataError: if the file is malformed.
    """
    shipped = shipped_scenarios()
    path = shipped.get(name, Path(name))
    if not path.is_file():
        raise NotFoundError(name, nearest(name, shipped, limit=3), what="scenario")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = sorted(content.keys() - _KEYS)
        if unknown:
            raise ValueError(f"no such key: {', '.join(unknown)}")
        return _scenario(path.stem, content)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError([Problem(shown(path), 1, "", f"{error}")]) from None


def _scenario(key: str, content: dict[str, Any]) -> Scenario:
    if not is_key(key):
        raise ValueError(f"{key!r} is no key: name the file in lower-case words and hyphens")
    source = str(content["source"])
    return Scenario(
        key=key,
        name=str(content["name"]),
        name_zh=str(content.get("name_zh", content["name"])),
        source=source if source == HYPOTHETICAL else f"sources/{source}",
        when=content["date"],
        remove=tuple(content.get("remove", ())),
        degrade=dict(content.get("degrade", {})),
        add_suppliers=tuple(AddedSupplier(**item) for item in content.get("add_suppliers", ())),
        rules=(
            *(RuleChange(rule, until=date.min) for rule in content.get("end_rules", ())),
            *(_rule_change(item) for item in content.get("change_rules", ())),
            *(replace(_rule_change(item), copy=True) for item in content.get("add_rules", ())),
        ),
    )


def _rule_change(content: dict[str, Any]) -> RuleChange:
    return RuleChange(**{**content, "origins": tuple(content.get("origins", ()))})


def _added(view: View, item: AddedSupplier) -> AddedSupplier:
    relations = [name for name, term in view.terms.items() if term.direction == "subjectOnObject"]
    if item.relation not in relations:
        raise NotFoundError(item.relation, nearest(item.relation, relations), what="relation")
    return replace(
        item, dependent=resolve(view, item.dependent), supplier=resolve(view, item.supplier)
    )


def _changed(view: View, item: RuleChange) -> RuleChange:
    known = [thing for thing in view.things if thing.startswith("rules/")]
    rule = item.rule if item.rule.startswith("rules/") else f"rules/{item.rule}"
    if rule not in known:
        raise NotFoundError(item.rule, nearest(rule, known), what="rule")
    origins = tuple(
        f"places/{origin}" if f"places/{origin}" in view.things else resolve(view, origin)
        for origin in item.origins
    )
    return replace(item, rule=rule, origins=origins)
