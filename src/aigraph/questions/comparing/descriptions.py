"""What two releases say differently, read from their sorted quads and from their stores.

Only what differs is read: two files of sorted lines are walked side by side, so that releases of
a million quads take a second or two and no memory.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from aigraph import vocab
from aigraph.ids import identifier, table_of
from aigraph.schema import TABLES
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad, Store

    from aigraph.release.opened import Release

_CLASS: Final = "class"
_DERIVED: Final = f" <{vocab.DERIVED_GRAPH}> .\n".encode()
_TIMES: Final = frozenset({"periodStart", "periodEnd", "amount"})
_SAID_TWICE: Final = vocab.REPEATING | _TIMES
"""Properties that follow from others of the same thing, or from rows of their own."""
_SHARED: Final = {
    "type": _CLASS,
    "statedIn": "source",
    "validFrom": "valid_from",
    "validTo": "valid_to",
}
_LANGUAGE_COLUMNS: Final = {"en": "_en", "zh": "_zh"}


@dataclass(frozen=True)
class Described:
    """All that one release says of one identifier.

    Attributes:
        id: ``table/key``, or the address of a term.
        fields: values by the name of the column that holds them, as text, sorted.
    """

    id: str
    fields: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> str:
        """Return a field as one text, as a cell writes it; blank where there is none."""
        return ";".join(self.fields.get(name, ()))

    @property
    def fact(self) -> tuple[str, str, str] | None:
        """Subject, relation and object, if this is a statement."""
        found = self["subject"], self["predicate"], self["object"]
        return found if all(found) else None

    @property
    def is_record(self) -> bool:
        """Whether it is a data set's own row on a thing that has another key."""
        return self[_CLASS] == "Record"


def differing(old: Release, new: Release) -> tuple[dict[str, Described], dict[str, Described]]:
    """Return what either release says of everything on which their quads differ.

    Edges that are projected from statements are not looked at, since the statements are.

    Args:
        old: the release before.
        new: the release after.
    """
    subjects = sorted(set(_subjects(old.folder, new.folder)))
    return _described(old.store, subjects), _described(new.store, subjects)


def _subjects(old: Path, new: Path) -> Iterator[str]:
    """Yield the subject of every line that one of two sorted files has alone."""
    with (old / QUADS_FILE).open("rb") as before, (new / QUADS_FILE).open("rb") as after:
        left, right = next(before, b""), next(after, b"")
        while left or right:
            if left == right:
                left, right = next(before, b""), next(after, b"")
                continue
            if not right or (left and left < right):
                line, left = left, next(before, b"")
            else:
                line, right = right, next(after, b"")
            if not line.endswith(_DERIVED):
                yield line[1 : line.index(b">")].decode()


def _described(store: Store, subjects: list[str]) -> dict[str, Described]:
    found = {}
    for subject in subjects:
        values = defaultdict(set)
        for quad in store.quads_for_pattern(NamedNode(subject), None, None, None):
            name = vocab.local_name(quad.predicate.value)
            if name not in _SAID_TWICE and _graph(quad) != vocab.DERIVED_GRAPH:
                thing = identifier(subject)
                values[_field(table_of(thing), name, _language(quad))].add(_text(quad))
        if values:
            fields = {name: tuple(sorted(texts)) for name, texts in sorted(values.items())}
            found[identifier(subject)] = Described(identifier(subject), fields)
    return found


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _language(quad: Quad) -> str:
    return (quad.object.language or "") if isinstance(quad.object, Literal) else ""


def _text(quad: Quad) -> str:
    """Return a value as a cell writes it: a key's identifier, a term's name, a literal's text."""
    value = quad.object
    if isinstance(value, Literal):
        return value.value
    if not isinstance(value, NamedNode):
        return str(value)
    if value.value.startswith((vocab.TERMS, vocab.SKOS, vocab.RDF)):
        return vocab.local_name(value.value)
    return identifier(value.value)


@cache
def _field(table: str, name: str, language: str) -> str:
    """Return the column in which a value is written, or the property's own name without one."""
    if name == "prefLabel":
        return (
            f"title{'_zh' if language == 'zh' else ''}"
            if table == "sources"
            else (f"label{_LANGUAGE_COLUMNS.get(language, '')}")
        )
    columns = (
        [item.name for item in TABLES[table].columns if item.says == name]
        if (table in TABLES)
        else []
    )
    chosen = [item for item in columns if item.endswith("_zh") == (language == "zh")]
    return next(iter(chosen or columns), _SHARED.get(name, name))
