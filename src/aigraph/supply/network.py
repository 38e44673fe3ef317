"""A network of supply: all inputs are needed, and the suppliers of one replace each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aigraph.supply.levels import Level, levels
from aigraph.supply.order import heights
from aigraph.supply.shares import Interval, Supply, equal_shares, hull, least_shares

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from aigraph.supply.shares import Booleans, Floats, Integers


@dataclass(frozen=True, eq=False)
class SupplyNetwork:
    """Who depends on whom for which input, as arrays; edges of one input are side by side.

    ``aigraph.supply.shares`` defines which shares are allowed.

    Attributes:
        names: names of the nodes; a node is its position here.
        owner: the node that uses each input.
        start: position of the first edge of each input, and one past the last edge.
        supplier: the node at the far end of each edge.
        low: least stated share of each edge; 0 where nothing is stated.
        high: greatest stated share of each edge; 1 where nothing is stated.
        stated: whether the share of each edge is stated.
        others: whether a supplier that is not named may meet part of each input.
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
    others: Booleans
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
        incomplete: Booleans | None = None,
    ) -> SupplyNetwork:
        """Arrange edges given as arrays, O(V + E log E).

        Args:
            names: names of the nodes.
            dependent: the dependent of each edge.
            supplier: the node that is needed; no edge occurs twice in one input.
            input_of: number of the input; edges of one dependent with one number are alternatives.
            low: least share; NaN where nothing is stated.
            high: greatest share; NaN where nothing is stated.
            labels: name of each number in ``input_of``.
            incomplete: for each edge, whether its input is known to have suppliers that are not
                named; without it, that is possible where some share of the input is stated.
        """
        height, cyclic, component = heights(len(names), dependent, supplier)
        on_cycle = cyclic[dependent]
        order = np.lexsort(
            (
                supplier,
                input_of,
                dependent,
                np.where(on_cycle, component[dependent], 0),
                on_cycle,
                height[dependent],
            )
        )
        dependent, supplier, input_of = dependent[order], supplier[order], input_of[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (np.diff(dependent) != 0) | (np.diff(input_of) != 0)
        start = np.append(np.flatnonzero(new), len(order)).astype(np.int64)
        owner = dependent[new]
        stated = ~np.isnan(low[order])
        is_open = stated if incomplete is None else stated | incomplete[order]
        return cls(
            names=names,
            owner=owner,
            start=start,
            supplier=supplier,
            low=np.where(stated, low[order], 0.0),
            high=np.where(stated, high[order], 1.0),
            stated=stated,
            others=np.logical_or.reduceat(is_open, start[:-1]) if len(order) else is_open,
            labels=[labels[number] for number in input_of[new]] if labels else (),
            levels=tuple(levels(owner, start, height, cyclic, component)),
        )

    @classmethod
    def of(
        cls,
        supplies: Iterable[Supply],
        nodes: Iterable[str] = (),
        *,
        incomplete: Collection[tuple[str, str]] = (),
    ) -> SupplyNetwork:
        """Return the network of some supplies.

        A supplier of one input counts once, however often it occurs; rival shares make an interval.

        Args:
            supplies: the edges.
            nodes: further nodes that may have none.
            incomplete: dependents and inputs that have suppliers who are not among these.
        """
        merged: dict[tuple[str, str, str], Interval | None] = {}
        for supply in supplies:
            key = supply.dependent, supply.supplier, supply.input
            merged[key] = hull(merged.get(key), supply.share)
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
            np.array([(key[0], key[2]) in incomplete for key in merged], dtype=bool),
        )

    @classmethod
    def from_networkx(cls, graph: nx.Graph[Any]) -> SupplyNetwork:
        """Return the network of a directed graph whose edges lead from dependent to supplier.

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
        for edge, number in enumerate(self.input_of):
            yield Supply(
                self.names[self.owner[number]],
                self.names[self.supplier[edge]],
                self.labels[number] if self.labels else "",
                Interval(float(self.low[edge]), float(self.high[edge]))
                if self.stated[edge]
                else None,
            )

    def plus(self, added: Iterable[Supply] = (), nodes: Iterable[str] = ()) -> SupplyNetwork:
        """Return the network with further supplies and nodes."""
        return SupplyNetwork.of(
            [*self.supplies(), *added], [*self.names, *nodes], incomplete=self._incomplete()
        )

    def among(self, kept: Booleans) -> SupplyNetwork:
        """Return the network of the edges to some suppliers.

        An input that loses some of its suppliers is left with suppliers that are not named, so that
        its bounds take in whatever they may be; one that loses all of them is left out.

        Args:
            kept: whether each node is kept as a supplier.
        """
        staying = kept[self.supplier]
        lost = np.unique(self.input_of[~staying])
        return SupplyNetwork.of(
            (item for item, stays in zip(self.supplies(), staying, strict=True) if stays),
            self.names,
            incomplete=self._incomplete() | {self._input(number) for number in lost.tolist()},
        )

    def _incomplete(self) -> set[tuple[str, str]]:
        """Return the inputs that may have suppliers who are not named, by dependent and name."""
        return {self._input(number) for number in np.flatnonzero(self.others).tolist()}

    def _input(self, number: int) -> tuple[str, str]:
        return self.names[self.owner[number]], self.labels[number] if self.labels else ""

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
        """One share for each edge, under the assumption ``equal-weights``; inputs add up to 1."""
        if not len(self.supplier):
            return np.zeros(0)
        return equal_shares(self.low, self.high, self.stated, self.start[:-1], np.diff(self.start))

    @cached_property
    def least(self) -> tuple[Floats, Floats]:
        """The least share of each edge, and the rest of each input that these leave."""
        if not len(self.supplier):
            return np.zeros(0), np.zeros(0)
        return least_shares(self.low, self.start[:-1], np.diff(self.start))

    def vector(self, values: Mapping[str, float]) -> Floats:
        """Return values by name as an array over the nodes, 0 for all others."""
        result = np.zeros(len(self.names))
        for name, value in values.items():
            result[self.position[name]] = value
        return result


def _share(data: dict[str, Any]) -> Interval | None:
    share = data.get("share")
    if share is None:
        return None
    low, high = share if isinstance(share, tuple | list) else (share, share)
    return Interval(float(low), float(high))
