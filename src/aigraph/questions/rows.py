"""Row types: what a row of an answer holds, from which headings and the JSON schema are made.

A row type is a ``TypedDict`` whose keys are annotated with a ``Field``. Types that several
questions share (an edge, a path) are declared here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    NotRequired,
    get_args,
    get_origin,
    get_type_hints,
)

from typing_extensions import TypedDict

from aigraph.i18n import Text
from aigraph.questions.answer import Heading, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Field:
    """What a key of a row means.

    Attributes:
        meaning: one sentence for the schema and the documents.
        heading: its heading in tables; a key without one is in JSON only.
        unit: how its numbers are written.
    """

    meaning: str
    heading: Text | None = None
    unit: Unit = ""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Add the meaning to the JSON schema that pydantic makes of the row type."""
        schema: dict[str, Any] = handler(core_schema)
        return {**schema, "description": self.meaning}


def column(heading: str, meaning: str, unit: Unit = "") -> Field:
    """Declare a key that tables show.

    Args:
        heading: its heading, a message of the catalogue.
        meaning: one sentence for the schema and the documents.
        unit: how its numbers are written.
    """
    return Field(meaning, Text(heading), unit)


def detail(meaning: str) -> Field:
    """Declare a key that is in JSON but in no table."""
    return Field(meaning)


Identifier = Annotated[str, detail("Identifier, table/key.")]
Label = Annotated[str, column("Name", "English name.")]
LabelZh = Annotated[str, detail("Chinese name; the English one where none is attested.")]
Source = Annotated[str, detail("Identifier of the source, sources/key.")]
Locator = Annotated[str, detail("Where in the source.")]
Grade = Annotated[str, detail("stated, computed, estimated, inferred or assumed.")]
Range = list[float | None]
"""Lower and upper bound; null where there is none."""


class Support(TypedDict):
    """A further source of the same fact."""

    source: Source
    locator: Locator
    grade: Grade


class Edge(TypedDict):
    """One statement on a path, in the direction in which it was stated."""

    subject: Annotated[str, detail("Identifier of the subject.")]
    predicate: Annotated[str, detail("Relation, a property of the ontology.")]
    object: Annotated[str, detail("Identifier of the object.")]
    source: Source
    locator: Locator
    grade: Grade
    valid_from: Annotated[str, detail("First day, or blank.")]
    valid_to: Annotated[str, detail("Last day, inclusive, or blank.")]
    wording: Annotated[str, detail("How the source says it, in our words; blank if not judged.")]
    wording_zh: Annotated[str, detail("The same in Chinese.")]
    last_stated: Annotated[str, detail("Date of the source, where no end is known; or blank.")]
    also: NotRequired[
        Annotated[list[Support], detail("Further sources of the same fact; none changes a number.")]
    ]


class Path(TypedDict):
    """A chain of statements."""

    grade: Annotated[str, detail("Grade of the weakest edge.")]
    edges: list[Edge]


Paths = Annotated[list[Path], detail("Paths, best evidence first.")]


WeakestGrade = Annotated[
    str | None, column("Weakest grade", "Grade of the weakest edge; null if none.")
]
SourceList = Annotated[list[str], detail("Identifiers of all sources of the paths.")]
SourceCount = Annotated[int, column("Sources", "How many sources.")]


def fields(row: type) -> dict[str, Field]:
    """Return the declared meaning of each key of a row type, in order."""
    found = {}
    for key, annotation in get_type_hints(row, include_extras=True).items():
        hint = get_args(annotation)[0] if get_origin(annotation) is NotRequired else annotation
        declared = [item for item in getattr(hint, "__metadata__", ()) if isinstance(item, Field)]
        found[key] = declared[-1] if declared else Field("")
    return found


def headings(row: type) -> Sequence[Heading]:
    """Return the headings of a table of such rows.

    >>> [heading.to("en") for heading in headings(Edge)]
    []
    """
    return [
        Heading(key, field.heading, field.unit)
        for key, field in fields(row).items()
        if field.heading is not None
    ]
