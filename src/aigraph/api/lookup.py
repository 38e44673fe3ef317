"""The questions of what is known that ``import aigraph`` gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.questions.answer import Answer
    from aigraph.release.opened import Release


class LookupQuestions:
    """Questions of what is known over an opened release; each method asks one."""

    release: Release

    def paths(
        self,
        start: str,
        end: str,
        *,
        as_of: date | None = None,
        limit: int = 10,
        any_relation: bool = False,
        within: Sequence[str] = (),
    ) -> Answer:
        """Answer by which paths one thing depends on another, best evidence first."""
        from aigraph.questions.dependence.paths import paths

        return paths(
            self.release,
            start,
            end,
            as_of=as_of or date.today(),
            limit=limit,
            any_relation=any_relation,
            within=within,
        )

    def find(self, text: str, *, limit: int = 10) -> Answer:
        """Answer which things are called something like a text, in either language."""
        from aigraph.questions.lookup.find import find

        return find(self.release, text, limit=limit)

    def show(self, name: str, *, as_of: date | None = None, within: Sequence[str] = ()) -> Answer:
        """Answer everything that is known of one thing, with sources."""
        from aigraph.questions.lookup.show import show

        return show(self.release, name, as_of=as_of, within=within)

    def sparql(
        self,
        query: str,
        *,
        as_of: date | None = None,
        within: Sequence[str] = (),
        seconds: float = 30.0,
    ) -> Answer:
        """Answer a SPARQL query."""
        from aigraph.questions.lookup.sparql import sparql

        return sparql(self.release, query, as_of=as_of, within=within, seconds=seconds)

    def figures(self, measure: str, *, of: str | None = None, within: Sequence[str] = ()) -> Answer:
        """Answer what sources print for a measure."""
        from aigraph.questions.lookup.figures import figures

        return figures(self.release, measure, of=of, within=within)

    def coverage(self) -> Answer:
        """Answer how much of each document the graph holds."""
        from aigraph.questions.evidence.coverage import coverage

        return coverage(self.release)

    def conflicts(self) -> Answer:
        """Answer which claims contradict each other, across sources or within one."""
        from aigraph.questions.evidence.conflicts import conflicts

        return conflicts(self.release)
