"""The things of folders of tables, with what helps to judge whether two are one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from aigraph.errors import DataError
from aigraph.identity.spelled import HAN
from aigraph.paths import shown
from aigraph.schema import TABLES
from aigraph.tables.files import read_rows
from aigraph.tables.inputs import read_content
from aigraph.values import split_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from aigraph.tables.files import Row

COMPARED: Final = {
    "chips": "designer",
    "models": "developer",
    "organisations": "parent",
    "facilities": "operator",
    "applications": "vendor",
    "services": "provider",
    "servers": "maker",
    "datasets": "publisher",
    "places": "within",
}
"""The tables whose things may be one with another's, each with the column of whoever makes them."""

_NO_NAMES: Final = frozenset({"ticker", "mistranslation", "ocr-error"})
_SAID: Final = {
    "operatedBy": "makers",
    "headquarteredIn": "places",
    "operatesIn": "places",
}
_MEMORY: Final = "memory-capacity"


@dataclass(frozen=True)
class Thing:
    """A thing as far as it matters for its identity.

    Attributes:
        id: its identifier, table and key.
        names: its names; the first is its label.
        makers: names of whoever makes, develops or operates it; of an organisation its parent.
        kind: what kind of thing of its table it is.
    released: when it came out; a date that may be partial, or blank.
        places: keys of the places where it is.
        memory: capacity of its memory in gigabytes, as written, or blank.
        source: key of the source that names it.
        locator: where in the source.
        folder: name of the folder of tables that holds it; blank for the curated ones.
    """

    id: str
    names: tuple[str, ...]
    makers: tuple[str, ...] = ()
    kind: str = ""
    released: str = ""
    places: tuple[str, ...] = ()
    memory: str = ""
    source: str = ""
    locator: str = ""
    folder: str = ""

    @property
    def table(self) -> str:
        """The table that holds it."""
        return self.id.partition("/")[0]

    @property
    def rank(self) -> tuple[bool, bool, int, str, str]:
        """What sorts things by which stays: curated ones, English names, many facts come first."""
        facts = sum(map(bool, (self.makers, self.released, self.places, self.memory)))
        return (bool(self.folder), bool(HAN.search(self.label)), -facts, self.folder, self.id)

    @property
    def label(self) -> str:
        """Its name."""
        return self.names[0]


def read_things(
    folder: Path, name: str = "", known: Mapping[str, Thing] | None = None
) -> list[Thing]:
    """Return the things of a folder of tables.

    Args:
        folder: where the tables are; those that are not there have no rows.
        name: what to call the folder; blank for the curated tables.
        known: things of other folders, by identifier, to which rows may refer.

    Raises:
        DataError: if a table cannot be read.
    """
    wanted = (*COMPARED, "aliases", "relations", "observations")
    rows = {table: _rows(folder, table) for table in wanted}
    said = _said(rows)
    names = {thing.id: thing.label for thing in (known or {}).values()}
    names |= {f"{table}/{row['key']}": row["label_en"] for table in COMPARED for row in rows[table]}
    return [_thing(table, row, names, said, name) for table in COMPARED for row in rows[table]]


def _rows(folder: Path, table: str) -> list[Row]:
    path = folder / f"{table}.csv"
    if not path.exists():
        return []
    reading = read_rows(read_content(path), shown(path), TABLES[table])
    if reading.problems:
        raise DataError(reading.problems)
    return reading.rows


def _said(rows: Mapping[str, Iterable[Row]]) -> dict[tuple[str, str], list[str]]:
    """Return what rows of statements say: by thing and what is said of it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows["aliases"]:
        if row["kind"] not in _NO_NAMES:
            found.setdefault((row["thing"], "names"), []).append(row["label"])
    for row in rows["relations"]:
        if what := _SAID.get(row["predicate"]):
            found.setdefault((row["subject"], what), []).append(row["object"])
    for row in rows["observations"]:
        if row["measure"] == _MEMORY and row["unit"] == "GB":
            value = Decimal(row["value"]).scaleb(int(row["scale"] or 0))
            found.setdefault((row["entity"], "memory"), []).append(f"{value:f}")
    return found


def _thing(
    table: str,
    row: Row,
    names: Mapping[str, str],
    said: Mapping[tuple[str, str], list[str]],
    folder: str,
) -> Thing:
    thing = f"{table}/{row['key']}"
    makers = [f"organisations/{key}" for key in split_list(row[COMPARED[table]])]
    makers = [*makers, *said.get((thing, "makers"), ())] if table != "places" else []
    places = [row.cells.get(column, "") for column in ("headquarters", "place", "within")]
    places += [item.partition("/")[2] for item in said.get((thing, "places"), ())]
    labels = (row["label_en"], row["label_zh"], *said.get((thing, "names"), ()))
    memory = said.get((thing, "memory"), ())
    return Thing(
        thing,
        tuple(dict.fromkeys(filter(None, labels))) or (row["key"],),
        tuple(dict.fromkeys(names.get(maker, maker.partition("/")[2]) for maker in makers)),
        row.cells.get("kind", ""),
        row.cells.get("released", ""),
        tuple(dict.fromkeys(filter(None, places))),
        memory[0] if len(memory) == 1 else "",
        row["source"],
        row["locator"],
        folder,
    )
