"""In which column of a picture each thing is, and in what order: few edges cross."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aigraph.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigraph.views.subgraph import Subgraph

BANDS: Final = (
    ("policy", Text("Policy and law")),
    ("base", Text("Base layer")),
    ("technology", Text("Technology layer")),
    ("application", Text("Application layer")),
    ("vertical", Text("Verticals")),
    ("evidence", Text("Evidence")),
)
"""The bands of the picture from left to right: key and heading."""


@dataclass(frozen=True)
class Column:
    """A column of the picture.

    Attributes:
        band: key of the band that contains it.
        label: its heading.
        kinds: kinds of things in it.
    """

    band: str
    label: Text
    kinds: tuple[str, ...]


COLUMNS: Final = (
    Column(
        "policy",
        Text("Measures"),
        (
            "Policy",
            "Rule",
            "DutyRule",
            "ExemptionRule",
            "ExportControlRule",
            "ObligationRule",
            "Standard",
        ),
    ),
    Column(
        "policy",
        Text("Goods and codes"),
        ("TradeItem", "TariffCode", "ExportControlCode", "IndustryCode", "Code"),
    ),
    Column(
        "base",
        Text("Places, makers, parts"),
        ("Place", "Organisation", "Component", "Equipment", "Facility"),
    ),
    Column("base", Text("Chips and servers"), ("Chip", "Server", "ComponentKind")),
    Column("base", Text("Cloud services"), ("Service",)),
    Column(
        "technology",
        Text("Models and themes"),
        ("Model", "Dataset", "ModelType", "Theme", "Segment", "Layer", "Source"),
    ),
    Column(
        "application",
        Text("Applications, markets"),
        ("Application", "Market", "ApplicationKind"),
    ),
    Column("vertical", Text("Verticals"), ("Vertical",)),
    Column("evidence", Text("Findings"), ("Finding",)),
    Column("evidence", Text("Claims"), ("Claim",)),
)
"""The columns from left to right: suppliers before what depends on them."""

_COLUMN: Final = {kind: number for number, column in enumerate(COLUMNS) for kind in column.kinds}
_OTHER_COLUMN: Final = _COLUMN["Theme"]
_SWEEPS: Final = 6


def column_of(kind: str) -> int:
    """Return the column of things of a kind, counted from the left."""
    return _COLUMN.get(kind, _OTHER_COLUMN)


def shape_of(kind: str) -> int:
    """Return the number of the outline that sets a kind apart from the others of its column."""
    kinds = COLUMNS[column_of(kind)].kinds
    return kinds.index(kind) if kind in kinds else len(kinds)


def band_of(kind: str) -> str:
    """Return the key of the band of things of a kind.

    >>> band_of("Chip"), band_of("Vertical")
    ('base', 'vertical')
    """
    return COLUMNS[column_of(kind)].band


def order(subgraph: Subgraph) -> list[str]:
    """Return the things column by column, each column from top to bottom, the same on every run.

    Columns are ordered by the mean height of their neighbours, sweeping to and fro, which
    removes most crossings (Sugiyama, Tagawa and Toda 1981). Things of one segment stay together.
    How many of them fit beside each other depends on the screen, so the page spaces them.
    """
    columns: dict[int, list[str]] = {}
    for node in subgraph.nodes:
        columns.setdefault(column_of(node.kind), []).append(node.id)
    height = _sweep(columns, subgraph)
    segment = {node.id: node.segment for node in subgraph.nodes}
    return [
        node for number in sorted(columns) for node in _together(columns[number], segment, height)
    ]


def _together(ids: list[str], segment: dict[str, str], height: dict[str, float]) -> list[str]:
    """Return a column with each segment in one piece, at the average place of its members."""
    heights: dict[str, list[float]] = {}
    for node in ids:
        heights.setdefault(segment[node] or node, []).append(height[node])
    middle = {key: sum(found) / len(found) for key, found in heights.items()}

    def place(node: str) -> tuple[float, str, float]:
        key = segment[node] or node
        return middle[key], key, height[node]

    return sorted(ids, key=place)


def _sweep(columns: dict[int, list[str]], subgraph: Subgraph) -> dict[str, float]:
    """Return a height between -1 and 1 for each thing, near the mean of its neighbours."""
    neighbours: dict[str, list[str]] = {node.id: [] for node in subgraph.nodes}
    for edge in subgraph.edges:
        neighbours[edge["subject"]].append(edge["object"])
        neighbours[edge["object"]].append(edge["subject"])
    height: dict[str, float] = {}
    for ids in columns.values():
        _level(ids, height)
    there = sorted(columns)
    for number in [*there, *reversed(there)] * (_SWEEPS // 2):
        ids = columns[number]
        means = {
            node: sum(height[other] for other in neighbours[node]) / len(neighbours[node])
            if neighbours[node]
            else height[node]
            for node in ids
        }
        ids.sort(key=lambda node: (means[node], node))
        _level(ids, height)
    return height


def _level(ids: Iterable[str], height: dict[str, float]) -> None:
    """Spread a column's nodes evenly between -1 and 1."""
    nodes = list(ids)
    for index, node in enumerate(nodes):
        height[node] = (2 * index + 1) / len(nodes) - 1
