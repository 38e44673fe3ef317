"""What rows of a source say, as rows of our tables: things, statements, figures, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.errors import AigraphError
from aigraph.schema import TABLES
from aigraph.sources.cells import cell_of, hostile
from aigraph.sources.collected import Collected, cell_fault
from aigraph.sources.figures import day, number, scale_of, written
from aigraph.sources.keys import Keys, digest, joined, slug
from aigraph.sources.law_rows import LawRows
from aigraph.sources.lookups import NOTHING, Lookups
from aigraph.sources.records import Record, RowFaultError, one_line, unquoted
from aigraph.sources.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from aigraph.sources.description import Source

    Cell = str | Sequence[str]

_ACRONYMS: Final = {"usmca": "USMCA"}
"""Words of measures that are written in capitals."""
_PLACES: Final = 8
"""Digits after the point that a computed part keeps."""


class Saying(LawRows):
    """Takes what a row says and keeps it until the whole row is read.

    Attributes:
        source: the source.
        report: what became of its rows.
        collected: the rows made.
    """

    def __init__(self, source: Source) -> None:
        """Begin with nothing said."""
        self.source = source
        self.report = Report(source.name)
        self.collected = Collected(self.report)
        self._lookups = Lookups(source)
        self._keys = Keys(source.description.prefix)
        self._row: list[tuple[str, dict[str, str]]] = []
        self._skipped = ""
        self._named = True
        self._again = False

    @property
    def as_of(self) -> str:
        """The day of the vintage, or that of reading where it is not described."""
        return self.report.vintage or self.report.read_on

    # What words mean

    def lookup(self, kind: str, text: str) -> str:
        """Return what a word of the source means here; blank, and reported, if nobody said.

        Args:
            kind: the list of ``lookups.csv``.
            text: the word; blank means nothing.
        """
        if not text:
            return ""
        meaning = self._lookups.find(kind, text)
        if meaning is None:
            self.report.unknown[kind, text[:80]] += 1
            return ""
        return "" if meaning == NOTHING else meaning

    def listed(self, kind: str, text: str) -> str:
        """Return what a word means if it is in a list of exceptions, else blank.

        Args:
            kind: the list of ``lookups.csv``.
            text: the word.
        """
        return self._lookups.find(kind, text) or ""

    def place(self, text: str) -> str:
        """Return the place, as ``places/key``, of a name; blank and reported if nobody said."""
        key = self.lookup("place", text)
        return f"places/{key}" if key else ""

    def day(self, record: Record, column: str) -> str:
        """Return the date in a cell; blank, and reported, where it is none."""
        text = record.get(column)
        try:
            return day(text) if text else ""
        except ValueError as error:
            self.unclear(record, column, str(error))
            return ""

    def unclear(self, record: Record, column: str, why: str) -> None:
        """Report a cell that is left out because it cannot be understood."""
        self.report.unclear.append((record.locator, column, why))

    def dangling(self, record: Record, column: str, name: str, why: str) -> None:
        """Report a name that leads to no thing of the source, or to several.

        Args:
            record: the row.
            column: its column.
            name: the name.
            why: what is wrong with it, as a sentence that goes on after the name.
        """
        self.unclear(record, column, f"{name!r} {why}")
        self.report.nameless.append((record.locator, column, name))

    def skip(self, reason: str, *, named: bool = True) -> None:
        """Leave the row out, for a reason that holds for all rows like it.

        Args:
            reason: the reason.
            named: whether the report names the row; persons are counted only.
        """
        self._skipped, self._named = reason, named

    def again(self) -> None:
        """Take the row as one that says what another row of the source said, or dates it."""
        self._again = True

    # What goes out

    def key(self, table: str, name: str) -> str:
        """Return the key of what the source calls by a name.

        The same name gives the same key in every vintage; names that differ in more than case and
        blanks give different keys.
        """
        return self._keys.key(table, name)

    def _own(self, key: str) -> str:
        """Return the key of a row that may be about a thing of another source."""
        prefix = self.source.description.prefix
        return key if key.startswith(f"{prefix}-") else joined(prefix, key)

    def thing(
        self, record: Record, table: str, name: str, /, *, identity: str = "", **cells: Cell
    ) -> str:
        """Say that there is a thing, and return its identifier.

        Args:
            record: the row that says so.
            table: its table.
            name: its name, which becomes its English label unless another is given.
            identity: what distinguishes it in the source, where its name does not.
            cells: other cells by column; references as ``table/key``.

        Raises:
            RowFaultError: if a cell cannot be held, or looks like a formula or markup.
        """
        label = self._name(name)
        key = self.key(table, identity or label)
        self._put(record, table, {"key": key, "label_en": label, **cells})
        return f"{table}/{key}"

    def measure(self, record: Record, broader: str, about: str, /) -> str:
        """Say that there is a measure of something narrower than a measure, and return its key.

        Args:
            record: the row that needs it.
            broader: key of the measure.
            about: what it is confined to.
        """
        words = " ".join(_ACRONYMS.get(word, word) for word in broader.split("-"))
        name = f"{words[:1].upper()}{words[1:]}: {about}"
        cells = {"scheme": "schemes/measures", "broader": f"concepts/{broader}"}
        return self.thing(record, "concepts", name, **cells).partition("/")[2]

    def claim(
        self, record: Record, subject: str, predicate: str, target: str, /, **cells: Cell
    ) -> None:
        """Say that two things are related.

        Args:
            record: the row that says so.
            subject: ``table/key``.
            predicate: a relation of the ontology.
            target: the other thing, as ``table/key``.
            cells: other cells of ``relations.csv``.
        """
        when = f"{cells.get('valid_from', '')}/{cells.get('valid_to', '')}"
        mark = digest(subject, predicate, target, when)
        key = self._own(joined(subject.partition("/")[2][:70], slug(predicate), mark))
        said = {"key": key, "subject": subject, "predicate": predicate, "object": target}
        self._put(record, "relations", {**said, **cells})

    def observation(
        self,
        record: Record,
        entity: str,
        measure: str,
        column: str,
        unit: str,
        /,
        *,
        scale: int = 0,
        interval: tuple[str, str] | None = None,
        **cells: Cell,
    ) -> None:
        """Say what a cell measures; a blank cell says nothing, one that is no number is reported.

        Args:
            record: the row.
            entity: what was measured, as ``table/key``.
            measure: key of the measure.
            column: the column of the figure.
            unit: unit of the figure.
            scale: power of ten by which the column counts: -9 for bytes as GB.
            interval: the columns of the least and the greatest value, beside a central one.
            cells: other cells of ``observations.csv``: ``period``, ``status``, ``note``.
        """
        printed = record.get(column)
        if not printed:
            return
        try:
            value = number(printed)
        except ValueError as error:
            self.unclear(record, column, str(error))
            return
        large = scale_of(value)
        said: dict[str, Cell] = {
            "entity": entity,
            "measure": measure,
            "unit": unit,
            "printed": printed,
            "value": written(value, large),
            "scale": str(large + scale) if large + scale else "",
            "status": "unspecified",
            **cells,
        }
        if interval:
            said |= self._interval(record, interval, large)
        mark = digest(entity, measure, str(said.get("period", "")))
        said["key"] = self._own(joined(entity.partition("/")[2][:60], measure[:40], mark))
        self._put(record, "observations", said)

    def _interval(self, record: Record, columns: tuple[str, str], scale: int) -> dict[str, Cell]:
        """Return the cells of an interval, or none where its ends are not both numbers."""
        try:
            low, high = (number(record.get(column)) for column in columns)
        except ValueError:
            return {}
        return {"low": written(low, scale), "high": written(high, scale)}

    def weight(
        self,
        record: Record,
        whole: str,
        part: str,
        basis: str,
        share: Decimal,
        /,
        *,
        low: Decimal | None = None,
        high: Decimal | None = None,
        **cells: Cell,
    ) -> None:
        """Say which part of a whole a thing has.

        Args:
            record: the row.
            whole: what is divided, as ``table/key``.
            part: whose part it is, as ``table/key``.
            basis: what is counted, a word of the column ``basis`` of ``weights.csv``.
            share: the part, from 0 to 1.
            low: the least part that the source allows.
            high: the greatest part that the source allows.
            cells: other cells of ``weights.csv``: ``relation`` (say it with ``claim`` too),
                ``place``, ``period``, ``grade`` (``computed`` where the part is a quotient of two
                of the source's figures: name them in ``note``).

        Raises:
            RowFaultError: if it is no part of a whole.
        """
        said: dict[str, Cell] = {
            "whole": whole,
            "part": part,
            "basis": basis,
            "share": written(round(share, _PLACES)),
            "low": "" if low is None else written(round(low, _PLACES)),
            "high": "" if high is None else written(round(high, _PLACES)),
            **cells,
        }
        apart = [str(said.get(name, "")) for name in ("relation", "place", "period")]
        mark = digest(whole, part, basis, *apart)
        key = joined(whole.partition("/")[2][:50], part.partition("/")[2][:50], mark)
        self._put(record, "weights", {"key": key, **said})

    def alias(self, record: Record, thing: str, label: str, /, language: str = "en") -> None:
        """Say that a thing has another name."""
        cells = {"thing": thing, "label": self._name(label), "language": language, "kind": "alias"}
        key = joined(thing.partition("/")[2][:80], digest(label))
        self._put(record, "aliases", {"key": key, **cells})

    def _put(self, record: Record, table: str, cells: Mapping[str, Cell]) -> None:
        """Keep a row of ours until the row of the source is read."""
        known = TABLES[table].by_name
        strange = set(cells) - set(known)
        if strange:
            raise AigraphError(f"{table}.csv has no column {', '.join(sorted(strange))}")
        evidence = {
            "source": self.source.description.prefix,
            "locator": record.locator,
            "grade": "stated",
            "confidence": "high",
        }
        given = {name: cell for name, cell in evidence.items() if name in known} | dict(cells)
        row = {name: cell_of(column, given.get(name, "")) for name, column in known.items()}
        fault = cell_fault(table, row) or hostile(row, table)
        if fault:
            raise RowFaultError(fault)
        self._row.append((table, row))

    def _name(self, text: str) -> str:
        """Return a name on one line, without quotes around it.

        Raises:
            RowFaultError: if it is blank.
        """
        name = unquoted(one_line(text))
        if not name:
            raise RowFaultError("the name is blank")
        return name
