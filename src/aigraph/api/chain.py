"""Open a release and ask it; read a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aigraph import paths as folders
from aigraph.api.asking import Asked
from aigraph.api.law import LawQuestions
from aigraph.api.risk import RiskQuestions
from aigraph.api.showing import Showing
from aigraph.errors import DataError, ReleaseError
from aigraph.questions.registry import entries
from aigraph.release.build import build, latest, silent
from aigraph.release.opened import Release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from aigraph.questions.answer import Answer
    from aigraph.release.build import Progress


@dataclass(frozen=True)
class Chain(LawQuestions, RiskQuestions, Showing):
    """The industry chain of one release: each method asks one question.

    Attributes:
        release: the opened release.
        warnings: why the release is not built from the tables as they are now, if it is not.
    """

    release: Release
    warnings: tuple[str, ...] = ()

    if TYPE_CHECKING:

        def __getattr__(self, question: str) -> Callable[..., Answer]:
            """Return the method of a question."""


for _name, _entry in entries().items():
    setattr(Chain, _name, Asked(_entry))


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
