"""The questions of law and exposure that ``import aigraph`` gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aigraph.release.build import silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aigraph.questions.answer import Answer
    from aigraph.release.build import Progress
    from aigraph.release.opened import Release


class LawQuestions:
    """Questions of law and exposure over an opened release; each method asks one."""

    release: Release

    def exposure(
        self,
        of: str = "vertical",
        to: str = "tariff",
        *,
        as_of: date | None = None,
        known_at: date | None = None,
        importer: str = "united-states",
        given: Mapping[str, bool] | None = None,
        within: Sequence[str] = (),
        monte_carlo: int | None = None,
        seed: int = 0,
    ) -> Answer:
        """Answer which things depend on goods that a measure reaches; see the question's page.

        With ``monte_carlo`` it tells the spread over so many draws of what is open.
        """
        from aigraph.questions.dependence.exposure import exposure

        if monte_carlo is not None:
            from aigraph.questions.risk.uncertainty import uncertainty

            return uncertainty(
                self.release,
                of=of,
                to=to,
                as_of=as_of or date.today(),
                known_at=known_at,
                importer=importer,
                given=given,
                within=within,
                draws=monte_carlo,
                seed=seed,
            )

        return exposure(
            self.release,
            of=of,
            to=to,
            as_of=as_of or date.today(),
            known_at=known_at,
            importer=importer,
            given=given,
            within=within,
        )

    def profile(
        self,
        of: str = "vertical",
        *,
        as_of: date | None = None,
        importer: str = "united-states",
        destination: str = "china",
        given: Mapping[str, bool] | None = None,
    ) -> Answer:
        """Answer how far things are exposed to tariffs, export controls, vendors and places."""
        from aigraph.questions.dependence.profile import profile

        return profile(
            self.release,
            of=of,
            as_of=as_of or date.today(),
            importer=importer,
            destination=destination,
            given=given,
        )

    def timeline(
        self,
        of: str = "vertical",
        to: str = "tariff",
        *,
        start: date,
        end: date,
        step: str = "month",
        importer: str = "united-states",
        given: Mapping[str, bool] | None = None,
        progress: Progress = silent,
    ) -> Answer:
        """Answer how an exposure changed from one day to another."""
        from aigraph.questions.dependence.timeline import timeline

        return timeline(
            self.release,
            of=of,
            to=to,
            start=start,
            end=end,
            step=step,
            importer=importer,
            given=given,
            progress=progress,
        )
