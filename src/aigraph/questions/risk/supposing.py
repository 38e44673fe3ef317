"""What a question supposes to be different: a scenario by name, and changes given one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from aigraph.errors import ParameterError
from aigraph.i18n import Text
from aigraph.questions.declaration import Param
from aigraph.questions.risk.scenario import (
    HYPOTHETICAL,
    AddedSupplier,
    RuleChange,
    Scenario,
    read_scenario,
)
from aigraph.values import check_number

if TYPE_CHECKING:
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release


def number(text: str, whole: str) -> float:
    """Return a number given as part of a text.

    Raises:
        ParameterError: if it is none.
    """
    try:
        check_number(text)
    except ValueError:
        raise ParameterError(f"{whole!r}: {text!r} is no number") from None
    return float(text)


def parse_part(item: str) -> tuple[str, float]:
    """Return a thing and a part, given as ``THING=PART``.

    >>> parse_part("TSMC=0.5")
    ('TSMC', 0.5)
    """
    thing, _, part = item.rpartition("=")
    if not thing:
        raise ParameterError(f"{item!r}: write THING=PART, such as TSMC=0.5")
    return thing, number(part, item)


def parse_supplier(item: str) -> AddedSupplier:
    """Return a supplier that comes in, given as ``THING,RELATION,SUPPLIER`` or ``...=SHARE``."""
    named, _, share = item.partition("=")
    parts = named.split(",")
    if len(parts) != 3:
        raise ParameterError(f"{item!r}: write THING,RELATION,SUPPLIER or ...=SHARE")
    dependent, relation, supplier = parts
    return AddedSupplier(dependent, relation, supplier, number(share, item) if share else None)


def parse_rule(item: str) -> RuleChange:
    """Return a rule with another rate, given as ``RULE=RATE`` or ``RULE=RATE,ORIGIN``."""
    rule, _, changed = item.partition("=")
    rate, _, origin = changed.partition(",")
    if not rate:
        raise ParameterError(f"{item!r}: write RULE=RATE, such as s122-surcharge=0.15")
    return RuleChange(rule, rate=number(rate, item), origins=(origin,) if origin else ())


ScenarioName = Annotated[
    Scenario | str | None,
    Param("A shipped scenario, or the path of a TOML file.", metavar="SCENARIO", argument=True),
]
Remove = Annotated[Sequence[str], Param("A supplier that supplies nothing any more.")]
Degrade = Annotated[
    Sequence[tuple[str, float]],
    Param("A supplier that supplies only this part.", metavar="THING=PART", parse=parse_part),
]
AddSupplier = Annotated[
    Sequence[AddedSupplier],
    Param(
        "A supplier that is added, such as chips/amd-mi300x,packagedBy,samsung.",
        metavar="THING,RELATION,SUPPLIER[=SHARE]",
        parse=parse_supplier,
    ),
]
EndRule = Annotated[Sequence[str], Param("A rule no longer in force.", metavar="RULE")]
ChangeRule = Annotated[
    Sequence[RuleChange],
    Param("A rule with another rate.", metavar="RULE=RATE[,ORIGIN]", parse=parse_rule),
]
AddRule = Annotated[
    Sequence[RuleChange],
    Param(
        "A copy of a rule with another rate, for an origin.",
        metavar="RULE=RATE[,ORIGIN]",
        parse=parse_rule,
    ),
]


@dataclass(frozen=True)
class Changes:
    """Changes given one by one, on top of a scenario.

    Attributes:
        remove: suppliers that supply nothing any more.
        degrade: suppliers that supply only a part.
        add_supplier: suppliers that come in.
        end_rule: rules no longer in force.
        change_rule: rules that change.
        add_rule: rules of which a changed copy is added.
    """

    remove: Sequence[str] = ()
    degrade: Sequence[tuple[str, float]] = ()
    add_supplier: Sequence[AddedSupplier] = ()
    end_rule: Sequence[str] = ()
    change_rule: Sequence[RuleChange] = ()
    add_rule: Sequence[RuleChange] = ()

    def on(self, base: Scenario) -> Scenario:
        """Return a scenario with these changes."""
        return replace(
            base,
            remove=(*base.remove, *self.remove),
            degrade={**base.degrade, **dict(self.degrade)},
            add_suppliers=(*base.add_suppliers, *self.add_supplier),
            rules=(
                *base.rules,
                *(RuleChange(rule, until=date.min) for rule in self.end_rule),
                *self.change_rule,
                *(replace(rule, copy=True) for rule in self.add_rule),
            ),
        )


def supposed(
    release: Release, scope: Scope, scenario: Scenario | str | None, changes: Changes
) -> tuple[Scenario, Scope]:
    """Return what is supposed, names resolved, and the scope on the day that is meant.

    Without a day in the scope, the day of the scenario is meant.

    Raises:
        ParameterError: if nothing is supposed.
        NotFoundError: if a scenario, thing, relation or rule is not known.
    """
    base = read_scenario(scenario) if isinstance(scenario, str) else scenario
    if base is None and changes == Changes():
        raise ParameterError("name a scenario, or say what is different, such as --remove")
    found = changes.on(base or Scenario()).resolved(release.view)
    day = found.when if found.when and not scope.dated else scope.as_of
    return found, replace(scope, as_of=day)


def scenario_parameters(scenario: Scenario, scope: Scope) -> dict[str, Any]:
    """Return what a scenario supposes, for the parameters of an answer."""
    return {
        "scenario": scenario.key,
        "as_of": scope.as_of.isoformat(),
        "source": scenario.source,
        "remove": list(scenario.remove),
        "degrade": dict(scenario.degrade),
        "add_supplier": [
            f"{item.dependent} {item.relation} {item.supplier}" for item in scenario.add_suppliers
        ],
        "end_rule": [item.rule for item in scenario.rules if item.until == date.min],
        "change_rule": [_said(item) for item in _changed(scenario) if not item.copy],
        "add_rule": [_said(item) for item in _changed(scenario) if item.copy],
    }


def scenario_caveats(release: Release, scenario: Scenario) -> list[Text]:
    """Return where a scenario comes from and which of it are parameters."""
    caveats = [_origin(release, scenario)]
    if scenario.degrade:
        parts = ", ".join(f"{item} = {part:g}" for item, part in sorted(scenario.degrade.items()))
        caveats.append(
            Text(
                "The part that degraded suppliers still supply is a parameter, not a fact: "
                "{parts}.",
                parts=parts,
            )
        )
    return caveats


def _origin(release: Release, scenario: Scenario) -> Text:
    if scenario.source == HYPOTHETICAL:
        return Text(
            "Hypothetical: no source reports that this happened or will: {scenario}.",
            scenario=scenario.title,
        )
    return Text(
        "After an event that a source reports ({source}: {title}); the consequences shown here are"
        " computed and not stated by any source.",
        source=scenario.source,
        title=release.view.name(scenario.source),
    )


def _changed(scenario: Scenario) -> list[RuleChange]:
    return [item for item in scenario.rules if item.until != date.min]


def _said(change: RuleChange) -> str:
    """Return a change of a rule in words."""
    rate = [f"rate {change.rate:g}"] if change.rate is not None else []
    until = [f"until {change.until}"] if change.until is not None else []
    return " ".join([change.rule, *rate, *until, *change.origins])
