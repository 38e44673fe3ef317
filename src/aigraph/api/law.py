"""The questions of law that ``import aigraph`` gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.questions.answer import Answer
    from aigraph.release.opened import Release


class LawQuestions:
    """Questions of law over an opened release; each method asks one."""

    release: Release

    def duty(
        self,
        item: str,
        *,
        origin: str | None = None,
        importer: str = "united-states",
        as_of: date | None = None,
        known_at: date | None = None,
        given: Mapping[str, bool] | None = None,
        value: float | None = None,
    ) -> Answer:
        """Answer which additional duties an importer owes on a good."""
        from aigraph.questions.law.duty import duty

        return duty(
            self.release,
            item,
            origin=origin,
            importer=importer,
            as_of=as_of or date.today(),
            known_at=known_at,
            given=given,
            value=value,
        )

    def duties(
        self,
        items: Iterable[str],
        origins: Iterable[str],
        days: Iterable[date],
        *,
        importer: str = "united-states",
        given: Mapping[str, bool] | None = None,
    ) -> list[dict[str, Any]]:
        """Return the duty of many goods from many origins on many days."""
        from aigraph.questions.law.duty import duties

        return duties(self.release, items, origins, days, importer=importer, given=given)

    def control(
        self,
        chip: str,
        *,
        destination: str = "china",
        as_of: date | None = None,
        known_at: date | None = None,
        given: Mapping[str, bool] | None = None,
    ) -> Answer:
        """Answer which export controls bear on a chip on its way to a destination."""
        from aigraph.questions.law.control import control

        return control(
            self.release,
            chip,
            destination=destination,
            as_of=as_of or date.today(),
            known_at=known_at,
            given=given,
        )

    def controls(
        self,
        chips: Iterable[str],
        destinations: Iterable[str],
        days: Iterable[date],
        *,
        given: Mapping[str, bool] | None = None,
    ) -> list[dict[str, Any]]:
        """Return what export controls do to many chips, to many destinations, on many days."""
        from aigraph.questions.law.control import controls

        return controls(self.release, chips, destinations, days, given=given)

    def law(self, code: str, *, start: date | None = None, end: date | None = None) -> Answer:
        """Answer which rules touched a code, or the codes of a traded good, between two days."""
        from aigraph.questions.law.law import law

        return law(self.release, code, start=start, end=end)
