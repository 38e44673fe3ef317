"""What a release is made from, read once: tables, ontology and code."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph

from aigraph.errors import ReleaseError
from aigraph.paths import shown
from aigraph.tables.inputs import TableFiles, read_files, read_regular, why_unreadable
from aigraph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LATER: Final = frozenset(
    {"questions", "views", "render", "export", "site", "api", "cli", "__main__.py"}
)
"""Parts of the code that a build does not import: they ask a release and never make one."""
_SUFFIXES: Final = frozenset({".ttl", ".rq", ".csv"})
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_UNREADABLE: Final = "unreadable"


@dataclass(frozen=True)
class Inputs:
    """The contents of everything that a release is made from.

    Attributes:
        tables: the files of the tables.
        ontology: bytes of the files of the ontology, by path within its folder.
        code: SHA-256 of each module that may take part in a build, by path within the package.
    """

    tables: TableFiles
    ontology: Mapping[str, bytes]
    code: Mapping[str, str]

    @cached_property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of every input, by a name that no machine's paths enter."""
        tables = {
            f"data/{name}.csv": _UNREADABLE if isinstance(content, str) else _digest(content)
            for name, content in self.tables.contents.items()
        }
        tables |= {
            f"data/{source}/{name}.csv": (
                _UNREADABLE if isinstance(content, str) else _digest(content)
            )
            for source, part in self.tables.imported.items()
            for name, content in part.contents.items()
        }
        ontology = {f"ontology/{name}": _digest(text) for name, text in self.ontology.items()}
        code = {f"code/{name}": digest for name, digest in self.code.items()}
        return dict(sorted((tables | ontology | code).items()))

    @cached_property
    def name(self) -> str:
        """The content hash of everything: 16 hexadecimal digits, the name of the release."""
        lines = [f"aigraph {__version__}", f"pyoxigraph {pyoxigraph.__version__}"]
        lines += [f"{name}\0{digest}" for name, digest in self.digests.items()]
        return _digest("\n".join(lines).encode())[:16]

    def write_ontology(self, folder: Path) -> None:
        """Write the ontology as it was read, for the steps of a build and for later questions."""
        for name, content in self.ontology.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def read_inputs(data: Path, ontology: Path, beside: Iterable[Path] = ()) -> Inputs:
    """Read the tables, the ontology and the code, each file once.

    Args:
        data: folder of the tables.
        ontology: folder of the ontology.
        beside: folders of further imported data sets.

    Raises:
        ReleaseError: if a file of the ontology cannot be read. A table that cannot be read is a
            problem of the tables, reported with the others.
    """
    return Inputs(read_files(data, beside), dict(_ontology(ontology)), read_code(_PACKAGE))


def built_by_this_code(manifest: Mapping[str, Any]) -> bool:
    """Return whether the code that built a release is the code that runs."""
    prefix = "code/"
    code = {
        name.removeprefix(prefix): digest
        for name, digest in manifest["inputs"].items()
        if name.startswith(prefix)
    }
    return code == read_code(_PACKAGE)


def read_code(package: Path) -> dict[str, str]:
    """Return the SHA-256 of each module that may take part in a build.

    These are all modules of the package but those of the floors above: a module that is new on a
    floor below counts without being named here.

    Args:
        package: the folder of the package ``aigraph``.
    """
    return {
        path.relative_to(package).as_posix(): _digest(path.read_bytes())
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] not in _LATER | {"_bundle"}
    }


def _ontology(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the terms, shapes, alignments and queries; what editors leave there is passed over."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        answer = path.suffix == ".csv" and len(name.parts) > 1
        if hidden or answer or path.suffix not in _SUFFIXES or path.is_dir():
            continue
        try:
            yield name.as_posix(), read_regular(path)
        except OSError as error:
            raise ReleaseError(f"{shown(path)}: {why_unreadable(error)}") from error


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
