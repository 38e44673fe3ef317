"""What simulations of outages assume: stocks of goods, and substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from aigraph.errors import ParameterError
from aigraph.i18n import Text

if TYPE_CHECKING:
    from aigraph.questions.supply_chain import SupplyChain
    from aigraph.supply.shares import Floats

_STORED: Final = frozenset(
    ["fabricatedBy", "memoryFrom", "usesMemory", "packagedBy", "packagedIn", "packagedWith"]
) | {"madeBy", "contains", "assembledBy", "assembledIn", "producedAt", "originatesIn", "suppliesTo"}
"""Relations by which goods come; of what they bring a stock can be held."""

SIMULATED: Final = Text("Compare the order of the numbers, not their size.")


def stocks(chain: SupplyChain, weeks: float) -> Floats:
    """Return the stock of each input: only of what can be stored."""
    relations = [label.partition(" ")[0] for label in chain.network.labels]
    return np.array([weeks if relation in _STORED else 0.0 for relation in relations])


def check_part(part: float) -> None:
    """Refuse what is no part of a whole.

    Raises:
        ParameterError: if it is below 0 or above 1.
    """
    if not 0 <= part <= 1:
        raise ParameterError(f"{part:g} is no part of a whole: write a number from 0 to 1")


def simulated(stock: float, substitution: float) -> Text:
    """Return what is assumed, since no source states it."""
    return Text(
        "Assumed, since no source states it: every buyer of a good holds a stock of {stock} weeks,"
        " other suppliers make up for {substitution:.0%} of a lost share, and shares are equal"
        " where none are stated.",
        stock=stock,
        substitution=substitution,
    )
