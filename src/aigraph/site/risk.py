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


class RiskAnswer(NamedTuple):
    """One answer about risk, the name of its page, and what its family is called."""

    key: str
    answer: Answer
    family: Text


def ask_risk(site: Site, day: date) -> list[RiskAnswer]:
    """Return the answers about risk that the site shows, in the order of its list.

    Args:
        site: what is asked.
        day: a day on which numbers are known.
    """
    return list(_ask(site, day))


def _ask(site: Site, day: date) -> Iterator[RiskAnswer]:
    release = site.release
    for by in ("vendor", "place", "technology"):
        answer = ask(release, "chokepoints", by=by, as_of=day)
        yield RiskAnswer(f"chokepoints-{by}", answer, Text("Chokepoints"))
    for by in ("vendor", "country"):
        answer = ask(release, "concentration", by=by, as_of=day)
        yield RiskAnswer(f"concentration-{by}", answer, Text("Concentration"))
    for key in shipped_scenarios():
        try:
            answer = ask(release, "whatif", key)
        except NotFoundError:
            continue  # it is about things that these tables do not have
        yield RiskAnswer(f"whatif-{key}", answer, Text("What if"))
    yield RiskAnswer("outages", ask(release, "risk_exposure", as_of=day), Text("Outages"))
    spread = ask(release, "uncertainty", as_of=day, draws=_DRAWS)
    yield RiskAnswer("uncertainty", spread, Text("Uncertainty"))


def write_risk(frame: Frame, answers: list[RiskAnswer]) -> None:
    """Write a page for each answer, and the list of them."""
    view = frame.site.release.view
    for one in answers:
        document = report(
            one.answer, lambda thing: view.label(thing, frame.language), frame.language
        )
        frame.write(
            "risk.html",
            f"risk/{one.key}.html",
            document.title,
            family=one.family.to(frame.language),
            sections=document.sections,
            most=_MOST_ROWS,
        )
    families: dict[str, list[tuple[str, str]]] = {}
    for one in answers:
        title = frame.title(one.answer)
        family = one.family.to(frame.language)
        families.setdefault(family, []).append((f"risk/{one.key}.html", title))
    frame.write("risks.html", "risk/index.html", frame.say("Risk"), families=families)
