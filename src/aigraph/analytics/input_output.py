"""Input-output analysis: requirements, prices, inoperability, position in the chain.

``shares[i, j]`` is what producing one unit of j takes of i (the technical coefficient). All
functions solve one sparse linear system, near O(E) on chains and O(n^3) at worst.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx
    from numpy.typing import ArrayLike
    from scipy.sparse import csr_array

    from aigraph.supply.network import SupplyNetwork
    from aigraph.supply.shares import Floats


def coefficients(flows: ArrayLike, output: ArrayLike) -> Floats:
    """Return technical coefficients: flows divided by the output of the sector that buys."""
    return np.asarray(np.asarray(flows, dtype=float) / np.asarray(output, dtype=float))


def network_coefficients(
    network: SupplyNetwork, costs: Mapping[tuple[str, str], float]
) -> csr_array:
    """Return technical coefficients of a supply network: part of the cost times share.

    Args:
        network: who depends on whom for which input.
        costs: for a node and one of its inputs, the part of the value of what it makes that the
            input costs. Inputs without one are left out: requirements are then least ones.
    """
    from scipy.sparse import csr_array

    parts = [
        costs.get((network.names[owner], network.labels[number]), 0.0)
        for number, owner in enumerate(network.owner)
    ]
    values = network.shares * np.array(parts)[network.input_of]
    ends = network.supplier, network.owner[network.input_of]
    return csr_array((values, ends), shape=(len(network.names), len(network.names)))


def requirements(shares: Any, demand: ArrayLike) -> Floats:
    """Return what every sector must produce for a final demand: x = (I - A)^-1 f (Leontief 1936).

    Args:
        shares: technical coefficients, dense or sparse.
        demand: final demand, one column or several.

    Raises:
        ValueError: if no production can meet the demand, since some sectors use up what they make.
    """
    return _solved(shares, demand)


def multipliers(shares: Any) -> Floats:
    """Return the production in all sectors for one unit of demand of each: column sums of L."""
    return _solved(_transposed(shares), np.ones(shares.shape[0]))


def cost_pass_through(shares: Any, duty: ArrayLike, *, passed: float = 1.0) -> Floats:
    """Return how far prices rise: p = passed * A' p + duty, the dual of ``requirements``.

    The Leontief price model with fixed coefficients (Miller and Blair 2009, section 2.6): an upper
    bound, since nobody switches. With ``passed`` below 1 sellers absorb the rest at each step.

    Args:
        shares: technical coefficients in value.
        duty: rise of the price of each good by itself, as a part of its price.
        passed: part of a rise of cost that a seller passes on.
    """
    return _solved(_transposed(shares) * passed, duty)


def inoperability(shares: Any, output: ArrayLike, shock: ArrayLike) -> Floats:
    """Return the part of each sector's output that is lost: q = (I - A*)^-1 c*.

    A* = x^-1 A x scales the coefficients by output (Santos and Haimes 2004).

    Args:
        shares: technical coefficients.
        output: total output of each sector.
        shock: final demand that is lost, as a part of output.
    """
    return _solved(_scaled(shares, output), shock)


def inoperability_path(
    shares: Any, output: ArrayLike, shock: ArrayLike, speed: ArrayLike, steps: int
) -> Iterator[Floats]:
    """Yield inoperability step by step: q(t+1) = q(t) + K (A* q(t) + c* - q(t)).

    The dynamic model (Lian and Haimes 2006); it tends to ``inoperability``.

    Args:
        shares: technical coefficients.
        output: total output of each sector.
        shock: final demand that is lost, as a part of output.
        speed: resilience coefficient of each sector, from 0 to 1.
        steps: how many.
    """
    scaled, lost = _scaled(shares, output), np.asarray(shock, dtype=float)
    state = np.zeros_like(lost)
    for _ in range(steps):
        state = state + np.asarray(speed) * (scaled @ state + lost - state)
        yield state


def upstreamness(flows: ArrayLike, output: ArrayLike) -> Floats:
    """Return the mean distance of each sector from final use: U = (I - D)^-1 1.

    D[i, j] is the part of the output of i that j buys (Antras, Chor, Fally and Hillberry 2012).
    """
    shares = np.asarray(flows, dtype=float) / np.asarray(output, dtype=float)[:, None]
    return _solved(shares, np.ones(len(shares)))


def influence(graph: nx.Graph[Any], labour: float) -> dict[Any, float]:
    """Return how far a shock to each node moves the whole: v = (a/n) (I - (1 - a) W')^-1 1.

    The influence vector (Acemoglu, Carvalho, Ozdaglar and Tahbaz-Salehi 2012).

    Args:
        graph: edges from dependent to supplier, with ``share`` of all inputs as weight.
        labour: the part of cost that is no input of others.
    """
    import networkx as nx

    nodes = list(graph)
    if not nodes:
        return {}
    shares = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight="share")
    ones = np.full(len(nodes), labour / len(nodes))
    return dict(zip(nodes, _solved(shares.T * (1.0 - labour), ones).tolist(), strict=True))


def _transposed(shares: Any) -> Any:
    return shares.T


def _scaled(shares: Any, output: ArrayLike) -> Any:
    from scipy.sparse import diags_array

    total = np.asarray(output, dtype=float)
    return diags_array(1.0 / total) @ shares @ diags_array(total)


def _solved(shares: Any, right: ArrayLike) -> Floats:
    """Solve (I - shares) x = right by sparse LU, and refuse what is no economy."""
    from scipy.sparse import csc_array, eye_array
    from scipy.sparse.linalg import splu

    matrix = csc_array(eye_array(shares.shape[0]) - csc_array(shares))
    try:
        result = np.asarray(splu(matrix).solve(np.asarray(right, dtype=float)))
    except RuntimeError:
        raise ValueError("the sectors use up all that they make; nothing is left") from None
    if np.any(result < -1e-9):
        raise ValueError("the sectors use up more than they make")
    return result
