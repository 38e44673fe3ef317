"""The sources that are known: those of aigraph, and those that other packages offer."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, cast

from aigraph.errors import AigraphError, NotFoundError
from aigraph.sources.description import FILE, Source, read_description
from aigraph.spelling import nearest

if TYPE_CHECKING:
    from aigraph.sources.context import Context

GROUP: Final = "aigraph.sources"
"""Entry points of this group name packages, each the folder of one source."""


class Run(Protocol):
    """The function of an importer."""

    def __call__(self, ctx: Context) -> None:
        """Give the context what the source's rows say."""


@cache
def sources() -> dict[str, Source]:
    """Return every known source by its name, sorted.

    Raises:
        AigraphError: if two packages offer a source of one name, or one that is none.
        DataError: if a description is faulty.
    """
    here = Path(__file__).parent
    found = {
        path.parent.name: _source(path.parent, f"{__package__}.{path.parent.name}")
        for path in here.glob(f"*/{FILE}")
    }
    for point in entry_points(group=GROUP):
        if point.name in found:
            raise AigraphError(
                f"{point.value} offers a source {point.name!r}, and there is one already"
            )
        found[point.name] = source_in(_folder_of(point.value), point.value, name=point.name)
    return dict(sorted(found.items()))


def source_in(folder: Path, module: str, *, name: str = "") -> Source:
    """Return the source of a folder.

    Args:
        folder: where ``source.toml`` is.
        module: the package whose module ``importer`` holds ``run``.
        name: its name, where it is not that of the folder.
    """
    found = _source(folder, module)
    return Source(name or found.name, found.folder, found.module, found.description)


def _source(folder: Path, package: str) -> Source:
    return Source(folder.name, folder, f"{package}.importer", read_description(folder / FILE))


def _folder_of(package: str) -> Path:
    """Return the folder of a package that offers a source."""
    try:
        module = import_module(package)
    except ImportError as error:
        raise AigraphError(f"the source {package} cannot be imported: {error}") from error
    if not module.__file__:
        raise AigraphError(f"the source {package} has no __init__.py beside its {FILE}")
    return Path(module.__file__).parent


def find_source(name: str) -> Source:
    """Return a source by its name; hyphens and underscores are the same.

    Raises:
        NotFoundError: if there is none, with those that come near.
    """
    known = sources()
    key = name.replace("-", "_")
    if key not in known:
        raise NotFoundError(name, nearest(key, known, limit=3), what="source")
    return known[key]


def importer_of(source: Source) -> Run:
    """Return the function that imports a source.

    Raises:
        AigraphError: if its module has no function ``run``.
    """
    run = getattr(import_module(source.module), "run", None)
    if not callable(run):
        raise AigraphError(f"{source.module} has no function run")
    return cast("Run", run)
