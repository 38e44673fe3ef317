"""A network of supply: all inputs are needed, and the suppliers of one replace each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aigraph.analytics.order import layers
from aigraph.kernels import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Booleans = NDArray[np.bool_]


_TINY = 1e-12  # keeps quotients finite
_PIECE = 1 << 14


class Supply(NamedTuple):
    """One supplier of one input.

    Attributes:
        dependent: the node that needs the input.
        supplier: the node that supplies it.
        input: what is supplied; the suppliers of one input of one dependent replace each other,
            and a dependent needs all of its inputs.
        share: the part of the input that this supplier meets, or None where nobody states it.
    """

    dependent: str
    supplier: str
    input: str
    share: Interval | None = None


@dataclass(frozen=True, eq=False)
class Level:
    """Nodes that can be computed together, since all they need lies on lower levels.

    Attributes:
        inputs: the inputs of these nodes, as positions in the network.
        edges: the supplies of these inputs.
        nodes: the nodes that own the inputs.
        input_starts: where each input begins among the edges of the level.
        node_starts: where each node begins among the inputs of the level.
        cyclic: whether some of these nodes depend on each other.
    """

    inputs: slice
    edges: slice
    nodes: Integers
    input_starts: Integers
    node_starts: Integers
    cyclic: bool


@dataclass(frozen=True, eq=False)
class SupplyNetwork:
    """Who needs what from whom, as arrays; edges of one input lie side by side.

    Attributes:
        names: names of the nodes; a node is its position here.
        owner: the node that needs each input.
        start: position of the first edge of each input, and one past the last edge.
        supplier: the node at the far end of each edge.
        low: least share of each edge; 0 where nothing is stated.
        high: greatest share of each edge; 1 where nothing is stated.
        stated: whether the share of each edge is stated.
        labels: name of each input; empty where they have none.
        levels: inputs in an order in which what is needed comes first.
    """

    names: Sequence[str]
    owner: Integers
    start: Integers
    supplier: Integers
    low: Floats
    high: Floats
    stated: Booleans
    labels: Sequence[str]
    levels: tuple[Level, ...]

    @classmethod
    def from_arrays(
        cls,
        names: Sequence[str],
        dependent: Integers,
        supplier: Integers,
        input_of: Integers,
        low: Floats,
        high: Floats,
        labels: Sequence[str] = (),
    ) -> SupplyNetwork:
        """Arrange edges given as arrays, O(V + E log E); a node's supply of itself is left out.

        Args:
            names: names of the nodes.
            dependent: the node that needs, for each edge.
            supplier: the node that is needed.
            input_of: number of the input; edges of one dependent with one number are alternatives.
            low: least share; NaN where nothing is stated.
            high: greatest share; NaN where nothing is stated.
            labels: name of each number in ``input_of``.
        """
        kept = dependent != supplier
        dependent, supplier, input_of, low, high = (
            array[kept] for array in (dependent, supplier, input_of, low, high)
        )
        height, in_cycle = layers(len(names), dependent, supplier)
        order = np.lexsort((supplier, input_of, dependent, height[dependent]))
        dependent, supplier, input_of = dependent[order], supplier[order], input_of[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (np.diff(dependent) != 0) | (np.diff(input_of) != 0)
        start = np.append(np.flatnonzero(new), len(order)).astype(np.int64)
        owner = dependent[new]
        stated = ~np.isnan(low[order])
        return cls(
            names=names,
            owner=owner,
            start=start,
            supplier=supplier,
            low=np.where(stated, low[order], 0.0),
            high=np.where(stated, high[order], 1.0),
            stated=stated,
            labels=[labels[number] for number in input_of[new]] if labels else (),
            levels=tuple(_levels(owner, start, height, in_cycle)),
        )

    @classmethod
    def of(cls, supplies: Iterable[Supply], nodes: Iterable[str] = ()) -> SupplyNetwork:
        """Return the network of some supplies.

        Where one supplier meets one input more than once, as rival sources tell it, its share is
        the least interval around what they state.

        Args:
            supplies: the edges.
            nodes: further nodes that may have none.
        """
        merged: dict[tuple[str, str, str], Interval | None] = {}
        for supply in supplies:
            key = supply.dependent, supply.supplier, supply.input
            merged[key] = _hull(merged.get(key), supply.share)
        names = sorted({name for key in merged for name in key[:2]} | set(nodes))
        labels = sorted({key[2] for key in merged})
        number = {name: position for position, name in enumerate(names)}
        kind = {label: position for position, label in enumerate(labels)}
        shares = [share or (np.nan, np.nan) for share in merged.values()]
        bounds = np.array(shares, dtype=float).reshape(-1, 2)
        return cls.from_arrays(
            names,
            np.array([number[key[0]] for key in merged], dtype=np.int64),
            np.array([number[key[1]] for key in merged], dtype=np.int64),
            np.array([kind[key[2]] for key in merged], dtype=np.int64),
            bounds[:, 0],
            bounds[:, 1],
            labels,
        )

    @classmethod
    def from_networkx(cls, graph: nx.Graph[Any]) -> SupplyNetwork:
        """Return the network of a directed graph whose edges lead from who needs to who supplies.

        An edge may carry ``input`` (without it, all suppliers of a node replace each other) and
        ``share``, a number or a pair of bounds.
        """
        return cls.of(
            (
                Supply(str(dependent), str(supplier), str(data.get("input", "")), _share(data))
                for dependent, supplier, data in graph.edges(data=True)
            ),
            map(str, graph.nodes),
        )

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the network as a graph with the attributes that ``from_networkx`` reads."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.names)
        for supply in self.supplies():
            graph.add_edge(
                supply.dependent, supply.supplier, input=supply.input, share=supply.share
            )
        return graph

    def supplies(self) -> Iterator[Supply]:
        """Yield every edge by name."""
        for number, owner in enumerate(self.owner):
            for edge in range(self.start[number], self.start[number + 1]):
                yield Supply(
                    self.names[owner],
                    self.names[self.supplier[edge]],
                    self.labels[number] if self.labels else "",
                    Interval(float(self.low[edge]), float(self.high[edge]))
                    if self.stated[edge]
                    else None,
                )

    def without(self, removed: Iterable[str]) -> SupplyNetwork:
        """Return the network without some nodes and all edges that touch them."""
        gone = set(removed)
        return SupplyNetwork.of(
            (item for item in self.supplies() if not gone & {item.dependent, item.supplier}),
            [name for name in self.names if name not in gone],
        )

    def plus(self, added: Iterable[Supply]) -> SupplyNetwork:
        """Return the network with further supplies."""
        return SupplyNetwork.of([*self.supplies(), *added], self.names)

    @cached_property
    def position(self) -> dict[str, int]:
        """The number of each node by name."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def input_of(self) -> Integers:
        """The input that each edge belongs to."""
        return np.repeat(np.arange(len(self.owner)), np.diff(self.start))

    @cached_property
    def shares(self) -> Floats:
        """One share for each edge: the middle of what is stated; others split the rest equally.

        Within an input they add up to 1: where all shares are stated and something is missing from
        the whole, the suppliers that are known stand for the others. ``share_bounds`` does not
        assume so.
        """
        if not len(self.supplier):
            return np.zeros(0)
        middle = self.fitted(np.where(self.stated, (self.low + self.high) / 2, 0.0))
        told = np.add.reduceat(middle, self.start[:-1])
        silent = np.add.reduceat(~self.stated, self.start[:-1], dtype=np.int64)
        rest = np.clip(1.0 - told, 0.0, None) / np.maximum(silent, 1)
        guess = np.where(self.stated, middle, rest[self.input_of])
        total = np.add.reduceat(guess, self.start[:-1])
        equal = 1.0 / np.diff(self.start)
        safe = np.where(total > 0, total, 1.0)[self.input_of]
        return np.where(total[self.input_of] > 0, guess / safe, equal[self.input_of])

    def fitted(self, shares: Floats) -> Floats:
        """Return stated shares that fit the whole, moved within their bounds as little as needed.

        What exceeds the whole is taken off above the least shares; where all suppliers of an input
        are stated, what is missing is put on below the greatest ones.

        Args:
            shares: shares between their bounds, 0 where none is stated: one column, or one for
                each draw.
        """
        shape = (-1,) + (1,) * (shares.ndim - 1)
        starts, number = self.start[:-1], self.input_of
        whole = np.maximum(np.add.reduceat(self.low, starts), 1.0)[number]
        low = np.minimum((self.low / whole).reshape(shape), shares)
        high = np.where(self.stated, self.high, 0.0).reshape(shape)
        total = np.add.reduceat(shares, starts, axis=0)
        least = np.add.reduceat(low, starts, axis=0)
        most = np.add.reduceat(np.maximum(high, shares), starts, axis=0)
        told = np.logical_and.reduceat(self.stated, starts).reshape(shape)
        down = np.where(total > 1, (total - 1) / np.maximum(total - least, _TINY), 0)
        up = np.where(total < 1, (1 - total) / np.maximum(most - total, _TINY), 0) * told
        lowered = shares - np.minimum(down, 1.0)[number] * (shares - low)
        return np.asarray(lowered + np.minimum(up, 1.0)[number] * np.maximum(high - shares, 0.0))

    def vector(self, values: dict[str, float]) -> Floats:
        """Return values by name as an array over the nodes, 0 for all others."""
        result = np.zeros(len(self.names))
        for name, value in values.items():
            result[self.position[name]] = value
        return result


def _levels(
    owner: Integers, start: Integers, height: Integers, in_cycle: Booleans
) -> Iterator[Level]:
    """Yield the levels of inputs that are sorted by the height of their owners."""
    if not len(owner):
        return
    changes = np.flatnonzero(np.diff(height[owner])) + 1
    for first, last in _pieces(owner, start, changes, in_cycle):
        owners = owner[first:last]
        new = np.ones(len(owners), dtype=bool)
        new[1:] = np.diff(owners) != 0
        nodes = owners[new]
        yield Level(
            inputs=slice(int(first), int(last)),
            edges=slice(int(start[first]), int(start[last])),
            nodes=nodes,
            input_starts=start[first:last] - start[first],
            node_starts=np.flatnonzero(new),
            cyclic=bool(in_cycle[nodes].any()),
        )


def _pieces(
    owner: Integers, start: Integers, changes: Integers, in_cycle: Booleans
) -> Iterator[tuple[int, int]]:
    """Yield where levels begin and end; long ones are cut into pieces that stay in the cache."""
    for first, last in zip([0, *changes.tolist()], [*changes.tolist(), len(owner)], strict=True):
        if in_cycle[owner[first:last]].any():
            yield first, last
            continue
        node_ends = np.flatnonzero(np.diff(owner[first:last])) + first + 1
        wanted = np.arange(start[first] + _PIECE, start[last], _PIECE)
        at = np.unique(np.searchsorted(start[node_ends], wanted))
        cuts = node_ends[at[at < len(node_ends)]].tolist()
        yield from zip([first, *cuts], [*cuts, last], strict=True)


def _hull(one: Interval | None, other: Interval | None) -> Interval | None:
    if one is None or other is None:
        return one or other
    return Interval(min(one.low, other.low), max(one.high, other.high))


def _share(data: dict[str, Any]) -> Interval | None:
    share = data.get("share")
    if share is None:
        return None
    low, high = share if isinstance(share, tuple | list) else (share, share)
    return Interval(float(low), float(high))
