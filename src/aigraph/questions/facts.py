"""What is said of things themselves: properties, names and figures, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph import vocab
from aigraph.i18n import named, say
from aigraph.ids import identifier, iri
from aigraph.stores.oxigraph import select

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Store

    from aigraph.graph import View
    from aigraph.questions.answer import Row

_PLAIN: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?property ?value ?source ?locator ?grade WHERE {{
  VALUES ?thing {{ {things} }}
  GRAPH <https://w3id.org/aigraph/graph/things> {{
    ?thing ?property ?value .
    OPTIONAL {{ ?thing ag:statedIn ?source ; ag:locator ?locator ; ag:grade ?grade }}
  }}
}} ORDER BY ?property ?value
"""
_NAMES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?label ?kind ?source ?locator WHERE {{
  VALUES ?thing {{ {things} }}
  GRAPH ?g {{
    ?alias ag:labelOf ?thing ; ag:labelText ?label ; ag:attestationKind ?kind ;
      ag:statedIn ?source ; ag:locator ?locator .
}} }} ORDER BY ?kind ?label
"""
_FIGURES: Final = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
SELECT ?thing ?measure ?printed ?value ?unit ?period ?source ?locator ?grade ?confidence WHERE {{
  VALUES ?thing {{ {things} }}
  GRAPH ?g {{
    ?observation ag:entity ?thing ; ag:measure ?measure ; ag:printed ?printed ; ag:value ?value ;
      ag:unit ?unit ; ag:statedIn ?source ; ag:locator ?locator ; ag:grade ?grade ;
      ag:confidence ?confidence .
    OPTIONAL {{ ?observation ag:period ?period }}
}} }} ORDER BY ?measure ?period ?observation
"""
_EVIDENCE_PROPERTIES: Final = frozenset({"statedIn", "locator", "grade", "confidence", "type"})


def facts(view: View, store: Store, things: Collection[str]) -> dict[str, list[Row]]:
    """Return the properties, names and figures of some things, by thing.

    Args:
        view: what properties and measures are called.
        store: what to ask; three queries, however many things there are.
        things: identifiers.
    """
    found: dict[str, list[Row]] = {thing: [] for thing in things}
    values = " ".join(f"<{iri(thing)}>" for thing in sorted(found))
    for query, make in ((_PLAIN, _property), (_NAMES, _name), (_FIGURES, _figure)):
        for row in select(store, query.format(things=values)):
            if fact := make(view, row):
                found[identifier(row["thing"])].append(fact)
    return found


def _fact(predicate: str, value: str, row: dict[str, str], **more: object) -> Row:
    return {
        "predicate": predicate,
        "value": value,
        "source": identifier(row.get("source", "")),
        "locator": row.get("locator", ""),
        "grade": vocab.local_name(row.get("grade", "")),
        "confidence": vocab.local_name(row.get("confidence", "")),
        "valid_from": "",
        "valid_to": "",
        "wording": "",
        "last_stated": "",
        **more,
    }


def _property(view: View, row: dict[str, str]) -> Row | None:
    name = vocab.local_name(row["property"])
    if name in _EVIDENCE_PROPERTIES | vocab.REPEATING:
        return None
    return _fact(name, identifier(row["value"]), row, predicate_zh=view.label(name, "zh"))


def _name(_view: View, row: dict[str, str]) -> Row:
    kind = row["kind"]
    return _fact(
        f"name ({kind})",
        row["label"],
        row,
        predicate_zh=say("name ({kind})", "zh", kind=named(kind, "zh")),
    )


def _figure(view: View, row: dict[str, str]) -> Row:
    period = f" ({row['period']})" if "period" in row else ""
    measure = identifier(row["measure"])
    return _fact(
        measure.partition("/")[2],
        f"{row['printed']}{period}",
        row,
        number=float(row["value"]),
        unit=row["unit"],
        predicate_zh=view.label(measure, "zh"),
    )
