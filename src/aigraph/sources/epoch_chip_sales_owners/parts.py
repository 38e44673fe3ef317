"""What part of a whole each estimate is: of an owner's base by chip, of all compute by owner."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from aigraph.sources.figures import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_BY_CHIP: Final = "owners_csv_export/{}_owners_cumulative_by_chip.csv"
_TOTALS: Final = "owners_csv_export/{}_owners_cumulative_totals.csv"
_SOLD: Final = "csv_export/{}_cumulative_totals.csv"
DESIGNERS: Final = ("nvidia", "amd", "tpu", "trainium")
"""The words by which the files of one designer's chips begin."""

_MEDIAN: Final = "Compute estimate in H100e (median)"
_ENDS: Final = (
    ("H100e (5th percentile)", "H100e (95th percentile)"),
    (
        "Compute estimate in H100e (5th percentile)",
        "Compute estimate in H100e (95th percentile)",
    ),
)


class Estimate(NamedTuple):
    """Compute in H100 equivalents with the bounds that the source gives.

    Attributes:
        median: the central figure.
        low: the 5th percentile.
        high: the 95th percentile.
    """

    median: Decimal
    low: Decimal
    high: Decimal

    def of(self, whole: Iterable[Estimate]) -> Estimate | None:
        """Return which part it is of a whole to which it belongs; None of nothing.

        The central part is that of the medians. It is least where this estimate is at its lower
        and all others are at their upper bound, and greatest the other way round.

        >>> one = Estimate(Decimal(6), Decimal(4), Decimal(8))
        >>> one.of([one, Estimate(Decimal(2), Decimal(2), Decimal(4))])
        Estimate(median=Decimal('0.75'), low=Decimal('0.5'), high=Decimal('0.8'))
        """
        parts = list(whole)
        median, low, high = (sum(column, Decimal()) for column in zip(*parts, strict=True))
        if not median:
            return None
        least, most = self.low + high - self.high, self.high + low - self.low
        return Estimate(
            self.median / median,
            min(self.low / least if least else Decimal(), self.median / median),
            max(self.high / most if most else Decimal(), self.median / median),
        )


def estimate(record: Record) -> Estimate | None:
    """Return the compute that a row estimates; None where it gives none, or is not complete."""
    if record.get("Incomplete") or "Incomplete" in record.get("Notes"):
        return None
    for low, high in _ENDS:
        if record.get(low):
            try:
                found = [number(record.get(name)) for name in (_MEDIAN, low, high)]
            except ValueError:
                return None
            return Estimate(*found)
    return None


class Wholes:
    """What each part is a part of, at each day for which every designer's chips are known."""

    def __init__(self, ctx: Context) -> None:
        """Add up the estimates of the files.

        Args:
            ctx: gives the rows.
        """
        self._sold: dict[str, list[Estimate]] = defaultdict(list)
        self._by_chip: dict[tuple[str, str], list[Estimate]] = defaultdict(list)
        self._owned: dict[tuple[str, str], list[Estimate]] = defaultdict(list)
        for record, size in _estimates(ctx, _SOLD):
            self._sold[record["End date"]].append(size)
        for record, size in _estimates(ctx, _BY_CHIP):
            self._by_chip[record["Owner"], record["End date"]].append(size)
        for record, size in _estimates(ctx, _TOTALS):
            self._owned[record["Owner"], record["End date"]].append(size)

    def part(self, record: Record) -> tuple[str, Estimate] | None:
        """Return which whole a row is a part of, and which part.

        ``chip`` is the part that a chip is of all that an owner has, ``owner`` the part that an
        owner has of all that was sold, ``designer`` the part of it that one designer sold.
        """
        size, day = estimate(record), record["End date"]
        sold = self._sold.get(day, [])
        if size is None or len(sold) < len(DESIGNERS):
            return None
        owner = record.get("Owner")
        kind = next((kind for kind, files in _KINDS.items() if record.file in files), "")
        match kind:
            case "chip":
                part = size.of(self._by_chip[owner, day])
            case "owner":
                part = _sum(self._owned[owner, day]).of(sold)
            case "designer":
                part = size.of(sold)
            case _:
                part = None
        return (kind, part) if part else None


def _sum(parts: Iterable[Estimate]) -> Estimate:
    return Estimate(*(sum(column, Decimal()) for column in zip(*parts, strict=True)))


def _estimates(ctx: Context, pattern: str) -> Iterator[tuple[Record, Estimate]]:
    for name in DESIGNERS:
        for record in ctx.rows(pattern.format(name)):
            size = estimate(record)
            if size:
                yield record, size


_KINDS: Final = {
    kind: frozenset(pattern.format(name) for name in DESIGNERS)
    for kind, pattern in (("chip", _BY_CHIP), ("owner", _TOTALS), ("designer", _SOLD))
}
