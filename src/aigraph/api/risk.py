"""The questions of risk that ``import aigraph`` gives: a part of ``Chain``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.questions.answer import Answer
    from aigraph.questions.risk.scenario import Scenario
    from aigraph.release.opened import Release


class RiskQuestions:
    """Questions of risk over an opened release; each method asks one."""

    release: Release

    def chokepoints(
        self,
        of: str = "vertical",
        by: str = "vendor",
        *,
        as_of: date | None = None,
        sets: int | None = None,
        firms: bool = False,
        within: Sequence[str] = (),
    ) -> Answer:
        """Answer through what chains must pass, or which sets of up to ``sets`` break them."""
        from aigraph.questions.risk.chokepoints import breaking_sets, chokepoints

        day = as_of or date.today()
        if sets is not None:
            return breaking_sets(
                self.release, of=of, by=by, as_of=day, order=sets, firms=firms, within=within
            )
        return chokepoints(self.release, of=of, by=by, as_of=day, firms=firms, within=within)

    def concentration(
        self,
        of: str = "vertical",
        by: str = "vendor",
        *,
        as_of: date | None = None,
        each: bool = False,
        within: Sequence[str] = (),
    ) -> Answer:
        """Answer how concentrated each stage is, with bounds where shares are not known."""
        from aigraph.questions.risk.concentration import concentration

        return concentration(
            self.release, of=of, by=by, as_of=as_of or date.today(), each=each, within=within
        )

    def whatif(
        self,
        scenario: Scenario | str,
        of: str = "vertical",
        to: str = "tariff",
        *,
        as_of: date | None = None,
        importer: str = "united-states",
        substitution: float | None = None,
        firms: bool = False,
    ) -> Answer:
        """Answer what a scenario, or the shipped one or file of that name, would change."""
        from aigraph.questions.risk.scenario import read_scenario
        from aigraph.questions.risk.whatif import whatif

        return whatif(
            self.release,
            read_scenario(scenario) if isinstance(scenario, str) else scenario,
            of=of,
            to=to,
            as_of=as_of,
            importer=importer,
            substitution=substitution,
            firms=firms,
        )

    def mitigation(
        self,
        scenario: Scenario | str,
        of: str = "vertical",
        by: str = "vendor",
        *,
        as_of: date | None = None,
        firms: bool = False,
    ) -> Answer:
        """Answer which added supplier would lower the losses of a scenario most."""
        from aigraph.questions.risk.mitigation import mitigation
        from aigraph.questions.risk.scenario import read_scenario

        supposed = read_scenario(scenario) if isinstance(scenario, str) else scenario
        return mitigation(self.release, supposed, of=of, by=by, as_of=as_of, firms=firms)

    def cascade(
        self,
        outages: Mapping[str, tuple[int, float]],
        of: str = "vertical",
        by: str = "vendor",
        *,
        as_of: date | None = None,
        duration: int = 26,
        weeks: int = 52,
        stock: float = 4.0,
        substitution: float = 0.0,
        firms: bool = False,
    ) -> Answer:
        """Answer how outages run through chains; without any, whose outage would cost most."""
        from aigraph.questions.risk.cascade import risk_ranking, run_cascade

        day = as_of or date.today()
        if not outages:
            return risk_ranking(
                self.release,
                of=of,
                by=by,
                as_of=day,
                duration=duration,
                weeks=weeks,
                stock=stock,
                substitution=substitution,
                firms=firms,
            )
        return run_cascade(
            self.release,
            outages,
            of=of,
            as_of=day,
            weeks=weeks,
            stock=stock,
            substitution=substitution,
            firms=firms,
        )
