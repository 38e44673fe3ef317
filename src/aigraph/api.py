"""What ``import aigraph`` gives: open a release and ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from aigraph import paths as folders
from aigraph.build import build, latest, silent
from aigraph.errors import DataError, ReleaseError
from aigraph.release import Release

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import networkx as nx
    import pandas as pd

    from aigraph.build import Progress
    from aigraph.questions.answer import Answer
    from aigraph.render.notebook import Picture


@dataclass(frozen=True)
class Chain:
    """The industry chain of one release: each method asks one question.

    Attributes:
        release: the opened release.
        warnings: why the release is not built from the tables as they are now, if it is not.
    """

    release: Release
    warnings: tuple[str, ...] = ()

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
    ) -> Answer:
        """Answer which things depend on goods that a measure reaches; see the question's page."""
        from aigraph.questions.exposure import exposure

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
    ) -> Answer:
        """Answer how an exposure changed from one day to another."""
        from aigraph.questions.timeline import timeline

        return timeline(
            self.release,
            of=of,
            to=to,
            start=start,
            end=end,
            step=step,
            importer=importer,
            given=given,
        )

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
        from aigraph.questions.paths import paths

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
        from aigraph.questions.find import find

        return find(self.release, text, limit=limit)

    def show(self, name: str, *, as_of: date | None = None, within: Sequence[str] = ()) -> Answer:
        """Answer everything that is known of one thing, with sources."""
        from aigraph.questions.show import show

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
        from aigraph.questions.sparql import sparql

        return sparql(self.release, query, as_of=as_of, within=within, seconds=seconds)

    def duty(
        self,
        item: str,
        *,
        origin: str | None = None,
        importer: str = "united-states",
        as_of: date | None = None,
        known_at: date | None = None,
        given: Mapping[str, bool] | None = None,
    ) -> Answer:
        """Answer which additional duties an importer owes on a good."""
        from aigraph.questions.duty import duty

        return duty(
            self.release,
            item,
            origin=origin,
            importer=importer,
            as_of=as_of or date.today(),
            known_at=known_at,
            given=given,
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
        from aigraph.questions.duty import duties

        return duties(self.release, items, origins, days, importer=importer, given=given)

    def control(
        self,
        chip: str,
        *,
        destination: str = "china",
        as_of: date | None = None,
        given: Mapping[str, bool] | None = None,
    ) -> Answer:
        """Answer which export controls bear on a chip on its way to a destination."""
        from aigraph.questions.control import control

        return control(
            self.release,
            chip,
            destination=destination,
            as_of=as_of or date.today(),
            given=given,
        )

    def figures(self, measure: str, *, of: str | None = None, within: Sequence[str] = ()) -> Answer:
        """Answer what sources print for a measure."""
        from aigraph.questions.figures import figures

        return figures(self.release, measure, of=of, within=within)

    def coverage(self) -> Answer:
        """Answer how much of each document the graph holds."""
        from aigraph.questions.coverage import coverage

        return coverage(self.release)

    def conflicts(self) -> Answer:
        """Answer which claims contradict each other, across sources or within one."""
        from aigraph.questions.conflicts import conflicts

        return conflicts(self.release)

    def view(
        self, what: str = "chain", *, as_of: date | None = None, language: str = "en"
    ) -> Picture:
        """Return a picture: ``chain``, or the surroundings of one thing; notebooks display it."""
        from aigraph.questions import subgraph
        from aigraph.render.notebook import Picture
        from aigraph.render.page import page

        day = as_of or date.today()
        drawn = (
            subgraph.chain(self.release, day)
            if what == "chain"
            else subgraph.surroundings(self.release, what, day)
        )
        title = drawn.title_zh if language == "zh" else drawn.title
        return Picture(title, page(drawn, language))

    def chart(self, measure: str, *, of: str | None = None, language: str = "en") -> Picture:
        """Return the charts of a measure with their tables; notebooks display them."""
        from aigraph.render.chart import chart
        from aigraph.render.notebook import Picture

        answer = self.figures(measure, of=of)
        label = self.release.view.label
        title = answer.title_zh if language == "zh" else answer.title
        return Picture(title, chart(answer, lambda thing: label(thing, language), language))

    def graph(self, as_of: date | None = None) -> nx.MultiDiGraph[str]:
        """Return the accepted statements that hold on a day as a networkx graph."""
        from aigraph.graph import graph

        view = self.release.view
        return graph(view, view.held(as_of or date.today()))


def load(data: Path | None = None, *, progress: Progress = silent) -> Chain:
    """Open the release of the tables as they are, building it first where needed.

    If the tables have problems, the last release built from them still answers, with a warning.

    Args:
        data: folder of the tables; the shipped ones without it.
        progress: called with the name of each stage of a build.

    Raises:
        DataError: if the tables have problems and no earlier release exists.
    """
    _show_answers_in_notebooks()
    data = data or folders.data_dir()
    ontology, cache = folders.ontology_dir(), folders.cache_dir()
    try:
        return Chain(Release(build(data, ontology, cache, progress), ontology))
    except (DataError, ReleaseError) as error:
        previous = latest(cache, data)
        if previous is None:
            raise
        reason = str(error).splitlines()
        warning = (
            f"the tables have {len(reason)} problems, the first is {reason[0]};"
            f" answering from the release built before ({previous.name})"
        )
        return Chain(Release(previous, ontology), (warning,))


def _show_answers_in_notebooks() -> None:
    """Tell answers, which stand on a lower floor, how a notebook shows them."""
    from aigraph.questions.answer import Answer
    from aigraph.render.notebook import answer_html

    Answer.html = staticmethod(answer_html)


def table(name: str, data: Path | None = None) -> pd.DataFrame:
    """Return one table as a data frame of text, blank cells as empty strings.

    Namibia's code ``NA`` stays text and does not become a missing value.

    Args:
        name: the table, such as ``chips``.
        data: folder of the tables; the shipped ones without it.
    """
    import pandas as pd

    options: dict[str, Any] = {"dtype": str, "keep_default_na": False, "na_filter": False}
    frame: pd.DataFrame = pd.read_csv((data or folders.data_dir()) / f"{name}.csv", **options)
    return frame
