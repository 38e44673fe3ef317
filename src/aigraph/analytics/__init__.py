"""Measures of risk on supply networks; they know nothing of the domain.

A library of its own: questions use part of it, and ``docs/risk.md`` describes all of it. Each
module is one family of measures: functions on arrays, and some that take a ``SupplyNetwork`` of
``aigraph.supply`` or a networkx graph and answer by name.
"""

__all__ = [
    "cascade",
    "chokepoints",
    "concentration",
    "input_output",
    "recovery",
    "robustness",
    "tables",
    "uncertainty",
]
