"""In which column of a picture each thing is, and in what order: few edges cross."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from aigraph.i18n import Text

if TYPE_CHECKING:
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
    segment = {node.id: node.segment or node.id for node in subgraph.nodes}
    neighbours = _neighbours(subgraph)
    height = {node: level for ids in columns.values() for node, level in _levels(ids)}
    there = sorted(columns)
    for number in [*there, *reversed(there)] * (_SWEEPS // 2):
        columns[number] = _together(columns[number], segment, _means(neighbours, height))
        height.update(_levels(columns[number]))
    return [node for number in there for node in columns[number]]


def _neighbours(subgraph: Subgraph) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = {node.id: [] for node in subgraph.nodes}
    for edge in subgraph.edges:
        neighbours[edge["subject"]].append(edge["object"])
        neighbours[edge["object"]].append(edge["subject"])
    return neighbours


def _means(neighbours: dict[str, list[str]], height: dict[str, float]) -> dict[str, float]:
    """Return the mean height of the neighbours of each thing; its own where it has none."""
    return {
        node: fmean(height[other] for other in others) if others else height[node]
        for node, others in neighbours.items()
    }


def _together(ids: list[str], segment: dict[str, str], height: dict[str, float]) -> list[str]:
    """Return a column with each segment in one piece, at the average place of its members."""
    heights: dict[str, list[float]] = {}
    for node in ids:
        heights.setdefault(segment[node], []).append(height[node])
    middle = {key: fmean(found) for key, found in heights.items()}
    return sorted(ids, key=lambda node: (middle[segment[node]], segment[node], height[node], node))


def _levels(ids: list[str]) -> list[tuple[str, float]]:
    """Return the nodes of a column, each with its height, evenly between -1 and 1."""
    return [(node, (2 * index + 1) / len(ids) - 1) for index, node in enumerate(ids)]
