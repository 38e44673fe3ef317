"""Total processing performance and performance density, as the US control list defines them.

Technical notes to ECCN 3A090 (15 CFR part 774, supplement 1): total processing performance is two
times the multiply-accumulate operations per second, in units of 10**12, times the bit length of the
operation, the greatest value over all bit lengths, added up over the package; a multiply-accumulate
counts as two operations, so it is operations per second in units of 10**12 times bit length.
Performance density is that divided by the area of the dies, in square millimetres.

A rate that a source gives for sparse matrices is no rate of these. Where a source does not say
whether its rates are dense they are taken as dense, and that is a premise of the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BIT_LENGTHS: Final[Mapping[str, int]] = {
    "concepts/peak-fp64": 64,
    "concepts/peak-fp32": 32,
    "concepts/peak-tf32": 19,
    "concepts/peak-fp16": 16,
    "concepts/peak-tensor-fp16": 16,
    "concepts/peak-int16": 16,
    "concepts/peak-fp8": 8,
    "concepts/peak-int8": 8,
    "concepts/peak-fp4": 4,
    "concepts/peak-int4": 4,
}
"""Bit length of the operands by the measure of a rate; TensorFloat-32 has 19 bits."""

SHORT: Final = 8
"""Rates are known well enough where one of this bit length or a shorter one is among them.

Matrix units are fastest there: the figure of a source that gives only longer ones is a lower bound.
"""
_TERA: Final = 1e12


@dataclass(frozen=True)
class Rate:
    """A rate of dense operations of a whole package, as one source gives it.

    Attributes:
        measure: ``concepts/key``, a key of ``BIT_LENGTHS``.
        value: operations per second.
        evidence: identifier of the observation.
    """

    measure: str
    value: float
    evidence: str

    @property
    def performance(self) -> float:
        """The total processing performance that this rate gives."""
        return self.value / _TERA * BIT_LENGTHS[self.measure]


@dataclass(frozen=True)
class Performance:
    """A computed figure.

    Attributes:
        value: the figure: TPP, or TPP per square millimetre.
        deciding: the rate that gives it.
        premises: identifiers of the observations that it is computed from.
        at_least: whether it is a lower bound, because no rate of a short bit length is known.
    """

    value: float
    deciding: Rate
    premises: tuple[str, ...]
    at_least: bool


def total_processing_performance(rates: Iterable[Rate]) -> Performance | None:
    """Return the greatest rate times bit length; None without any rate.

    Args:
        rates: dense rates of one package from one source.

    >>> found = total_processing_performance(
    ...     [Rate("concepts/peak-tensor-fp16", 1.979e15 / 2, "o1"),
    ...      Rate("concepts/peak-fp8", 1.979e15, "o2"), Rate("concepts/peak-fp32", 67e12, "o3")])
    >>> round(found.value), found.premises, found.at_least
    (15832, ('o1', 'o2', 'o3'), False)
    >>> total_processing_performance([]) is None
    True
    """
    known = list(rates)
    if not known:
        return None
    best = max(known, key=lambda rate: (rate.performance, -BIT_LENGTHS[rate.measure]))
    shortest = min(BIT_LENGTHS[rate.measure] for rate in known)
    premises = tuple(sorted({rate.evidence for rate in known}))
    return Performance(round(best.performance, 6), best, premises, shortest > SHORT)


def performance_density(total: Performance, area: float, evidence: str) -> Performance:
    """Return total processing performance per square millimetre of die.

    Args:
        total: the total processing performance.
        area: area of all dies that compute, in square millimetres, more than 0.
        evidence: identifier of the observation of the area.

    >>> rate = Rate("concepts/peak-int8", 296e12, "o1")
    >>> total = total_processing_performance([rate])
    >>> round(performance_density(total, 814, "o2").value, 1)
    2.9
    """
    premises = tuple(sorted({*total.premises, evidence}))
    return Performance(round(total.value / area, 6), total.deciding, premises, total.at_least)
