"""Pages of risk: chokepoints, concentration, scenarios, outages and the spread of exposure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.errors import NotFoundError
from aigraph.i18n import Text
from aigraph.questions.registry import ask
from aigraph.questions.risk.scenario import shipped_scenarios
from aigraph.render.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aigraph.questions.answer import Answer
    from aigraph.site.frame import Frame, Site

_MOST_ROWS: Final = 25
_DRAWS: Final = 200


class Told(NamedTuple):
    """One answer about risk, the name of its page, and what its family is called."""

    key: str
    answer: Answer
    family: Text


def ask_risk(site: Site, day: date) -> list[Told]:
    """Return the answers about risk that the site tells, in the order of its list.

    Args:
        site: what is asked.
        day: a day on which numbers are known.
    """
    return list(_ask(site, day))


def _ask(site: Site, day: date) -> Iterator[Told]:
    release = site.release
    for by in ("vendor", "place", "technology"):
        answer = ask(release, "chokepoints", by=by, as_of=day)
        yield Told(f"chokepoints-{by}", answer, Text("Chokepoints"))
    for by in ("vendor", "country"):
        answer = ask(release, "concentration", by=by, as_of=day)
        yield Told(f"concentration-{by}", answer, Text("Concentration"))
    for key in shipped_scenarios():
        try:
            answer = ask(release, "whatif", key)
        except NotFoundError:
            continue  # it is about things that these tables do not have
        yield Told(f"whatif-{key}", answer, Text("What if"))
    yield Told("outages", ask(release, "risk_exposure", as_of=day), Text("Outages"))
    spread = ask(release, "uncertainty", as_of=day, draws=_DRAWS)
    yield Told("uncertainty", spread, Text("Uncertainty"))


def write_risk(frame: Frame, told: list[Told]) -> None:
    """Write a page for each answer, and the list of them."""
    view = frame.site.release.view
    for one in told:
        told_report = report(
            one.answer, lambda thing: view.label(thing, frame.language), frame.language
        )
        frame.write(
            "risk.html",
            f"risk/{one.key}.html",
            told_report.title,
            family=one.family.to(frame.language),
            sections=told_report.sections,
            most=_MOST_ROWS,
        )
    families: dict[str, list[tuple[str, str]]] = {}
    for one in told:
        title = frame.title(one.answer)
        family = one.family.to(frame.language)
        families.setdefault(family, []).append((f"risk/{one.key}.html", title))
    frame.write("risks.html", "risk/index.html", frame.say("Risk"), families=families)
