"""Open a release and ask it; read a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph import paths as folders
from aigraph.api.asking import Asked
from aigraph.api.opening import open_built, open_named
from aigraph.api.showing import Showing
from aigraph.errors import DataError, NotFoundError, ReleaseError
from aigraph.questions.registry import entries
from aigraph.release.build import build, silent
from aigraph.release.cache import Cache
from aigraph.release.opened import Release, open_release
from aigraph.schema import TABLES
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import pandas as pd

    from aigraph.questions.answer import Answer
    from aigraph.release.build import Progress


@dataclass(frozen=True)
class Chain(Showing):
    """The industry chain of one release: each method asks one question.

    Attributes:
        release: the opened release.
        warnings: why the release is not built from the tables as they are now, if it is not.
    """

    release: Release
    warnings: tuple[str, ...] = ()

    def diff(
        self,
        old: Chain | str | Path,
        *,
        as_of: date | str | None = None,
        limit: int = 100,
        skip_answers: bool = False,
        progress: Progress = silent,
    ) -> Answer:
        """Return what changed from another release to this one.

        Args:
            old: the release before, opened or as ``open_named`` takes it.
            as_of: the day about which both are asked the reference questions; today without it.
            limit: maximum number of each part that is listed; ``counts`` of the answer are whole.
            skip_answers: compare what the releases say, and ask them no questions.
            progress: called with the name of each stage.
        """
        from aigraph.questions.comparing.diff import diff

        before = old.release if isinstance(old, Chain) else open_named(old, progress)[0]
        answer: Answer = diff.question.answer(  # type: ignore[attr-defined]
            self.release,
            before,
            limit=limit,
            skip_answers=skip_answers,
            as_of=as_of,
            progress=progress,
        )
        return answer

    if TYPE_CHECKING:

        def __getattr__(self, question: str) -> Callable[..., Answer]:
            """Return the method of a question."""


for _name, _entry in entries().items():
    setattr(Chain, _name, Asked(_entry))


def load(
    data: str | Path | None = None,
    *,
    release: str | Path | None = None,
    beside: Sequence[str] | None = None,
    progress: Progress = silent,
) -> Chain:
    """Open the release of the tables as they are, building it first where needed.

    If the tables have problems, the last release built from them still answers, with a warning.

    Args:
        data: folder of the tables; the shipped ones without it.
        release: open this release instead of that of the tables: the name of a pin, the name of a
            release in the cache, or the folder of one.
        beside: names of your own imports that the release is to hold; those that the variable
            ``AIGRAPH_WITH`` names without it.
        progress: called with the name of each stage of a build.

    Raises:
        DataError: if the tables have problems and no earlier release exists.
        NotFoundError: if there is no such release.
        ReleaseError: if the release cannot be built, or the one asked for is damaged.
    """
    _show_answers_in_notebooks()
    cache = Cache(folders.cache_dir())
    if release is not None:
        if data is not None:
            raise TypeError("give the folder of the tables or a release, not both")
        return Chain(*open_built(cache.find(release)))
    data = Path(data or folders.data_dir())
    further = folders.beside() if beside is None else [folders.imported(name) for name in beside]
    ontology = folders.ontology_dir()
    try:
        built = build(data, ontology, cache.folder, progress, beside=further)
        return Chain(open_release(built))
    except (DataError, ReleaseError) as error:
        previous = cache.latest(data)
        if previous is None:
            raise
        reason = f"{_first(error)}; answering from the release built before ({previous.name})"
        found, warnings = open_built(previous)
        return Chain(found, (reason, *warnings))


def _first(error: DataError | ReleaseError) -> str:
    """Return in a line why a release cannot be built."""
    if isinstance(error, DataError):
        first, *others = error.problems
        many = f"{len(others) + 1} problems, the first is {first}"
        return f"the tables have {many if others else f'a problem: {first}'}"
    return ": ".join(str(error).splitlines()[:2])


def _show_answers_in_notebooks() -> None:
    """Set how a notebook shows answers, which are defined on a lower floor."""
    from aigraph.questions.answer import Answer
    from aigraph.render.notebook import answer_html

    Answer.html = staticmethod(answer_html)


def table(name: str, data: str | Path | None = None) -> pd.DataFrame:
    """Return one table as a data frame of text, blank cells as empty strings.

    Namibia's code ``NA`` stays text and does not become a missing value.

    Args:
        name: the table, such as ``chips``.
        data: folder of the tables; the shipped ones without it.

    Raises:
        NotFoundError: if there is no such table.
    """
    import pandas as pd

    if name not in TABLES:
        raise NotFoundError(name, nearest(str(name), TABLES), what="table")
    options: dict[str, Any] = {"dtype": str, "keep_default_na": False, "na_filter": False}
    frame: pd.DataFrame = pd.read_csv(Path(data or folders.data_dir()) / f"{name}.csv", **options)
    return frame
