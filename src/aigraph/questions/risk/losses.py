"""What each thing of a chain loses in a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aigraph.analytics.chokepoints import single_points
from aigraph.supply.exposure import carry, share_bounds

if TYPE_CHECKING:
    from aigraph.questions.risk.scenario import Scenario
    from aigraph.questions.supply_chain import SupplyChain
    from aigraph.supply.shares import Floats


@dataclass(frozen=True, eq=False)
class Losses:
    """What each node of a chain loses.

    Attributes:
        chain: the chain, with suppliers that come in.
        own: the part that some nodes lose by themselves.
        hit: things that are removed or degraded.
        least: loss where the remaining suppliers make up for all they can.
        central: loss with equal weights, and the given substitution.
        greatest: loss where nobody makes up for anything, over all shares that sources allow.
        disrupted: things that are lost whole, or some input of which is.
    """

    chain: SupplyChain
    own: dict[str, float]
    hit: list[str]
    least: Floats
    central: Floats
    greatest: Floats
    disrupted: set[str]

    def of(self, item: str) -> tuple[float, float, float]:
        """Return the least, the central and the greatest loss of a thing."""
        node = self.chain.network.position[item]
        return float(self.least[node]), float(self.central[node]), float(self.greatest[node])


def losses(chain: SupplyChain, scenario: Scenario, substitution: float = 0.0) -> Losses:
    """Carry what a scenario takes away to all that depends on it.

    Args:
        chain: the chain, with suppliers that come in.
        scenario: what is different, with identifiers.
        substitution: part of a lost share that other suppliers make up for, in the central loss.
    """
    network = chain.network
    parts = {item: 1.0 - left for item, left in scenario.degrade.items()}
    parts |= dict.fromkeys(scenario.remove, 1.0)
    own = {item: part for item, part in parts.items() if item in network.position}
    values = network.vector(own)
    gone = [item for item, part in own.items() if part >= 1]
    failed = single_points(network, [gone])[:, 0]
    least = carry(network, values, within="least")
    return Losses(
        chain=chain,
        own=own,
        hit=sorted(parts),
        least=least,
        central=carry(network, values, substitution=substitution),
        # A supplier that is not named may depend on what is lost, and lose as much.
        greatest=np.maximum(
            least,
            share_bounds(network, values, upper=True, unnamed=float(values.max(initial=0.0))),
        ),
        disrupted={network.names[int(node)] for node in np.flatnonzero(failed)}
        | {item for item, part in parts.items() if part >= 1},
    )
