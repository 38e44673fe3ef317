"""Where the things of a picture stand: columns from suppliers to verticals, few crossings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aigraph.questions.subgraph import Subgraph

BANDS: Final = (
    ("policy", "Policy and law", "政策与法规"),
    ("base", "Base layer", "基础层"),
    ("technology", "Technology layer", "技术层"),
    ("application", "Application layer", "应用层"),
    ("vertical", "Verticals", "垂直行业"),
)
"""The bands of the picture from left to right: key, English and Chinese heading."""

_COLUMNS: Final = (
    ("policy", ("Policy", "Rule", "DutyRule", "ExemptionRule", "ExportControlRule", "Standard")),
    ("policy", ("TradeItem", "TariffCode", "ExportControlCode", "IndustryCode", "Code")),
    ("base", ("Place",)),
    ("base", ("Organisation", "Component", "Equipment", "Facility")),
    ("base", ("Chip", "Server", "ComponentKind")),
    ("base", ("Service",)),
    ("technology", ("Model", "Dataset", "ModelType", "Theme", "Segment", "Layer")),
    ("application", ("Application", "Market", "ApplicationKind")),
    ("vertical", ("Vertical",)),
)
_OTHER_COLUMN: Final = 6
_ROW: Final = 62.0
_COLUMN: Final = 235.0
_GAP: Final = 90.0
_HEIGHTS: Final = (10, 14, 18, 22, 26, 32, 40, 60)
_ASPECT: Final = 1.45
_SWEEPS: Final = 6


def column_of(kind: str) -> int:
    """Return the column in which things of a kind stand, counted from the left."""
    for number, (_, kinds) in enumerate(_COLUMNS):
        if kind in kinds:
            return number
    return _OTHER_COLUMN


def band_of(kind: str) -> str:
    """Return the key of the band in which things of a kind stand.

    >>> band_of("Chip"), band_of("Vertical")
    ('base', 'vertical')
    """
    return _COLUMNS[column_of(kind)][0]


def positions(subgraph: Subgraph) -> dict[str, tuple[float, float]]:
    """Return x and y of every node, the same on every run.

    Columns are ordered by the mean height of their neighbours, sweeping to and fro, which
    removes most crossings (Sugiyama, Tagawa and Toda 1981). A long column is wrapped.
    """
    columns: dict[int, list[str]] = {}
    for node in subgraph.nodes:
        columns.setdefault(column_of(node.kind), []).append(node.id)
    _sweep(columns, subgraph)
    most_rows = _rows_for(columns)
    placed: dict[str, tuple[float, float]] = {}
    x = 0.0
    band = ""
    for number in sorted(columns):
        if band and _COLUMNS[number][0] != band:
            x += _GAP
        band = _COLUMNS[number][0]
        ids = columns[number]
        wraps = _wraps(ids, most_rows)
        height = -(-len(ids) // wraps)
        for index, name in enumerate(ids):
            wrap, row = index % wraps, index // wraps
            offset = _ROW / 2 if wrap % 2 else 0.0
            placed[name] = (x + wrap * _COLUMN, (row - (height - 1) / 2) * _ROW + offset)
        x += wraps * _COLUMN
    return placed


def _wraps(ids: list[str], most_rows: int) -> int:
    return -(-len(ids) // most_rows)


def _rows_for(columns: dict[int, list[str]]) -> int:
    """Return how many rows a column may have so that the picture fills a screen best."""

    def misfit(most_rows: int) -> float:
        width = sum(_wraps(ids, most_rows) for ids in columns.values()) * _COLUMN
        height = max((min(len(ids), most_rows) for ids in columns.values()), default=1) * _ROW
        return abs(width / height - _ASPECT)

    return min(_HEIGHTS, key=misfit)


def _sweep(columns: dict[int, list[str]], subgraph: Subgraph) -> None:
    """Reorder each column by the mean height of its neighbours."""
    neighbours: dict[str, list[str]] = {node.id: [] for node in subgraph.nodes}
    for edge in subgraph.edges:
        neighbours[edge["subject"]].append(edge["object"])
        neighbours[edge["object"]].append(edge["subject"])
    height: dict[str, float] = {}
    for ids in columns.values():
        _level(ids, height)
    order = sorted(columns)
    for number in [*order, *reversed(order)] * (_SWEEPS // 2):
        ids = columns[number]
        means = {
            node: sum(height[other] for other in neighbours[node]) / len(neighbours[node])
            if neighbours[node]
            else height[node]
            for node in ids
        }
        ids.sort(key=lambda node: (means[node], node))
        _level(ids, height)


def _level(ids: list[str], height: dict[str, float]) -> None:
    """Spread a column's nodes evenly between -1 and 1."""
    for index, node in enumerate(ids):
        height[node] = (2 * index + 1) / len(ids) - 1
