"""What a source says of itself in ``source.toml``: where it is from, its licence, its files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from aigraph.errors import DataError, Problem
from aigraph.ids import KEY
from aigraph.paths import shown
from aigraph.tables.inputs import read_content

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "source.toml"
_MEGABYTE: Final = 1_000_000

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Part(BaseModel):
    """A part of a description: nothing unknown, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFile(_Part):
    """A file that the source consists of.

    Attributes:
        name: path of the file below the folder of the source, as locators show it; with a ``*`` it
            means every file whose path is like it.
        form: how it is read.
        id: columns that together name a row; the row number is never part of a name.
        required: columns that it must have; where it is no table, what at least one of its rows
            must say.
        optional: columns that may be absent in some vintages.
        least: fewest rows that make sense; fewer mean that the file is cut off.
        most: most rows that make sense.
        needed: whether the source cannot be imported without it.
        megabytes: the largest size that is read, unpacked.
        open_ended: whether commas within the last column are not quoted.
        remark: the sign that begins lines of remarks before the header, if there are any.
    """

    name: Words
    form: Literal["csv", "json", "json.gz", "yaml", "toml", "text"] = "csv"
    id: tuple[Words, ...] = ()
    required: tuple[Words, ...] = ()
    optional: tuple[Words, ...] = ()
    least: int = Field(default=1, ge=0)
    most: int = Field(ge=1)
    needed: bool = True
    megabytes: int = Field(default=50, ge=1, le=500)
    open_ended: bool = False
    remark: str = ""

    @property
    def largest(self) -> int:
        """The largest size that is read, in bytes."""
        return self.megabytes * _MEGABYTE


class Vintage(_Part):
    """A version of the source's files that is known.

    Attributes:
        date: its date as the publisher gives it.
        read_on: the day on which we read it.
        note: where it was found.
        sha256: hash of each file by its name.
    """

    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    read_on: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    note: str = ""
    sha256: dict[str, str] = {}


class Description(_Part):
    """What a source is.

    Attributes:
        title: title of the data set.
        publisher: who publishes it.
        url: where it is published.
        prefix: how every key that the source mints begins, and the key of the source itself.
        licence: SPDX identifier of its licence, or ``NOASSERTION``.
        may_ship: whether facts of it may be part of a release that others get.
        why: the reason for that.
        attribution: how it wants to be named.
        files: its files.
        vintages: the versions known, newest first.
    """

    title: Words
    publisher: Words
    url: Words
    prefix: Annotated[str, StringConstraints(pattern=rf"^{KEY.pattern}$", max_length=30)]
    licence: Words
    may_ship: bool
    why: Words
    attribution: Words
    files: tuple[SourceFile, ...] = Field(min_length=1)
    vintages: tuple[Vintage, ...] = ()

    def vintage_of(self, hashes: dict[str, str]) -> Vintage | None:
        """Return the known vintage that has exactly these files, or None.

        Args:
            hashes: SHA-256 of each file that was read, by its name.
        """
        for vintage in self.vintages:
            if hashes and vintage.sha256 == hashes:
                return vintage
        return None


@dataclass(frozen=True)
class Source:
    """A source that can be imported.

    Attributes:
        name: the name of its folder, by which it is called.
        folder: where it is.
        module: the Python module that holds ``run``.
        description: what it says of itself.
    """

    name: str
    folder: Path
    module: str
    description: Description

    def file(self, name: str) -> SourceFile:
        """Return a file of the source by its name.

        Raises:
            KeyError: if the description has no such file.
        """
        for file in self.description.files:
            if file.name == name or ("*" in file.name and fnmatchcase(name, file.name)):
                return file
        raise KeyError(f"{self.name} has no file {name!r} in its {FILE}")


def read_description(path: Path) -> Description:
    """Read a ``source.toml``.

    Raises:
        DataError: naming what is missing, unknown or wrong in it.
    """
    content = read_content(path)
    if isinstance(content, str):
        raise DataError([Problem(shown(path), 1, "", content)])
    try:
        return Description.model_validate(tomllib.loads(content.decode("utf-8")))
    except ValidationError as error:
        raise DataError(
            [
                Problem(shown(path), 1, ".".join(map(str, item["loc"])), item["msg"])
                for item in error.errors()
            ]
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(shown(path), 1, "", f"is no TOML: {error}")]) from None
