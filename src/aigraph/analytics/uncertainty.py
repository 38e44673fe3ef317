"""How sure a result is: draws over all shares that sources allow, and what drives the spread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aigraph.supply.exposure import carry
from aigraph.supply.shares import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats

QUANTILES: Final = (0.05, 0.5, 0.95)
"""How a spread is described: the middle, and the bounds of nine draws in ten."""

_AT_ONCE: Final = 32


class Swing(NamedTuple):
    """How far one uncertain share moves a result, everything else at its middle.

    Attributes:
        dependent: who uses the input.
        supplier: whose share it is.
        input: what is supplied.
        low: the result at the least share.
        high: the result at the greatest share.
    """

    dependent: str
    supplier: str
    input: str
    low: float
    high: float


def sample_shares(network: SupplyNetwork, draws: int, random: np.random.Generator) -> Floats:
    """Return random shares for each edge (rows) and draw (columns); within an input they add to 1.

    Stated shares are uniform between their bounds; what they leave is split among the others by a
    flat Dirichlet distribution, which favours no split (Rubin 1981).

    Args:
        network: who depends on whom for which input.
        draws: how many.
        random: source of randomness.
    """
    edges = len(network.supplier)
    stated = network.stated[:, None]
    if not edges:
        return np.zeros((0, draws))
    drawn = random.uniform(network.low[:, None], network.high[:, None], (edges, draws))
    shares = fitted(
        np.where(stated, drawn, 0.0),
        network.low,
        network.high,
        network.stated,
        network.start[:-1],
    )
    spread = np.where(stated, 0.0, random.standard_exponential((edges, draws)))
    rest = np.clip(1.0 - _by_input(network, shares), 0.0, None)
    whole = _by_input(network, spread)
    split = spread * (rest / np.where(whole > 0, whole, 1.0))[network.input_of]
    total = _by_input(network, shares + split)[network.input_of]
    return np.asarray((shares + split) / np.where(total > 0, total, 1.0))


def monte_carlo(
    network: SupplyNetwork,
    own: tuple[Floats, Floats],
    targets: Sequence[int],
    *,
    draws: int = 1000,
    seed: int = 0,
    substitution: Floats | float = 0.0,
) -> Floats:
    """Return the part of each target (rows) in each draw (columns). O(draws * E).

    Args:
        network: who depends on whom for which input.
        own: least and greatest own part of each node; drawn uniformly between them.
        targets: nodes to describe.
        draws: how many; the error of a quantile falls with the square root.
        seed: the same seed gives the same draws.
        substitution: as ``carry`` takes it.
    """
    random = np.random.default_rng(seed)
    low, high = own
    result = np.empty((len(targets), draws))
    for first in range(0, draws, _AT_ONCE):
        some = min(_AT_ONCE, draws - first)
        values = random.uniform(low[:, None], high[:, None], (len(low), some))
        shares = sample_shares(network, some, random)
        found = carry(network, values, shares=shares, substitution=substitution)
        result[:, first : first + some] = found[np.asarray(targets, dtype=np.int64)]
    return result


def quantiles(results: Floats) -> Floats:
    """Return the 5th, 50th and 95th percentile of each row."""
    return np.quantile(results, QUANTILES, axis=1).T


def rank_ranges(results: Floats) -> NDArray[np.float64]:
    """Return the 5th, 50th and 95th percentile of the rank of each row; the greatest is first.

    Equals share the middle of their ranks.
    """
    ranks = [
        (results > row).sum(axis=0) + ((results == row).sum(axis=0) + 1) / 2 for row in results
    ]
    return quantiles(np.array(ranks).reshape(results.shape))


def tornado(
    network: SupplyNetwork,
    own: Floats,
    target: str,
    *,
    limit: int = 10,
    substitution: Floats | float = 0.0,
) -> list[Swing]:
    """Return which uncertain shares move a target most, one at a time, the widest swing first.

    Each share goes to its least and its greatest while the others of its input keep their
    proportions (one-way sensitivity, Eschenbach 1992). O(U * E) for U uncertain shares above the
    target; those that lead to nothing are skipped.
    """
    base = network.shares
    uncertain = _uncertain(network, target)
    swings = []
    for first in range(0, len(uncertain), _AT_ONCE):
        some = uncertain[first : first + _AT_ONCE]
        columns = [
            _with_share(network, base, edge, bound)
            for edge in some
            for bound in _range(network, edge)
        ]
        values = np.repeat(own[:, None], len(columns), axis=1)
        found = carry(network, values, shares=np.column_stack(columns), substitution=substitution)
        results = found[network.position[target]].reshape(-1, 2)
        for edge, (low, high) in zip(some, results, strict=True):
            swings.append(_swing(network, int(edge), float(low), float(high)))
    swings.sort(key=lambda swing: (-abs(swing.high - swing.low), swing))
    return [swing for swing in swings if swing.high != swing.low][:limit]


def _uncertain(network: SupplyNetwork, target: str) -> NDArray[np.int64]:
    """Return the edges above a target whose shares could be others."""
    seen = np.zeros(len(network.names), dtype=bool)
    seen[network.position[target]] = True
    for level in reversed(network.levels):
        while True:
            edges = seen[network.owner[network.input_of[level.edges]]]
            before = int(seen.sum())
            seen[network.supplier[level.edges][edges]] = True
            if not level.cyclic or int(seen.sum()) == before:
                break
    alone = (np.diff(network.start) == 1)[network.input_of]
    settled = network.stated & (network.low == network.high)
    return np.flatnonzero(seen[network.owner[network.input_of]] & ~alone & ~settled)


def _range(network: SupplyNetwork, edge: int) -> tuple[float, float]:
    if network.stated[edge]:
        return float(network.low[edge]), float(network.high[edge])
    number = network.input_of[edge]
    others = network.low[network.start[number] : network.start[number + 1]].sum()
    return 0.0, float(max(0.0, 1.0 - others))


def _with_share(network: SupplyNetwork, base: Floats, edge: int, share: float) -> Floats:
    number = network.input_of[edge]
    members = slice(network.start[number], network.start[number + 1])
    shares = base.copy()
    others = base[members].sum() - base[edge]
    count = members.stop - members.start - 1
    scaled = base[members] * (1.0 - share) / others if others > 0 else (1.0 - share) / count
    shares[members] = scaled
    shares[edge] = share
    return shares


def _swing(network: SupplyNetwork, edge: int, low: float, high: float) -> Swing:
    number = network.input_of[edge]
    return Swing(
        network.names[network.owner[number]],
        network.names[network.supplier[edge]],
        network.labels[number] if network.labels else "",
        low,
        high,
    )


def _by_input(network: SupplyNetwork, values: Floats) -> Floats:
    return np.asarray(np.add.reduceat(values, network.start[:-1], axis=0))
