"""How far things depend on one vendor, place, component, chip or model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigraph.ids import table_of
from aigraph.supply.exposure import carry, share_bounds
from aigraph.supply.reach import reachability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aigraph.graph import Statement
    from aigraph.questions.supply_chain import SupplyChain
    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats


class Part(NamedTuple):
    """The part of a thing that depends on another.

    Attributes:
        low: at least, over all shares that sources allow.
        equal: with equal weights where no shares are stated.
        high: at most.
    """

    low: float
    equal: float
    high: float


@dataclass(frozen=True, eq=False)
class Dependence:
    """How far each node of a network (rows) depends on each of some things (columns).

    Attributes:
        network: what leads to such things.
        on: the things depended on.
        low: the least part.
        equal: the part with equal weights.
        high: the greatest part.
    """

    network: SupplyNetwork
    on: Sequence[str]
    low: Floats
    equal: Floats
    high: Floats

    def of(self, thing: str, on: str) -> Part | None:
        """Return how far a thing depends on another; None where there is no known path."""
        node = self.network.position.get(thing)
        if node is None or on not in self.on:
            return None
        column = self.on.index(on)
        found = Part(*(float(values[node, column]) for values in (self.low, self.equal, self.high)))
        return found if found.equal > 0 else None


def dependence(chain: SupplyChain, on: Sequence[str]) -> Dependence:
    """Return how far everything depends on some things of one table.

    Things of the same table are what they are distinguished from: a model that runs on either of
    two chips depends in part on each. A supplier that leads to no thing of the table is of unknown
    dependence, so that bounds take it both ways.

    Args:
        chain: what depends on what.
        on: things of one table.
    """
    tables = {table_of(thing) for thing in on}
    network = chain.network
    peers = [network.position[name] for name in network.names if table_of(name) in tables]
    leading = network.among(reachability(network, [peers])[:, 0]).plus(nodes=on)
    own = np.zeros((len(leading.names), len(on)))
    for column, thing in enumerate(on):
        own[leading.position[thing], column] = 1.0
    low = share_bounds(leading, own, upper=False)
    high = np.maximum(low, share_bounds(leading, own, upper=True))
    return Dependence(leading, list(on), low, carry(leading, own), high)


def hardware_vendors(statements: Iterable[Statement]) -> list[str]:
    """Return who designs, fabricates, packages or equips chips and who builds servers."""
    relations = {"designedBy", "fabricatedBy", "memoryFrom", "packagedBy", "madeBy", "assembledBy"}
    return _objects(statements, relations, "organisations")


def hardware_places(statements: Iterable[Statement]) -> list[str]:
    """Return where chips and servers originate, are packaged or assembled."""
    return _objects(statements, {"originatesIn", "packagedIn", "assembledIn"}, "places")


def _objects(statements: Iterable[Statement], relations: set[str], table: str) -> list[str]:
    return sorted(
        {
            item.object
            for item in statements
            if item.predicate in relations and table_of(item.object) == table
        }
    )
