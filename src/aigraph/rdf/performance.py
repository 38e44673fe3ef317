"""Total processing performance of chips, computed from the rates that sources give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from aigraph import vocab
from aigraph.ids import identifier, iri
from aigraph.law.performance import (
    BIT_LENGTHS,
    Rate,
    performance_density,
    total_processing_performance,
)
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from aigraph.law.performance import Performance

COMPUTED: Final = "performance"
"""Name of what computes these figures."""

_TPP: Final = ("total-processing-performance", "TPP")
_DENSITY: Final = ("performance-density", "TPP/mm2")
_AREA: Final = "concepts/die-area"
_DERIVED: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
_FIGURES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?observation ?chip ?measure ?amount ?source WHERE {
  GRAPH <https://w3id.org/aigraph/graph/things> { ?chip a ag:Chip }
  GRAPH ?g {
    ?observation ag:entity ?chip ; ag:measure ?measure ; ag:amount ?amount ; ag:unit ?unit ;
      ag:statedIn ?source ; ag:confidence ?confidence
    FILTER(?confidence != ag:low && ?unit IN ("FLOP/s", "OP/s", "mm2"))
  }
}
"""


def performances(store: Store) -> list[Triple]:
    """Return the figures that follow from rates and die areas, as observations graded computed.

    The rates of one source are taken together, so that a figure says what that source says; where
    a source gives a figure of one measure twice, the greater counts.

    Args:
        store: a store with the tables loaded.
    """
    rates: dict[tuple[str, str], dict[str, Rate]] = {}
    areas: dict[tuple[str, str], tuple[float, str]] = {}
    for row in sorted(select(store, _FIGURES), key=lambda row: row["observation"]):
        key = identifier(row["chip"]), identifier(row["source"])
        measure, value = identifier(row["measure"]), float(Decimal(row["amount"]))
        evidence = identifier(row["observation"])
        if measure in BIT_LENGTHS:
            rate = Rate(measure, value, evidence)
            known = rates.setdefault(key, {}).setdefault(measure, rate)
            if value > known.value:
                rates[key][measure] = rate
        elif measure == _AREA and value > 0:
            areas[key] = max(areas.get(key, (0.0, "")), (value, evidence))
    return [triple for key in sorted(rates) for triple in _of_chip(key, rates[key], areas)]


def _of_chip(
    key: tuple[str, str],
    rates: Mapping[str, Rate],
    areas: Mapping[tuple[str, str], tuple[float, str]],
) -> Iterator[Triple]:
    total = total_processing_performance(rates.values())
    if total is None:
        return
    yield from _observation(key, _TPP, total)
    if key in areas:
        yield from _observation(key, _DENSITY, performance_density(total, *areas[key]))


def _observation(
    key: tuple[str, str], what: tuple[str, str], found: Performance
) -> Iterator[Triple]:
    chip, source = key
    measure, unit = what
    name = "/".join(part.partition("/")[2] for part in (chip, source))
    node = NamedNode(f"{vocab.THINGS}inferred/{COMPUTED}/{name}/{measure}")
    yield Triple(node, NamedNode(vocab.RDF_TYPE), _term("Observation"))
    nodes = {
        "entity": iri(chip),
        "measure": iri(f"concepts/{measure}"),
        "statedIn": iri(source),
        "grade": vocab.term("computed"),
        "confidence": vocab.term("medium"),
    }
    for name, value in nodes.items():
        yield Triple(node, _term(name), NamedNode(value))
    number = f"{found.value:.6f}".rstrip("0").rstrip(".")
    decimal = NamedNode(vocab.XSD + "decimal")
    for name in ("value", "amount"):
        yield Triple(node, _term(name), Literal(number, datatype=decimal))
    deciding = found.deciding.measure.partition("/")[2]
    texts = {
        "unit": unit,
        "status": "unspecified",
        "printed": number,
        "locator": f"computed from {deciding} and its bit length, taken as dense",
    }
    for name, text in texts.items():
        yield Triple(node, _term(name), Literal(text))
    if found.at_least:
        yield Triple(node, _term("isLowerBound"), Literal(True))
    for premise in found.premises:
        yield Triple(node, _DERIVED, NamedNode(iri(premise)))


def _term(name: str) -> NamedNode:
    return NamedNode(vocab.term(name))
