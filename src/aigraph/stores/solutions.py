"""What a query gives, as plain values that JSON can hold."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from aigraph.ids import identifier
from aigraph.stores.guard import names_graphs
from aigraph.vocab import PREFIXES, THINGS, XSD

if TYPE_CHECKING:
    from pyoxigraph import Store

Row = dict[str, Any]

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,4000}")
_INTEGERS: Final = frozenset(
    XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt"),
        *("unsignedShort", "unsignedByte"),
    )
)
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DECIMALS: Final = frozenset({XSD + "decimal", XSD + "double", XSD + "float"})
_TRUTHS: Final = {"true": True, "1": True, "false": False, "0": False}


def solve(store: Store, query: str) -> tuple[list[str], list[Row]]:
    """Run a query and return its variables and rows.

    The default graph is the union of all graphs unless the query names graphs itself. The usual
    prefixes are declared, and relative addresses are those of things.

    Raises:
        SyntaxError: if the query is malformed; with the engine's own words and place.
    """
    # With FROM the query has chosen its default graph; the union would override that choice.
    result = store.query(
        query,
        base_iri=THINGS,
        prefixes=PREFIXES,
        use_default_graph_as_union=not names_graphs(query),
    )
    if isinstance(result, QueryBoolean):
        return ["answer"], [{"answer": bool(result)}]
    if isinstance(result, QuerySolutions):
        variables = [variable.value for variable in result.variables]
        return variables, [
            {name: plain(value) for name, value in zip(variables, solution, strict=True)}
            for solution in result
        ]
    parts = ["subject", "predicate", "object"]
    return parts, [{part: plain(getattr(triple, part)) for part in parts} for triple in result]


def plain(term: object) -> str | int | float | bool | None:
    """Return a term as a plain value: numbers as numbers, things as ``table/key``.

    A number that JSON cannot hold, such as NaN, and one that is none, come back as text.

    >>> plain(Literal("NaN", datatype=NamedNode(XSD + "double")))
    'NaN'
    >>> plain(Literal("007", datatype=NamedNode(XSD + "integer")))
    7
    >>> plain(NamedNode("https://w3id.org/aigraph/id/chips/nvidia-h100-sxm"))
    'chips/nvidia-h100-sxm'
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return identifier(term.value)
    if isinstance(term, Literal):
        return _value(term.value, term.datatype.value)
    return str(term)


def _value(text: str, datatype: str) -> str | int | float | bool:
    if datatype in _INTEGERS and _INTEGER.fullmatch(text):
        return int(text)
    if datatype in _DECIMALS and _DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    if datatype == XSD + "boolean":
        return _TRUTHS.get(text, text)
    return text
